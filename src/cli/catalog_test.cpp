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
  const bool failed = report.failed > 0 || problems.has_errors();
  app::MutationReport mutation;
  // Where tests fail anyway, there is nothing that they could notice.
  const bool mutates = arguments.flag("mutate") && !failed;
  if (mutates) mutation = app::mutate_catalog(*catalog, problems);
  problems.sort();
  for (const base::Diagnostic& problem : problems.all()) io.err << base::render(problem);
  io.out << fmt::format("controls: {}, tests passed: {}, failed: {}\n", catalog->controls().size(),
                        report.passed, report.failed);
  if (mutates) {
    io.out << fmt::format("mutants: {}, killed: {}, justified: {}, survived: {}\n",
                          mutation.mutants, mutation.killed, mutation.justified, mutation.survived);
  }
  const bool survived = mutation.survived > 0 || problems.has_errors();
  return failed || survived ? ExitCode::catalog : ExitCode::ok;
}

}  // namespace stance::cli
