#include "gaps.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace stance::report {

std::vector<Gap> gaps_of(const model::Assessment& assessment) {
  std::map<std::tuple<std::string, std::string, std::string>, Gap> by_cause;
  for (const model::ControlResult& control : assessment.controls) {
    if (control.finding.outcome != model::Outcome::not_assessed) continue;
    const model::Missing first =
        control.finding.missing.empty() ? model::Missing{} : control.finding.missing.front();
    const std::string detail = first.dataset.empty() ? first.detail : std::string();
    Gap& gap = by_cause[{first.reason, first.dataset, detail}];
    gap.reason = first.reason;
    gap.dataset = first.dataset;
    gap.detail = detail;
    if (gap.collect.empty()) gap.collect = first.collect;
    gap.points += control.info.points * 100;
    ++gap.controls;
  }
  std::vector<Gap> gaps;
  gaps.reserve(by_cause.size());
  for (auto& [cause, gap] : by_cause) gaps.push_back(std::move(gap));
  std::ranges::sort(gaps, [](const Gap& a, const Gap& b) {
    return std::tie(b.points, a.dataset, a.reason, a.detail) <
           std::tie(a.points, b.dataset, b.reason, b.detail);
  });
  return gaps;
}

}  // namespace stance::report
