#pragma once

#include "stance/model/assessment.hpp"
#include "stance/model/decision.hpp"

#include <cstdint>
#include <functional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stance::score {

// What decisions are held against.
struct DecisionScope {
  std::string tenant_id = {};  // empty when the inputs do not tell
  std::string tenant_name = {};
  std::string as_of = {};  // "YYYY-MM-DD"; empty: what ends does not count
  std::int64_t soon = 30;  // days before its end in which a decision is told to expire
  std::span<const model::ControlInfo> catalog = {};  // by id
  // What the inputs say themselves; counts for controls that no entry of a file is about.
  std::span<const model::Decision> declared = {};
};

// Gives every control the decisions that count: status, claimed points, objects that are taken out
// of the failing ones. In doubt a decision gives nothing. Returns what is wrong, by place.
[[nodiscard]] std::vector<model::DecisionNote> apply(const model::Decisions& decisions,
                                                     const DecisionScope& scope,
                                                     std::span<model::ControlResult> controls);

// What is wrong with decisions whatever the tenant. `by_hand` are the controls that are checked by
// hand.
[[nodiscard]] std::vector<model::DecisionNote> review(const model::Decisions& decisions,
                                                      const DecisionScope& scope,
                                                      const std::set<std::string>& by_hand);

// Keys of the objects of a control that decisions for the tenant name.
[[nodiscard]] std::set<std::string, std::less<>> named_objects(const model::Decisions& decisions,
                                                               const DecisionScope& scope,
                                                               std::string_view control);

}  // namespace stance::score
