#include "scubagear.hpp"

#include "stance/base/text.hpp"
#include "stance/cel/time.hpp"
#include "stance/tenant/decode.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace stance::ingest {
namespace {

using base::json::Cursor;
using base::json::Kind;

// Keys about the run itself, and keys that repeat other keys for people to read.
constexpr std::array<std::string_view, 15> administrative_keys{
    "baseline_version", "cap_table_data",       "date",
    "defender_license", "defender_dlp_license", "expected_results",
    "module_version",   "onedrive_pnp_flag",    "powerbi_license_found",
    "report_uuid",      "scuba_config",         "tenant_details",
    "tenant_id",        "tenant_sync_info",     "timestamp_zulu"};

// A version is named with every dataset, so a long one would make the reports outgrow the export.
constexpr std::size_t max_version_bytes = 32;

// Columns of a text of the export in a message.
constexpr std::size_t shown_columns = 60;

constexpr std::string_view successful_suffix = "_successful_commands";
constexpr std::string_view unsuccessful_suffix = "_unsuccessful_commands";

bool is_command_list(std::string_view folded_key) {
  return folded_key.ends_with(successful_suffix) || folded_key.ends_with(unsuccessful_suffix);
}

std::string text_of(Cursor value) {
  return value.is(Kind::text) ? std::string(value.text()) : std::string();
}

// One command alone is no list in PowerShell.
void add_commands(Cursor value, Commands::List& commands) {
  const auto add = [&](Cursor command) {
    if (command.is(Kind::text)) commands.try_emplace(base::fold(command.text()), command.text());
  };
  add(value);
  if (!value.is(Kind::array)) return;
  for (const Cursor command : value.elements()) add(command);
}

void add_key(const base::json::Member& member, ScubaExport& found) {
  std::string folded = base::fold(member.key);
  if (folded.ends_with(successful_suffix)) {
    found.commands.listed = true;
    add_commands(member.value, found.commands.successful);
  } else if (folded.ends_with(unsuccessful_suffix)) {
    found.commands.listed = true;
    add_commands(member.value, found.commands.unsuccessful);
  }
  const auto [known, fresh] =
      found.keys.try_emplace(std::move(folded), ExportKey{std::string(member.key), member.value});
  if (fresh) return;
  ++known->second.times;
  if (!tenant::same_value(known->second.value, member.value)) known->second.disputed = true;
}

bool is_provider_export(Cursor root) {
  if (!root.is(Kind::object)) return false;
  bool baseline = false;
  bool module = false;
  for (const base::json::Member member : root.members()) {
    const std::string key = base::fold(member.key);
    if (key.ends_with(successful_suffix)) return true;
    baseline = baseline || key == "baseline_version";
    module = module || key == "module_version";
  }
  return baseline && module;
}

Cursor find(const ScubaExport& found, std::string_view folded_key) {
  const auto key = found.keys.find(folded_key);
  return key == found.keys.end() ? Cursor{} : key->second.value;
}

// When an export was made.
struct Moment {
  cel::Value time;
  bool day_only = false;  // its time zone is not known
};

// "05/04/2026 17:15:48 Coordinated Universal Time": month first, as ScubaGear writes it.
std::optional<Moment> parse_free_date(std::string_view text) {
  constexpr std::string_view shape = "00/00/0000 00:00:00 ";
  if (text.size() < shape.size()) return std::nullopt;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (shape[i] == '0' ? !digit : text[i] != shape[i]) return std::nullopt;
  }
  const std::string_view zone = text.substr(shape.size());
  const bool utc = zone == "Coordinated Universal Time" || zone == "UTC";
  // The hour is checked even where it does not count.
  const auto at = [&](std::string_view hour) {
    return cel::parse_time(
        fmt::format("{}-{}-{}T{}Z", text.substr(6, 4), text.substr(0, 2), text.substr(3, 2), hour));
  };
  const auto time = at(text.substr(11, 8));
  if (!time) return std::nullopt;
  return utc ? Moment{*time} : Moment{*at("00:00:00"), true};
}

class Reader {
 public:
  Reader(const LoadedFile& file, base::Diagnostics& problems) : file_(file), problems_(problems) {}

  ScubaExport read(Cursor root, std::string prefix) {
    found_.prefix = std::move(prefix);
    for (const base::json::Member member : root.members()) add_key(member, found_);
    mark_filled();
    report_twins();
    settle_commands();
    read_tenant();
    read_time();
    found_.version = text_of(find(found_, "module_version"));
    if (found_.version.size() > max_version_bytes) found_.version.clear();
    found_.run = text_of(find(found_, "report_uuid"));
    return std::move(found_);
  }

 private:
  void report(base::Severity severity, std::string message, std::string_view key,
              std::string_view hint = {}) {
    problems_.add({.severity = severity,
                   .message = std::move(message),
                   .position = {.file = file_.path},
                   .pointer = key.empty() ? std::string{}
                                          : found_.prefix + "/" + base::json::escape_pointer(key),
                   .hint = std::string(hint)});
  }
  void mark_filled();
  void report_twins();
  void settle_commands();
  void read_tenant();
  void read_time();

  const LoadedFile& file_;
  base::Diagnostics& problems_;
  ScubaExport found_ = {};
};

void Reader::mark_filled() {
  for (const MissingValue& missing : file_.filled) {
    if (!missing.pointer.starts_with(found_.prefix + "/")) continue;
    std::string_view key = std::string_view(missing.pointer).substr(found_.prefix.size() + 1);
    key = key.substr(0, key.find('/'));
    const auto known = found_.keys.find(base::fold(key));
    if (known == found_.keys.end()) continue;
    known->second.lacks = fmt::format("'{}' in line {}", missing.property, missing.line);
    report(base::Severity::warning,
           fmt::format("a value of '{}' is missing in the file: {}", key, known->second.lacks),
           key);
  }
}

void Reader::report_twins() {
  for (const auto& [folded, key] : found_.keys) {
    const bool disputed = key.disputed;
    if (key.times < 2) continue;
    if (is_command_list(folded)) {
      if (!disputed) continue;
      report(base::Severity::note,
             fmt::format("'{}' is {} times in the export, with different values, which are taken "
                         "together",
                         key.spelled, key.times),
             key.spelled);
      continue;
    }
    report(disputed ? base::Severity::warning : base::Severity::note,
           fmt::format("'{}' is {} times in the export, with {} values", key.spelled, key.times,
                       disputed ? "different" : "equal"),
           key.spelled);
  }
}

// What failed once is not known to be complete.
void Reader::settle_commands() {
  std::vector<std::string> both;
  for (const auto& [folded, spelled] : found_.commands.unsuccessful) {
    if (found_.commands.successful.erase(folded) > 0) both.push_back(spelled);
  }
  if (both.empty()) return;
  report(base::Severity::note,
         fmt::format("{} listed as successful and as failed, and {} as failed",
                     quoted_commands(both) + (both.size() == 1 ? " is" : " are"),
                     both.size() == 1 ? "counts" : "count"),
         "");
}

void Reader::read_tenant() {
  const Cursor details = find(found_, "tenant_details");
  const Cursor first = details.is(Kind::array) ? details.at(0) : details;
  const std::string from_details = text_of(first.find_fold("TenantId"));
  found_.tenant_name = text_of(first.find_fold("DisplayName"));
  found_.tenant_id = text_of(find(found_, "tenant_id"));
  if (found_.tenant_id.empty()) {
    found_.tenant_id = from_details;
  } else if (!from_details.empty() && !base::equal_fold(found_.tenant_id, from_details)) {
    report(base::Severity::warning,
           fmt::format("'tenant_id' is {}, but 'tenant_details' is of {}", found_.tenant_id,
                       from_details),
           "tenant_id");
  }
}

void Reader::read_time() {
  const std::string zulu = text_of(find(found_, "timestamp_zulu"));
  if (const auto time = cel::parse_exported_time(zulu)) {
    found_.collected = *time;
    return;
  }
  const std::string free = text_of(find(found_, "date"));
  const std::string shown = base::shorten(base::printable(free), shown_columns);
  if (const auto moment = parse_free_date(free)) {
    found_.collected = moment->time;
    if (!moment->day_only) return;
    report(base::Severity::note,
           fmt::format("the export was made at '{}', in a time zone that is not known: only the "
                       "day counts",
                       shown),
           "date");
    return;
  }
  constexpr std::string_view hint = "say it with --as-of, such as --as-of 2026-05-04";
  if (free.empty()) {
    report(base::Severity::note, "the export does not tell when it was made", "", hint);
  } else {
    report(base::Severity::note,
           fmt::format("the export was made at '{}', which is no time that is known", shown),
           "date", hint);
  }
}

}  // namespace

std::string quoted_commands(std::span<const std::string> commands) {
  constexpr std::size_t most = 10;
  std::string text;
  for (std::size_t i = 0; i < std::min(commands.size(), most); ++i) {
    const bool last = i > 0 && i + 1 == commands.size();
    text += last ? " and " : i > 0 ? ", " : "";
    text += fmt::format("'{}'", base::shorten(base::printable(commands[i]), shown_columns));
  }
  if (commands.size() > most) text += fmt::format(" and {} more", commands.size() - most);
  return text;
}

std::string ScubaExport::format() const {
  return version.empty() ? "ScubaGear" : "ScubaGear " + version;
}

bool is_administrative(std::string_view folded_key) {
  return is_command_list(folded_key) ||
         std::find(administrative_keys.begin(), administrative_keys.end(), folded_key) !=
             administrative_keys.end();
}

std::optional<ScubaExport> recognise_scubagear(const LoadedFile& file,
                                               base::Diagnostics& problems) {
  const Cursor root = file.document.root();
  if (is_provider_export(root)) return Reader(file, problems).read(root, "");
  const Cursor raw = root.find("Raw");
  if (!is_provider_export(raw)) return std::nullopt;
  return Reader(file, problems).read(raw, "/Raw");
}

std::optional<std::string_view> recognise_results(Cursor root) {
  const bool list = root.is(Kind::array);
  const Cursor first = list ? root.at(0) : root;
  if (list && first.find("RequirementMet").valid() && first.find("Criticality").valid()) {
    return "ScubaGear's TestResults.json";
  }
  if (first.find("ReportSummary").valid() && first.find("Results").valid()) {
    return "one of ScubaGear's individual reports";
  }
  if (first.find("MetaData").valid() && first.find("Results").valid()) {
    return "a ScubaResults file without its Raw part";
  }
  return std::nullopt;
}

}  // namespace stance::ingest
