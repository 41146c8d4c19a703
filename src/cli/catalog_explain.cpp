#include "commands.hpp"
#include "session.hpp"
#include "stance/app/explanations.hpp"
#include "stance/base/text.hpp"
#include "stance/report/terminal.hpp"
#include "terminal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace stance::cli {

namespace {

void print_all(Io& io) {
  std::size_t column = 0;
  for (const app::Explanation& one : app::explanations()) {
    column = std::max(column, one.code.size());
  }
  for (const app::Explanation& one : app::explanations()) {
    io.out << fmt::format("{:<{}}  {}\n", one.code, column, one.title);
  }
}

// An example as it stands in a file, moved to the right.
std::string shown(std::string_view yaml) {
  std::string out;
  while (!yaml.empty()) {
    out += fmt::format("    {}\n", base::printable(base::take_line(yaml)));
  }
  return out;
}

void print_one(const app::Explanation& one, Io& io) {
  io.out << fmt::format("{}: {}\n\n", one.code, one.title);
  for (const std::string& line : report::wrap(one.meaning, columns_of(io))) {
    io.out << line << '\n';
  }
  const bool named = one.path != "example.yaml";
  const auto place = [&](std::string_view path) {
    return named ? fmt::format(", in {}", path) : std::string();
  };
  io.out << fmt::format("\nWrong{}:\n\n{}\nRight{}:\n\n{}", place(one.path), shown(one.wrong),
                        place(one.right_path), shown(one.right));
}

}  // namespace

base::Result<ExitCode> run_catalog_explain(const Arguments& arguments, Io& io) {
  if (arguments.operands().empty()) {
    print_all(io);
    return ExitCode::ok;
  }
  const std::string& code = arguments.operands().front();
  const app::Explanation* found = app::find_explanation(code);
  if (found != nullptr) {
    print_one(*found, io);
    return ExitCode::ok;
  }
  std::vector<std::string_view> known;
  for (const app::Explanation& one : app::explanations()) known.push_back(one.code);
  const auto near = base::nearest(code, known);
  return tl::unexpected(usage_error(fmt::format("unknown code '{}'", code),
                                    near ? fmt::format("did you mean '{}'?", *near)
                                         : "'stance catalog explain' lists all codes"));
}

}  // namespace stance::cli
