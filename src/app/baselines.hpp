#pragma once

#include "stance/app/assess.hpp"
#include "stance/evaluate/evaluate.hpp"
#include "stance/rules/control.hpp"

#include <span>
#include <vector>

namespace stance::app {

struct DeclaredBaseline {
  const model::Baseline* baseline;
  rules::BaselineRule rule;
};

// The baselines that the request shows or that its gates are about, in the catalog's order. Must be
// asked for before datasets are read.
[[nodiscard]] std::vector<DeclaredBaseline> baselines_for(const Request& request,
                                                          catalog::Catalog& catalog,
                                                          base::Diagnostics& problems);

// Of the same index. The controls of the assessment are judged. Declarations with a day that is
// none are reported.
[[nodiscard]] std::vector<model::BaselineResult> judge_baselines(
    std::span<const DeclaredBaseline> baselines, evaluate::Datasets& datasets,
    const model::Assessment& assessment, base::Diagnostics& problems);

}  // namespace stance::app
