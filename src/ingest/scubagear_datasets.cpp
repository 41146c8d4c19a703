#include "scubagear_datasets.hpp"

#include "stance/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace stance::ingest {
namespace {

using base::json::Kind;
using tenant::SourceRule;
using tenant::State;

constexpr std::string_view exporter = "scuba";

// ScubaGear turns the failure of these commands into "no licence" and lists them as successful.
struct LicenceFlag {
  std::string_view key;
  std::string_view flag;
};
constexpr std::array<LicenceFlag, 6> licence_flags{{
    {"atp_policy_for_o365", "defender_license"},
    {"atp_policy_rules", "defender_license"},
    {"dlp_compliance_policies", "defender_dlp_license"},
    {"dlp_compliance_rules", "defender_dlp_license"},
    {"protection_alerts", "defender_dlp_license"},
    {"powerbi_tenant_settings", "powerbi_license_found"},
}};

// The licence flag that stands against a key.
std::string_view denied_by(const ScubaExport& exported, std::string_view key) {
  for (const LicenceFlag& entry : licence_flags) {
    if (!base::equal_fold(entry.key, key)) continue;
    const auto flag = exported.keys.find(entry.flag);
    if (flag == exported.keys.end() || !flag->second.value.is(Kind::boolean)) return {};
    return flag->second.value.boolean() ? std::string_view{} : entry.flag;
  }
  return {};
}

// The first command of a source in a list, as the source spells it.
const std::string* first_in(const SourceRule& source, const Commands::List& commands) {
  const auto found = std::find_if(
      source.commands.begin(), source.commands.end(),
      [&](const std::string& command) { return commands.contains(base::fold(command)); });
  return found == source.commands.end() ? nullptr : &*found;
}

DatasetFinding not_there(const SourceRule& source, const std::string* ran) {
  return {.state = State::not_collected,
          .source = &source,
          .detail = ran == nullptr
                        ? fmt::format("the export has no {}", source.at)
                        : fmt::format("{} ran, but its answer is not in the export", *ran)};
}

// A lone object without any property says nothing.
bool is_nothing(const tenant::Dataset& dataset, const FoundRows& found) {
  if (found.open || found.rows.size() > 1) return false;
  if (found.rows.empty()) return true;
  const base::json::Cursor row = found.rows.front().self;
  return dataset.singleton && row.is(Kind::object) && row.size() == 0;
}

DatasetFinding nothing_found(const tenant::Dataset& dataset, const SourceRule& source,
                             const ScubaExport& exported, const std::string* ran) {
  const std::string_view flag = denied_by(exported, first_key(source.at));
  if (!flag.empty()) {
    return {.state = State::failed,
            .source = &source,
            .detail = fmt::format("{} is empty and {} is false: its commands gave no answer",
                                  source.at, flag)};
  }
  if (ran == nullptr && exported.commands.listed && !source.commands.empty()) {
    return {.state = State::not_collected,
            .source = &source,
            .detail = fmt::format("{} is empty, and no command that fills it is known to have run",
                                  source.at)};
  }
  // What a tenant has exactly one of cannot be missing there.
  if (dataset.singleton && !dataset.optional) {
    return {.state = State::failed,
            .source = &source,
            .detail = fmt::format("{} is empty where one object is expected{}", source.at,
                                  ran == nullptr ? "" : fmt::format(": {} gave no answer", *ran))};
  }
  return {.state = State::empty, .source = &source};
}

DatasetFinding damaged(const SourceRule& source, std::string detail) {
  return {.state = State::damaged, .source = &source, .detail = std::move(detail)};
}

DatasetFinding judge(const tenant::Dataset& dataset, const SourceRule& source,
                     const ScubaExport& exported) {
  const std::string* ran = first_in(source, exported.commands.successful);
  const std::string* broke = first_in(source, exported.commands.unsuccessful);
  if (ran == nullptr && broke != nullptr) {
    return {.state = State::failed,
            .source = &source,
            .detail = fmt::format("{} failed when the export was made", *broke)};
  }
  const auto entry = exported.keys.find(base::fold(first_key(source.at)));
  if (entry == exported.keys.end()) return not_there(source, ran);
  const ExportKey& key = entry->second;
  const std::string pointer = exported.prefix + "/" + base::json::escape_pointer(key.spelled);
  if (key.disputed) {
    return damaged(source, fmt::format("{} is {} times in the export, with different values",
                                       pointer, key.times));
  }
  if (!key.lacks.empty()) {
    return damaged(source,
                   fmt::format("a value of {} is missing in the file: {}", pointer, key.lacks));
  }
  FoundRows found = find_rows(source.at, key.value, pointer);
  if (found.outcome == FoundRows::Outcome::absent) return not_there(source, ran);
  if (found.outcome == FoundRows::Outcome::damaged) return damaged(source, std::move(found.detail));
  if (is_nothing(dataset, found)) return nothing_found(dataset, source, exported, ran);
  if (dataset.singleton && found.rows.size() > 1) {
    return damaged(
        source, fmt::format("{} holds {} rows where one is expected", pointer, found.rows.size()));
  }
  return {.state = State::present, .source = &source, .found = std::move(found)};
}

}  // namespace

DatasetFinding find_dataset(const tenant::Dataset& dataset, const ScubaExport& exported) {
  DatasetFinding best{.detail = "ScubaGear does not collect it"};
  for (const SourceRule& source : dataset.sources) {
    if (source.exporter != exporter) continue;
    DatasetFinding next = judge(dataset, source, exported);
    if (best.source == nullptr || rank(next.state) < rank(best.state)) best = std::move(next);
  }
  return best;
}

std::vector<std::string> unknown_failures(const tenant::Schema& schema,
                                          const ScubaExport& exported) {
  Commands::List unknown = exported.commands.unsuccessful;
  if (unknown.empty()) return {};
  for (const tenant::Dataset& dataset : schema.datasets()) {
    for (const SourceRule& source : dataset.sources) {
      if (source.exporter != exporter) continue;
      for (const std::string& command : source.commands) unknown.erase(base::fold(command));
    }
  }
  std::vector<std::string> names;
  for (auto& [folded, spelled] : unknown) names.push_back(std::move(spelled));
  return names;
}

std::vector<std::string> unread_keys(const tenant::Schema& schema, const ScubaExport& exported) {
  std::set<std::string, std::less<>> read;
  for (const tenant::Dataset& dataset : schema.datasets()) {
    for (const SourceRule& source : dataset.sources) {
      if (source.exporter == exporter) read.insert(base::fold(first_key(source.at)));
    }
  }
  std::vector<std::string> unread;
  for (const auto& [folded, key] : exported.keys) {
    if (!is_administrative(folded) && !read.contains(folded)) unread.push_back(key.spelled);
  }
  std::sort(unread.begin(), unread.end());
  return unread;
}

}  // namespace stance::ingest
