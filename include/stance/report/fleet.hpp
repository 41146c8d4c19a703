#pragma once

#include "stance/model/fleet.hpp"
#include "stance/report/terminal.hpp"

#include <iosfwd>
#include <string>

namespace stance::report {

// One tenant of a fleet as a line of JSON with its line feed, schema "stance.tenant/1".
[[nodiscard]] std::string tenant_line(const model::TenantSummary& tenant);

// The roll-up: scores of all tenants, how they are spread, what most of them lack. The headline
// only when brief.
void render_fleet(const model::FleetReport& fleet, const Style& style, std::ostream& out);

// The same with everything in it, schema "stance.fleet/1".
void render_fleet_json(const model::FleetReport& fleet, std::ostream& out);

// A row for each tenant, those that could not be assessed last; see render_csv().
void render_fleet_csv(const model::FleetReport& fleet, std::ostream& out);

// A row for each control that falls short somewhere.
void render_fleet_controls_csv(const model::FleetReport& fleet, std::ostream& out);

}  // namespace stance::report
