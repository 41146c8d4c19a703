#pragma once

#include "op.hpp"
#include "stance/cel/value.hpp"

namespace stance::cel {

// a + b, a - b, a * b, a / b, a % b as CEL defines them; overflow, division by zero and results
// out of range are unknown (range), other kinds of operands unknown (wrong_type).
[[nodiscard]] Value compute(Code code, const Value& a, const Value& b, base::Arena& arena);

// -a
[[nodiscard]] Value negated(const Value& a);

}  // namespace stance::cel
