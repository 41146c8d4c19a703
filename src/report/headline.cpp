#include "stance/report/terminal.hpp"
#include "words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace stance::report {

namespace {

constexpr model::Hundredths everything = 10'000;

// Whole percent, rounded down; the little that rounding would hide keeps its decimal place.
std::string at_least(model::Hundredths percent) {
  return percent > 0 && percent < 100 ? percent_text(percent) : fmt::format("{}", percent / 100);
}

// Whole percent, rounded up, so that an interval never looks narrower than it is.
std::string at_most(model::Hundredths percent) { return fmt::format("{}", (percent + 99) / 100); }

std::string why_nothing(const model::Assessment& assessment) {
  if (assessment.controls.empty()) return "the catalog has no controls";
  bool applies = false;
  bool asks_for_data = false;
  for (const model::ControlResult& control : assessment.controls) {
    const bool unassessed = control.finding.outcome == model::Outcome::not_assessed;
    asks_for_data = asks_for_data || unassessed;
    applies = applies || unassessed || control.finding.outcome == model::Outcome::manual;
  }
  if (!applies) return "no control applies to this tenant";
  if (!asks_for_data) return "every control that applies is checked by hand";
  return "the inputs hold none of the data that the controls need";
}

}  // namespace

std::string headline(const model::Assessment& assessment) {
  const model::Totals& totals = assessment.totals;
  if (totals.assessed_max == 0) {
    // The controls that would tell why may not be shown.
    if (assessment.shown) return "nothing could be assessed";
    return "nothing could be assessed: " + why_nothing(assessment);
  }
  const auto share = model::percent(totals.points(), totals.assessed_max);
  std::string text = percent_text(share) + " % of what could be assessed";
  if (totals.claimed > 0) {
    text += fmt::format(", {} % without claims",
                        percent_text(model::percent(totals.verified, totals.assessed_max)));
  }
  const auto whole = std::max(totals.applicable_max, totals.assessed_max);
  const auto coverage = model::percent(totals.assessed_max, whole);
  if (coverage == everything) return text;
  return text + fmt::format(" ({} % of all points); the true score lies between {} % and {} %",
                            at_least(coverage), at_least(model::percent(totals.low, whole)),
                            at_most(model::percent(totals.high, whole)));
}

}  // namespace stance::report
