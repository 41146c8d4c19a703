#pragma once

#include "stance/model/assessment.hpp"

#include <string>

namespace stance::report {

// What one object lacks; may be empty.
[[nodiscard]] std::string lack_of(const model::Evidence& evidence);

// What is wrong where a control falls short, in a sentence without a final stop.
[[nodiscard]] std::string failing_text(const model::Finding& finding);

// Why there is no verdict, in a sentence without a final stop.
[[nodiscard]] std::string open_text(const model::Finding& finding);

// Whichever of these tells more about the control; empty when it is met or does not apply.
[[nodiscard]] std::string found_text(const model::ControlResult& control);

}  // namespace stance::report
