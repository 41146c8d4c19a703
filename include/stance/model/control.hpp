#pragma once

#include "stance/model/finding.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stance::model {

enum class Severity : std::uint8_t { high, medium, low };
enum class Cost : std::uint8_t { low, moderate, high };
enum class UserImpact : std::uint8_t { low, moderate, high };

[[nodiscard]] std::string_view name(Severity severity);
[[nodiscard]] std::string_view name(Cost cost);
[[nodiscard]] std::string_view name(UserImpact impact);

// 8 to 10 points high, 4 to 7 medium, 1 to 3 low.
[[nodiscard]] Severity severity_of(std::int64_t points);

// The smallest thing to buy that brings what a control needs.
struct LicenceOffer {
  std::string plan;        // name of the service plan
  std::string plan_title;  // what people call it
  std::string product;     // the part number of its subscriptions
  std::string product_title;

  friend bool operator==(const LicenceOffer&, const LicenceOffer&) = default;
};

// What reports say about a control, without its long texts.
struct ControlInfo {
  std::string id;
  std::int64_t revision = 1;
  std::string title;
  std::string category;  // identity, data, device, apps, infrastructure
  std::string product;
  std::int64_t points = 1;  // 1 to 10
  Cost cost = Cost::low;
  UserImpact user_impact = UserImpact::low;
  std::string criticality = {};  // "shall", "should" where a framework says so
  // framework -> ids, in the catalog's order of frameworks
  std::vector<std::pair<std::string, std::vector<std::string>>> refs = {};
  std::vector<std::string> datasets = {};  // names, sorted
};

// The long texts, read only when somebody asks for them.
struct ControlTexts {
  std::string description;
  std::string rationale;             // what goes wrong without it
  std::vector<std::string> threats;  // "accountBreach", ...
  std::vector<std::string> steps;    // how to implement it
  std::string user_effect;           // how users are affected
  std::string notes = {};
  std::vector<std::string> licence = {};
  std::optional<LicenceOffer> offer = std::nullopt;  // the smallest for that
  std::vector<std::string> check = {};               // the check in words, a line each
  std::vector<std::pair<std::string, std::string>> parameters = {};  // name, "value: description"
  std::vector<std::string> links = {};
  std::string file = {};  // where the control is written
  // What the profile asks for in place of the above, a sentence each.
  std::vector<std::string> deviations = {};
};

}  // namespace stance::model
