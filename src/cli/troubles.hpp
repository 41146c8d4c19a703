#pragma once

#include "exit_code.hpp"
#include "io.hpp"
#include "stance/model/fleet.hpp"

namespace stance::cli {

// On standard error, a line each: tenants that could not be assessed, gates that do not hold, and
// where gaps are refused, tenants that have some.
void print_troubles(const model::FleetReport& fleet, Gaps gaps, Io& io);

}  // namespace stance::cli
