#include "commands.hpp"
#include "session.hpp"
#include "stance/report/diagnostics.hpp"

#include <fmt/format.h>

#include <optional>
#include <ostream>

namespace stance::cli {

base::Result<ExitCode> run_catalog_lint(const Arguments& arguments, Io& io) {
  base::Diagnostics problems;
  catalog::Origin origin = origin_of(arguments);
  origin.lint = true;
  const std::optional<catalog::Catalog> catalog = app::load_catalog(origin, problems);
  problems.sort();
  const std::size_t controls = catalog ? catalog->controls().size() : 0;
  if (arguments.text("format") == "json") {
    report::render_diagnostics_json(problems, {.controls = controls}, io.out);
  } else {
    for (const base::Diagnostic& problem : problems.all()) io.err << base::render(problem);
    io.out << fmt::format("controls: {}, errors: {}, warnings: {}\n", controls, problems.errors(),
                          problems.all().size() - problems.errors());
  }
  return !catalog || problems.has_errors() ? ExitCode::catalog : ExitCode::ok;
}

}  // namespace stance::cli
