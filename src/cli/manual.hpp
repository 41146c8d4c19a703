#pragma once

#include <string>

namespace stance::cli {

// The manual page, in the man macros of roff.
[[nodiscard]] std::string manual_page();

}  // namespace stance::cli
