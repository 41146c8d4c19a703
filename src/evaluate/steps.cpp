#include "population.hpp"
#include "row.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace stance::evaluate {

namespace {

using rules::Thousandths;

// Bounds and values may be negative, unlike weights.
std::optional<Thousandths> value_of(const cel::Value& value) {
  constexpr std::int64_t limit = std::numeric_limits<std::int64_t>::max() / 1'000'000;
  if (value.kind == cel::Kind::integer && value.integer > -limit && value.integer < limit) {
    return value.integer * rules::one;
  }
  if (value.kind == cel::Kind::real && std::fabs(value.real) < static_cast<double>(limit)) {
    return floor_thousandths(value.real);
  }
  return std::nullopt;
}

model::Ratio band_credit(const rules::Steps& check, Thousandths value) {
  model::Ratio credit{0, rules::one};
  for (std::size_t i = 0; i < check.bands.size() && check.bands[i].first <= value; ++i) {
    credit = {check.bands[i].second, rules::one};
    if (!check.linear || i + 1 == check.bands.size()) continue;
    const auto [bound, from] = check.bands[i];
    const auto [next, to] = check.bands[i + 1];
    if (value >= next) continue;
    const std::int64_t width = next - bound;
    credit = {from * width + (to - from) * (value - bound), rules::one * width};
  }
  return credit;
}

std::string number(Thousandths value) {
  return fmt::format("{:g}", static_cast<double>(value) / 1000);
}

// The values that earn full credit: "from 2, below 5".
std::string wanted(const rules::Steps& check) {
  std::string text;
  for (std::size_t i = 0; i < check.bands.size(); ++i) {
    if (check.bands[i].second != rules::one) continue;
    if (!text.empty()) text += " or ";
    text += fmt::format("at least {}", number(check.bands[i].first));
    if (i + 1 < check.bands.size() && check.bands[i + 1].second != rules::one) {
      text += fmt::format(" and below {}", number(check.bands[i + 1].first));
    }
  }
  return text;
}

// Sorted, so that the order of rows shows nowhere; empty when it is no list.
std::string names_of(const cel::Value& list) {
  if (list.kind != cel::Kind::list) return {};
  std::vector<std::string> names;
  names.reserve(list.size);
  for (const cel::Value& name : list.members()) names.push_back(plain(name));
  std::sort(names.begin(), names.end());
  return fmt::format("{}", fmt::join(names, ", "));
}

}  // namespace

Judgement judge_steps(const rules::Steps& check, Run& run) {
  const cel::Value value = run.value(check.value);
  const auto number = value_of(value);
  if (!number) {
    const bool is_number = value.kind == cel::Kind::integer || value.kind == cel::Kind::real;
    const cel::Why why = is_number ? cel::Why::range : cel::Why::wrong_type;
    return {.missing = {run.missing(cause_of(value, why))}};
  }
  Judgement judgement = Judgement::certain(band_credit(check, *number));
  if (judgement.low.full()) return judgement;
  model::Evidence evidence;
  evidence.key = "value";
  evidence.label = whole_tenant;
  evidence.whole = true;
  evidence.outcome = judgement.low.none() ? model::Outcome::unmet : model::Outcome::partial;
  evidence.actual = cel::to_text(value);
  evidence.expected = wanted(check);
  if (check.evidence) {
    std::string names = names_of(run.value(*check.evidence));
    if (!names.empty()) evidence.shown.emplace_back("counted", std::move(names));
  }
  if (!check.otherwise.empty()) evidence.unmet.push_back(check.otherwise);
  if (check.source) evidence.source = run.datasets().source_of(run.value(*check.source));
  judgement.evidence.push_back(std::move(evidence));
  judgement.evidence_total = 1;
  return judgement;
}

Judgement judge_assert(const rules::Assert& check, Run& run) {
  const cel::Value truth = run.value(check.condition);
  if (truth.is(true)) return Judgement::certain({1, 1});
  if (!truth.is(false)) return {.missing = {run.missing(cause_of(truth))}};
  Judgement judgement = Judgement::certain({0, 1});
  model::Evidence evidence;
  evidence.key = "condition";
  evidence.label = whole_tenant;
  evidence.whole = true;
  tell(run.trace(check.condition), run, evidence);
  if (!check.otherwise.empty()) evidence.unmet.push_back(check.otherwise);
  judgement.evidence.push_back(std::move(evidence));
  judgement.evidence_total = 1;
  return judgement;
}

}  // namespace stance::evaluate
