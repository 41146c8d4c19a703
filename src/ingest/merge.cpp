#include "merge.hpp"

#include "scubagear_datasets.hpp"
#include "stance/base/text.hpp"
#include "stance/cel/time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <optional>
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

// Where a dataset begins.
std::string pointer_of(const LoadedExport& from, const tenant::SourceRule& source) {
  return fmt::format("{}/{}", from.exported.prefix, first_key(source.at));
}

std::string folder_of(const std::string& path) {
  return std::filesystem::path(path).parent_path().string();
}

// Exports without a tenant id belong to the tenant whose files they stand among.
std::optional<base::Error> different_tenants(const std::vector<LoadedExport>& exports) {
  const LoadedExport* named = nullptr;
  for (const LoadedExport& next : exports) {
    if (next.exported.tenant_id.empty()) continue;
    if (named == nullptr) named = &next;
    if (base::equal_fold(named->exported.tenant_id, next.exported.tenant_id)) continue;
    return base::Error{
        .kind = base::ErrorKind::usage,
        .message = fmt::format("the inputs are of different tenants: '{}' is of {}, '{}' of {}",
                               named->file.path, named->exported.tenant_id, next.file.path,
                               next.exported.tenant_id)};
  }
  const LoadedExport& first = named == nullptr ? exports.front() : *named;
  for (const LoadedExport& next : exports) {
    if (&next == &first || !next.exported.tenant_id.empty()) continue;
    if (folder_of(next.file.path) == folder_of(first.file.path)) continue;
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
  return !a.exported.run.empty() && base::equal_fold(a.exported.run, b.exported.run);
}

// Newest first; an export before the results that repeat it; then by path.
bool is_preferred(const LoadedExport& a, const LoadedExport& b) {
  const auto age = [](const LoadedExport& e) {
    const cel::Value& time = e.exported.collected;
    const bool known = time.kind == cel::Kind::time;
    return std::tuple(!known, known ? -time.integer : 0,
                      known ? -static_cast<std::int64_t>(time.size) : 0);
  };
  return std::tuple(age(a), a.exported.prefix.size(), std::string_view(a.file.path)) <
         std::tuple(age(b), b.exported.prefix.size(), std::string_view(b.file.path));
}

void drop_repeated_runs(std::vector<LoadedExport>& exports, base::Diagnostics& problems) {
  std::vector<LoadedExport> kept;
  for (LoadedExport& next : exports) {
    const auto known = std::find_if(kept.begin(), kept.end(), [&](const LoadedExport& other) {
      return is_same_run(other, next);
    });
    if (known == kept.end()) {
      kept.push_back(std::move(next));
    } else {
      note(problems, Severity::note, next.file.path,
           fmt::format("holds the same run as '{}' and is not read again", known->file.path));
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
    number_inputs();
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
  void read_identity();
  [[nodiscard]] tenant::Holding hold(const tenant::Dataset& dataset);
  void note_repairs(const tenant::Dataset& dataset, const LoadedExport& from,
                    const DatasetFinding& finding);

  std::vector<LoadedExport> exports_;  // in order of preference
  std::vector<std::size_t> by_path_ = {};
  std::vector<std::uint32_t> numbers_ = {};  // of inputs, by preference
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
    tenant_.inputs.push_back({.path = from.file.path,
                              .format = from.exported.format(),
                              .encoding = std::string(base::name(from.file.encoding)),
                              .sha256 = from.file.sha256,
                              .unrecognised = unread_keys(schema_, from.exported)});
  }
}

// The oldest time counts: nothing may look fresher than it is.
void Merger::read_identity() {
  for (const LoadedExport& from : exports_) {
    if (tenant_.id.empty()) tenant_.id = from.exported.tenant_id;
    if (tenant_.display_name.empty()) tenant_.display_name = from.exported.tenant_name;
  }
  tenant_.collected = exports_.back().exported.collected;
  const cel::Value& newest = exports_.front().exported.collected;
  if (newest.is_null() || cel::equals(newest, tenant_.collected).is(true)) return;
  const bool known = !tenant_.collected.is_null();
  note(problems_, Severity::warning, exports_.back().file.path,
       fmt::format("made at {}, but '{}' at {}",
                   known ? cel::format_time(tenant_.collected) : std::string("an unknown time"),
                   exports_.front().file.path, cel::format_time(newest)));
}

tenant::Holding Merger::hold(const tenant::Dataset& dataset) {
  DatasetFinding best;
  std::size_t place = 0;
  for (std::size_t i = 0; i < exports_.size(); ++i) {
    DatasetFinding next = find_dataset(dataset, exports_[i].exported);
    const bool collected = next.state != tenant::State::not_collected;
    if (i == 0 || collected) {
      best = std::move(next);
      place = i;
    }
    if (collected) break;
  }
  const LoadedExport& from = exports_[place];
  tenant::Holding holding{.table = nullptr, .detail = std::move(best.detail)};
  if (best.source != nullptr) {
    holding.origin =
        fmt::format("{} {}{}", from.exported.format(), from.exported.prefix, best.source->at);
  }
  const bool data = best.state == tenant::State::present || best.state == tenant::State::empty;
  if (!data) {
    holding.table = tenant::missing_table(best.state);
    return holding;
  }
  note_repairs(dataset, from, best);
  holding.input = numbers_[place];
  holding.table = tenant::memory_table(dataset, best.source,
                                       {.rows = std::move(best.found.rows),
                                        .pointers = std::move(best.found.pointers),
                                        .input = numbers_[place],
                                        .open = best.found.open});
  if (const std::uint64_t dropped = holding.table->duplicates(); dropped > 0) {
    note(problems_, Severity::note, from.file.path,
         fmt::format("{} of the rows of {} have the key of an earlier row and are left out",
                     dropped, dataset.name),
         pointer_of(from, *best.source));
  }
  return holding;
}

void Merger::note_repairs(const tenant::Dataset& dataset, const LoadedExport& from,
                          const DatasetFinding& finding) {
  const FoundRows& found = finding.found;
  for (const std::string& pointer : found.lone) {
    note(problems_, Severity::note, from.file.path, "one object in place of a list of rows",
         pointer);
  }
  if (found.open) {
    const std::string reason = found.detail.empty() ? "absent in some objects" : found.detail;
    note(problems_, Severity::warning, from.file.path,
         fmt::format("a part of the rows of {} is missing: {}", dataset.name, reason),
         pointer_of(from, *finding.source));
  }
}

}  // namespace

base::Result<tenant::Tenant> merge(std::vector<LoadedExport> exports, const tenant::Schema& schema,
                                   base::Diagnostics& problems) {
  std::sort(exports.begin(), exports.end(), is_preferred);
  if (auto error = different_tenants(exports)) return tl::unexpected(*std::move(error));
  drop_repeated_runs(exports, problems);
  return Merger(std::move(exports), schema, problems).run();
}

}  // namespace stance::ingest
