#include "stance/app/eval.hpp"

#include "commands.hpp"
#include "session.hpp"
#include "stance/base/file.hpp"
#include "stance/report/json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <utility>

namespace stance::cli {

namespace {

constexpr int standard_input = 0;
constexpr std::uint64_t most_bytes = std::uint64_t{1} << 20;

// The first operand, or what standard input holds for "-"; without blanks around it.
base::Result<std::string> read_expression(const std::vector<std::string>& operands) {
  std::string text = operands.front();
  if (text == "-") {
    if (std::count(operands.begin(), operands.end(), "-") > 1) {
      return tl::unexpected(
          usage_error("standard input cannot be both the expression and an export"));
    }
    const auto read = base::read_stream(standard_input, "standard input", most_bytes);
    if (!read) return tl::unexpected(usage_error(read.error().message));
    text = read->view();
  }
  text.erase(std::min(text.find_last_not_of(" \t\r\n") + 1, text.size()));
  if (!text.empty()) return text;
  return tl::unexpected(usage_error("the expression is empty", "such as 'entra.users.size()'"));
}

void print_left_out(const app::Answer& answer, const Arguments& arguments, Io& io) {
  if (answer.left_out.empty() || arguments.flag("quiet")) return;
  io.err << fmt::format("stance: note: unknown and left out of rows: {}\n",
                        fmt::join(answer.left_out, ", "));
}

}  // namespace

base::Result<ExitCode> run_eval(const Arguments& arguments, Io& io) {
  app::Question question;
  auto text = read_expression(arguments.operands());
  if (!text) return tl::unexpected(std::move(text).error());
  question.expression = *std::move(text);
  const std::span<const std::string> variables = arguments.list("var");
  question.variables.assign(variables.begin(), variables.end());
  const catalog::Catalog* catalog = open_catalog(arguments, io);
  if (!catalog) return ExitCode::catalog;
  base::Diagnostics problems;
  const std::span<const std::string> exports = std::span(arguments.operands()).subspan(1);
  const app::Request request = request_of(arguments, io, exports);
  print_sources(request, arguments, io);
  const auto answer = app::evaluate(question, request, *catalog, problems);
  print_problems(problems, arguments, io);
  if (!answer) return tl::unexpected(answer.error());
  if (!answer->unknown.empty()) {
    print_error({.message = answer->unknown, .hint = answer->hint}, io);
    return ExitCode::uncovered;
  }
  report::render_value_json(answer->json, io.out);
  print_left_out(*answer, arguments, io);
  return ExitCode::ok;
}

}  // namespace stance::cli
