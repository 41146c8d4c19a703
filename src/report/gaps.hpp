#pragma once

#include "stance/model/assessment.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace stance::report {

// Controls that are not assessed for the same cause.
struct Gap {
  std::string reason;   // as in model::Missing
  std::string dataset;  // empty when no dataset is the cause
  std::string detail;   // of a cause without a dataset
  std::string collect;  // the command that fetches it; may be empty
  model::Hundredths points = 0;
  std::uint64_t controls = 0;
};

// Every control that is not assessed counts once, for its first cause. Most points first, ties by
// dataset, then reason.
[[nodiscard]] std::vector<Gap> gaps_of(const model::Assessment& assessment);

}  // namespace stance::report
