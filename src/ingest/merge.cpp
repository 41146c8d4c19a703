#include "merge.hpp"

#include "answer_datasets.hpp"
#include "scubagear_datasets.hpp"
#include "stance/base/text.hpp"
#include "stance/cel/time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>
#include <tuple>
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

const ScubaExport* scuba_of(const LoadedExport& from) {
  return std::get_if<ScubaExport>(&from.content);
}

const std::vector<RecognisedAnswer>& answers_of(const LoadedExport& from) {
  static const std::vector<RecognisedAnswer> none;
  const auto* answers = std::get_if<std::vector<RecognisedAnswer>>(&from.content);
  return answers == nullptr ? none : *answers;
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
  if (const ScubaExport* scuba = scuba_of(from)) return {scuba->tenant_id, scuba->tenant_name};
  Identity identity;
  for (const RecognisedAnswer& recognised : answers_of(from)) {
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

bool is_same_run(const LoadedExport& a, const LoadedExport& b) {
  if (a.file.sha256 == b.file.sha256) return true;
  const ScubaExport* one = scuba_of(a);
  const ScubaExport* other = scuba_of(b);
  return one != nullptr && other != nullptr && !one->run.empty() &&
         base::equal_fold(one->run, other->run);
}

// Runs before answers, newest first; an export before the results that repeat it; then by path.
bool is_preferred(const LoadedExport& a, const LoadedExport& b) {
  const auto age = [](const LoadedExport& e) {
    const ScubaExport* scuba = scuba_of(e);
    const cel::Value time = scuba == nullptr ? cel::Value::null() : scuba->collected;
    const bool known = time.kind == cel::Kind::time;
    return std::tuple(scuba == nullptr, !known, known ? -time.integer : 0,
                      known ? -static_cast<std::int64_t>(time.size) : 0,
                      scuba == nullptr ? std::size_t{0} : scuba->prefix.size());
  };
  return std::tuple(age(a), std::string_view(a.file.path)) <
         std::tuple(age(b), std::string_view(b.file.path));
}

// Equal answers may be of different datasets, as empty lists are.
bool is_repeated(const LoadedExport& a, const LoadedExport& b) {
  if (!is_same_run(a, b)) return false;
  const auto& one = answers_of(a);
  const auto& other = answers_of(b);
  return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                    [](const RecognisedAnswer& x, const RecognisedAnswer& y) {
                      return x.matches.front().source == y.matches.front().source;
                    });
}

void drop_repeated_runs(std::vector<LoadedExport>& exports, base::Diagnostics& problems) {
  std::vector<LoadedExport> kept;
  for (LoadedExport& next : exports) {
    const auto known = std::find_if(kept.begin(), kept.end(), [&](const LoadedExport& other) {
      return is_repeated(other, next);
    });
    if (known == kept.end()) {
      kept.push_back(std::move(next));
    } else {
      note(problems, Severity::note, next.file.path,
           fmt::format("holds the same {} as '{}' and is not read again",
                       scuba_of(next) == nullptr ? "answers" : "run", known->file.path));
    }
  }
  exports = std::move(kept);
}

std::string format_of(const LoadedExport& from) {
  if (const ScubaExport* scuba = scuba_of(from)) return scuba->format();
  return std::string(exporter_name(*answers_of(from).front().matches.front().source));
}

class Merger {
 public:
  Merger(std::vector<LoadedExport> exports, const tenant::Schema& schema,
         base::Diagnostics& problems)
      : exports_(std::move(exports)), schema_(schema), problems_(problems) {}

  tenant::Tenant run() {
    number_inputs();
    group_answers();
    read_identity();
    for (const tenant::Dataset& dataset : schema_.datasets()) {
      tenant_.holdings.push_back(hold(dataset));
    }
    for (const std::size_t place : by_path_) {
      tenant_.documents.push_back(std::move(exports_[place].file.document));
    }
    return std::move(tenant_);
  }

 private:
  void number_inputs();
  void group_answers();
  void read_identity();
  [[nodiscard]] DatasetFinding find(const tenant::Dataset& dataset) const;
  [[nodiscard]] tenant::Holding hold(const tenant::Dataset& dataset);
  [[nodiscard]] std::string origin_of(const DatasetFinding& finding) const;
  [[nodiscard]] std::string pointer_of(const DatasetFinding& finding) const;
  void note_failures(const std::string& path, const ScubaExport& scuba);
  void note_repairs(const tenant::Dataset& dataset, const DatasetFinding& finding);
  void note_twins(const tenant::Dataset& dataset, const DatasetFinding& finding,
                  const tenant::Table& table);
  void note_twin(std::string_view text, const tenant::Twin& twin, Severity severity);
  [[nodiscard]] std::vector<std::string> repairs_of(const DatasetFinding& finding) const;

  std::vector<LoadedExport> exports_;  // in order of preference
  std::vector<std::size_t> by_path_ = {};
  std::vector<std::uint32_t> numbers_ = {};  // of inputs, by preference
  std::vector<AnswerGroup> groups_ = {};
  const tenant::Schema& schema_;
  base::Diagnostics& problems_;
  tenant::Tenant tenant_ = {};
};

void Merger::number_inputs() {
  for (std::size_t i = 0; i < exports_.size(); ++i) by_path_.push_back(i);
  std::sort(by_path_.begin(), by_path_.end(), [&](std::size_t a, std::size_t b) {
    return exports_[a].file.path < exports_[b].file.path;
  });
  numbers_.resize(exports_.size());
  for (const std::size_t place : by_path_) {
    numbers_[place] = static_cast<std::uint32_t>(tenant_.inputs.size());
    const LoadedExport& from = exports_[place];
    const ScubaExport* scuba = scuba_of(from);
    tenant_.inputs.push_back({.path = from.file.path,
                              .format = format_of(from),
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

void Merger::group_answers() {
  for (std::size_t i = 0; i < exports_.size(); ++i) {
    const LoadedExport& from = exports_[i];
    if (scuba_of(from) != nullptr) continue;
    auto group = std::find_if(groups_.begin(), groups_.end(),
                              [&](const AnswerGroup& g) { return g.name == from.group; });
    if (group == groups_.end()) group = groups_.insert(group, AnswerGroup{.name = from.group});
    const std::string name =
        base::printable(std::filesystem::path(from.file.path).filename().string());
    for (const RecognisedAnswer& answer : answers_of(from)) {
      group->answers.push_back({i, &answer, name});
    }
  }
}

// The oldest time counts: nothing may look fresher than it is.
void Merger::read_identity() {
  const LoadedExport* newest = nullptr;
  const LoadedExport* oldest = nullptr;
  for (const LoadedExport& from : exports_) {
    const Identity identity = identity_of(from);
    if (tenant_.id.empty()) tenant_.id = identity.id;
    if (tenant_.display_name.empty()) tenant_.display_name = identity.name;
    if (scuba_of(from) == nullptr) continue;
    if (newest == nullptr) newest = &from;
    oldest = &from;
  }
  if (oldest == nullptr) return;
  tenant_.collected = scuba_of(*oldest)->collected;
  const cel::Value& latest = scuba_of(*newest)->collected;
  if (latest.is_null() || cel::equals(latest, tenant_.collected).is(true)) return;
  const bool known = !tenant_.collected.is_null();
  note(problems_, Severity::warning, oldest->file.path,
       fmt::format("made at {}, but '{}' at {}",
                   known ? cel::format_time(tenant_.collected) : std::string("an unknown time"),
                   newest->file.path, cel::format_time(latest)));
}

DatasetFinding Merger::find(const tenant::Dataset& dataset) const {
  DatasetFinding best{.detail = "no input holds it"};
  // What the newest run could not collect is not papered over with older data.
  for (std::size_t i = 0; i < exports_.size() && best.state == tenant::State::not_collected; ++i) {
    const ScubaExport* scuba = scuba_of(exports_[i]);
    if (scuba == nullptr) continue;
    best = find_dataset(dataset, *scuba);
    best.files = {i};
    best.row_files.assign(best.found.rows.size(), i);
  }
  for (const AnswerGroup& group : groups_) {
    DatasetFinding next = find_dataset(dataset, group);
    if (rank(next.state) < rank(best.state)) best = std::move(next);
  }
  return best;
}

// "ScubaGear 1.8.0 /users", "Microsoft Graph users.json and 2 more files".
std::string Merger::origin_of(const DatasetFinding& finding) const {
  if (finding.source == nullptr || finding.files.empty()) return {};
  const LoadedExport& from = exports_[finding.files.front()];
  if (const ScubaExport* scuba = scuba_of(from)) {
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
  const ScubaExport* scuba = scuba_of(exports_[finding.files.front()]);
  if (scuba != nullptr) return fmt::format("{}/{}", scuba->prefix, first_key(finding.source->at));
  return finding.found.pointers.empty() ? std::string() : finding.found.pointers.front();
}

tenant::Holding Merger::hold(const tenant::Dataset& dataset) {
  DatasetFinding best = find(dataset);
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
  holding.table = tenant::memory_table(dataset, best.source, std::move(rows));
  note_twins(dataset, best, *holding.table);
  return holding;
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
  constexpr std::size_t names_shown = 5;
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
    std::string names;
    for (std::size_t i = 0; i < std::min(twin.differs.size(), names_shown); ++i) {
      names += (i > 0 ? ", " : "") + twin.differs[i];
    }
    if (twin.differs.size() > names_shown) {
      names += fmt::format(" and {} more", twin.differs.size() - names_shown);
    }
    note_twin(fmt::format("a row of {} differs in {}, which is unknown therefore, from the row of "
                          "the same key in",
                          dataset.name, base::printable(names)),
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
  if (scuba_of(exports_[finding.files.front()]) == nullptr) {
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
  drop_repeated_runs(exports, problems);
  return Merger(std::move(exports), schema, problems).run();
}

}  // namespace stance::ingest
