#pragma once

#include "stance/model/assessment.hpp"
#include "stance/model/baseline.hpp"

#include <span>
#include <string_view>

namespace stance::score {

// The verdict on each requirement of a baseline. A requirement passes when all controls that refer
// to it do: by what it asks itself, where a control asks for more. An omission counts until its
// last day, so does a decision about all of its controls that resolves or accepts them otherwise;
// `as_of` is a day or empty.
[[nodiscard]] model::BaselineResult judge_baseline(const model::Baseline& baseline,
                                                   std::span<const model::ControlResult> controls,
                                                   const model::Declarations& declarations,
                                                   std::string_view as_of);

}  // namespace stance::score
