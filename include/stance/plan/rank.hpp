#pragma once

#include "stance/model/assessment.hpp"

#include <span>
#include <vector>

namespace stance::plan {

// Weights of the ranking formula, in hundredths.
struct Weights {
  model::Hundredths cost[3] = {100, 200, 400};    // low, moderate, high
  model::Hundredths impact[3] = {100, 150, 200};  // low, moderate, high
};

// Controls that are not fully met, best first: priority = missing points / (cost weight x
// user-impact weight), ties by missing points, then id. Missing is what is neither
// verified nor claimed; controls that something was decided about are left out.
[[nodiscard]] std::vector<model::Recommendation> rank(
    std::span<const model::ControlResult> controls, model::Hundredths assessed_max,
    const Weights& weights = {});

}  // namespace stance::plan
