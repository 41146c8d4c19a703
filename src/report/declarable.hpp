#pragma once

#include "layout.hpp"
#include "stance/model/assessment.hpp"

namespace stance::report {

// What would meet the control if it was declared, and the profile that declares it.
void print_declarable(const model::ControlResult& result, Page& page);

}  // namespace stance::report
