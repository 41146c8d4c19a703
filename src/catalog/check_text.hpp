#pragma once

#include "node.hpp"
#include "stance/tenant/schema.hpp"

#include <string>
#include <utility>
#include <vector>

namespace stance::catalog {

// What the check of a control asks, in words and expressions, a line each. Tolerates anything: what
// is wrong with a control is reported when it is compiled.
[[nodiscard]] std::vector<std::string> describe_check(const Node& control,
                                                      const tenant::Schema& schema);

// Name, and "default: description".
[[nodiscard]] std::vector<std::pair<std::string, std::string>> describe_parameters(
    const Node& control);

}  // namespace stance::catalog
