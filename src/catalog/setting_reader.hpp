#pragma once

#include "expressions.hpp"
#include "stance/rules/check.hpp"

#include <optional>

namespace stance::catalog {

// `setting` is short for `each` over the rows of a dataset with one condition on one field.
[[nodiscard]] std::optional<rules::Check> read_setting(const Node& body, const cel::Scope& scope,
                                                       Expressions& expressions);

}  // namespace stance::catalog
