#pragma once

#include "node.hpp"
#include "stance/cel/compile.hpp"

#include <string_view>
#include <vector>

namespace stance::catalog {

// Where the pieces of a scalar stand in its file: its lines, and what is behind each escape of a
// quoted one. Without the text of the file (the built-in catalog) columns behind escapes are those
// of a text without them.
[[nodiscard]] std::vector<cel::Snippet::Origin> origins_of(const Node& node, std::string_view text);

}  // namespace stance::catalog
