#pragma once

#include "stance/model/finding.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace stance::evaluate {

// What a check says, before it becomes a finding.
struct Judgement {
  // not_applicable, not_licensed, manual: decided without the check. Otherwise the outcome follows
  // from low and high.
  std::optional<model::Outcome> excluded = std::nullopt;
  model::Ratio low = {0, 1};
  model::Ratio high = {1, 1};
  std::optional<model::Population> population = std::nullopt;
  std::vector<model::PartResult> parts = {};
  std::vector<model::Evidence> evidence = {};
  std::uint64_t evidence_total = 0;
  std::vector<model::Missing> missing = {};

  [[nodiscard]] static Judgement certain(model::Ratio credit) {
    Judgement judgement;
    judgement.low = judgement.high = credit;
    return judgement;
  }
};

// What evidence is called that is about no single object.
inline constexpr std::string_view whole_tenant = "whole tenant";

// Met only when the low end is full, unmet only when the high end is empty, partial when that holds
// at both ends; otherwise the unknown part decides, and nothing can be said.
[[nodiscard]] model::Outcome outcome_of(const Judgement& judgement);

}  // namespace stance::evaluate
