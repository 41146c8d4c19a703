#include "terminal.hpp"

#include "options.hpp"
#include "stance/base/terminal.hpp"
#include "stance/base/text.hpp"
#include "values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>
#include <system_error>

namespace stance::cli {

namespace {

constexpr int standard_output = 1;
constexpr int standard_error = 2;
constexpr std::size_t usual_columns = 80;
constexpr std::size_t least_columns = 40;
constexpr std::size_t most_columns = 1'000;

std::string today() {
  const auto now = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  const std::chrono::year_month_day day(now);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()),
                     static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

bool is_utf8_locale(const Io& io) {
  // The first one that is set decides, as for the C library.
  for (const std::string_view name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    const std::string_view value = io.variable(name);
    if (value.empty()) continue;
    const std::string locale = base::fold(value);
    return locale.find("utf-8") != std::string::npos || locale.find("utf8") != std::string::npos;
  }
  return false;
}

bool wants_color(const Arguments& arguments, const Io& io, Sink sink) {
  const std::string_view when = arguments.text("color", "auto");
  if (when != "auto") return when == "always";
  if (sink == Sink::file || !io.variable("NO_COLOR").empty()) return false;
  const std::string_view forced = io.variable("FORCE_COLOR");
  if (!forced.empty()) return forced != "0";
  return io.out_is_terminal && io.variable("TERM") != "dumb";
}

}  // namespace

Io process_io() {
  std::signal(SIGPIPE, SIG_DFL);
  Io io = {std::cout, std::cerr};
  for (const std::string_view name : {"LC_ALL", "LC_CTYPE", "LANG", "NO_COLOR", "FORCE_COLOR",
                                      "TERM", "COLUMNS", "HOME", "XDG_CONFIG_HOME"}) {
    if (const char* value = std::getenv(name.data())) io.environment.emplace(name, value);
  }
  for (const Option& option : options()) {
    const std::string name = option.variable();
    if (name.empty()) continue;
    if (const char* value = std::getenv(name.c_str())) io.environment.emplace(name, value);
  }
  io.out_is_terminal = base::is_terminal(standard_output);
  io.err_is_terminal = base::is_terminal(standard_error);
  io.out_columns = base::terminal_columns(standard_output);
  io.today = today();
  std::error_code none;
  io.folder = std::filesystem::current_path(none);
  return io;
}

std::size_t columns_of(const Io& io) {
  const std::size_t asked = read_number(io.variable("COLUMNS")).value_or(0);
  const std::size_t known = asked > 0 ? asked : io.out_columns;
  return known == 0 ? usual_columns : std::clamp(known, least_columns, most_columns);
}

report::Style style_for(const Arguments& arguments, const Io& io, Sink sink) {
  const bool file = sink == Sink::file;
  report::Style style;
  style.width = arguments.number("width").value_or(
      static_cast<std::uint32_t>(file ? usual_columns : columns_of(io)));
  style.color = wants_color(arguments, io, sink);
  style.utf8 = file || is_utf8_locale(io);
  style.brief = arguments.flag("quiet");
  return style;
}

}  // namespace stance::cli
