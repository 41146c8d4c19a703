#include "machine.hpp"
#include "stance/cel/program.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace stance::cel {

namespace {

// The comparison as it should have been: turned round where it should not have been true.
std::string_view sign_of(Code code, bool wanted) {
  switch (code) {
    case Code::equal: return wanted ? "==" : "!=";
    case Code::not_equal: return wanted ? "!=" : "==";
    case Code::less: return wanted ? "<" : ">=";
    case Code::less_equal: return wanted ? "<=" : ">";
    case Code::greater: return wanted ? ">" : "<=";
    case Code::greater_equal: return wanted ? ">=" : "<";
    default: return wanted ? "in" : "not in";
  }
}

bool is_comparison(Code code) { return code >= Code::equal && code <= Code::in; }

// What a person calls the operand: the path of a field, otherwise the text of the expression.
std::string_view called(const Op& op) { return op.name.empty() ? op.subject.expression : op.name; }

Trace comparison(const Op& op, std::span<const Op> ops, bool wanted, Machine& machine) {
  const Op& left = ops[op.a];
  const Op& right = ops[op.b];
  const bool turned = left.code == Code::constant && right.code != Code::constant;
  const Op& subject = turned ? right : left;
  const Value actual = machine.run(turned ? op.b : op.a);
  const Value other = machine.run(turned ? op.a : op.b);
  Trace trace;
  trace.actual = fmt::format("{} = {}", called(subject), to_text(actual));
  trace.expected =
      turned && op.code == Code::in
          ? fmt::format("{} {}", wanted ? "contains" : "does not contain", to_text(other))
          : fmt::format("{} {}", sign_of(op.code, wanted), to_text(other));
  return trace;
}

// Rows have no short text: they are counted. Other members are shown.
Trace quantified(const Op& op, std::span<const Op> ops, bool wanted, const Value& list) {
  const std::string_view source = called(ops[op.a]);
  const bool rows = list.kind == Kind::list && list.size > 0 && list.values[0].kind == Kind::record;
  const bool some = (op.code == Code::exists) == wanted;
  Trace trace;
  trace.actual =
      rows ? fmt::format("{} of {} rows of {}", some ? "none" : "not all", list.size, source)
           : fmt::format("{} = {}", source, to_text(list));
  trace.expected = fmt::format("{}{}", wanted ? "" : "not ", ops[op.b].subject.expression);
  return trace;
}

}  // namespace

Trace Program::explain(Frame& frame) const {
  Machine machine(ops_, arguments_, frame);
  std::uint32_t at = root_;
  bool wanted = true;
  // Down to an operand that decides: of a false && the first false one, of a false || the last.
  while (true) {
    const Op& op = ops_[at];
    if (op.code == Code::bind) {
      frame.locals[op.c] = machine.run(op.a);
      at = op.b;
    } else if (op.code == Code::logical_not) {
      wanted = !wanted;
      at = op.a;
    } else if (op.code == Code::logical_and || op.code == Code::logical_or) {
      const bool one_decides = (op.code == Code::logical_and) == wanted;
      at = one_decides && machine.run(op.a).is(!wanted) ? op.a : op.b;
    } else {
      break;
    }
  }
  const Op& op = ops_[at];
  if (is_comparison(op.code)) return comparison(op, ops_, wanted, machine);
  if (op.code == Code::all || op.code == Code::exists) {
    return quantified(op, ops_, wanted, machine.run(op.a));
  }
  return {fmt::format("{} = {}", called(op), to_text(machine.run(at))), wanted ? "true" : "false"};
}

}  // namespace stance::cel
