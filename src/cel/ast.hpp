#pragma once

#include "stance/base/arena.hpp"
#include "stance/cel/value.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace stance::cel {

enum class NodeKind : std::uint8_t {
  literal,      // value
  name,         // text
  select,       // operands[0].text
  call,         // text(operands), or operands[0].text(operands...) when `member`
  index,        // operands[0][operands[1]]
  list,         // [operands]
  map,          // {operands[0]: operands[1], ...}
  logical_and,  // operands[0] && operands[1]
  logical_or,
  logical_not,
  negate,
  conditional,  // operands[0] ? operands[1] : operands[2]
  binary,       // operands[0] text operands[1]
};

// A node of a parsed expression; lives in the arena of the compilation.
struct Node {
  NodeKind kind = NodeKind::literal;
  bool member = false;
  std::uint16_t depth = 1;  // of the tree below, itself included
  std::uint32_t begin = 0;  // bytes in the snippet
  std::uint32_t end = 0;
  std::string_view text = {};  // name, field, function or operator
  Value value = {};
  std::span<Node*> operands = {};
};

}  // namespace stance::cel
