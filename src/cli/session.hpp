#pragma once

#include "arguments.hpp"
#include "io.hpp"
#include "stance/app/assess.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace stance::cli {

// Where the options say that the catalog is.
[[nodiscard]] catalog::Origin origin_of(const Arguments& arguments);

// The catalog that the options name, until the next one is opened; problems are printed, and it is
// null when it has errors. It outlives the command: to take it apart would be a tenth of a short
// run.
[[nodiscard]] catalog::Catalog* open_catalog(const Arguments& arguments, Io& io);

// The day that an option names; "today" is that of the run, empty without the option.
[[nodiscard]] std::string day_of(const Arguments& arguments, const Io& io, std::string_view option);

[[nodiscard]] std::vector<std::string> texts_of(std::span<const std::string> texts);

// What the options ask of an assessment of `exports`.
[[nodiscard]] app::Request request_of(const Arguments& arguments, const Io& io,
                                      std::span<const std::string> exports);

// With --verbose, on standard error: what is read for a request, a line each.
void print_sources(const app::Request& request, const Arguments& arguments, Io& io);

// Problems in compiler style on standard error; of many warnings only the first ones.
void print_problems(base::Diagnostics& problems, const Arguments& arguments, Io& io);

// "stance: error: ..." with notes and hint.
void print_error(const base::Error& error, Io& io);

}  // namespace stance::cli
