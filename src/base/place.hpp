#pragma once

#include "stance/base/error.hpp"

#include <string>

namespace stance::base {

// "file:line:column: ", as far as the parts are known; empty without a file.
[[nodiscard]] std::string place(const Position& position);

}  // namespace stance::base
