#include "stance/score/score.hpp"

#include <algorithm>
#include <utility>

namespace stance::score {

namespace {

using model::Hundredths;
using model::Outcome;

bool is_assessed(Outcome outcome) {
  return outcome == Outcome::met || outcome == Outcome::partial || outcome == Outcome::unmet;
}

bool is_applicable(Outcome outcome) {
  return outcome != Outcome::not_applicable && outcome != Outcome::not_licensed;
}

// Upper ends round down too: a range never promises more than can be reached.
void add(model::Totals& totals, const model::ControlResult& control) {
  const Outcome outcome = control.finding.outcome;
  if (!is_applicable(outcome)) return;
  const Hundredths maximum = control.info.points * 100;
  totals.applicable_max += maximum;
  totals.low += model::earned(control.info.points, control.finding.low);
  totals.high += std::max(model::earned(control.info.points, control.finding.high),
                          control.verified + control.claimed);
  // What somebody attests is claimed, not proven, but it is an answer.
  if (!is_assessed(outcome) && control.status != model::Status::attested) return;
  totals.assessed_max += maximum;
  totals.verified += control.verified;
  totals.claimed += control.claimed;
}

}  // namespace

model::ControlResult result_of(model::ControlInfo info, model::Finding finding) {
  model::ControlResult result;
  result.status = model::status_of(finding.outcome);
  if (is_assessed(finding.outcome)) result.verified = model::earned(info.points, finding.low);
  result.info = std::move(info);
  result.finding = std::move(finding);
  return result;
}

model::Totals total(std::span<const model::ControlResult> controls) {
  model::Totals totals;
  for (const model::ControlResult& control : controls) add(totals, control);
  return totals;
}

std::vector<model::CategoryResult> by_category(std::span<const model::ControlResult> controls,
                                               std::span<const std::string> order) {
  std::vector<model::CategoryResult> categories;
  for (const std::string& category : order) categories.push_back({category, {}});
  const std::size_t named = categories.size();
  for (const model::ControlResult& control : controls) {
    auto found = std::find_if(categories.begin(), categories.end(), [&](const auto& entry) {
      return entry.category == control.info.category;
    });
    if (found == categories.end()) {
      found = categories.insert(categories.end(), {control.info.category, {}});
    }
    add(found->totals, control);
  }
  std::sort(categories.begin() + static_cast<std::ptrdiff_t>(named), categories.end(),
            [](const auto& a, const auto& b) { return a.category < b.category; });
  std::erase_if(categories, [](const auto& entry) { return entry.totals.applicable_max == 0; });
  return categories;
}

}  // namespace stance::score
