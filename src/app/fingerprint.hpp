#pragma once

#include "yardstick.hpp"

#include <string>
#include <string_view>

namespace stance::app {

// SHA-256 over everything that shows in the result of a request with one input: its files, what
// they are held against, the options and the program. Results with the same fingerprint have the
// same bytes. `told` is what is said of profile, decisions and catalog: it may name their files.
[[nodiscard]] std::string fingerprint(const Request& request, const Yardstick& yardstick,
                                      std::string_view told);

}  // namespace stance::app
