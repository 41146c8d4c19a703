#pragma once

#include "stance/model/gate.hpp"
#include "stance/model/points.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace stance::model {

// A control by its id and what people call it.
struct NamedControl {
  std::string id;
  std::string title;

  friend bool operator==(const NamedControl&, const NamedControl&) = default;
};

struct CategoryScore {
  std::string category;
  Hundredths percent = 0;

  friend bool operator==(const CategoryScore&, const CategoryScore&) = default;
};

struct TopGap {
  NamedControl control;
  Hundredths gain = 0;  // points still missing

  friend bool operator==(const TopGap&, const TopGap&) = default;
};

// What of one assessment many of them are compared by. Percentages are those that it printed.
struct TenantSummary {
  std::string name;        // what the fleet calls it
  std::string error = {};  // why it could not be assessed; then only the name means something
  std::string tenant_id = {};
  std::string tenant_name = {};
  std::string as_of = {};  // "YYYY-MM-DD", empty when unknown
  std::string tool_version = {};
  std::string tool_build = {};
  std::string catalog = {};  // SHA-256
  std::string profile = {};  // SHA-256; empty without one
  Hundredths points = 0;
  Hundredths max = 0;  // of what was assessed
  std::optional<Hundredths> score = std::nullopt;
  std::optional<Hundredths> verified = std::nullopt;
  std::optional<Hundredths> coverage = std::nullopt;
  std::optional<CategoryScore> worst = std::nullopt;
  std::optional<TopGap> top_gap = std::nullopt;
  std::vector<NamedControl> failing = {};          // assessed ones that fall short, by id
  std::vector<std::string> holding = {};           // all other assessed ones, by id
  std::optional<GateOutcome> gate = std::nullopt;  // the worst of all; nothing when none was asked
  std::vector<std::string> gate_reasons = {};
  bool gaps = false;        // something was not assessed or is damaged
  std::string sha256 = {};  // of the assessment as JSON
  std::string key = {};     // of all that the assessment was made from; empty when not known

  friend bool operator==(const TenantSummary&, const TenantSummary&) = default;
};

// How the scores of a fleet are spread, by nearest rank: each value is that of a tenant.
struct ScoreSpread {
  static constexpr std::array<std::uint8_t, 7> ranks = {0, 10, 25, 50, 75, 90, 100};

  std::uint64_t tenants = 0;                          // with a score
  std::array<Hundredths, ranks.size()> percent = {};  // the score at each rank
};

// A score more than one and a half interquartile ranges below the lower, or above the upper
// quartile.
struct Outlier {
  std::string name;
  Hundredths score = 0;
  bool below = true;
};

// In how many tenants a control falls short.
struct ControlFailures {
  NamedControl control;
  std::uint64_t failing = 0;
  std::uint64_t assessed = 0;  // tenants in which it was assessed
};

// What holds of two gates, or of none and one: one that failed decides, then an undecided one.
[[nodiscard]] inline GateOutcome worse(std::optional<GateOutcome> a, GateOutcome b) {
  const bool decides = a == GateOutcome::failed || (a && b == GateOutcome::held);
  return decides ? *a : b;
}

// Many tenants side by side. It depends on their summaries alone, whatever their order.
struct FleetReport {
  std::vector<TenantSummary> assessed = {};          // lowest score first, those without one last
  std::vector<TenantSummary> unassessed = {};        // by name
  std::optional<ScoreSpread> spread = std::nullopt;  // nothing without a score
  std::vector<Outlier> outliers = {};                // lowest score first
  std::vector<ControlFailures> controls = {};        // that fall short, most tenants first
  std::vector<std::string> notes = {};  // what to know before comparing, one sentence each

  // The worst of all tenants; nothing when no gate was asked for.
  [[nodiscard]] std::optional<GateOutcome> gate() const {
    std::optional<GateOutcome> worst;
    for (const auto* list : {&assessed, &unassessed}) {
      for (const TenantSummary& tenant : *list) {
        if (tenant.gate) worst = worse(worst, *tenant.gate);
      }
    }
    return worst;
  }
};

}  // namespace stance::model
