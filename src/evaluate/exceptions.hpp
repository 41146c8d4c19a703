#pragma once

#include "run.hpp"

#include <cstdint>
#include <functional>
#include <optional>

namespace stance::evaluate {

// A value in place of that of a parameter, by index.
struct Substitute {
  std::uint32_t parameter = 0;
  cel::Value value;
};

// What could be declared so that a control which falls short is met: of the values that its rule
// proposes, that with the least to declare. `is_met` judges the control with a substitute. Nothing
// when the control is met or not assessed, or falls short for other reasons too.
[[nodiscard]] std::optional<model::Declarable> find_declarable(
    const rules::Control& control, model::Outcome outcome, Run& run,
    const std::function<bool(Substitute)>& is_met);

}  // namespace stance::evaluate
