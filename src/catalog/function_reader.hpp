#pragma once

#include "reader.hpp"
#include "stance/cel/compile.hpp"

namespace stance::catalog {

// Adds one entry of `functions`, "name(a, b)" and a body, to the environment. An earlier function
// of the same name is replaced.
void read_function(const Node& signature, const Node& body, cel::Environment& environment,
                   Reader& reader);

// The name in a signature.
[[nodiscard]] std::string_view function_name(std::string_view signature);

}  // namespace stance::catalog
