#pragma once

#include "stance/base/arena.hpp"
#include "stance/cel/key_index.hpp"
#include "stance/cel/type.hpp"
#include "stance/cel/value.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stance::cel {

// What one control may use up. Deterministic: the same program on the same data stops at the same
// place on every machine.
struct Budget {
  std::int64_t steps = 50'000'000;
  std::size_t memory = std::size_t{64} << 20;  // bytes of the arena
};

// All that one evaluation may see.
struct Frame {
  std::span<Value> locals;          // parameters, lets, the row, then variables of macros
  std::span<const Value> datasets;  // lists of records, a record for a singleton, or unknown
  base::Arena& arena;               // results point into it
  Budget& budget;
  // Of each dataset; without the index that a program asks for it goes over all rows.
  std::span<const std::vector<KeyIndex>> indexes = {};
};

// The first false part of a condition, for evidence.
struct Trace {
  std::string actual = {};    // "state = 'disabled'"; empty when that part is about no field
  std::string expected = {};  // "== 'enabled'"
  std::string field = {};     // path of the field
  Value value = {};           // of the field, as far as it is known
  Value row = Value::null();  // the row of a dataset that the part is about
};

struct Op;

// A compiled expression. Immutable; shared by threads.
class Program {
 public:
  // To be assigned before it runs.
  Program();
  Program(Program&&) noexcept;
  Program& operator=(Program&&) noexcept;
  ~Program();

  [[nodiscard]] const Type& type() const { return type_; }
  // Indexes of the datasets it names, ascending.
  [[nodiscard]] std::span<const std::uint32_t> datasets() const { return datasets_; }
  // Places of the variables of its scope that it reads, ascending.
  [[nodiscard]] std::span<const std::uint32_t> variables() const { return variables_; }
  // How many locals a frame needs.
  [[nodiscard]] std::size_t locals() const { return locals_; }
  [[nodiscard]] std::string_view text() const { return text_; }

  // Never throws: what cannot be computed is an unknown value. When the budget ends, so does the
  // program, whatever is left of it: a larger budget never takes a verdict back.
  [[nodiscard]] Value run(Frame& frame) const noexcept;

  // For a condition that is false: walks to the first false conjunct and tells its operands.
  [[nodiscard]] Trace explain(Frame& frame) const;

 private:
  friend class Compiler;
  friend class Scope;
  friend class ImageWriter;
  friend class ImageReader;

  std::vector<Op> ops_;
  std::vector<std::uint32_t> arguments_;  // operands of calls, lists and maps
  std::vector<std::uint32_t> datasets_;
  std::vector<std::uint32_t> variables_;
  std::uint32_t root_ = 0;
  std::size_t locals_ = 0;
  Type type_;
  std::string_view text_;
};

}  // namespace stance::cel
