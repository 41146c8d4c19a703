#include "csv_table.hpp"
#include "stance/report/fleet.hpp"
#include "words.hpp"

#include <fmt/format.h>

#include <ostream>

namespace stance::report {

namespace {

using csv::Column;
using csv::text;
using model::TenantSummary;

std::string percent(const std::optional<model::Hundredths>& value) {
  return value ? exact_points(*value) : std::string();
}

using Tenant = const TenantSummary&;
constexpr Column<TenantSummary> tenant_columns[] = {
    {"name", [](Tenant row) { return text(row.name); }},
    {"tenant_id", [](Tenant row) { return text(row.tenant_id); }},
    {"tenant", [](Tenant row) { return text(row.tenant_name); }},
    {"as_of", [](Tenant row) { return text(row.as_of); }},
    {"score", [](Tenant row) { return percent(row.score); }},
    {"verified", [](Tenant row) { return percent(row.verified); }},
    {"coverage", [](Tenant row) { return percent(row.coverage); }},
    {"points",
     [](Tenant row) { return row.error.empty() ? exact_points(row.points) : std::string(); }},
    {"max", [](Tenant row) { return row.error.empty() ? exact_points(row.max) : std::string(); }},
    {"worst_category",
     [](Tenant row) { return row.worst ? text(row.worst->category) : std::string(); }},
    {"worst_category_score",
     [](Tenant row) { return row.worst ? exact_points(row.worst->percent) : std::string(); }},
    {"top_gap",
     [](Tenant row) { return row.top_gap ? text(row.top_gap->control.id) : std::string(); }},
    {"top_gap_title",
     [](Tenant row) { return row.top_gap ? text(row.top_gap->control.title) : std::string(); }},
    {"top_gap_points",
     [](Tenant row) { return row.top_gap ? exact_points(row.top_gap->gain) : std::string(); }},
    {"failing",
     [](Tenant row) {
       return row.error.empty() ? fmt::format("{}", row.failing.size()) : std::string();
     }},
    {"gate", [](Tenant row) { return row.gate ? text(model::name(*row.gate)) : std::string(); }},
    {"gate_reasons",
     [](Tenant row) { return text(fmt::format("{}", fmt::join(row.gate_reasons, "; "))); }},
    {"not_assessed", [](Tenant row) { return text(row.error); }},
};

using Failures = const model::ControlFailures&;
constexpr Column<model::ControlFailures> control_columns[] = {
    {"control", [](Failures row) { return text(row.control.id); }},
    {"title", [](Failures row) { return text(row.control.title); }},
    {"tenants_failing", [](Failures row) { return fmt::format("{}", row.failing); }},
    {"tenants_assessed", [](Failures row) { return fmt::format("{}", row.assessed); }},
    {"percent",
     [](Failures row) {
       return exact_points(model::percent(static_cast<model::Hundredths>(row.failing),
                                          static_cast<model::Hundredths>(row.assessed)));
     }},
};

}  // namespace

void render_fleet_csv(const model::FleetReport& fleet, std::ostream& out) {
  const std::span columns(tenant_columns);
  csv::write_head<TenantSummary>(columns, out);
  for (const auto* list : {&fleet.assessed, &fleet.unassessed}) {
    for (const TenantSummary& tenant : *list) csv::write<TenantSummary>(columns, tenant, out);
  }
}

void render_fleet_controls_csv(const model::FleetReport& fleet, std::ostream& out) {
  const std::span columns(control_columns);
  csv::write_head<model::ControlFailures>(columns, out);
  for (const model::ControlFailures& one : fleet.controls) {
    csv::write<model::ControlFailures>(columns, one, out);
  }
}

}  // namespace stance::report
