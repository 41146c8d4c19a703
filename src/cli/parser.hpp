#pragma once

#include "commands.hpp"

#include <map>
#include <span>
#include <string>
#include <vector>

namespace stance::cli {

// Words of a command line, sorted out but not checked.
struct Tokens {
  std::map<std::string, std::vector<std::string>, std::less<>> values;  // by option name
  std::vector<std::string> operands;
  std::vector<std::string> unknown;  // options the command does not have
};

// Sorts the words behind a command's name. A flag has the value "true", an option without its
// value an empty text.
[[nodiscard]] Tokens tokenise(const Command& command, std::span<const std::string> words);

}  // namespace stance::cli
