#include "stance/ingest/read.hpp"

#include "load_file.hpp"
#include "merge.hpp"
#include "scubagear.hpp"
#include "stance/base/archive.hpp"
#include "stance/base/byte_source.hpp"
#include "stance/base/file.hpp"
#include "stance/base/text.hpp"
#include "stream_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

namespace stance::ingest {
namespace {

namespace fs = std::filesystem;

using base::Severity;

constexpr std::string_view nested = "an archive in an archive";

// Columns of what a command printed, in a message.
constexpr std::size_t shown_columns = 80;

bool has_extension(std::string_view path, std::string_view extension) {
  return base::equal_fold(fs::path(path).extension().string(), extension);
}

bool may_be_json(std::string_view path) {
  return has_extension(path, ".json") || has_extension(path, ".jsonl") ||
         has_extension(path, ".ndjson");
}

// A JSON file that was packed by itself.
bool may_be_packed_json(std::string_view path) {
  return has_extension(path, ".gz") && may_be_json(path.substr(0, path.size() - 3));
}

constexpr std::string_view packed = "packed with gzip";

bool is_packed(std::string_view bytes) { return bytes.starts_with("\x1f\x8b"); }

constexpr std::string_view name_it =
    "call the file as the dataset or the command, such as entra.users.json or Get-MgUser.json";

// A file that holds nothing known, but shows what it is about: more than a file of other people.
std::optional<base::Error> hinted(const LoadedFile& file, const UnknownAnswer& unknown) {
  if (!unknown.answer.error.empty()) {
    return base::Error{
        .kind = base::ErrorKind::unreadable,
        .message = fmt::format("'{}' is the answer to a failed request for something unknown: {}",
                               file.path, unknown.answer.error),
        .hint = std::string(name_it)};
  }
  if (unknown.answer.cut) {
    return base::Error{.kind = base::ErrorKind::unreadable,
                       .message = fmt::format("'{}' holds text in place of objects: ConvertTo-Json "
                                              "cut them off",
                                              file.path),
                       .hint = "write it again with ConvertTo-Json -Depth 20"};
  }
  if (unknown.hinted.empty()) return std::nullopt;
  return base::Error{
      .kind = base::ErrorKind::unrecognised,
      .message = fmt::format("'{}' has no rows and does not say of what; called '{}.json' it would "
                             "mean that there are none",
                             file.path, unknown.hinted),
      .hint = {}};
}

base::Error unrecognised(const LoadedFile& file, const std::vector<UnknownAnswer>& unknown) {
  for (const UnknownAnswer& answer : unknown) {
    if (auto error = hinted(file, answer)) return *std::move(error);
  }
  if (const auto what = recognise_results(file.document.root())) {
    return {
        .kind = base::ErrorKind::unrecognised,
        .message = fmt::format("'{}' is {}: it holds results, not configuration", file.path, *what),
        .hint = "give ProviderSettingsExport.json of the same run instead"};
  }
  return {
      .kind = base::ErrorKind::unrecognised,
      .message = fmt::format("'{}' is no known export: neither a ScubaGear run nor an answer or "
                             "dump of a dataset of the catalog",
                             file.path),
      .hint =
          "files that do not say what they hold are recognised by name, such as "
          "Get-TransportConfig.json"};
}

base::Error nothing_known(std::string message) {
  return {.kind = base::ErrorKind::unrecognised,
          .message = std::move(message),
          .hint =
              "give the folder of a ScubaGear run, of Microsoft Graph answers, or of dumps of "
              "cmdlets, or a zip archive of it"};
}

// An empty file is what redirected output leaves in both cases.
base::Error nothing_written(const std::string& path, std::string_view command) {
  return {
      .kind = base::ErrorKind::malformed,
      .message = fmt::format("'{}' is empty: {} found nothing, or it failed", path, command),
      .hint = fmt::format("write it with ConvertTo-Json -InputObject @({}), which gives [] when "
                          "there is nothing",
                          command)};
}

// What a command printed beside its output may be why there is none.
void doubt_emptiness(std::vector<RecognisedAnswer>& answers, std::string_view banner) {
  for (RecognisedAnswer& recognised : answers) {
    Answer& answer = recognised.answer;
    if (!answer.error.empty() || answer.cut || first_row(answer).valid()) continue;
    answer.error =
        fmt::format("no rows, but '{}'", base::shorten(base::printable(banner), shown_columns));
  }
}

// Whether all that a file holds are rows in its list, which datasets take as they are and tell
// apart by a key.
bool is_streamable(const Recognition& found, const tenant::LargeList& list) {
  if (found.answers.size() != 1 || !found.unknown.empty()) return false;
  const auto& [answer, matches] = found.answers.front();
  if (answer.pointer != list.pointer || answer.cut || !answer.error.empty()) return false;
  return std::ranges::all_of(matches, [](const Match& match) {
    return match.source->at.empty() && !match.dataset->singleton && !match.dataset->key.empty();
  });
}

class Gatherer {
 public:
  Gatherer(const tenant::Schema& schema, const Limits& limits, base::Diagnostics& problems)
      : recogniser_(schema), limits_(limits), problems_(problems) {}

  base::Result<void> add(const std::string& path) {
    std::error_code ignored;
    if (path != "-" && fs::is_directory(path, ignored)) return add_folder(path);
    return add_path(path, {});
  }

  std::vector<LoadedExport> take() { return std::move(exports_); }

 private:
  // A file or an archive. An empty group is that of a path which stands for itself.
  base::Result<void> add_path(const std::string& path, const std::string& group);
  // Nothing when the file has to be read whole.
  std::optional<base::Result<void>> add_streamed(const std::string& path, const std::string& group);
  base::Result<void> add_file(base::Buffer bytes, const std::string& name,
                              const std::string& group);
  base::Result<void> add_folder(const std::string& path);
  base::Result<void> add_archive(base::Buffer bytes, const std::string& name,
                                 const std::string& group);
  base::Result<void> add_entry(base::Archive& archive, std::size_t entry, const std::string& name,
                               const std::string& group);
  void pass_over(const std::string& what);
  void report(const base::Error& error);
  void tell_repairs(const LoadedFile& file);
  void tell_unknown(const LoadedFile& file, const std::vector<UnknownAnswer>& unknown);

  Recogniser recogniser_;
  const Limits& limits_;
  base::Diagnostics& problems_;
  std::vector<LoadedExport> exports_ = {};
};

base::Result<void> Gatherer::add_path(const std::string& path, const std::string& group) {
  if (path != "-") {
    const std::string folder = fs::path(path).parent_path().string();
    if (auto added = add_streamed(path, group.empty() ? folder : group)) return *std::move(added);
  }
  auto bytes = read_bytes(path, limits_);
  if (!bytes) return tl::unexpected(std::move(bytes).error());
  const std::string name = name_of(path);
  if (base::is_archive(bytes->view())) {
    return add_archive(*std::move(bytes), name, group.empty() ? name : group);
  }
  const std::string own = path == "-" ? path : fs::path(path).parent_path().string();
  auto added = add_file(*std::move(bytes), name, group.empty() ? own : group);
  if (!added && added.error().kind == base::ErrorKind::malformed && has_extension(path, ".zip")) {
    // Says that it is no archive, which helps more than how it is no JSON.
    return add_archive({}, name, group);
  }
  return added;
}

std::optional<base::Result<void>> Gatherer::add_streamed(const std::string& path,
                                                         const std::string& group) {
  // Nearly all files are small: they are looked at, not opened twice.
  std::error_code unknown;
  const std::uintmax_t size = fs::file_size(path, unknown);
  if (unknown || size <= limits_.memory_bytes) return std::nullopt;
  const auto bytes = base::open_bytes(path);
  if (!bytes) return std::nullopt;
  auto file = load_streamed(*bytes, limits_);
  if (!file) return tl::unexpected(std::move(file).error());
  if (!*file) return std::nullopt;
  base::Diagnostics ignored;
  if (recognise_scubagear(**file, ignored)) return std::nullopt;
  Recognition found = recogniser_.recognise((*file)->document.root(), path);
  if (!is_streamable(found, *(*file)->list)) return std::nullopt;
  found.answers.front().answer.list = (*file)->list;
  tell_repairs(**file);
  exports_.push_back({**std::move(file), std::move(found.answers), group});
  return base::Result<void>();
}

base::Result<void> Gatherer::add_file(base::Buffer bytes, const std::string& name,
                                      const std::string& group) {
  if (const std::string_view command = recogniser_.command_of(name);
      !command.empty() && is_blank(bytes.view())) {
    return tl::unexpected(nothing_written(name, command));
  }
  if (is_packed(bytes.view())) {
    return tl::unexpected(base::Error{.kind = base::ErrorKind::unreadable,
                                      .message = fmt::format("'{}' is {}", name, packed),
                                      .hint = "unpack it, such as with gunzip, and give the file"});
  }
  auto file = load_file(std::move(bytes), name);
  if (!file) return tl::unexpected(std::move(file).error());
  tell_repairs(*file);
  if (auto exported = recognise_scubagear(*file, problems_)) {
    exports_.push_back({*std::move(file), *std::move(exported), group});
    return {};
  }
  Recognition found = recogniser_.recognise(file->document.root(), file->path);
  if (found.answers.empty()) return tl::unexpected(unrecognised(*file, found.unknown));
  tell_unknown(*file, found.unknown);
  if (!file->banner.empty()) doubt_emptiness(found.answers, file->banner);
  exports_.push_back({*std::move(file), std::move(found.answers), group});
  return {};
}

void Gatherer::tell_repairs(const LoadedFile& file) {
  for (const Repair& repair : file.repairs) {
    problems_.add(
        {.severity = Severity::note,
         .message = repair.times == 1 ? repair.what
                                      : fmt::format("{}, in {} places", repair.what, repair.times),
         .position = {.file = file.path, .line = static_cast<std::uint32_t>(repair.line)}});
  }
}

void Gatherer::tell_unknown(const LoadedFile& file, const std::vector<UnknownAnswer>& unknown) {
  for (const UnknownAnswer& answer : unknown) {
    if (answer.answer.error.empty()) continue;
    problems_.add({.severity = Severity::warning,
                   .message = "a request for something unknown failed: " + answer.answer.error,
                   .position = {.file = file.path},
                   .pointer = answer.answer.pointer});
  }
}

void Gatherer::pass_over(const std::string& what) {
  problems_.add({.severity = Severity::note, .message = "passed over " + what});
}

// What is said of a file that nobody named. Other files than exports are to be expected.
void Gatherer::report(const base::Error& error) {
  const bool other = error.kind == base::ErrorKind::unrecognised;
  problems_.add({.severity = other ? Severity::note : Severity::warning,
                 .message = error.message,
                 .position = error.position.value_or(base::Position{}),
                 .hint = other ? std::string() : error.hint});
}

base::Result<void> Gatherer::add_folder(const std::string& path) {
  auto listing = base::list_folder(path);
  if (!listing) return tl::unexpected(std::move(listing).error());
  for (const std::string& passed_over : listing->passed_over) pass_over(passed_over);
  std::size_t looked_at = 0;
  std::size_t found = 0;
  for (const fs::path& file : listing->files) {
    const std::string name = file.string();
    if (may_be_packed_json(name)) pass_over(fmt::format("{}: {}", name, packed));
    const bool json = may_be_json(name);
    if (!json && !has_extension(name, ".zip")) continue;
    if (json) ++looked_at;
    if (const auto added = add_path(name, path); added) {
      ++found;
    } else {
      report(added.error());
    }
  }
  if (found > 0) return {};
  return tl::unexpected(nothing_known(
      fmt::format("'{}' holds no known export; JSON files in it: {}", path, looked_at)));
}

base::Result<void> Gatherer::add_archive(base::Buffer bytes, const std::string& name,
                                         const std::string& group) {
  auto archive =
      base::Archive::open(std::move(bytes), name, {.unpacked_bytes = limits_.file_bytes});
  if (!archive) return tl::unexpected(std::move(archive).error());
  for (const std::string& passed_over : archive->passed_over()) pass_over(passed_over);
  std::size_t looked_at = 0;
  std::size_t found = 0;
  for (std::size_t i = 0; i < archive->entries().size(); ++i) {
    const std::string path = name + "/" + archive->entries()[i].name;
    if (has_extension(path, ".zip")) pass_over(fmt::format("{}: {}", path, nested));
    if (may_be_packed_json(path)) pass_over(fmt::format("{}: {}", path, packed));
    if (!may_be_json(path)) continue;
    ++looked_at;
    if (const auto added = add_entry(*archive, i, path, group); added) {
      ++found;
    } else {
      report(added.error());
    }
  }
  if (found > 0) return {};
  return tl::unexpected(nothing_known(
      fmt::format("archive '{}' holds no known export; JSON files in it: {}", name, looked_at)));
}

base::Result<void> Gatherer::add_entry(base::Archive& archive, std::size_t entry,
                                       const std::string& name, const std::string& group) {
  auto bytes = archive.read(entry);
  if (!bytes) return tl::unexpected(std::move(bytes).error());
  if (base::is_archive(bytes->view())) {
    return tl::unexpected(base::Error{.kind = base::ErrorKind::unrecognised,
                                      .message = fmt::format("passed over {}: {}", name, nested)});
  }
  return add_file(*std::move(bytes), name, group);
}

}  // namespace

base::Result<tenant::Tenant> read(std::span<const std::string> paths, const tenant::Schema& schema,
                                  const Limits& limits, base::Diagnostics& problems) {
  if (std::count(paths.begin(), paths.end(), "-") > 1) {
    return tl::unexpected(base::Error{.kind = base::ErrorKind::usage,
                                      .message = "standard input is given twice",
                                      .hint = "give '-' once"});
  }
  Gatherer gatherer(schema, limits, problems);
  for (const std::string& path : paths) {
    if (auto added = gatherer.add(path); !added) return tl::unexpected(std::move(added).error());
  }
  std::vector<LoadedExport> exports = gatherer.take();
  if (exports.empty()) {
    return tl::unexpected(
        base::Error{.kind = base::ErrorKind::usage, .message = "no export is given"});
  }
  return merge(std::move(exports), schema, limits, problems);
}

}  // namespace stance::ingest
