#pragma once

#include "arguments.hpp"
#include "io.hpp"
#include "stance/report/terminal.hpp"

#include <cstdint>

namespace stance::cli {

// The process around us: streams, environment, terminal, today. Restores the usual answer to a
// closed pipe, a quiet end, in case the caller has turned it off.
[[nodiscard]] Io process_io();

enum class Sink : std::uint8_t { standard_output, file };

// How text for a sink is laid out. A file never depends on the terminal or the locale.
[[nodiscard]] report::Style style_for(const Arguments& arguments, const Io& io, Sink sink);

// Columns of standard output: COLUMNS, else the terminal's, else 80.
[[nodiscard]] std::size_t columns_of(const Io& io);

}  // namespace stance::cli
