#pragma once

#include "stance/model/assessment.hpp"
#include "stance/model/baseline.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace stance::score {

// The verdict on each requirement of a baseline. A requirement passes when all controls that refer
// to it do: by what it asks itself, where a control asks for more. An omission counts until its
// last day, so does a decision about all of its controls that resolves or accepts them otherwise;
// `as_of` is a day or empty.
[[nodiscard]] model::BaselineResult judge_baseline(const model::Baseline& baseline,
                                                   std::span<const model::ControlResult> controls,
                                                   const model::Declarations& declarations,
                                                   std::string_view as_of);

// Omissions as decisions: a control of which a framework's every requirement is left out is an
// accepted risk, with the reasons of all and the first of their ends. By control.
[[nodiscard]] std::vector<model::Decision> accepted_by(const model::Declarations& declarations,
                                                       std::string_view framework,
                                                       std::span<const model::ControlInfo> infos);

}  // namespace stance::score
