#include "commands.hpp"
#include "session.hpp"
#include "stance/report/diagnostics.hpp"

#include <fmt/format.h>

#include <optional>
#include <ostream>

namespace stance::cli {

namespace {

void print(const report::Counts& counts, Io& io) {
  io.out << fmt::format("controls: {}, tests passed: {}, failed: {}\n", counts.controls,
                        counts.passed.value_or(0), counts.failed.value_or(0));
  if (!counts.mutants) return;
  io.out << fmt::format("mutants: {}, killed: {}, justified: {}, survived: {}\n",
                        counts.mutants->all, counts.mutants->killed, counts.mutants->justified,
                        counts.mutants->survived);
}

}  // namespace

base::Result<ExitCode> run_catalog_test(const Arguments& arguments, Io& io) {
  base::Diagnostics problems;
  std::optional<catalog::Catalog> catalog = app::load_catalog(origin_of(arguments), problems);
  report::Counts counts;
  bool failed = true;
  if (catalog) {
    const app::TestReport tests = app::test_catalog(*catalog, problems);
    counts = {
        .controls = catalog->controls().size(), .passed = tests.passed, .failed = tests.failed};
    failed = tests.failed > 0 || problems.has_errors();
  }
  // Where tests fail anyway, there is nothing that they could notice.
  if (arguments.flag("mutate") && !failed) {
    const app::MutationReport found = app::mutate_catalog(*catalog, problems);
    counts.mutants = {found.mutants, found.killed, found.justified, found.survived};
    failed = found.survived > 0 || problems.has_errors();
  }
  problems.sort();
  if (arguments.text("format") == "json") {
    report::render_diagnostics_json(problems, counts, io.out);
  } else {
    for (const base::Diagnostic& problem : problems.all()) io.err << base::render(problem);
    if (catalog) print(counts, io);
  }
  return failed ? ExitCode::catalog : ExitCode::ok;
}

}  // namespace stance::cli
