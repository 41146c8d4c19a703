#pragma once

#include "layout.hpp"
#include "stance/model/assessment.hpp"

namespace stance::report {

// A bar for each category, with percentage and points.
void print_categories(const model::Assessment& assessment, Page& page);

}  // namespace stance::report
