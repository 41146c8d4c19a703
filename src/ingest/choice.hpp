#pragma once

#include "finding.hpp"
#include "loaded_export.hpp"
#include "stance/tenant/schema.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace stance::ingest {

// What a file holds of a dataset, and why it is not read.
struct PassedOver {
  std::size_t file = 0;     // the first one, among all exports
  std::size_t instead = 0;  // the first file that is read
  std::string reason = {};

  friend auto operator<=>(const PassedOver&, const PassedOver&) = default;
};

struct Choice {
  DatasetFinding finding;
  std::vector<PassedOver> passed_over = {};
};

// Of all findings of a dataset, which stand in the order of preference, the one that is used: data
// before damage, all rows before some, values that are whole before damaged ones (but not at the
// cost of rows); else the first. A run that is older than the first one does not stand in for it:
// what the newest could not collect is not papered over with older data.
[[nodiscard]] Choice choose(const tenant::Dataset& dataset, std::vector<DatasetFinding> findings,
                            std::span<const LoadedExport> exports);

}  // namespace stance::ingest
