#pragma once

#include "expressions.hpp"
#include "reader.hpp"
#include "stance/model/baseline.hpp"
#include "stance/rules/control.hpp"

#include <string_view>
#include <vector>

namespace stance::catalog {

// `baselines`: what frameworks ask for, by framework; each has to be one of `frameworks`.
[[nodiscard]] std::vector<model::Baseline> read_baselines(
    const Node& body, const std::vector<std::string>& frameworks, Reader& reader);

// How inputs declare something about a baseline; empty when it does not say.
[[nodiscard]] rules::BaselineRule read_baseline_rule(const Node& baselines,
                                                     std::string_view framework,
                                                     Expressions& expressions);

}  // namespace stance::catalog
