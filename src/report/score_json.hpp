#pragma once

#include "control_json.hpp"
#include "stance/model/assessment.hpp"

namespace stance::report {

// Members of the machine-readable contract that tell of the whole assessment.
[[nodiscard]] Json tool(const model::Assessment& assessment);
[[nodiscard]] Json tenant(const model::Assessment& assessment);
[[nodiscard]] Json score(const model::Assessment& assessment);
[[nodiscard]] Json categories(const model::Assessment& assessment);
[[nodiscard]] Json gate(const model::GateResult& gate);

}  // namespace stance::report
