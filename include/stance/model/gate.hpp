#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace stance::model {

enum class GateOutcome : std::uint8_t { held, failed, undecided };

[[nodiscard]] std::string_view name(GateOutcome outcome);  // "held"

// One condition that a run was asked to keep.
struct Gate {
  std::string name;    // the option, and what it is about: "min-category identity"
  std::string wanted;  // "at least 80.00 %"
  std::string found;   // "75.00 %"
  GateOutcome outcome = GateOutcome::held;
  std::string reason = {};  // a sentence for people; empty when it holds
};

// All gates of a run, decided once on the numbers that are printed.
struct GateResult {
  std::vector<Gate> gates = {};

  [[nodiscard]] bool asked() const { return !gates.empty(); }
  // None failed.
  [[nodiscard]] bool passed() const {
    return std::ranges::find(gates, GateOutcome::failed, &Gate::outcome) == gates.end();
  }
  // Enough is known to decide each.
  [[nodiscard]] bool covered() const {
    return std::ranges::find(gates, GateOutcome::undecided, &Gate::outcome) == gates.end();
  }
};

}  // namespace stance::model
