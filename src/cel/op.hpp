#pragma once

#include "stance/cel/type.hpp"
#include "stance/cel/value.hpp"

#include <cstdint>

namespace stance::cel {

enum class Code : std::uint8_t {
  // What needs no other instruction; local_slot is the last of them.
  constant,    // value
  local,       // locals[a]
  local_slot,  // slot b of the record in locals[a]
  slot,        // slot b of the record that a gives
  dataset,     // datasets[a]
  matching,    // rows of datasets[a] whose slot c equals b, or may
  key,         // member `value` of the map that a gives
  index,       // a[b]
  list,        // arguments a .. a+b
  map,         // arguments a .. a+b, keys and values in turn
  logical_and,
  logical_or,
  logical_not,
  negate,
  conditional,
  equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,
  in,
  add,
  subtract,
  multiply,
  divide,
  modulo,
  call,      // the first of `d` `functions` that takes the arguments a .. a+b
  size,      // of the text, list or map a
  has_slot,  // whether slot b of the record that a gives was exported
  has_key,   // whether the map that a gives has the member `value`
  all,
  exists,
  exists_one,
  filter,         // over list or map a, condition b, variables in locals[c] and locals[e]
  map_to,         // the same with result b, for members that meet condition d
  transform_map,  // the same as a map
  sort_by,        // list a by the values of b
  bind,           // locals[c] = a, then b
};

struct Signature;

inline constexpr std::uint32_t no_op = 0xffff'ffff;

// One instruction; operands are indexes of other instructions unless said otherwise.
struct Op {
  Code code = Code::constant;
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  std::uint32_t c = 0;
  std::uint32_t d = no_op;
  std::uint32_t e = no_op;
  Value value = {};
  Subject subject = {};              // expression: the text of this operation
  const FieldDecl* field = nullptr;  // whose slot it is
  const Signature* functions = nullptr;
};

}  // namespace stance::cel
