#include "failing.hpp"
#include "stance/base/text.hpp"
#include "stance/score/score.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace stance::score {

namespace {

using model::Gate;
using model::GateOutcome;
using model::Hundredths;

constexpr Hundredths implied_coverage = 90'00;
constexpr std::size_t most_named = 5;

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

// "`what` is 12.00 %, the gate asks for 15.00 %"; undecided without a whole that it is a share of.
Gate at_least(std::string name, std::string_view what, Hundredths part, Hundredths whole,
              Hundredths wanted) {
  Gate gate{.name = std::move(name), .wanted = "at least " + text(wanted), .found = {}};
  if (whole == 0) {
    gate.found = "nothing assessed";
    gate.outcome = GateOutcome::undecided;
    gate.reason = fmt::format("nothing could be assessed, there is no {}", what);
    return gate;
  }
  const Hundredths found = model::percent(part, whole);
  gate.found = text(found);
  if (found >= wanted) return gate;
  gate.outcome = GateOutcome::failed;
  gate.reason = fmt::format("{} is {}, the gate asks for {}", what, gate.found, text(wanted));
  return gate;
}

Gate claimed_gate(const model::Totals& totals, Hundredths most) {
  Gate gate{.name = "max-claimed", .wanted = "at most " + text(most), .found = {}};
  if (totals.assessed_max == 0) {
    gate.found = "nothing assessed";
    gate.outcome = GateOutcome::undecided;
    gate.reason = "nothing could be assessed, no points are proven or claimed";
    return gate;
  }
  const Hundredths found =
      (totals.claimed * 100'00 + totals.assessed_max - 1) / totals.assessed_max;
  gate.found = text(found);
  if (found <= most) return gate;
  gate.outcome = GateOutcome::failed;
  gate.reason =
      fmt::format("{} of the points are only claimed, the gate allows {}", gate.found, text(most));
  return gate;
}

Gate category_gate(const model::Assessment& assessment, const std::string& category,
                   Hundredths wanted) {
  const auto found =
      std::ranges::find(assessment.categories, category, &model::CategoryResult::category);
  const model::Totals totals =
      found == assessment.categories.end() ? model::Totals{} : found->totals;
  return at_least("min-category " + category, fmt::format("score of '{}'", category),
                  totals.points(), totals.assessed_max, wanted);
}

// Requirements that pass, of those that pass, fail or warn. Omitted ones are neither.
Gate framework_gate(std::span<const model::BaselineResult> baselines, const std::string& framework,
                    Hundredths wanted) {
  std::int64_t passed = 0;
  std::int64_t judged = 0;
  for (const model::BaselineResult& result : baselines) {
    if (result.baseline.framework != framework) continue;
    for (const model::RequirementResult& row : result.rows) {
      const bool pass = row.verdict == model::Verdict::pass;
      passed += pass ? 1 : 0;
      judged +=
          pass || row.verdict == model::Verdict::fail || row.verdict == model::Verdict::warning ? 1
                                                                                                : 0;
    }
  }
  return at_least("min-framework " + framework,
                  fmt::format("share of requirements of '{}' that pass", framework), passed, judged,
                  wanted);
}

// What may not fall short, and what of it does or is not known.
struct Tally {
  std::vector<std::string> failing = {};
  std::vector<std::string> unknown = {};
  bool any = false;

  void add(const std::string& id, bool fails, bool open) {
    any = true;
    if (fails) {
      failing.push_back(id);
    } else if (open) {
      unknown.push_back(id);
    }
  }
};

std::string listed(const std::vector<std::string>& ids) {
  const std::size_t shown = std::min(ids.size(), most_named);
  std::string text = fmt::format(
      "{}", fmt::join(ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(shown), ", "));
  if (ids.size() > shown) text += fmt::format(" and {} more", ids.size() - shown);
  return text;
}

void add_control(const model::ControlResult& control, Tally& tally) {
  const bool open =
      control.status == model::Status::not_assessed || control.status == model::Status::manual;
  tally.add(control.info.id,
            falls_short(control.finding) && !is_settled(control.status) &&
                control.status != model::Status::attested,
            open);
}

std::optional<model::Severity> severity_named(std::string_view word) {
  constexpr std::array severities = {model::Severity::high, model::Severity::medium,
                                     model::Severity::low};
  const auto found = std::ranges::find_if(
      severities, [&](model::Severity severity) { return model::name(severity) == word; });
  return found == severities.end() ? std::nullopt : std::optional(*found);
}

// Only what falls short counts; how much is not known is for the coverage to say.
Tally severity_tally(const model::Assessment& assessment, model::Severity least) {
  Tally tally;
  for (const model::ControlResult& control : assessment.controls) {
    if (model::severity_of(control.info.points) <= least) add_control(control, tally);
  }
  tally.unknown.clear();
  tally.any = true;
  return tally;
}

Tally named_tally(const model::Assessment& assessment,
                  std::span<const model::BaselineResult> baselines, std::string_view word) {
  Tally tally;
  for (const model::BaselineResult& result : baselines) {
    for (const model::RequirementResult& row : result.rows) {
      if (row.requirement.id != word) continue;
      tally.add(row.requirement.id,
                row.verdict == model::Verdict::fail || row.verdict == model::Verdict::warning,
                row.verdict == model::Verdict::not_checked);
    }
  }
  for (const model::ControlResult& control : assessment.controls) {
    if (base::matches(word, control.info.id)) add_control(control, tally);
  }
  return tally;
}

Gate failing_gate(const model::Assessment& assessment,
                  std::span<const model::BaselineResult> baselines, const std::string& word) {
  const auto severity = severity_named(word);
  const Tally tally =
      severity ? severity_tally(assessment, *severity) : named_tally(assessment, baselines, word);
  Gate gate{.name = "fail-on " + word, .wanted = "none falls short", .found = "none"};
  if (!tally.failing.empty()) {
    gate.found = fmt::format("{}: {}", tally.failing.size(), listed(tally.failing));
    gate.outcome = GateOutcome::failed;
    gate.reason = fmt::format("of '{}' fall short: {}", word, listed(tally.failing));
  } else if (!tally.unknown.empty() || !tally.any) {
    gate.found = tally.any ? "not known: " + listed(tally.unknown) : "no such control";
    gate.outcome = GateOutcome::undecided;
    gate.reason = fmt::format("of '{}' is {}", word, gate.found);
  }
  return gate;
}

Gate dataset_gate(const model::Assessment& assessment, const std::string& pattern) {
  Gate gate{.name = "require-datasets " + pattern, .wanted = "whole", .found = "whole"};
  std::vector<std::string> lacking;
  bool any = false;
  for (const model::DatasetResult& dataset : assessment.datasets) {
    if (!base::matches(pattern, dataset.name)) continue;
    any = true;
    if (dataset.is_data() && !dataset.open) continue;
    std::string state = dataset.is_data() ? "more rows may exist" : dataset.state;
    std::ranges::replace(state, '_', ' ');
    lacking.push_back(fmt::format("{} ({})", dataset.name, state));
  }
  if (any && lacking.empty()) return gate;
  gate.found = any ? listed(lacking) : "not collected";
  gate.outcome = GateOutcome::failed;
  gate.reason = fmt::format("required of the inputs: '{}', found: {}", pattern, gate.found);
  return gate;
}

Gate age_gate(const Gates& gates, const model::Assessment& assessment) {
  const auto days = [](std::int64_t number) {
    return fmt::format("{} {}", number, number == 1 ? "day" : "days");
  };
  Gate gate{.name = "max-age", .wanted = "at most " + days(*gates.max_age), .found = {}};
  const auto age = model::days_between(assessment.collected, gates.today);
  if (!age) {
    gate.found = "not known";
    gate.outcome = GateOutcome::undecided;
    gate.reason = "the inputs do not say when they were collected";
  } else if (*age < 0) {
    gate.found = days(*age);
    gate.outcome = GateOutcome::undecided;
    gate.reason = fmt::format("the inputs say that they were collected on {}, which is to come",
                              assessment.collected);
  } else {
    gate.found = days(*age);
    if (*age <= *gates.max_age) return gate;
    gate.outcome = GateOutcome::failed;
    gate.reason =
        fmt::format("the inputs are {} old, the gate allows {}", gate.found, days(*gates.max_age));
  }
  return gate;
}

Gate expired_gate(const model::Assessment& assessment) {
  Gate gate{.name = "fail-on-expired", .wanted = "no expired decision", .found = "none"};
  if (!assessment.decisions) return gate;
  const auto told = [&](model::DecisionProblem problem) {
    return std::ranges::count(assessment.decisions->notes, problem, &model::DecisionNote::problem);
  };
  const auto expired = told(model::DecisionProblem::expired);
  if (expired == 0 && told(model::DecisionProblem::undecided) > 0) {
    gate.found = "not known";
    gate.outcome = GateOutcome::undecided;
    gate.reason = "whether decisions ended is not known without the day of the assessment";
    return gate;
  }
  if (expired == 0) return gate;
  gate.found = fmt::format("{}", expired);
  gate.outcome = GateOutcome::failed;
  gate.reason =
      fmt::format("{} {} expired", expired, expired == 1 ? "decision is" : "decisions are");
  return gate;
}

// Too little known is no failure.
Gate coverage_gate(const Gates& gates, const model::Assessment& assessment) {
  const Hundredths wanted = gates.min_coverage.value_or(implied_coverage);
  const Hundredths found = coverage(assessment);
  Gate gate{.name = "min-coverage", .wanted = "at least " + text(wanted), .found = text(found)};
  if (found >= wanted) return gate;
  gate.outcome = GateOutcome::undecided;
  gate.reason = fmt::format("coverage is {}, the gate asks for {}{}", gate.found, text(wanted),
                            gates.min_coverage ? "" : " (implied by another gate)");
  return gate;
}

void decide_shares(const Gates& gates, const model::Assessment& assessment,
                   std::span<const model::BaselineResult> baselines, std::vector<Gate>& out) {
  const model::Totals& totals = assessment.totals;
  if (gates.min_score) {
    out.push_back(
        at_least("min-score", "score", totals.points(), totals.assessed_max, *gates.min_score));
  }
  if (gates.min_verified) {
    out.push_back(at_least("min-verified", "verified score", totals.verified, totals.assessed_max,
                           *gates.min_verified));
  }
  if (gates.max_claimed) out.push_back(claimed_gate(totals, *gates.max_claimed));
  for (const auto& [category, wanted] : gates.min_category) {
    out.push_back(category_gate(assessment, category, wanted));
  }
  for (const auto& [framework, wanted] : gates.min_framework) {
    out.push_back(framework_gate(baselines, framework, wanted));
  }
}

}  // namespace

model::GateResult decide(const Gates& gates, const model::Assessment& assessment,
                         std::span<const model::BaselineResult> baselines) {
  model::GateResult result;
  std::vector<Gate>& out = result.gates;
  decide_shares(gates, assessment, baselines, out);
  for (const std::string& word : gates.fail_on) {
    out.push_back(failing_gate(assessment, baselines, word));
  }
  // What was judged must be most of what could be, or leaving data out would pass.
  const bool implied = !out.empty();
  for (const std::string& pattern : gates.datasets) {
    out.push_back(dataset_gate(assessment, pattern));
  }
  if (gates.max_age) out.push_back(age_gate(gates, assessment));
  if (gates.none_expired) out.push_back(expired_gate(assessment));
  if (implied || gates.min_coverage) out.push_back(coverage_gate(gates, assessment));
  return result;
}

}  // namespace stance::score
