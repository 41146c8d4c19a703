#pragma once

#include "functions.hpp"
#include "op.hpp"
#include "stance/cel/program.hpp"

#include <cstdint>
#include <span>

namespace stance::cel {

// Runs the instructions of one program against a frame.
class Machine {
 public:
  Machine(std::span<const Op> ops, std::span<const std::uint32_t> arguments, Frame& frame)
      : ops_(ops.data()),
        arguments_(arguments.data()),
        frame_(frame),
        steps_(frame.budget.steps),
        locals_(frame.locals.data()) {}

  [[nodiscard]] Value run(std::uint32_t index);

 private:
  // As run(), without a call or a step for what most operands are, and without a copy of what
  // stands somewhere; what does not is kept in `kept`.
  [[nodiscard]] const Value& operand(std::uint32_t index, Value& kept) {
    const Op& op = ops_[index];
    if (op.code <= Code::local_slot) {
      if (op.code == Code::constant) return op.value;
      const Value& local = locals_[op.a];
      if (op.code == Code::local) return local;
      if (local.kind == Kind::record) return local.values[op.b];
      return kept = slot_of(local, op.b, op);
    }
    return kept = run(index);
  }
  [[nodiscard]] Value operand(std::uint32_t index) {
    Value kept;
    return operand(index, kept);
  }
  [[nodiscard]] Value slot_of(const Value& record, std::uint32_t slot, const Op& op) const {
    if (record.kind == Kind::record) return record.values[slot];
    return record.is_unknown() ? record : wrong(Why::wrong_type, op);
  }
  [[nodiscard, gnu::noinline]] Value bound(const Op& op);
  [[nodiscard, gnu::noinline]] Value member(const Op& op);
  [[nodiscard, gnu::noinline]] Value opposite(const Op& op);
  [[nodiscard]] Value key_of(const Value& map, const Value& key, const Op& op) const;
  [[nodiscard, gnu::noinline]] Value matching(const Op& op);
  [[nodiscard, gnu::noinline]] Value element(const Op& op);
  [[nodiscard, gnu::noinline]] Value construct(const Op& op);
  [[nodiscard, gnu::noinline]] Value logical(const Op& op);
  [[nodiscard, gnu::noinline]] Value conditional(const Op& op);
  [[nodiscard, gnu::noinline]] Value equality(const Op& op);
  [[nodiscard]] Value same_value(const Value& a, const Value& b);
  [[nodiscard, gnu::noinline]] Value ordering(const Op& op);
  [[nodiscard, gnu::noinline]] Value compared(const Op& op, const Value& a, const Value& b);
  [[nodiscard, gnu::noinline]] Value membership(const Op& op);
  [[nodiscard, gnu::noinline]] Value arithmetic(const Op& op);
  [[nodiscard, gnu::noinline]] Value joined(const Op& op, const Value& a, const Value& b);
  [[nodiscard, gnu::noinline]] Value call(const Op& op);
  [[nodiscard, gnu::noinline]] Value call_any(const Op& op);
  [[nodiscard, gnu::noinline]] Value apply(const Op& op, std::span<Value> arguments);
  [[nodiscard, gnu::noinline]] Value size(const Op& op);
  [[nodiscard, gnu::noinline]] Value has(const Op& op);
  [[nodiscard, gnu::noinline]] Value fold(const Op& op);
  [[nodiscard]] Value quantify(const Op& op, const Value& list);
  [[nodiscard]] Value exactly_one(const Op& op, const Value& list);
  [[nodiscard]] Value select_from(const Op& op, const Value& list);
  [[nodiscard]] Value transform_map(const Op& op, const Value& over);
  [[nodiscard]] Value sort_by(const Op& op, const Value& over);
  // Takes a step and sets the variables of a macro to member `i`: one variable is the member of a
  // list or the key of a map; of two the first is the index or the key.
  void bind_member(const Op& op, const Value& over, std::uint32_t i);
  // A condition of a macro; true without one.
  [[nodiscard]] const Value& truth(std::uint32_t condition, const Op& op, Value& kept);
  [[nodiscard]] Value wrong(Why why, const Op& op) const {
    return Value::unknown(why, &op.subject);
  }
  // The value; where it is unknown and does not say because of what, it is because of the
  // operation.
  [[nodiscard]] Value blamed(const Value& value, const Op& op) const {
    return value.is_unknown() && value.subject == nullptr ? wrong(value.why, op) : value;
  }
  // Takes the steps of going over a text; false when there are not so many left.
  [[nodiscard]] bool spend_bytes(std::uint32_t bytes) {
    steps_ -= std::int64_t{bytes / bytes_a_step};
    return steps_ >= 0;
  }
  [[nodiscard]] bool exhausted() { return !has_room(frame_, 0); }

  const Op* ops_;
  const std::uint32_t* arguments_;
  Frame& frame_;
  std::int64_t& steps_;
  Value* locals_;
};

}  // namespace stance::cel
