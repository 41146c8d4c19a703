#pragma once

#include "stance/cel/program.hpp"
#include "stance/cel/value.hpp"

#include <string_view>

namespace stance::cel {

// CEL's string.format(list): %s, %d, %f, %e (with a precision, as in %.2f), %b, %o, %x, %X and %%.
// Unknown: of wrong_type when a value does not suit its clause, of range when there are too few
// values or the clause is none, and the first unknown value that a clause takes.
[[nodiscard]] Value format_text(std::string_view format, const Value& list, Frame& frame);

}  // namespace stance::cel
