#pragma once

#include "reader.hpp"
#include "rule_reader.hpp"
#include "stance/rules/control.hpp"

#include <vector>

namespace stance::catalog {

// The `params` of a control with the values in force: defaults, or what overrides say. A mapping
// keeps the keys that its override does not have.
[[nodiscard]] std::vector<rules::Parameter> read_parameters(const Node& control,
                                                            const Overrides& overrides,
                                                            cel::Environment& environment,
                                                            Reader& reader);

// params.<name> for each parameter in order, then the time of collection as `asof`.
[[nodiscard]] cel::Scope declare_parameters(const std::vector<rules::Parameter>& parameters);

}  // namespace stance::catalog
