#include "stance/plan/rank.hpp"

#include <algorithm>
#include <tuple>

namespace stance::plan {

namespace {

using model::Hundredths;

// What was decided about has lists of its own.
bool is_open(const model::ControlResult& control) {
  return control.status == model::Status::partially_completed ||
         control.status == model::Status::to_address;
}

Hundredths divisor(const model::ControlInfo& info, const Weights& weights) {
  return weights.cost[static_cast<std::size_t>(info.cost)] *
         weights.impact[static_cast<std::size_t>(info.user_impact)];
}

}  // namespace

std::vector<model::Recommendation> rank(std::span<const model::ControlResult> controls,
                                        Hundredths assessed_max, const Weights& weights) {
  struct Entry {
    model::Recommendation recommendation;
    Hundredths divisor = 1;
  };
  std::vector<Entry> entries;
  for (const model::ControlResult& control : controls) {
    if (!is_open(control)) continue;
    const Hundredths gain = control.info.points * 100 - control.verified - control.claimed;
    if (gain <= 0) continue;
    const Hundredths by = divisor(control.info, weights);
    entries.push_back({{.rank = 0,
                        .control = control.info.id,
                        .gain = gain,
                        .gain_percent = model::percent(gain, assessed_max),
                        .priority = gain * 10'000 / by},
                       by});
  }
  // The quotients are compared as fractions: rounding must not decide a tie.
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    const Hundredths left = a.recommendation.gain * b.divisor;
    const Hundredths right = b.recommendation.gain * a.divisor;
    return std::tie(right, b.recommendation.gain, a.recommendation.control) <
           std::tie(left, a.recommendation.gain, b.recommendation.control);
  });
  std::vector<model::Recommendation> ranked;
  for (Entry& entry : entries) {
    entry.recommendation.rank = static_cast<std::uint32_t>(ranked.size() + 1);
    ranked.push_back(std::move(entry.recommendation));
  }
  return ranked;
}

}  // namespace stance::plan
