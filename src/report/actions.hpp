#pragma once

#include "layout.hpp"
#include "stance/model/assessment.hpp"

namespace stance::report {

// "Do next": the best recommendations, with what they bring and what they ask.
void print_recommendations(const model::Assessment& assessment, Page& page);

}  // namespace stance::report
