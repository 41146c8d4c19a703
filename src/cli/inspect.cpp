#include "commands.hpp"
#include "session.hpp"
#include "stance/report/collect.hpp"
#include "stance/report/json.hpp"
#include "stance/report/terminal.hpp"
#include "terminal.hpp"

#include <optional>
#include <ostream>
#include <utility>

namespace stance::cli {

namespace {

base::Result<void> check_script(const Arguments& arguments) {
  if (arguments.text("as").empty()) return {};
  if (!arguments.flag("missing")) {
    return tl::unexpected(
        usage_error("'--as' needs '--missing'",
                    "stance inspect --missing --as powershell prints a collection script"));
  }
  if (arguments.text("format") == "json") {
    return tl::unexpected(usage_error("'--as' prints a script, which has no JSON form",
                                      "leave out '--format json' or '--as'"));
  }
  return {};
}

base::Result<void> print_script(const model::Assessment& found, const Arguments& arguments,
                                Io& io) {
  const auto script = arguments.text("as") == "curl" ? report::curl_script(found)
                                                     : report::powershell_script(found);
  if (!script) return tl::unexpected(script.error());
  io.out << *script;
  return {};
}

void print(const model::Assessment& found, const Arguments& arguments, Io& io) {
  const bool missing = arguments.flag("missing");
  if (arguments.text("format") == "json") {
    const auto render = missing ? report::render_missing_json : report::render_inspection_json;
    return render(found, io.out);
  }
  const auto render = missing ? report::render_missing : report::render_inspection;
  render(found, style_for(arguments, io, Sink::standard_output), io.out);
}

}  // namespace

base::Result<ExitCode> run_inspect(const Arguments& arguments, Io& io) {
  if (auto checked = check_script(arguments); !checked) {
    return tl::unexpected(std::move(checked).error());
  }
  catalog::Catalog* catalog = open_catalog(arguments, io);
  if (!catalog) return ExitCode::catalog;
  base::Diagnostics problems;
  const app::Request request = request_of(arguments, io, arguments.operands());
  print_sources(request, arguments, io);
  const auto found = app::inspect(request, *catalog, problems);
  print_problems(problems, arguments, io);
  if (!found) return tl::unexpected(found.error());
  if (arguments.text("as").empty()) {
    print(*found, arguments, io);
  } else if (auto printed = print_script(*found, arguments, io); !printed) {
    return tl::unexpected(std::move(printed).error());
  }
  // Inputs of several tenants are shown, but nothing else accepts them.
  return problems.has_errors() ? ExitCode::usage : ExitCode::ok;
}

}  // namespace stance::cli
