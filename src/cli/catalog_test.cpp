#include "commands.hpp"
#include "session.hpp"

#include <fmt/format.h>

#include <optional>
#include <ostream>

namespace stance::cli {

base::Result<ExitCode> run_catalog_test(const Arguments& arguments, Io& io) {
  std::optional<catalog::Catalog> catalog = open_catalog(arguments, io);
  if (!catalog) return ExitCode::catalog;
  base::Diagnostics problems;
  const app::TestReport report = app::test_catalog(*catalog, problems);
  print_problems(problems, arguments, io);
  io.out << fmt::format("controls: {}, tests passed: {}, failed: {}\n", catalog->controls().size(),
                        report.passed, report.failed);
  const bool failed = report.failed > 0 || problems.has_errors();
  return failed ? ExitCode::catalog : ExitCode::ok;
}

}  // namespace stance::cli
