#pragma once

#include "annotated.hpp"
#include "stance/base/diagnostics.hpp"

#include <span>
#include <string>
#include <vector>

namespace stance::cel {

// What is certainly not null while the expression is true, as Speller spells it.
[[nodiscard]] std::vector<std::string> not_null_when_true(std::span<const Op> ops,
                                                          std::span<const std::uint32_t> arguments,
                                                          std::uint32_t root);

// Warns where something that can be null is ordered, calculated with, selected from or given to a
// function, without a condition around it that leaves null out: such a result is unknown. has() is
// no such condition: it is true for a null that was exported. `given` is known not to be null.
void check_nulls(const Annotated& expression, std::vector<std::string> given,
                 base::Diagnostics& problems);

}  // namespace stance::cel
