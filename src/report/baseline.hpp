#pragma once

#include "layout.hpp"
#include "stance/model/assessment.hpp"

#include <string>

namespace stance::report {

// What was found about a requirement that does not pass, in a sentence without a final stop.
[[nodiscard]] std::string found_text(const model::RequirementResult& row,
                                     const model::Assessment& assessment);

// A row for each requirement of the baseline that was asked for.
void print_baseline(const model::Assessment& assessment, Page& page);

}  // namespace stance::report
