#pragma once

#include <string_view>

namespace stance::catalog {

// The built-in catalog in the form of embed(); empty in the program that builds it.
[[nodiscard]] std::string_view embedded_catalog();

}  // namespace stance::catalog
