#pragma once

#include "reader.hpp"
#include "stance/rules/control.hpp"
#include "stance/tenant/schema.hpp"

#include <vector>

namespace stance::catalog {

// The `tests` of a control; those without a problem.
[[nodiscard]] std::vector<rules::Test> read_tests(const Node& control, const tenant::Schema& schema,
                                                  Reader& reader);

}  // namespace stance::catalog
