#pragma once

#include "node.hpp"
#include "stance/base/arena.hpp"
#include "stance/base/json.hpp"
#include "stance/cel/type.hpp"
#include "stance/cel/value.hpp"

namespace stance::catalog {

// The node as a value: plain true, false and numbers are typed, other scalars are texts.
[[nodiscard]] cel::Value constant(const Node& node, base::Arena& arena);
[[nodiscard]] cel::Value constant(base::json::Cursor json, base::Arena& arena);

// The narrowest type that fits the value: a list of texts is list(string), a mixed or empty one
// list(dyn).
[[nodiscard]] cel::Type type_of(const cel::Value& value);

}  // namespace stance::catalog
