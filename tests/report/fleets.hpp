#pragma once

#include "stance/model/fleet.hpp"

namespace stance::report {

// Tenants with something of everything that a roll-up shows.
[[nodiscard]] model::FleetReport fleet();

// Every text that can come from an input is an attack.
[[nodiscard]] model::FleetReport hostile_fleet();

}  // namespace stance::report
