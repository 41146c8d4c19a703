#include "commands.hpp"
#include "session.hpp"
#include "stance/report/json.hpp"
#include "stance/report/terminal.hpp"
#include "terminal.hpp"

#include <optional>

namespace stance::cli {

base::Result<ExitCode> run_inspect(const Arguments& arguments, Io& io) {
  std::optional<catalog::Catalog> catalog = open_catalog(arguments, io);
  if (!catalog) return ExitCode::catalog;
  base::Diagnostics problems;
  const auto found =
      app::inspect(request_of(arguments, io, arguments.operands()), *catalog, problems);
  print_problems(problems, arguments, io);
  if (!found) return tl::unexpected(found.error());
  if (arguments.text("format") == "json") {
    report::render_inspection_json(*found, io.out);
  } else {
    report::render_inspection(*found, style_for(arguments, io, Sink::standard_output), io.out);
  }
  return ExitCode::ok;
}

}  // namespace stance::cli
