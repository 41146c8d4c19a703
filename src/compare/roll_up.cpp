#include "join.hpp"
#include "stance/compare/fleet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace stance::compare {

namespace {

using model::FleetReport;
using model::Hundredths;
using model::TenantSummary;

// Of fewer scores the quartiles say too little.
constexpr std::size_t fewest_for_outliers = 5;

bool comes_first(const TenantSummary& a, const TenantSummary& b) {
  // No percentage is as large.
  constexpr Hundredths last = 10'001;
  return std::tuple(a.score.value_or(last), std::tie(a.name, a.tenant_id)) <
         std::tuple(b.score.value_or(last), std::tie(b.name, b.tenant_id));
}

// The smallest score that at least so many percent do not exceed. Scores are sorted.
Hundredths at_rank(const std::vector<Hundredths>& scores, std::size_t percent) {
  const std::size_t rank = (percent * scores.size() + 99) / 100;
  return scores[std::max<std::size_t>(rank, 1) - 1];
}

std::vector<Hundredths> scores_of(const std::vector<TenantSummary>& tenants) {
  std::vector<Hundredths> scores;
  for (const TenantSummary& tenant : tenants) {
    if (tenant.score) scores.push_back(*tenant.score);
  }
  return scores;
}

model::ScoreSpread spread_of(const std::vector<Hundredths>& scores) {
  model::ScoreSpread spread{.tenants = scores.size()};
  for (std::size_t i = 0; i < spread.ranks.size(); ++i) {
    spread.percent[i] = at_rank(scores, spread.ranks[i]);
  }
  return spread;
}

std::vector<model::Outlier> outliers_in(const std::vector<TenantSummary>& tenants,
                                        const std::vector<Hundredths>& scores) {
  std::vector<model::Outlier> outliers;
  if (scores.size() < fewest_for_outliers) return outliers;
  const Hundredths lower = at_rank(scores, 25);
  const Hundredths upper = at_rank(scores, 75);
  const Hundredths range = upper - lower;
  for (const TenantSummary& tenant : tenants) {
    if (!tenant.score) continue;
    const bool below = 2 * *tenant.score < 2 * lower - 3 * range;
    const bool above = 2 * *tenant.score > 2 * upper + 3 * range;
    if (below || above) outliers.push_back({tenant.name, *tenant.score, below});
  }
  return outliers;
}

std::vector<model::ControlFailures> failures_in(const std::vector<TenantSummary>& tenants) {
  std::map<std::string_view, model::ControlFailures> counts;
  for (const TenantSummary& tenant : tenants) {
    for (const model::NamedControl& control : tenant.failing) {
      model::ControlFailures& count = counts[control.id];
      // Catalogs may differ: any title, but always the same.
      if (count.failing == 0 || control.title < count.control.title) count.control = control;
      ++count.failing;
      ++count.assessed;
    }
  }
  for (const TenantSummary& tenant : tenants) {
    for (const std::string& id : tenant.holding) {
      if (const auto found = counts.find(id); found != counts.end()) ++found->second.assessed;
    }
  }
  std::vector<model::ControlFailures> controls;
  controls.reserve(counts.size());
  for (auto& [id, count] : counts) controls.push_back(std::move(count));
  std::ranges::stable_sort(controls, [](const auto& a, const auto& b) {
    return std::tuple(b.failing, a.assessed) < std::tuple(a.failing, b.assessed);
  });
  return controls;
}

std::string program_of(const TenantSummary& tenant) {
  return fmt::format("{} ({})", tenant.tool_version, tenant.tool_build);
}
std::string catalog_of(const TenantSummary& tenant) { return tenant.catalog; }
std::string profile_of(const TenantSummary& tenant) { return tenant.profile; }

void note_differences(const std::vector<TenantSummary>& tenants, std::vector<std::string>& notes) {
  constexpr std::pair<std::string_view, std::string (*)(const TenantSummary&)> kinds[] = {
      {"catalogs", catalog_of}, {"profiles", profile_of}, {"versions of stance", program_of}};
  for (const auto& [what, value_of] : kinds) {
    std::set<std::string> values;
    for (const TenantSummary& tenant : tenants) values.insert(value_of(tenant));
    if (values.size() < 2) continue;
    notes.push_back(fmt::format("the results come from {} {}: their scores compare with care",
                                values.size(), what));
  }
}

}  // namespace

base::Result<FleetReport> roll_up(std::vector<TenantSummary> tenants) {
  auto joined = join(std::move(tenants));
  if (!joined) return tl::unexpected(std::move(joined).error());
  FleetReport report{.notes = std::move(joined->notes)};
  for (TenantSummary& tenant : joined->tenants) {
    auto& list = tenant.error.empty() ? report.assessed : report.unassessed;
    list.push_back(std::move(tenant));
  }
  std::ranges::sort(report.assessed, comes_first);
  if (const std::vector<Hundredths> scores = scores_of(report.assessed); !scores.empty()) {
    report.spread = spread_of(scores);
    report.outliers = outliers_in(report.assessed, scores);
  }
  report.controls = failures_in(report.assessed);
  note_differences(report.assessed, report.notes);
  return report;
}

}  // namespace stance::compare
