#pragma once

#include "stance/model/control.hpp"
#include "stance/model/points.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace stance::catalog {

// What an organisation asks for in place of what the catalog says, resolved to controls.
struct Profile {
  std::string name = {};
  std::string path = {};
  std::string sha256 = {};                          // of the file as JSON
  std::optional<model::Hundredths> target = {};     // percent that is aimed at
  std::vector<std::string> excluded = {};           // ids of controls that do not count, sorted
  std::map<std::string, std::int64_t> points = {};  // control -> 1 to 10
  // Control -> parameter -> JSON, as Catalog::compile() takes them.
  std::map<std::string, std::map<std::string, std::string>> parameters = {};
  // Weights of the ranking: low, moderate, high; in hundredths.
  std::optional<std::array<model::Hundredths, 3>> cost = {};
  std::optional<std::array<model::Hundredths, 3>> user_impact = {};
  // All of the above in sentences.
  std::vector<std::string> deviations = {};
};

// The control as the profile asks for it: with its points.
[[nodiscard]] model::ControlInfo adjusted(model::ControlInfo info, const Profile& profile);

// What the profile asks of this control in place of the catalog, a sentence each.
[[nodiscard]] std::vector<std::string> deviations_of(const model::ControlInfo& info,
                                                     const Profile& profile);

}  // namespace stance::catalog
