#include "stance/catalog/profile.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace stance::catalog {

model::ControlInfo adjusted(model::ControlInfo info, const Profile& profile) {
  const auto points = profile.points.find(info.id);
  if (points != profile.points.end()) info.points = points->second;
  return info;
}

std::vector<std::string> deviations_of(const model::ControlInfo& info, const Profile& profile) {
  std::vector<std::string> sentences;
  if (std::ranges::binary_search(profile.excluded, info.id)) sentences.emplace_back("left out");
  const auto points = profile.points.find(info.id);
  if (points != profile.points.end()) {
    sentences.push_back(fmt::format("worth {} points, not {}", points->second, info.points));
  }
  const auto parameters = profile.parameters.find(info.id);
  if (parameters == profile.parameters.end()) return sentences;
  for (const auto& [name, json] : parameters->second) {
    sentences.push_back(fmt::format("parameter {} is {}", name, json));
  }
  return sentences;
}

}  // namespace stance::catalog
