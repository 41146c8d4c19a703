#pragma once

#include "layout.hpp"
#include "stance/model/assessment.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace stance::report {

// "risk accepted until 2026-12-31 by security@contoso.com (SEC-1): the reason".
[[nodiscard]] std::string decision_text(const model::Decision& decision, const Page& page);

// The same, with its texts made safe for another place than a page.
using Cleaner = std::function<std::string(std::string_view)>;
[[nodiscard]] std::string decision_text(const model::Decision& decision, const Cleaner& clean);

// What people decided: points that are claimed, risks that are accepted, plans, and the decisions
// that do not count.
void print_decisions(const model::Assessment& assessment, Page& page);

}  // namespace stance::report
