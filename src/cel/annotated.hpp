#pragma once

#include "op.hpp"
#include "parser.hpp"
#include "stance/cel/compile.hpp"
#include "stance/cel/type.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stance::cel {

// Where an operation is written, and what it gives.
struct Note {
  const Snippet* snippet = nullptr;
  Extent extent = {};
  Type type = {};
  bool inlined = false;  // written in the body of a function
};

// A compiled expression with a note for each operation, for checks of what it means.
struct Annotated {
  std::span<const Op> ops;
  std::span<const std::uint32_t> arguments;
  std::span<const Note> notes;
  std::uint32_t root = 0;

  [[nodiscard]] std::string_view text(std::uint32_t op) const { return ops[op].subject.expression; }
  void warn(std::uint32_t op, base::Diagnostic problem, base::Diagnostics& problems) const;
};

// The operations that an operation works on, in the order of its text.
[[nodiscard]] std::vector<std::uint32_t> operands(const Op& op,
                                                  std::span<const std::uint32_t> arguments);

// Spells operations so that equal texts mean equal values: names do not matter, what they are
// bound to does.
class Speller {
 public:
  Speller(std::span<const Op> ops, std::span<const std::uint32_t> arguments)
      : ops_(ops), arguments_(arguments) {}

  // Empty when it is too long to be worth comparing.
  [[nodiscard]] std::string spell(std::uint32_t op) const;

  // From now on a local is spelled as something else; gives what it was before.
  std::string alias(std::uint32_t local, std::string spelled);

 private:
  void append(std::uint32_t op, std::string& out) const;
  void append_local(std::uint32_t local, std::string& out) const;

  std::span<const Op> ops_;
  std::span<const std::uint32_t> arguments_;
  std::vector<std::string> aliases_;
};

// The operands of a chain of && or ||, from left to right.
[[nodiscard]] std::vector<std::uint32_t> chain_of(std::uint32_t op, Code code,
                                                  std::span<const Op> ops);

}  // namespace stance::cel
