#pragma once

#include "expressions.hpp"
#include "stance/rules/check.hpp"

#include <optional>

namespace stance::catalog {

// A population, and the scope in which its members are judged: the row, then its lets.
struct RowScope {
  std::optional<rules::Population> population;  // none: something was wrong with it
  cel::Scope scope;
};

// What `each` and `any` range over, and what each member is called. All problems are reported; the
// scope is there in any case, so that what is judged can be checked too.
[[nodiscard]] RowScope read_population(const Node& body, const cel::Scope& outer,
                                       Expressions& expressions);

}  // namespace stance::catalog
