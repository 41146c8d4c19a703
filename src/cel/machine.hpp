#pragma once

#include "op.hpp"
#include "stance/cel/program.hpp"

#include <cstdint>
#include <span>

namespace stance::cel {

// Runs the instructions of one program against a frame.
class Machine {
 public:
  Machine(std::span<const Op> ops, std::span<const std::uint32_t> arguments, Frame& frame)
      : ops_(ops.data()), arguments_(arguments.data()), frame_(frame) {}

  [[nodiscard]] Value run(std::uint32_t index);

 private:
  [[nodiscard]] Value slot_of(const Value& record, std::uint32_t slot, const Op& op) const;
  [[nodiscard]] Value key_of(const Value& map, const Value& key, const Op& op) const;
  [[nodiscard]] Value element(const Op& op);
  [[nodiscard]] Value construct(const Op& op);
  [[nodiscard]] Value logical(const Op& op);
  [[nodiscard]] Value conditional(const Op& op);
  [[nodiscard]] Value comparison(const Op& op);
  [[nodiscard]] Value membership(const Op& op);
  [[nodiscard]] Value arithmetic(const Op& op);
  [[nodiscard]] Value call(const Op& op);
  [[nodiscard]] Value has(const Op& op);
  [[nodiscard]] Value fold(const Op& op);
  [[nodiscard]] Value quantify(const Op& op, const Value& list);
  [[nodiscard]] Value exactly_one(const Op& op, const Value& list);
  [[nodiscard]] Value select_from(const Op& op, const Value& list);
  [[nodiscard]] Value transform_map(const Op& op, const Value& over);
  [[nodiscard]] Value sort_by(const Op& op, const Value& over);
  // Sets the variables of a macro to member `i`: one variable is the member of a list or the key of
  // a map; of two the first is the index or the key.
  void bind_member(const Op& op, const Value& over, std::uint32_t i);
  // A condition of a macro; true without one.
  [[nodiscard]] Value truth(std::uint32_t condition, const Op& op);
  [[nodiscard]] Value wrong(Why why, const Op& op) const {
    return Value::unknown(why, &op.subject);
  }
  [[nodiscard]] bool exhausted() const { return frame_.arena.bytes() > frame_.budget.memory; }

  const Op* ops_;
  const std::uint32_t* arguments_;
  Frame& frame_;
};

}  // namespace stance::cel
