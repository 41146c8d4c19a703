#pragma once

#include "commands.hpp"

#include <cstddef>
#include <string>

namespace stance::cli {

// What the program is, its commands and exit codes. Wrapped to `width` columns.
[[nodiscard]] std::string general_help(std::size_t width);

// Examples, usage and options of one command.
[[nodiscard]] std::string command_help(const Command& command, std::size_t width);

}  // namespace stance::cli
