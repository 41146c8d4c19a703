#pragma once

#include "reader.hpp"
#include "stance/catalog/mutation.hpp"
#include "stance/rules/control.hpp"
#include "stance/tenant/schema.hpp"

#include <vector>

namespace stance::catalog {

// The `tests` of a control; those without a problem.
[[nodiscard]] std::vector<rules::Test> read_tests(const Node& control, const tenant::Schema& schema,
                                                  Reader& reader);

// The `survivors` of a control: changes that no test can notice. Those without a problem.
[[nodiscard]] std::vector<Survivor> read_survivors(const Node& control, Reader& reader);

}  // namespace stance::catalog
