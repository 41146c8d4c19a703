#pragma once

#include "annotated.hpp"
#include "stance/base/diagnostics.hpp"

namespace stance::cel {

// What the whole expression is for.
enum class Purpose { condition, value };

// Warns of conditions that are the same whatever the data: literals, a comparison of constants or
// of something with itself, `x || !x`, `x == 'a' && x == 'b'`. Parameters are no constants, and
// neither are arguments of functions.
void check_conditions(const Annotated& expression, Purpose purpose, base::Diagnostics& problems);

}  // namespace stance::cel
