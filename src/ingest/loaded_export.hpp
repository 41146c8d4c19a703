#pragma once

#include "load_file.hpp"
#include "recogniser.hpp"
#include "scubagear.hpp"

#include <string>
#include <variant>
#include <vector>

namespace stance::ingest {

// A file and what it was recognised as.
struct LoadedExport {
  LoadedFile file;
  std::variant<ScubaExport, std::vector<RecognisedAnswer>> content;
  // What the file was given with: a folder, an archive, itself. Files that name no tenant belong
  // to that of their group, and the pages of one dataset are joined within a group.
  std::string group;

  // Null when the file holds answers.
  [[nodiscard]] const ScubaExport* scuba() const { return std::get_if<ScubaExport>(&content); }
  // None when the file is a ScubaGear run.
  [[nodiscard]] const std::vector<RecognisedAnswer>& answers() const;
  // "ScubaGear 1.8.0", "Microsoft Graph".
  [[nodiscard]] std::string format() const;
};

// Whether two files say that they are of one ScubaGear run.
[[nodiscard]] bool is_same_run(const LoadedExport& a, const LoadedExport& b);

// Whether a run is known to be older than another one. One that does not tell its time counts as
// older than one that does.
[[nodiscard]] bool is_older(const LoadedExport& run, const LoadedExport& than);

// Runs before answers, newest first; an export before the results that repeat it; then by path.
[[nodiscard]] bool is_preferred(const LoadedExport& a, const LoadedExport& b);

// Whether a file says nothing that the other one does not: equal bytes, recognised alike.
[[nodiscard]] bool is_copy(const LoadedExport& a, const LoadedExport& b);

}  // namespace stance::ingest
