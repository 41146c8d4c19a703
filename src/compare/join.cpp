#include "join.hpp"

#include "stance/base/text.hpp"
#include "stance/compare/fleet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace stance::compare {

namespace {

using model::TenantSummary;

// Results that are about one tenant, the newest first. Without an id only the name tells.
using Groups = std::map<std::string, std::vector<TenantSummary*>>;

bool is_newer(const TenantSummary* a, const TenantSummary* b) {
  return std::tie(b->as_of, a->name, a->sha256) < std::tie(a->as_of, b->name, b->sha256);
}

Groups by_tenant(std::span<TenantSummary> tenants) {
  Groups groups;
  for (TenantSummary& tenant : tenants) {
    if (!tenant.error.empty()) continue;
    groups[tenant.tenant_id.empty() ? "name " + tenant.name : "id " + base::fold(tenant.tenant_id)]
        .push_back(&tenant);
  }
  for (auto& [identity, group] : groups) std::ranges::sort(group, is_newer);
  return groups;
}

// Whether two results contradict each other: they differ, and none is known to be newer.
bool contradict(const TenantSummary& a, const TenantSummary& b) {
  if (a.sha256 == b.sha256) return false;
  return a.tenant_id.empty() || a.as_of == b.as_of || a.as_of.empty() || b.as_of.empty();
}

std::string called(const TenantSummary& tenant) {
  return base::printable(tenant.tenant_id.empty() ? tenant.name : tenant.tenant_id);
}

base::Error contradiction(const TenantSummary& a, const TenantSummary& b) {
  std::string first = base::printable(a.name);
  std::string second = base::printable(b.name);
  if (second < first) std::swap(first, second);
  return {.kind = base::ErrorKind::malformed,
          .message = fmt::format("'{}' and '{}' are different results of tenant '{}', and none is "
                                 "newer",
                                 first, second, called(a)),
          .hint = "leave one of them out"};
}

std::string superseded(const TenantSummary& old, const TenantSummary& newer) {
  return fmt::format("'{}' of {} is left out: '{}' is the same tenant on {}",
                     base::printable(old.name), base::printable(old.as_of),
                     base::printable(newer.name), base::printable(newer.as_of));
}

// Each once for each reason, by name.
std::vector<TenantSummary> unassessed_of(const std::vector<TenantSummary>& tenants) {
  std::vector<TenantSummary> unassessed;
  for (const TenantSummary& tenant : tenants) {
    if (!tenant.error.empty()) unassessed.push_back(tenant);
  }
  std::ranges::sort(unassessed, [](const TenantSummary& a, const TenantSummary& b) {
    return std::tie(a.name, a.error, a.gate, a.gate_reasons) <
           std::tie(b.name, b.error, b.gate, b.gate_reasons);
  });
  unassessed.erase(std::unique(unassessed.begin(), unassessed.end()), unassessed.end());
  return unassessed;
}

}  // namespace

void part_twins(std::span<TenantSummary> tenants) {
  for (const auto& [identity, group] : by_tenant(tenants)) {
    const TenantSummary& newest = *group.front();
    for (TenantSummary* tenant : group) {
      if (!contradict(newest, *tenant)) continue;
      *tenant = {.name = tenant->name,
                 .error = fmt::format("it is the same tenant as '{}', and none is newer",
                                      base::printable(newest.name))};
    }
  }
}

base::Result<Joined> join(std::vector<TenantSummary> tenants) {
  Joined joined;
  joined.tenants = unassessed_of(tenants);
  std::set<std::string> notes;
  for (const auto& [identity, group] : by_tenant(tenants)) {
    TenantSummary& newest = *group.front();
    for (const TenantSummary* tenant : group) {
      if (contradict(newest, *tenant)) return tl::unexpected(contradiction(newest, *tenant));
      if (tenant->as_of != newest.as_of) notes.insert(superseded(*tenant, newest));
    }
    joined.tenants.push_back(std::move(newest));
  }
  joined.notes.assign(notes.begin(), notes.end());
  return joined;
}

}  // namespace stance::compare
