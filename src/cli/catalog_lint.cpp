#include "commands.hpp"
#include "session.hpp"

#include <fmt/format.h>

#include <optional>
#include <ostream>

namespace stance::cli {

base::Result<ExitCode> run_catalog_lint(const Arguments& arguments, Io& io) {
  base::Diagnostics problems;
  std::optional<catalog::Catalog> catalog = app::load_catalog(origin_of(arguments), problems);
  if (catalog) catalog->lint(problems);
  problems.sort();
  for (const base::Diagnostic& problem : problems.all()) io.err << base::render(problem);
  io.out << fmt::format("controls: {}, errors: {}, warnings: {}\n",
                        catalog ? catalog->controls().size() : 0, problems.errors(),
                        problems.all().size() - problems.errors());
  return !catalog || problems.has_errors() ? ExitCode::catalog : ExitCode::ok;
}

}  // namespace stance::cli
