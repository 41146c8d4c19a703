#pragma once

#include "expressions.hpp"
#include "stance/rules/check.hpp"

#include <optional>
#include <vector>

namespace stance::catalog {

// Compiles a mapping that holds exactly one check form (and, in a part, other keys beside it).
// `scope` holds the parameters, the time and the lets of the control. All problems are reported;
// with one there is no check.
[[nodiscard]] std::optional<rules::Check> read_check(const Node& node, const cel::Scope& scope,
                                                     Expressions& expressions);

// What `empty` says; it must be there.
[[nodiscard]] std::optional<rules::Empty> read_empty(const Node& body, Reader& reader);

// Names bound to expressions, in order; adds them to the scope.
[[nodiscard]] std::vector<rules::Let> read_lets(const Node& node, cel::Scope& scope,
                                                Expressions& expressions);

}  // namespace stance::catalog
