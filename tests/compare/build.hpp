#pragma once

#include "stance/model/fleet.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace stance::compare {

// A tenant whose id and result follow from its name.
inline model::TenantSummary tenant(std::string name, std::optional<model::Hundredths> score) {
  model::TenantSummary summary;
  summary.tenant_id = "id-" + name;
  summary.sha256 = "result of " + name;
  summary.as_of = "2026-01-31";
  summary.tool_version = "0.1.0";
  summary.tool_build = "abc";
  summary.catalog = "c";
  summary.score = score;
  summary.name = std::move(name);
  return summary;
}

inline model::TenantSummary failed(std::string name, std::string error) {
  model::TenantSummary summary;
  summary.name = std::move(name);
  summary.error = std::move(error);
  return summary;
}

inline std::vector<std::string> names_of(const std::vector<model::TenantSummary>& tenants) {
  std::vector<std::string> names;
  names.reserve(tenants.size());
  for (const model::TenantSummary& one : tenants) names.push_back(one.name);
  return names;
}

}  // namespace stance::compare
