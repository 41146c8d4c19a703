#include "stance/cel/program.hpp"

#include "machine.hpp"

#include <utility>

namespace stance::cel {

Program::Program() = default;
Program::Program(Program&&) noexcept = default;
Program& Program::operator=(Program&&) noexcept = default;
Program::~Program() = default;

Value Program::run(Frame& frame) const noexcept {
  return Machine(ops_, arguments_, frame).run(root_);
}

}  // namespace stance::cel
