#include "row.hpp"

#include "population.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace stance::evaluate {

std::int64_t floor_thousandths(double number) {
  // What arithmetic on doubles is off by must not cost a thousandth.
  constexpr double slack = 1e-7;
  return static_cast<std::int64_t>(std::floor(number * 1000 + slack));
}

std::optional<std::int64_t> thousandths(const cel::Value& value, std::int64_t limit) {
  double number = 0;
  if (value.kind == cel::Kind::integer) {
    number = static_cast<double>(value.integer);
  } else if (value.kind == cel::Kind::real) {
    number = value.real;
  } else {
    return std::nullopt;
  }
  if (!(number >= 0 && number * 1000 <= static_cast<double>(limit))) return std::nullopt;
  return floor_thousandths(number);
}

RowJudge::RowJudge(const rules::RowCheck& check, Run& run) : check_(check), run_(run) {
  if (const auto* need = std::get_if<rules::Need>(&check)) {
    scale_ = 0;
    for (const rules::Term& term : need->terms) scale_ += term.weight;
  } else if (std::holds_alternative<rules::Credit>(check)) {
    scale_ = rules::one;
  }
}

RowVerdict RowJudge::judge() const {
  if (const auto* need = std::get_if<rules::Need>(&check_)) return judge_need(*need);
  if (const auto* credit = std::get_if<rules::Credit>(&check_)) return judge_credit(*credit);
  const cel::Value truth = run_.row_value(std::get<rules::Pass>(check_).condition);
  if (truth.kind == cel::Kind::boolean) {
    const std::int64_t credit = truth.boolean ? 1 : 0;
    return {credit, credit, credit};
  }
  return {0, 1, 0, cause_of(truth)};
}

RowVerdict RowJudge::judge_need(const rules::Need& need) const {
  RowVerdict verdict;
  bool must_fails = false;
  bool must_unclear = false;
  for (const rules::Term& term : need.terms) {
    const cel::Value truth = run_.row_value(term.is);
    if (truth.is(false)) {
      must_fails = must_fails || term.must;
      continue;
    }
    verdict.high += term.weight;
    if (truth.is(true)) {
      verdict.low += term.weight;
      continue;
    }
    must_unclear = must_unclear || term.must;
    if (!verdict.cause.is_unknown()) verdict.cause = cause_of(truth);
  }
  verdict.progress = verdict.low;
  if (must_fails || must_unclear) verdict.low = 0;
  if (must_fails) verdict.high = 0;
  return verdict;
}

RowVerdict RowJudge::judge_credit(const rules::Credit& credit) const {
  const cel::Value share = run_.row_value(credit.share);
  if (const auto earned = thousandths(share, rules::one)) return {*earned, *earned, *earned};
  return {0, rules::one, 0, cause_of(share, cel::Why::range)};
}

model::Outcome RowJudge::outcome(const RowVerdict& verdict, bool certain) const {
  if (!certain) return model::Outcome::not_assessed;
  if (verdict.low == scale_) return model::Outcome::met;
  if (verdict.high == scale_) return model::Outcome::not_assessed;
  return verdict.high == 0 ? model::Outcome::unmet : model::Outcome::partial;
}

void RowJudge::describe(model::Evidence& evidence) const {
  if (const auto* need = std::get_if<rules::Need>(&check_)) return describe_need(*need, evidence);
  if (const auto* credit = std::get_if<rules::Credit>(&check_)) {
    const cel::Value share = run_.told_value(credit->share);
    if (share.is_unknown()) return describe_unknown(share, evidence);
    if (!credit->otherwise.empty()) evidence.unmet.push_back(credit->otherwise);
    return;
  }
  const auto& pass = std::get<rules::Pass>(check_);
  const cel::Value truth = run_.told_value(pass.condition);
  if (!truth.is(false)) return describe_unknown(truth, evidence);
  if (!pass.otherwise.empty()) evidence.unmet.push_back(pass.otherwise);
  tell(run_.row_trace(pass.condition), run_, evidence);
}

void RowJudge::describe_unknown(const cel::Value& value, model::Evidence& evidence) const {
  if (value.is(true)) return;
  std::string text = "not known: " + run_.missing(cause_of(value)).detail;
  if (std::ranges::find(evidence.unmet, text) == evidence.unmet.end()) {
    evidence.unmet.push_back(std::move(text));
  }
}

// Every unmet line by its text; the first one also by its operands.
void RowJudge::describe_need(const rules::Need& need, model::Evidence& evidence) const {
  bool told = false;
  for (const rules::Term& term : need.terms) {
    const cel::Value truth = run_.told_value(term.is);
    if (!truth.is(false)) {
      describe_unknown(truth, evidence);
      continue;
    }
    evidence.unmet.push_back(term.otherwise);
    if (std::exchange(told, true)) continue;
    tell(run_.row_trace(term.is), run_, evidence);
  }
}

void tell(cel::Trace trace, Run& run, model::Evidence& evidence) {
  const std::string_view path = trace.field;
  const std::string_view name = path.substr(path.rfind('.') + 1);
  const std::string value = plain(trace.value);
  // What the condition tells need not be told twice.
  std::erase_if(evidence.shown, [&](const auto& shown) {
    const bool specific =
        trace.value.kind == cel::Kind::text || trace.value.kind == cel::Kind::list;
    return !path.empty() && shown.second == value && (specific || shown.first == name);
  });
  if (!evidence.source) evidence.source = run.datasets().source_of(trace.row);
  evidence.actual = std::move(trace.actual);
  evidence.expected = std::move(trace.expected);
}

}  // namespace stance::evaluate
