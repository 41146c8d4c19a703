#pragma once

#include "commands.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace stance::cli {

// What the program is, its commands and exit codes. Wrapped to `width` columns.
[[nodiscard]] std::string general_help(std::size_t width);

// Examples, usage and options of one command.
[[nodiscard]] std::string command_help(const Command& command, std::size_t width);

// Exit codes and what they mean.
[[nodiscard]] std::span<const std::pair<std::string_view, std::string_view>> exit_meanings();

}  // namespace stance::cli
