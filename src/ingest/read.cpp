#include "stance/ingest/read.hpp"

#include "load_file.hpp"
#include "merge.hpp"
#include "scubagear.hpp"
#include "stance/base/file.hpp"
#include "stance/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>
#include <utility>
#include <vector>

namespace stance::ingest {
namespace {

namespace fs = std::filesystem;

using base::Severity;

base::Error unrecognised(const LoadedFile& file) {
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

class Gatherer {
 public:
  Gatherer(const tenant::Schema& schema, const Limits& limits, base::Diagnostics& problems)
      : recogniser_(schema), limits_(limits), problems_(problems) {}

  base::Result<void> add(const std::string& path) {
    std::error_code ignored;
    if (path != "-" && fs::is_directory(path, ignored)) return add_folder(path);
    return add_file(path, path == "-" ? path : fs::path(path).parent_path().string());
  }

  std::vector<LoadedExport> take() { return std::move(exports_); }

 private:
  base::Result<void> add_file(const std::string& path, const std::string& group);
  base::Result<void> add_folder(const std::string& path);
  void report(const base::Error& error);

  Recogniser recogniser_;
  const Limits& limits_;
  base::Diagnostics& problems_;
  std::vector<LoadedExport> exports_ = {};
};

base::Result<void> Gatherer::add_file(const std::string& path, const std::string& group) {
  auto file = load_file(path, limits_);
  if (!file) return tl::unexpected(std::move(file).error());
  if (auto exported = recognise_scubagear(*file, problems_)) {
    exports_.push_back({*std::move(file), *std::move(exported), group});
    return {};
  }
  auto answers = recogniser_.recognise(file->document.root(), file->path);
  if (answers.empty()) return tl::unexpected(unrecognised(*file));
  exports_.push_back({*std::move(file), std::move(answers), group});
  return {};
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
  for (const std::string& passed_over : listing->passed_over) {
    problems_.add({.severity = Severity::note, .message = "passed over " + passed_over});
  }
  std::size_t looked_at = 0;
  std::size_t found = 0;
  for (const fs::path& name : listing->files) {
    if (!base::equal_fold(name.extension().string(), ".json")) continue;
    ++looked_at;
    if (const auto added = add_file(name.string(), path); added) {
      ++found;
    } else {
      report(added.error());
    }
  }
  if (found > 0) return {};
  return tl::unexpected(base::Error{
      .kind = base::ErrorKind::unrecognised,
      .message = fmt::format("'{}' holds no known export; JSON files in it: {}", path, looked_at),
      .hint = "give the folder of a ScubaGear run, of Microsoft Graph answers, or of dumps of "
              "cmdlets"});
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
