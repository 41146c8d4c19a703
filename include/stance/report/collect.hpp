#pragma once

#include "stance/base/error.hpp"
#include "stance/model/assessment.hpp"

#include <string>

namespace stance::report {

// Scripts that collect what is missing of the inputs, each dataset into a file that is recognised
// by its name. They only read the tenant, and a failure is saved in place of the data. What they
// cannot do stands in comments at the end. An address or a name with characters that no script
// carries safely is an error (`catalog`).

// For Windows PowerShell 5.1 and PowerShell 7.
[[nodiscard]] base::Result<std::string> powershell_script(const model::Assessment& assessment);

// For a POSIX shell with curl; only what Microsoft Graph answers.
[[nodiscard]] base::Result<std::string> curl_script(const model::Assessment& assessment);

}  // namespace stance::report
