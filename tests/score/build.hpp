#pragma once

#include "stance/score/score.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace stance::score::test {

// A judged control with as little as the sums look at.
inline model::ControlResult control(std::string id, std::int64_t points, model::Outcome outcome,
                                    model::Ratio low = {0, 1}, model::Ratio high = {1, 1}) {
  model::ControlInfo info;
  info.id = std::move(id);
  info.points = points;
  info.category = "identity";
  info.product = "Entra";
  model::Finding finding;
  finding.outcome = outcome;
  finding.low = low;
  finding.high = high;
  return result_of(std::move(info), std::move(finding));
}

inline model::ControlResult met(std::string id, std::int64_t points) {
  return control(std::move(id), points, model::Outcome::met, {1, 1}, {1, 1});
}

inline model::ControlResult unmet(std::string id, std::int64_t points) {
  return control(std::move(id), points, model::Outcome::unmet, {0, 1}, {0, 1});
}

inline model::ControlResult unknown(std::string id, std::int64_t points) {
  return control(std::move(id), points, model::Outcome::not_assessed);
}

}  // namespace stance::score::test
