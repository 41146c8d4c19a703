#pragma once

#include "stance/model/assessment.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace stance::score {

// Status and verified points of one control from its finding.
[[nodiscard]] model::ControlResult result_of(model::ControlInfo info, model::Finding finding);

// Score model "secure-score": points add up; low and high take every unknown as unmet or met.
[[nodiscard]] model::Totals total(std::span<const model::ControlResult> controls);

// One entry for each category that has applicable controls, in the order of `order`, others after
// it by name.
[[nodiscard]] std::vector<model::CategoryResult> by_category(
    std::span<const model::ControlResult> controls, std::span<const std::string> order);

struct Gates {
  std::optional<model::Hundredths> min_score = std::nullopt;     // percent
  std::optional<model::Hundredths> min_verified = std::nullopt;  // percent
  // Percent of the applicable points of the products that appear in the input. Implied 90 by any
  // score gate.
  std::optional<model::Hundredths> min_coverage = std::nullopt;
  std::optional<model::Hundredths> max_claimed = std::nullopt;  // percent
  bool none_expired = false;                                    // of the decisions
  using Least = std::map<std::string, model::Hundredths>;       // percent by name
  Least min_category = {};
  Least min_framework = {};  // requirements that pass, of those that have a verdict
  // What may not fall short: a severity (and those above it), a requirement of a framework, or
  // controls by a pattern.
  std::vector<std::string> fail_on = {};
  std::vector<std::string> datasets = {};              // patterns of those that must be there
  std::optional<std::int64_t> max_age = std::nullopt;  // days from the collection to `today`
  std::string today = {};                              // "YYYY-MM-DD"
};

// Decided once, on the numbers that are printed. Percentages compare after rounding down,
// those of which there may be too much after rounding up. What is not known leaves a gate
// undecided. `baselines` holds those that gates ask for.
[[nodiscard]] model::GateResult decide(const Gates& gates, const model::Assessment& assessment,
                                       std::span<const model::BaselineResult> baselines = {});

}  // namespace stance::score
