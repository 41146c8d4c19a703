#include "nullability.hpp"

#include "functions.hpp"
#include "stance/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace stance::cel {

namespace {

using Facts = std::vector<std::string>;

bool is_fold(Code code) {
  return code == Code::all || code == Code::exists || code == Code::exists_one ||
         code == Code::filter || code == Code::map_to || code == Code::transform_map;
}

// Collects what cannot be null when an operation is true, or when it is false.
class FactFinder {
 public:
  FactFinder(std::span<const Op> ops, std::span<const std::uint32_t> arguments, Speller& speller)
      : ops_(ops), arguments_(arguments), speller_(speller) {}

  [[nodiscard]] Facts collect(std::uint32_t index, bool truth);

 private:
  [[nodiscard]] Facts equality(const Op& op, bool equal) const;
  [[nodiscard]] Facts both(std::uint32_t a, std::uint32_t b, bool truth);
  [[nodiscard]] Facts either(std::uint32_t a, std::uint32_t b, bool truth);
  void add(std::uint32_t op, Facts& facts) const;
  [[nodiscard]] bool is_null(std::uint32_t op) const {
    return ops_[op].code == Code::constant && ops_[op].value.is_null();
  }
  [[nodiscard]] bool is_not_null(std::uint32_t op) const {
    return ops_[op].code == Code::constant && !ops_[op].value.is_null();
  }

  std::span<const Op> ops_;
  std::span<const std::uint32_t> arguments_;
  Speller& speller_;
};

void FactFinder::add(std::uint32_t op, Facts& facts) const {
  std::string spelled = speller_.spell(op);
  if (!spelled.empty()) facts.push_back(std::move(spelled));
}

// Null equals nothing but null.
Facts FactFinder::equality(const Op& op, bool equal) const {
  Facts facts;
  for (const auto& [one, other] : {std::pair{op.a, op.b}, std::pair{op.b, op.a}}) {
    if (equal ? is_not_null(other) : is_null(other)) add(one, facts);
  }
  return facts;
}

Facts FactFinder::both(std::uint32_t a, std::uint32_t b, bool truth) {
  Facts facts = collect(a, truth);
  for (std::string& fact : collect(b, truth)) facts.push_back(std::move(fact));
  return facts;
}

Facts FactFinder::either(std::uint32_t a, std::uint32_t b, bool truth) {
  Facts facts = collect(a, truth);
  const Facts others = collect(b, truth);
  std::erase_if(facts, [&](const std::string& fact) {
    return std::find(others.begin(), others.end(), fact) == others.end();
  });
  return facts;
}

Facts FactFinder::collect(std::uint32_t index, bool truth) {
  const Op& op = ops_[index];
  switch (op.code) {
    case Code::logical_not: return collect(op.a, !truth);
    case Code::logical_and:
    case Code::logical_or: {
      const bool decided = (op.code == Code::logical_and) == truth;
      return decided ? both(op.a, op.b, truth) : either(op.a, op.b, truth);
    }
    case Code::equal: return equality(op, truth);
    case Code::not_equal: return equality(op, !truth);
    case Code::in: {
      Facts facts;
      const Op& list = ops_[op.b];
      const bool words = list.code == Code::constant && list.value.kind == Kind::list &&
                         std::none_of(list.value.members().begin(), list.value.members().end(),
                                      [](const Value& member) { return member.is_null(); });
      if (truth && words) add(op.a, facts);
      return facts;
    }
    case Code::conditional: {
      // x == null ? false : ...
      const bool no = ops_[op.b].code == Code::constant && ops_[op.b].value.is(!truth);
      const bool yes = ops_[op.c].code == Code::constant && ops_[op.c].value.is(!truth);
      if (no == yes) return {};
      Facts facts = collect(op.a, yes);
      for (std::string& fact : collect(yes ? op.b : op.c, truth)) facts.push_back(std::move(fact));
      return facts;
    }
    case Code::bind: {
      std::string before = speller_.alias(op.c, speller_.spell(op.a));
      Facts facts = collect(op.b, truth);
      speller_.alias(op.c, std::move(before));
      return facts;
    }
    default: return {};
  }
}

class NullCheck {
 public:
  NullCheck(const Annotated& expression, Facts given, base::Diagnostics& problems)
      : whole_(expression),
        speller_(expression.ops, expression.arguments),
        problems_(problems),
        known_(std::move(given)) {}

  void visit(std::uint32_t index);

 private:
  [[nodiscard]] const Op& at(std::uint32_t op) const { return whole_.ops[op]; }
  [[nodiscard]] bool may_be_null(std::uint32_t index);
  [[nodiscard]] Facts facts(std::uint32_t op, bool truth) {
    return FactFinder(whole_.ops, whole_.arguments, speller_).collect(op, truth);
  }
  // Visits while more is known.
  void visit_knowing(std::uint32_t op, Facts more);
  void visit_fold(const Op& op);
  void visit_operands(const Op& op);
  void check(std::uint32_t operand);
  void check_arguments(const Op& op);
  void check_operands(const Op& op);

  const Annotated& whole_;
  Speller speller_;
  base::Diagnostics& problems_;
  Facts known_;
};

bool NullCheck::may_be_null(std::uint32_t index) {
  const Op& op = at(index);
  if (op.code == Code::conditional) {
    for (const bool truth : {true, false}) {
      const std::size_t before = known_.size();
      for (std::string& fact : facts(op.a, truth)) known_.push_back(std::move(fact));
      const bool found = may_be_null(truth ? op.b : op.c);
      known_.resize(before);
      if (found) return true;
    }
    return false;
  }
  if (!whole_.notes[index].type.nullable) return false;
  return std::find(known_.begin(), known_.end(), speller_.spell(index)) == known_.end();
}

void NullCheck::check(std::uint32_t operand) {
  if (!may_be_null(operand)) return;
  constexpr std::size_t columns = 60;
  const std::string text = base::shorten(whole_.text(operand), columns);
  whole_.warn(operand,
              {.message = fmt::format("'{}' can be null, and the result is unknown then", text),
               .hint = fmt::format("say what null means: {} != null && ...", text),
               .code = "unguarded-null"},
              problems_);
}

// Functions that take any value take null, too.
void NullCheck::check_arguments(const Op& op) {
  const std::span overloads(op.functions, op.d);
  for (std::uint32_t i = 0; i < op.b; ++i) {
    const bool any = std::any_of(overloads.begin(), overloads.end(), [&](const Signature& one) {
      return one.count == op.b &&
             (one.parameters.at(i) == TypeKind::dyn || one.parameters.at(i) == TypeKind::null);
    });
    if (!any) check(whole_.arguments[op.a + i]);
  }
}

void NullCheck::check_operands(const Op& op) {
  switch (op.code) {
    case Code::call: return check_arguments(op);
    case Code::key:
    case Code::index:
    case Code::logical_not:
    case Code::negate:
    case Code::size:
    case Code::conditional:
    case Code::all:
    case Code::exists:
    case Code::exists_one:
    case Code::filter:
    case Code::map_to:
    case Code::transform_map:
    case Code::sort_by: return check(op.a);
    case Code::in: return check(op.b);
    case Code::logical_and:
    case Code::logical_or:
    case Code::less:
    case Code::less_equal:
    case Code::greater:
    case Code::greater_equal:
    case Code::add:
    case Code::subtract:
    case Code::multiply:
    case Code::divide:
    case Code::modulo:
      check(op.a);
      check(op.b);
      return;
    default: return;
  }
}

void NullCheck::visit_knowing(std::uint32_t op, Facts more) {
  const std::size_t before = known_.size();
  for (std::string& fact : more) known_.push_back(std::move(fact));
  visit(op);
  known_.resize(before);
}

// What a filter lets through meets its condition wherever it is looked at next.
void NullCheck::visit_fold(const Op& op) {
  visit(op.a);
  Facts more;
  const Op& list = at(op.a);
  if (list.code == Code::filter && list.e == no_op && op.e == no_op) {
    std::string before = speller_.alias(list.c, fmt::format("${}", op.c));
    more = facts(list.b, true);
    speller_.alias(list.c, std::move(before));
  }
  if (op.d != no_op) {
    visit_knowing(op.d, more);
    for (std::string& fact : facts(op.d, true)) more.push_back(std::move(fact));
  }
  visit_knowing(op.b, std::move(more));
}

void NullCheck::visit_operands(const Op& op) {
  switch (op.code) {
    // false && unknown is false on either side: each operand may rely on the other one.
    case Code::logical_and:
    case Code::logical_or: {
      const bool truth = op.code == Code::logical_and;
      visit_knowing(op.a, facts(op.b, truth));
      visit_knowing(op.b, facts(op.a, truth));
      return;
    }
    case Code::conditional:
      visit(op.a);
      visit_knowing(op.b, facts(op.a, true));
      visit_knowing(op.c, facts(op.a, false));
      return;
    case Code::bind: {
      visit(op.a);
      std::string before = speller_.alias(op.c, speller_.spell(op.a));
      visit(op.b);
      speller_.alias(op.c, std::move(before));
      return;
    }
    default: break;
  }
  if (is_fold(op.code)) return visit_fold(op);
  for (const std::uint32_t operand : operands(op, whole_.arguments)) visit(operand);
}

void NullCheck::visit(std::uint32_t index) {
  check_operands(at(index));
  visit_operands(at(index));
}

}  // namespace

std::vector<std::string> not_null_when_true(std::span<const Op> ops,
                                            std::span<const std::uint32_t> arguments,
                                            std::uint32_t root) {
  Speller speller(ops, arguments);
  return FactFinder(ops, arguments, speller).collect(root, true);
}

void check_nulls(const Annotated& expression, std::vector<std::string> given,
                 base::Diagnostics& problems) {
  NullCheck(expression, std::move(given), problems).visit(expression.root);
}

}  // namespace stance::cel
