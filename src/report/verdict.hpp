#pragma once

#include "layout.hpp"
#include "stance/model/assessment.hpp"

namespace stance::report {

// What was found about one control: status, credit, parts, evidence, missing data.
void print_verdict(const model::ControlResult& result, Page& page);

}  // namespace stance::report
