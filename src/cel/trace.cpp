#include "functions.hpp"
#include "machine.hpp"
#include "stance/base/text.hpp"
#include "stance/cel/program.hpp"

#include <fmt/format.h>

#include <optional>
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
bool is_field(const Op& op) { return op.code == Code::slot || op.code == Code::local_slot; }
bool is_row(const Value& value) { return value.kind == Kind::record; }

// A value in a sentence: a text of an export or a rule may hold anything.
std::string told(const Value& value) { return base::printable(to_text(value)); }

// Finds the part of a false condition that decides, and tells it in the words of the export. What
// only the rule has a name for, such as a let, is not told.
class Explainer {
 public:
  Explainer(const Op* ops, const std::uint32_t* arguments, Frame& frame, Machine& machine)
      : ops_(ops), arguments_(arguments), frame_(frame), machine_(machine) {}

  Trace explain(std::uint32_t at) {
    while (const auto next = descend(ops_[at])) at = *next;
    const Op& op = ops_[at];
    if (is_comparison(op.code)) {
      comparison(op);
    } else if (op.code == Code::all || op.code == Code::exists) {
      (void)tell(op.a);
    } else if (tell(at) && is_field(op)) {
      trace_.expected = wanted_ ? "true" : "false";
    }
    return std::move(trace_);
  }

 private:
  // Down to an operand that decides: of a false && the first false one, of a false || the last.
  std::optional<std::uint32_t> descend(const Op& op) {
    switch (op.code) {
      case Code::bind: frame_.locals[op.c] = machine_.run(op.a); return op.b;
      case Code::logical_not: wanted_ = !wanted_; return op.a;
      case Code::logical_and:
      case Code::logical_or: {
        const bool one_decides = (op.code == Code::logical_and) == wanted_;
        return one_decides && machine_.run(op.a).is(!wanted_) ? op.a : op.b;
      }
      case Code::conditional: {
        const Value condition = machine_.run(op.a);
        if (condition.kind != Kind::boolean) return std::nullopt;
        return condition.boolean ? op.b : op.c;
      }
      case Code::all:
      case Code::exists: return into_row(op);
      default: return std::nullopt;
    }
  }

  // One row decides when one is enough, or when there is no other.
  std::optional<std::uint32_t> into_row(const Op& op) {
    const Value rows = machine_.run(op.a);
    if (rows.kind != Kind::list || op.e != no_op) return std::nullopt;
    const bool one_decides = (op.code == Code::all) == wanted_;
    if (!one_decides && rows.size != 1) return std::nullopt;
    for (const Value& row : rows.members()) {
      if (!is_row(row)) return std::nullopt;
      frame_.locals[op.c] = row;
      if (!machine_.run(op.b).is(!wanted_)) continue;
      trace_.row = row;
      return op.b;
    }
    return std::nullopt;
  }

  void comparison(const Op& op) {
    const bool turned = !names_field(op.a) && names_field(op.b);
    const std::uint32_t subject = turned ? op.b : op.a;
    if (!tell(subject)) return;
    if (!is_field(ops_[subject])) return size_wanted(op, turned);
    const Value other = machine_.run(turned ? op.a : op.b);
    const bool nothing = other.is_unknown() || (other.kind == Kind::list && other.size == 0);
    if (nothing) return;
    // An ordering that is turned round would need another sign.
    const bool alike = op.code == Code::equal || op.code == Code::not_equal;
    if (other.is_null()) {
      trace_.expected = (op.code == Code::equal) == wanted_ ? "null" : "not null";
    } else if (turned && op.code == Code::in) {
      trace_.expected =
          fmt::format("{} {}", wanted_ ? "contains" : "does not contain", told(other));
    } else if (!turned || alike) {
      trace_.expected = fmt::format("{} {}", sign_of(op.code, wanted_), told(other));
    }
  }

  // Of "field.size() == 0" the field itself is told.
  void size_wanted(const Op& op, bool turned) {
    const Op& other = ops_[turned ? op.a : op.b];
    if (other.code != Code::constant || !equals(other.value, Value::of(std::int64_t{0})).is(true)) {
      return;
    }
    if (ops_[turned ? op.b : op.a].code != Code::size) return;
    const bool empty = (op.code == Code::equal) == wanted_;
    trace_.expected = empty ? "empty" : "not empty";
  }

  // The field that an expression is, or is made of by a call.
  [[nodiscard]] const Op* field_of(std::uint32_t at) const {
    const Op* op = &ops_[at];
    while ((op->code == Code::call && op->b > 0) || op->code == Code::size) {
      op = &ops_[op->code == Code::size ? op->a : arguments_[op->a]];
    }
    return is_field(*op) ? op : nullptr;
  }
  [[nodiscard]] bool names_field(std::uint32_t at) const { return field_of(at) != nullptr; }

  // Tells the field that an expression is about; false when it is about none.
  bool tell(std::uint32_t at) {
    const Op* field = field_of(at);
    if (field == nullptr) return false;
    trace_.field = field->field->path;
    trace_.value = machine_.run(static_cast<std::uint32_t>(field - ops_));
    if (trace_.value.is_unknown()) return false;
    const Value row = field->code == Code::slot ? machine_.run(field->a) : frame_.locals[field->a];
    if (is_row(row)) trace_.row = row;
    trace_.actual = fmt::format("{} = {}", field->field->path, told(trace_.value));
    return true;
  }

  const Op* ops_;
  const std::uint32_t* arguments_;
  Frame& frame_;
  Machine& machine_;
  bool wanted_ = true;
  Trace trace_;
};

}  // namespace

Trace Program::explain(Frame& frame) const {
  Machine machine(ops_, arguments_, frame);
  return Explainer(ops_.data(), arguments_.data(), frame, machine).explain(root_);
}

}  // namespace stance::cel
