#pragma once

#include "finding.hpp"
#include "scubagear.hpp"
#include "stance/tenant/schema.hpp"

#include <string>
#include <vector>

namespace stance::ingest {

// Judges by the data and by the lists of commands that worked and failed. Of several sources the
// first with the best state counts.
[[nodiscard]] DatasetFinding find_dataset(const tenant::Dataset& dataset,
                                          const ScubaExport& exported);

// Commands that failed and that no dataset of the schema says it is filled by, sorted.
[[nodiscard]] std::vector<std::string> unknown_failures(const tenant::Schema& schema,
                                                        const ScubaExport& exported);

// Keys that no dataset of the schema reads, sorted.
[[nodiscard]] std::vector<std::string> unread_keys(const tenant::Schema& schema,
                                                   const ScubaExport& exported);

}  // namespace stance::ingest
