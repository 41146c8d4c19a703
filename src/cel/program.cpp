#include "stance/cel/program.hpp"

#include "machine.hpp"

#include <utility>

namespace stance::cel {

Program::Program() = default;
Program::Program(Program&&) noexcept = default;
Program& Program::operator=(Program&&) noexcept = default;
Program::~Program() = default;

Value Program::run(Frame& frame) const noexcept {
  const Value value = Machine(ops_, arguments_, frame).run(root_);
  if (frame.budget.steps >= 0 || (value.is_unknown() && value.why == Why::budget)) return value;
  return Value::unknown(Why::budget);
}

}  // namespace stance::cel
