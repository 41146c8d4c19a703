#pragma once

#include "io.hpp"

#include <span>
#include <string>

namespace stance::cli {

// Runs one command line (without the program's name) and returns its exit code. Touches nothing of
// the process but files named in the arguments and what `io` offers.
[[nodiscard]] int run(std::span<const std::string> words, Io& io);

}  // namespace stance::cli
