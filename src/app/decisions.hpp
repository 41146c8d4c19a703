#pragma once

#include "stance/app/assess.hpp"
#include "stance/model/decision.hpp"

#include <span>

namespace stance::app {

// What the files of the request decide; without files nothing.
[[nodiscard]] base::Result<model::Decisions> read_decisions(const Request& request,
                                                            base::Diagnostics& problems);

// What is wrong with decisions as diagnostics at their places. What only helps those who keep the
// files is a note, everything else a warning.
void report_notes(std::span<const model::DecisionNote> notes, base::Diagnostics& problems);

}  // namespace stance::app
