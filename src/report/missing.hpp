#pragma once

#include "layout.hpp"
#include "stance/model/assessment.hpp"

#include <string>
#include <vector>

namespace stance::report {

// Whether a control or the licence rule reads it.
[[nodiscard]] bool is_read(const model::DatasetResult& dataset);

// "failed", "damaged in part", "incomplete": what keeps controls waiting.
[[nodiscard]] std::string lack_text(const model::DatasetResult& dataset);

// The command that collects it: for people, else what a script would do. May be empty.
[[nodiscard]] std::string way_text(const model::DatasetResult& dataset);

// "at least 2 of 7 rows damaged"; how many rows something was lost of.
[[nodiscard]] std::string damaged_text(const model::DatasetResult& dataset);

// What its rows lack, a sentence each.
[[nodiscard]] std::vector<std::string> losses(const model::DatasetResult& dataset);

// Datasets that are read and not there, not whole, or not enough for a verdict. Most points waiting
// first, then by name.
[[nodiscard]] std::vector<const model::DatasetResult*> missing_of(
    const model::Assessment& assessment);

// Which products ScubaGear ran, and the command that runs the others.
void print_runs(const model::Assessment& assessment, Page& page);

}  // namespace stance::report
