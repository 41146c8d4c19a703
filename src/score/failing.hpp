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

// Whether a decision says that what falls short stays so, or is solved elsewhere.
[[nodiscard]] inline bool is_settled(const model::ControlResult& control) {
  return control.status == model::Status::risk_accepted ||
         control.status == model::Status::third_party ||
         control.status == model::Status::alternate_mitigation;
}

}  // namespace stance::score
