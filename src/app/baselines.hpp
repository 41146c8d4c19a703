#pragma once

#include "stance/app/assess.hpp"
#include "stance/evaluate/evaluate.hpp"
#include "stance/rules/control.hpp"

#include <span>
#include <vector>

namespace stance::app {

// A baseline with the programs that read what inputs say about its requirements.
struct CompiledBaseline {
  const model::Baseline* baseline = nullptr;
  rules::BaselineRule rule = {};
};

// A baseline, and what the inputs say about its requirements.
struct DeclaredBaseline {
  const model::Baseline* baseline = nullptr;
  model::Declarations declared = {};
  std::string path = {};  // of the input that leaves requirements out
};

// All baselines of the catalog. Must be called before datasets are read.
[[nodiscard]] std::vector<CompiledBaseline> baselines_of(catalog::Catalog& catalog,
                                                         base::Diagnostics& problems);

// Reads what the inputs declare. What has a day that is none is reported.
[[nodiscard]] std::vector<DeclaredBaseline> read_declarations(
    std::span<const CompiledBaseline> baselines, const tenant::Tenant& tenant,
    evaluate::Datasets& datasets, base::Diagnostics& problems);

// What the inputs leave out, as decisions.
[[nodiscard]] std::vector<model::Decision> declared_decisions(
    std::span<const DeclaredBaseline> baselines, std::span<const model::ControlInfo> infos);

// The baselines that the request shows or that its gates are about, in the catalog's order. The
// controls of the assessment are judged.
[[nodiscard]] std::vector<model::BaselineResult> judge_baselines(
    const Request& request, std::span<const DeclaredBaseline> baselines,
    const model::Assessment& assessment);

}  // namespace stance::app
