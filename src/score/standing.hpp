#pragma once

#include "stance/model/decision.hpp"
#include "stance/score/decisions.hpp"

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stance::score {

using Notes = std::vector<model::DecisionNote>;

void add_note(Notes& notes, model::DecisionProblem problem, const model::Decision& about,
              std::string message, std::string hint = {});

// By place, without repetitions.
void sort(Notes& notes);

// Whether the decision is about the tenant of the scope, as far as the inputs name it.
[[nodiscard]] bool selects(const model::Decision& decision, const model::Decisions& decisions,
                           const DecisionScope& scope);

// The decisions that count for a control.
struct Standing {
  const model::Decision* whole = nullptr;
  std::map<std::string, const model::Decision*> objects = {};  // by key
};

// Sorts out decisions that are about the same control and tenant: what ended, what is there twice,
// what contradicts.
[[nodiscard]] Standing settle(std::string_view control,
                              std::span<const model::Decision* const> decisions,
                              const DecisionScope& scope, Notes& notes);

}  // namespace stance::score
