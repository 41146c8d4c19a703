#include "merge.hpp"

#include "answer_datasets.hpp"
#include "choice.hpp"
#include "scubagear_datasets.hpp"
#include "stance/base/text.hpp"
#include "stance/cel/time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>

namespace stance::ingest {
namespace {

using base::Severity;

void note(base::Diagnostics& problems, Severity severity, const std::string& file,
          std::string message, std::string pointer = {}) {
  problems.add({.severity = severity,
                .message = std::move(message),
                .position = {.file = file},
                .pointer = std::move(pointer)});
}

// What a file says about its tenant.
struct Identity {
  std::string id = {};
  std::string name = {};
};

std::string text_in(base::json::Cursor row, const std::string& property) {
  const base::json::Cursor value =
      property.empty() ? base::json::Cursor{} : property_of(row, property);
  return value.is(base::json::Kind::text) ? std::string(value.text()) : std::string();
}

Identity identity_of(const LoadedExport& from) {
  if (const ScubaExport* scuba = from.scuba()) return {scuba->tenant_id, scuba->tenant_name};
  Identity identity;
  for (const RecognisedAnswer& recognised : from.answers()) {
    const base::json::Cursor row = first_row(recognised.answer);
    for (const Match& match : recognised.matches) {
      if (!match.source->at.empty()) continue;
      if (identity.id.empty()) identity.id = text_in(row, match.dataset->tenant_id);
      if (identity.name.empty()) identity.name = text_in(row, match.dataset->tenant_name);
    }
  }
  return identity;
}

// Exports without a tenant id belong to the tenant whose files they were given with.
std::optional<base::Error> different_tenants(const std::vector<LoadedExport>& exports) {
  const LoadedExport* named = nullptr;
  std::string id;
  std::set<std::string_view> groups;
  for (const LoadedExport& next : exports) {
    const std::string own = identity_of(next).id;
    if (own.empty()) continue;
    groups.insert(next.group);
    if (named == nullptr) {
      named = &next;
      id = own;
    }
    if (base::equal_fold(id, own)) continue;
    return base::Error{
        .kind = base::ErrorKind::usage,
        .message = fmt::format("the inputs are of different tenants: '{}' is of {}, '{}' of {}",
                               named->file.path, id, next.file.path, own)};
  }
  const LoadedExport& first = named == nullptr ? exports.front() : *named;
  for (const LoadedExport& next : exports) {
    if (next.group == first.group || groups.contains(next.group)) continue;
    return base::Error{
        .kind = base::ErrorKind::usage,
        .message = fmt::format("'{}' names no tenant and may be of another one than '{}'",
                               next.file.path, first.file.path),
        .hint = "put files of one tenant into one folder"};
  }
  return std::nullopt;
}

void note_repeated(const LoadedExport& from, const LoadedExport& known,
                   base::Diagnostics& problems) {
  note(problems, Severity::note, from.file.path,
       fmt::format("holds the same {} as '{}' and is not read again",
                   from.scuba() == nullptr ? "answers" : "run", known.file.path));
}

// "a, b, c and 2 more".
std::string shortened(std::span<const std::string> names) {
  constexpr std::size_t most = 5;
  std::string text;
  for (std::size_t i = 0; i < std::min(names.size(), most); ++i) {
    text += (i > 0 ? ", " : "") + names[i];
  }
  if (names.size() > most) text += fmt::format(" and {} more", names.size() - most);
  return text;
}

void drop_copies(std::vector<LoadedExport>& exports, base::Diagnostics& problems) {
  std::vector<LoadedExport> kept;
  for (LoadedExport& next : exports) {
    const auto known =
        std::ranges::find_if(kept, [&](const LoadedExport& other) { return is_copy(other, next); });
    if (known == kept.end()) {
      kept.push_back(std::move(next));
    } else {
      note_repeated(next, *known, problems);
    }
  }
  exports = std::move(kept);
}

class Merger {
 public:
  Merger(std::vector<LoadedExport> exports, const tenant::Schema& schema,
         base::Diagnostics& problems)
      : exports_(std::move(exports)), schema_(schema), problems_(problems) {}

  tenant::Tenant run() {
    group_answers();
    for (const tenant::Dataset& dataset : schema_.datasets()) {
      choices_.push_back(choose(dataset));
    }
    drop_repeated_runs();
    number_inputs();
    note_passed_over();
    read_identity();
    read_time();
    for (const tenant::Dataset& dataset : schema_.datasets()) {
      tenant_.holdings.push_back(hold(dataset));
    }
    for (const std::size_t place : by_path_) {
      tenant_.documents.push_back(std::move(exports_[place].file.document));
      tenant_.lists.push_back(exports_[place].file.list);
    }
    return std::move(tenant_);
  }

 private:
  void group_answers();
  [[nodiscard]] Choice choose(const tenant::Dataset& dataset) const;
  void drop_repeated_runs();
  void number_inputs();
  void note_passed_over();
  void read_identity();
  void read_time();
  void note_time(const LoadedExport& from, const LoadedExport& counted);
  [[nodiscard]] tenant::Holding hold(const tenant::Dataset& dataset);
  [[nodiscard]] std::unique_ptr<tenant::Table> table_of(const tenant::Dataset& dataset,
                                                        DatasetFinding& finding,
                                                        tenant::MemoryRows rows,
                                                        std::string& detail);
  [[nodiscard]] std::string origin_of(const DatasetFinding& finding) const;
  [[nodiscard]] std::string pointer_of(const DatasetFinding& finding) const;
  void note_failures(const std::string& path, const ScubaExport& scuba);
  void note_repairs(const tenant::Dataset& dataset, const DatasetFinding& finding);
  void note_twins(const tenant::Dataset& dataset, const DatasetFinding& finding,
                  const tenant::Table& table);
  void note_twin(std::string_view text, const tenant::Twin& twin, Severity severity);
  [[nodiscard]] std::vector<std::string> repairs_of(const DatasetFinding& finding) const;

  std::vector<LoadedExport> exports_;  // in order of preference
  std::vector<AnswerGroup> groups_ = {};
  std::vector<Choice> choices_ = {};         // by dataset
  std::vector<bool> dropped_ = {};           // by preference: repeats a run and is used for nothing
  std::vector<std::size_t> by_path_ = {};    // that were not dropped
  std::vector<std::uint32_t> numbers_ = {};  // of inputs, by preference
  const tenant::Schema& schema_;
  base::Diagnostics& problems_;
  tenant::Tenant tenant_ = {};
};

void Merger::group_answers() {
  for (std::size_t i = 0; i < exports_.size(); ++i) {
    const LoadedExport& from = exports_[i];
    if (from.scuba() != nullptr) continue;
    auto group = std::find_if(groups_.begin(), groups_.end(),
                              [&](const AnswerGroup& g) { return g.name == from.group; });
    if (group == groups_.end()) group = groups_.insert(group, AnswerGroup{.name = from.group});
    const std::string name =
        base::printable(std::filesystem::path(from.file.path).filename().string());
    for (const RecognisedAnswer& answer : from.answers()) {
      group->answers.push_back({i, &answer, name});
    }
  }
}

Choice Merger::choose(const tenant::Dataset& dataset) const {
  std::vector<DatasetFinding> findings;
  DatasetFinding none{.detail = "no input holds it"};
  for (std::size_t i = 0; i < exports_.size(); ++i) {
    const ScubaExport* scuba = exports_[i].scuba();
    if (scuba == nullptr) continue;
    DatasetFinding next = find_dataset(dataset, *scuba);
    next.files = {i};
    next.row_files.assign(next.found.rows.size(), i);
    if (next.state != tenant::State::not_collected) {
      findings.push_back(std::move(next));
    } else if (none.files.empty()) {
      none = std::move(next);
    }
  }
  for (const AnswerGroup& group : groups_) {
    for (DatasetFinding& next : find_datasets(dataset, group)) {
      if (next.state != tenant::State::not_collected) findings.push_back(std::move(next));
    }
  }
  if (findings.empty()) return {.finding = std::move(none)};
  return ingest::choose(dataset, std::move(findings), exports_);
}

// The results of a run repeat its export; they count where it is damaged.
void Merger::drop_repeated_runs() {
  dropped_.assign(exports_.size(), true);
  for (const Choice& choice : choices_) {
    if (choice.finding.state == tenant::State::not_collected) continue;
    for (const std::size_t file : choice.finding.files) dropped_[file] = false;
    for (const PassedOver& passed : choice.passed_over) {
      const bool repeated = is_same_run(exports_[passed.file], exports_[passed.instead]);
      if (!repeated) dropped_[passed.file] = false;
    }
  }
  for (std::size_t i = 0; i < exports_.size(); ++i) {
    if (!dropped_[i]) continue;
    std::size_t first = 0;
    while (first < i && !is_same_run(exports_[first], exports_[i])) ++first;
    dropped_[i] = first < i;
    if (dropped_[i]) note_repeated(exports_[i], exports_[first], problems_);
  }
}

void Merger::number_inputs() {
  for (std::size_t i = 0; i < exports_.size(); ++i) {
    if (!dropped_[i]) by_path_.push_back(i);
  }
  std::sort(by_path_.begin(), by_path_.end(), [&](std::size_t a, std::size_t b) {
    return exports_[a].file.path < exports_[b].file.path;
  });
  numbers_.resize(exports_.size());
  for (const std::size_t place : by_path_) {
    numbers_[place] = static_cast<std::uint32_t>(tenant_.inputs.size());
    const LoadedExport& from = exports_[place];
    const ScubaExport* scuba = from.scuba();
    tenant_.inputs.push_back({.path = from.file.path,
                              .format = from.format(),
                              .encoding = std::string(base::name(from.file.encoding)),
                              .sha256 = from.file.sha256,
                              .unrecognised = scuba == nullptr ? std::vector<std::string>{}
                                                               : unread_keys(schema_, *scuba)});
    if (scuba != nullptr) note_failures(from.file.path, *scuba);
  }
}

void Merger::note_failures(const std::string& path, const ScubaExport& scuba) {
  const std::vector<std::string> unknown = unknown_failures(schema_, scuba);
  if (unknown.empty()) return;
  note(problems_, Severity::note, path,
       fmt::format("{} failed when the export was made, and no dataset of the catalog is known to "
                   "come from {}",
                   quoted_commands(unknown), unknown.size() == 1 ? "it" : "them"));
}

// One note for all datasets of a file that are not read for the same reason.
void Merger::note_passed_over() {
  std::map<PassedOver, std::vector<std::string>> names;
  for (const tenant::Dataset& dataset : schema_.datasets()) {
    for (const PassedOver& passed : choices_[dataset.index].passed_over) {
      if (!dropped_[passed.file]) names[passed].push_back(dataset.name);
    }
  }
  for (const auto& [passed, datasets] : names) {
    note(problems_, Severity::note, exports_[passed.file].file.path,
         fmt::format("{} {} read from '{}' instead: {}", shortened(datasets),
                     datasets.size() == 1 ? "is" : "are", exports_[passed.instead].file.path,
                     passed.reason));
  }
}

void Merger::read_identity() {
  for (const LoadedExport& from : exports_) {
    const Identity identity = identity_of(from);
    if (tenant_.id.empty()) tenant_.id = identity.id;
    if (tenant_.display_name.empty()) tenant_.display_name = identity.name;
  }
}

// The time of most datasets in use; of several such times the oldest, so that nothing looks fresher
// than it is.
void Merger::read_time() {
  std::map<std::size_t, std::size_t> used;  // datasets, by the first run of an age
  const auto first_of_age = [&](std::size_t run) {
    std::size_t first = 0;
    while (is_older(exports_[run], exports_[first])) ++first;
    return first;
  };
  for (std::size_t i = 0; i < exports_.size() && exports_[i].scuba() != nullptr; ++i) {
    used.try_emplace(first_of_age(i), 0);
  }
  if (used.empty()) return;
  for (const Choice& choice : choices_) {
    const bool data = rank(choice.finding.state) == 0;
    const std::size_t file = data ? choice.finding.files.front() : 0;
    if (data && exports_[file].scuba() != nullptr) ++used[first_of_age(file)];
  }
  auto most = used.begin();
  for (auto run = used.begin(); run != used.end(); ++run) {
    if (run->second >= most->second) most = run;
  }
  tenant_.collected = exports_[most->first].scuba()->collected;
  for (const auto& [run, datasets] : used) {
    if (run != most->first && datasets > 0) note_time(exports_[run], exports_[most->first]);
  }
}

void Merger::note_time(const LoadedExport& from, const LoadedExport& counted) {
  const auto time_of = [](const LoadedExport& run) {
    const cel::Value& time = run.scuba()->collected;
    return time.is_null() ? std::string("an unknown time") : cel::format_time(time);
  };
  note(problems_, is_older(from, counted) ? Severity::warning : Severity::note, from.file.path,
       fmt::format("made at {}, but '{}', whose time counts, at {}", time_of(from),
                   counted.file.path, time_of(counted)));
}

// "ScubaGear 1.8.0 /users", "Microsoft Graph users.json and 2 more files".
std::string Merger::origin_of(const DatasetFinding& finding) const {
  if (finding.source == nullptr || finding.files.empty()) return {};
  const LoadedExport& from = exports_[finding.files.front()];
  if (const ScubaExport* scuba = from.scuba()) {
    return fmt::format("{} {}{}", scuba->format(), scuba->prefix, finding.source->at);
  }
  const std::string name = std::filesystem::path(from.file.path).filename().string();
  const std::size_t others = finding.files.size() - 1;
  return fmt::format("{} {}{}", exporter_name(*finding.source), base::printable(name),
                     others == 0   ? ""
                     : others == 1 ? " and 1 more file"
                                   : fmt::format(" and {} more files", others));
}

// Where a dataset begins in its first file.
std::string Merger::pointer_of(const DatasetFinding& finding) const {
  const ScubaExport* scuba = exports_[finding.files.front()].scuba();
  if (scuba != nullptr) return fmt::format("{}/{}", scuba->prefix, first_key(finding.source->at));
  const FoundRows& found = finding.found;
  const bool streamed = !found.streams.empty() &&
                        (found.rows.empty() || found.streams.front().first < finding.row_files[0]);
  if (streamed) {
    const tenant::LargeList& list = *found.streams.front().second.list;
    return fmt::format("{}/{}", list.pointer, list.first);
  }
  return found.pointers.empty() ? std::string() : found.pointers.front();
}

tenant::Holding Merger::hold(const tenant::Dataset& dataset) {
  DatasetFinding best = std::move(choices_[dataset.index].finding);
  tenant::Holding holding{.table = nullptr, .origin = origin_of(best), .detail = best.detail};
  const bool data = best.state == tenant::State::present || best.state == tenant::State::empty;
  holding.repairs = repairs_of(best);
  if (!data) {
    holding.table = tenant::missing_table(best.state);
    if (best.cut) {
      note(problems_, Severity::warning, exports_[best.files.front()].file.path,
           fmt::format("{} is damaged: {}", dataset.name, best.detail));
    }
    return holding;
  }
  note_repairs(dataset, best);
  tenant::MemoryRows rows{.rows = std::move(best.found.rows), .open = best.found.open};
  for (std::size_t i = 0; i < best.found.pointers.size(); ++i) {
    rows.places.push_back({numbers_[best.row_files[i]], best.found.pointers[i]});
  }
  for (const std::size_t file : best.files) holding.inputs.push_back(numbers_[file]);
  std::sort(holding.inputs.begin(), holding.inputs.end());
  holding.table = table_of(dataset, best, std::move(rows), holding.detail);
  note_twins(dataset, best, *holding.table);
  return holding;
}

// Rows that stay in their files are read for the first time here.
std::unique_ptr<tenant::Table> Merger::table_of(const tenant::Dataset& dataset,
                                                DatasetFinding& finding, tenant::MemoryRows rows,
                                                std::string& detail) {
  if (finding.found.streams.empty()) {
    return tenant::memory_table(dataset, finding.source, std::move(rows));
  }
  std::vector<tenant::StreamedRows> streams;
  for (auto& [file, stream] : finding.found.streams) {
    stream.input = numbers_[file];
    streams.push_back(std::move(stream));
  }
  auto table = tenant::stream_table(dataset, finding.source, std::move(streams), std::move(rows));
  if (table) return *std::move(table);
  detail = table.error().message;
  note(problems_, Severity::warning, exports_[finding.files.front()].file.path,
       fmt::format("{} is damaged: {}", dataset.name, detail));
  return tenant::missing_table(tenant::State::damaged);
}

std::vector<std::string> Merger::repairs_of(const DatasetFinding& finding) const {
  std::vector<std::string> repairs;
  for (const std::size_t place : finding.files) {
    const LoadedFile& file = exports_[place].file;
    const std::string name = std::filesystem::path(file.path).filename().string();
    for (const Repair& repair : file.repairs) {
      repairs.push_back(fmt::format("{}: {}", base::printable(name), repair.what));
    }
  }
  std::ranges::sort(repairs);
  return repairs;
}

void Merger::note_twin(std::string_view text, const tenant::Twin& twin, Severity severity) {
  note(problems_, severity, tenant_.inputs[twin.other.input].path,
       fmt::format("{} '{}' at {}", text, tenant_.inputs[twin.kept.input].path,
                   twin.kept.pointer.empty() ? "the top" : twin.kept.pointer),
       twin.other.pointer);
}

// Equal rows are summed up; of different ones each is told, up to a number that people read.
void Merger::note_twins(const tenant::Dataset& dataset, const DatasetFinding& finding,
                        const tenant::Table& table) {
  constexpr std::size_t most = 10;
  const std::vector<tenant::Twin> twins = table.twins();
  const tenant::Twin* first = nullptr;
  std::size_t equal = 0;
  std::size_t different = 0;
  for (const tenant::Twin& twin : twins) {
    if (twin.differs.empty()) {
      if (equal++ == 0) first = &twin;
      continue;
    }
    if (different++ >= most) continue;
    note_twin(fmt::format("a row of {} differs in {}, which is unknown therefore, from the row of "
                          "the same key in",
                          dataset.name, base::printable(shortened(twin.differs))),
              twin, Severity::warning);
  }
  if (different > most) {
    problems_.add({.severity = Severity::warning,
                   .message = fmt::format("{} more rows of {} differ from rows of the same key",
                                          different - most, dataset.name)});
  }
  if (first == nullptr) return;
  const std::string text =
      equal == 1
          ? fmt::format("a row of {} counts once with another row of the same key", dataset.name)
          : fmt::format("{} rows of {} count once with other rows of the same key", equal,
                        dataset.name);
  if (exports_[finding.files.front()].scuba() == nullptr) {
    return note_twin(text + ", first with that in", *first, Severity::note);
  }
  // Within one export the place of its key tells enough, and no order of rows shows in it.
  note(problems_, Severity::note, exports_[finding.files.front()].file.path, text,
       pointer_of(finding));
}

void Merger::note_repairs(const tenant::Dataset& dataset, const DatasetFinding& finding) {
  if (finding.files.empty()) return;
  const std::string& path = exports_[finding.files.front()].file.path;
  const FoundRows& found = finding.found;
  for (const std::string& pointer : found.lone) {
    note(problems_, Severity::note, path, "one object in place of a list of rows", pointer);
  }
  if (found.open) {
    const std::string reason = found.detail.empty() ? "absent in some objects" : found.detail;
    note(problems_, Severity::warning, path,
         fmt::format("a part of the rows of {} is missing: {}", dataset.name, reason),
         pointer_of(finding));
  }
}

}  // namespace

base::Result<tenant::Tenant> merge(std::vector<LoadedExport> exports, const tenant::Schema& schema,
                                   const Limits& limits, base::Diagnostics& problems) {
  std::sort(exports.begin(), exports.end(), is_preferred);
  if (auto error = different_tenants(exports)) {
    if (limits.one_tenant) return tl::unexpected(*std::move(error));
    problems.add({.severity = Severity::error, .message = error->message, .hint = error->hint});
  }
  drop_copies(exports, problems);
  return Merger(std::move(exports), schema, problems).run();
}

}  // namespace stance::ingest
