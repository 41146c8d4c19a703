#pragma once

#include <cstddef>

namespace stance::base {

// Whether a descriptor is a terminal.
[[nodiscard]] bool is_terminal(int descriptor);

// Columns of the terminal behind a descriptor; 0 when it is none or does not say.
[[nodiscard]] std::size_t terminal_columns(int descriptor);

}  // namespace stance::base
