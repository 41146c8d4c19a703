#pragma once

#include "stance/model/assessment.hpp"

#include <span>

namespace stance::score {

// What licences put within reach. `known`: the inputs tell which ones the tenant has; otherwise
// every control counts as licensed.
[[nodiscard]] model::LicenceTotals licence_totals(std::span<const model::ControlResult> controls,
                                                  bool known);

}  // namespace stance::score
