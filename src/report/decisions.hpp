#pragma once

#include "layout.hpp"
#include "stance/model/assessment.hpp"

#include <string>

namespace stance::report {

// "risk accepted until 2026-12-31 by security@contoso.com (SEC-1): the reason".
[[nodiscard]] std::string decision_text(const model::Decision& decision, const Page& page);

// What people decided: points that are claimed, risks that are accepted, plans, and the decisions
// that do not count.
void print_decisions(const model::Assessment& assessment, Page& page);

}  // namespace stance::report
