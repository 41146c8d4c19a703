#include "stance/app/assess.hpp"

#include "commands.hpp"
#include "outputs.hpp"
#include "redaction.hpp"
#include "session.hpp"
#include "stance/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <utility>

namespace stance::cli {

namespace {

// Gates that hold are told, too: a log should show what was asked.
void print_gates(const model::GateResult& gate, const Arguments& arguments, Io& io) {
  for (const model::Gate& one : gate.gates) {
    const bool held = one.outcome == model::GateOutcome::held;
    if (held && arguments.flag("quiet")) continue;
    const std::string text =
        held ? fmt::format("{}: found {}, asked {}", one.name, one.found, one.wanted) : one.reason;
    io.err << fmt::format("stance: gate {}: {}\n", name(one.outcome), base::printable(text));
  }
}

void print_no_data(Io& io) {
  io.err << "stance: error: no dataset in the inputs could be read\n"
            "hint: 'stance inspect EXPORT...' tells what was found\n";
}

void print_gaps(const model::Assessment& assessment, Io& io) {
  const auto unassessed = std::ranges::count(
      assessment.controls, model::Outcome::not_assessed,
      [](const model::ControlResult& control) { return control.finding.outcome; });
  if (unassessed > 0) {
    io.err << fmt::format("stance: strict: not assessed: {} of {} controls\n", unassessed,
                          assessment.controls.size());
  }
  for (const model::DatasetResult& dataset : assessment.datasets) {
    if (dataset.state != "damaged") continue;
    io.err << fmt::format("stance: strict: dataset '{}' is damaged\n",
                          base::printable(dataset.name));
  }
}

// Exit code and gates come from all of it.
base::Result<void> write_shown(const model::Assessment& assessment, const model::Filter& filter,
                               const std::vector<Output>& outputs, const Arguments& arguments,
                               Io& io) {
  if (filter.empty()) return write_outputs(assessment, outputs, arguments, io);
  model::Assessment shown = assessment;
  model::keep_only(filter, shown);
  return write_outputs(shown, outputs, arguments, io);
}

base::Result<ExitCode> run(const Arguments& arguments, report::Redactor* redactor, Io& io) {
  const auto outputs = outputs_of(arguments);
  if (!outputs) return tl::unexpected(outputs.error());
  catalog::Catalog* catalog = open_catalog(arguments, io);
  if (!catalog) return ExitCode::catalog;
  base::Diagnostics problems;
  app::Request request = request_of(arguments, io, arguments.operands());
  // Finding lines reads the inputs once more.
  request.source_lines = std::ranges::any_of(*outputs, needs_lines);
  request.originals = redactor != nullptr;
  print_sources(request, arguments, io);
  auto assessment = app::assess(request, *catalog, problems);
  print_problems(problems, arguments, io);
  if (!assessment) return tl::unexpected(assessment.error());
  if (redactor != nullptr) report::redact(*assessment, *redactor);
  if (auto written = write_shown(*assessment, request.filter, *outputs, arguments, io); !written) {
    return tl::unexpected(std::move(written).error());
  }
  const Gaps gaps = arguments.flag("strict") ? Gaps::refused : Gaps::allowed;
  print_gates(assessment->gate, arguments, io);
  if (!holds_data(*assessment)) print_no_data(io);
  if (gaps == Gaps::refused) print_gaps(*assessment, io);
  return exit_code(*assessment, gaps);
}

}  // namespace

base::Result<ExitCode> run_assess(const Arguments& arguments, Io& io) {
  return run_redacted(arguments, arguments.operands(), run, io);
}

}  // namespace stance::cli
