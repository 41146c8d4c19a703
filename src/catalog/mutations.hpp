#pragma once

#include "node.hpp"
#include "stance/catalog/mutation.hpp"
#include "stance/cel/compile.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace stance::catalog {

// Changes to the expressions and to the form of a check, in the order of their places.
[[nodiscard]] std::vector<Mutation> control_mutations(const Node& control);

// Changes to the body of a function.
[[nodiscard]] std::vector<Mutation> function_mutations(std::string_view name,
                                                       const cel::Function& function);

// What read_rule() needs of a control, in its JSON form, with the change in force.
[[nodiscard]] std::string changed_json(const Node& control, const Mutation& mutation);

// Whether the verdict of a control depends on a function, directly or through others.
[[nodiscard]] bool uses_function(const Node& control, std::string_view name,
                                 const cel::Environment& environment);

}  // namespace stance::catalog
