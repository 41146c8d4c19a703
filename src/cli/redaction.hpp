#pragma once

#include "arguments.hpp"
#include "stance/base/error.hpp"
#include "stance/report/redact.hpp"

#include <optional>

namespace stance::cli {

// What --redact and --redact-key ask for, if anything. The paths of the command line are hidden.
[[nodiscard]] base::Result<std::optional<report::Redactor>> redactor_of(const Arguments& arguments);

[[nodiscard]] base::Error redacted(base::Error error, const report::Redactor& redactor);

}  // namespace stance::cli
