#pragma once

#include "stance/base/error.hpp"
#include "stance/cel/compile.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace stance::cel {

// Bytes of a text, and what stands there instead.
struct Edit {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string text;
};

// One small change to an expression that its tests should notice.
struct Mutant {
  Edit edit;
  std::string change;       // such as "when '==' is '!='" or "without 'p.on'"
  std::string fragment;     // the operation that it changes, in one line
  base::Position position;  // of the operator, or of what is left out
  std::string source_line = {};
};

// Whether an expression is true or false as a whole, or any value.
enum class Role : std::uint8_t { value, condition };

// Comparisons are turned round and their bounds moved by one, operands of && || + and members of
// lists left out, all() and exists() exchanged, and so on: changes that a competent test tells from
// the original. A change that another one implies is left out. In the order of their places; none
// when the text does not parse.
[[nodiscard]] std::vector<Mutant> mutants(const Snippet& snippet, Role role);

// Line ends and runs of blanks as one blank, none at the ends, and cut when it is long: how
// fragments are written.
[[nodiscard]] std::string in_one_line(std::string_view text);

[[nodiscard]] std::string changed(std::string_view text, const Edit& edit);

}  // namespace stance::cel
