#include "constant_conditions.hpp"

#include "functions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace stance::cel {

namespace {

// Of longer chains the pairs are not compared.
constexpr std::size_t max_compared = 100;

bool orders(Code code) {
  return code == Code::less || code == Code::less_equal || code == Code::greater ||
         code == Code::greater_equal;
}

bool compares(Code code) { return orders(code) || code == Code::equal || code == Code::not_equal; }

// Whether a comparison holds for operands that compare like `order` and 0.
bool holds(Code code, std::int64_t order) {
  switch (code) {
    case Code::equal: return order == 0;
    case Code::not_equal: return order != 0;
    case Code::less: return order < 0;
    case Code::less_equal: return order <= 0;
    case Code::greater: return order > 0;
    default: return order >= 0;
  }
}

class ConditionCheck {
 public:
  ConditionCheck(const Annotated& expression, base::Diagnostics& problems)
      : whole_(expression), speller_(expression.ops, expression.arguments), problems_(problems) {}

  // Whether something was said about the operation or a condition in it.
  bool visit(std::uint32_t op, Purpose purpose);

 private:
  [[nodiscard]] const Op& at(std::uint32_t op) const { return whole_.ops[op]; }
  [[nodiscard]] bool is_constant(std::uint32_t op) const { return at(op).code == Code::constant; }
  [[nodiscard]] Purpose purpose_of(const Op& op, std::uint32_t operand) const;
  [[nodiscard]] std::optional<bool> truth(std::uint32_t op) const;
  [[nodiscard]] std::optional<bool> truth_of_comparison(const Op& op) const;
  [[nodiscard]] std::optional<bool> truth_of_membership(const Op& op) const;
  [[nodiscard]] bool is_size(std::uint32_t op) const;
  [[nodiscard]] bool same(std::uint32_t a, std::uint32_t b) const;
  [[nodiscard]] bool opposite(std::uint32_t a, std::uint32_t b) const;
  [[nodiscard]] bool excludes(const Op& a, const Op& b, Code code) const;
  bool check_chain(std::uint32_t op);
  void check_null(std::uint32_t op);

  const Annotated& whole_;
  Speller speller_;
  base::Diagnostics& problems_;
};

// The same text with the same meaning. In the body of a function two arguments can mean the same
// at one call; their texts differ.
bool ConditionCheck::same(std::uint32_t a, std::uint32_t b) const {
  if (whole_.text(a) != whole_.text(b)) return false;
  const std::string spelled = speller_.spell(a);
  return !spelled.empty() && spelled == speller_.spell(b);
}

bool ConditionCheck::opposite(std::uint32_t a, std::uint32_t b) const {
  if (at(a).code == Code::logical_not) return same(at(a).a, b);
  return at(b).code == Code::logical_not && same(at(b).a, a);
}

// x == 'a' and x == 'b' are never both true; x != 'a' and x != 'b' are never both false.
bool ConditionCheck::excludes(const Op& a, const Op& b, Code code) const {
  const Code wanted = code == Code::logical_and ? Code::equal : Code::not_equal;
  if (a.code != wanted || b.code != wanted || !is_constant(a.b) || !is_constant(b.b)) return false;
  return same(a.a, b.a) && equals(at(a.b).value, at(b.b).value).is(false);
}

bool ConditionCheck::is_size(std::uint32_t op) const { return at(op).code == Code::size; }

std::optional<bool> ConditionCheck::truth_of_comparison(const Op& op) const {
  if (is_constant(op.a) && is_constant(op.b)) {
    const Value& left = at(op.a).value;
    const Value& right = at(op.b).value;
    if (!orders(op.code)) {
      const Value equal = equals(left, right);
      if (equal.kind != Kind::boolean) return std::nullopt;
      return equal.boolean == (op.code == Code::equal);
    }
    const Value order = compare(left, right);
    return order.kind == Kind::integer ? std::optional(holds(op.code, order.integer))
                                       : std::nullopt;
  }
  if (same(op.a, op.b)) return holds(op.code, 0);
  const Value& bound = at(op.b).value;
  if (!is_size(op.a) || !is_constant(op.b) || bound.kind != Kind::integer) return std::nullopt;
  // No size is below zero: it lies on one side of the bound whatever it is.
  if (bound.integer < 0) return holds(op.code, 1);
  const bool at_zero = bound.integer == 0;
  if (at_zero && op.code == Code::greater_equal) return true;
  if (at_zero && op.code == Code::less) return false;
  return std::nullopt;
}

std::optional<bool> ConditionCheck::truth_of_membership(const Op& op) const {
  if (!is_constant(op.b) || at(op.b).value.kind != Kind::list) return std::nullopt;
  const auto members = at(op.b).value.members();
  if (members.empty()) return false;
  if (!is_constant(op.a)) return std::nullopt;
  return std::any_of(members.begin(), members.end(),
                     [&](const Value& member) { return equals(member, at(op.a).value).is(true); });
}

std::optional<bool> ConditionCheck::truth(std::uint32_t index) const {
  const Op& op = at(index);
  if (op.code == Code::constant && op.value.kind == Kind::boolean) return op.value.boolean;
  if (op.code == Code::in) return truth_of_membership(op);
  return compares(op.code) ? truth_of_comparison(op) : std::nullopt;
}

Purpose ConditionCheck::purpose_of(const Op& op, std::uint32_t operand) const {
  switch (op.code) {
    case Code::logical_and:
    case Code::logical_or:
    case Code::logical_not: return Purpose::condition;
    case Code::conditional: return operand == op.a ? Purpose::condition : Purpose::value;
    case Code::all:
    case Code::exists:
    case Code::exists_one:
    case Code::filter: return operand == op.b ? Purpose::condition : Purpose::value;
    case Code::map_to:
    case Code::transform_map: return operand == op.d ? Purpose::condition : Purpose::value;
    default: return Purpose::value;
  }
}

// Operands of a chain that contradict or complete each other.
bool ConditionCheck::check_chain(std::uint32_t index) {
  const Code code = at(index).code;
  const std::vector<std::uint32_t> chain = chain_of(index, code, whole_.ops);
  const std::string_view always = code == Code::logical_and ? "false" : "true";
  if (chain.size() > max_compared) return false;
  bool said = false;
  for (std::size_t i = 0; i < chain.size(); ++i) {
    for (std::size_t k = 0; k < i; ++k) {
      const bool constant =
          opposite(chain[i], chain[k]) || excludes(at(chain[i]), at(chain[k]), code);
      if (!constant) continue;
      whole_.warn(chain[i],
                  {.message = fmt::format("'{}' and '{}' make the condition always {}",
                                          whole_.text(chain[k]), whole_.text(chain[i]), always),
                   .code = "constant-condition"},
                  problems_);
      said = true;
    }
  }
  return said;
}

// A field whose type says that it cannot be null. In the body of a function the type is that of
// one caller.
void ConditionCheck::check_null(std::uint32_t index) {
  const Op& op = at(index);
  if (op.code != Code::equal && op.code != Code::not_equal) return;
  for (const auto& [field, other] : {std::pair{op.a, op.b}, std::pair{op.b, op.a}}) {
    const Note& note = whole_.notes[field];
    const bool is_field = at(field).code == Code::slot || at(field).code == Code::local_slot;
    if (!is_field || note.inlined || note.type.nullable || note.type.dynamic()) continue;
    if (!is_constant(other) || !at(other).value.is_null()) continue;
    whole_.warn(index,
                {.message = fmt::format("'{}' is never null", whole_.text(field)),
                 .hint = fmt::format("if it can be, declare '{}' with '?' behind its type",
                                     at(field).field->path),
                 .code = "never-null"},
                problems_);
  }
}

bool ConditionCheck::visit(std::uint32_t index, Purpose purpose) {
  const Op& op = at(index);
  bool said = false;
  std::vector<std::uint32_t> inside = operands(op, whole_.arguments);
  const bool chained = op.code == Code::logical_and || op.code == Code::logical_or;
  if (chained) inside = chain_of(index, op.code, whole_.ops);
  for (const std::uint32_t operand : inside) {
    const Purpose own =
        op.code == Code::bind && operand == op.b ? purpose : purpose_of(op, operand);
    said = visit(operand, own) || said;
  }
  if (chained) said = check_chain(index) || said;
  check_null(index);
  if (said || purpose != Purpose::condition) return said;
  const std::optional<bool> constant = truth(index);
  if (!constant) return false;
  whole_.warn(
      index,
      {.message = fmt::format("condition is always {}", *constant), .code = "constant-condition"},
      problems_);
  return true;
}

}  // namespace

void check_conditions(const Annotated& expression, Purpose purpose, base::Diagnostics& problems) {
  ConditionCheck(expression, problems).visit(expression.root, purpose);
}

}  // namespace stance::cel
