#pragma once

#include "stance/model/assessment.hpp"

#include <algorithm>
#include <string_view>

namespace stance::score {

// Whether the inputs prove that not everything is as the control asks, however much of it is
// unknown.
[[nodiscard]] inline bool falls_short(const model::Finding& finding) {
  return finding.outcome == model::Outcome::unmet || finding.outcome == model::Outcome::partial ||
         (finding.outcome == model::Outcome::not_assessed && !finding.high.full());
}

}  // namespace stance::score
