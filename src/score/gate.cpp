#include "stance/score/score.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

namespace stance::score {

namespace {

using model::Hundredths;

constexpr Hundredths implied_coverage = 90'00;

std::string text(Hundredths percent) {
  return fmt::format("{}.{:02} %", percent / 100, percent % 100);
}

// Products of which the inputs hold at least one dataset that a control reads.
std::set<std::string_view> products_present(const model::Assessment& assessment) {
  std::set<std::string_view> present;
  for (const model::DatasetResult& dataset : assessment.datasets) {
    if (dataset.state == "not_collected") continue;
    for (const std::string& id : dataset.controls) {
      if (const model::ControlResult* control = assessment.find(id)) {
        present.insert(control->info.product);
      }
    }
  }
  return present;
}

// Assessed share of the applicable points of the products that appear in the input.
Hundredths coverage(const model::Assessment& assessment) {
  const std::set<std::string_view> present = products_present(assessment);
  std::vector<model::ControlResult> counted;
  for (const model::ControlResult& control : assessment.controls) {
    if (present.contains(control.info.product)) counted.push_back(control);
  }
  const model::Totals totals = total(counted);
  if (totals.applicable_max == 0) return 0;
  return model::percent(totals.assessed_max, totals.applicable_max);
}

void require(model::GateResult& gate, Hundredths found, Hundredths wanted, std::string_view what) {
  if (found >= wanted) return;
  gate.passed = false;
  gate.reasons.push_back(
      fmt::format("{} is {}, the gate asks for {}", what, text(found), text(wanted)));
}

void limit_claims(model::GateResult& gate, const model::Totals& totals, Hundredths most) {
  const Hundredths found =
      (totals.claimed * 100'00 + totals.assessed_max - 1) / totals.assessed_max;
  if (found <= most) return;
  gate.passed = false;
  gate.reasons.push_back(fmt::format("{} of the points are only claimed, the gate allows {}",
                                     text(found), text(most)));
}

void refuse_expired(model::GateResult& gate, const model::Assessment& assessment) {
  if (!assessment.decisions) return;
  const auto expired = std::ranges::count(
      assessment.decisions->notes, model::DecisionProblem::expired, &model::DecisionNote::problem);
  if (expired == 0) return;
  gate.passed = false;
  gate.reasons.push_back(
      fmt::format("{} {} expired", expired, expired == 1 ? "decision is" : "decisions are"));
}

}  // namespace

model::GateResult decide(const Gates& gates, const model::Assessment& assessment) {
  model::GateResult gate;
  const bool scored = gates.min_score.has_value() || gates.min_verified.has_value() ||
                      gates.max_claimed.has_value();
  gate.asked = scored || gates.min_coverage.has_value() || gates.none_expired;
  if (!gate.asked) return gate;
  if (gates.none_expired) refuse_expired(gate, assessment);
  const model::Totals& totals = assessment.totals;
  if (scored && totals.assessed_max == 0) {
    gate.passed = false;
    gate.reasons.emplace_back("nothing could be assessed, there is no score");
  } else {
    if (gates.min_score) {
      require(gate, model::percent(totals.points(), totals.assessed_max), *gates.min_score,
              "score");
    }
    if (gates.min_verified) {
      require(gate, model::percent(totals.verified, totals.assessed_max), *gates.min_verified,
              "verified score");
    }
    if (gates.max_claimed) limit_claims(gate, totals, *gates.max_claimed);
  }
  if (!scored && !gates.min_coverage) return gate;
  const Hundredths wanted = gates.min_coverage.value_or(implied_coverage);
  const Hundredths found = coverage(assessment);
  if (found < wanted) {
    gate.covered = false;
    gate.reasons.push_back(fmt::format("coverage is {}, the gate asks for {}{}", text(found),
                                       text(wanted),
                                       gates.min_coverage ? "" : " (implied by a score gate)"));
  }
  return gate;
}

}  // namespace stance::score
