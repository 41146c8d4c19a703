#include "commands.hpp"
#include "session.hpp"
#include "stance/base/text.hpp"
#include "stance/report/diagnostics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

namespace stance::cli {

namespace {

// Exports are never YAML.
bool is_decision_file(std::string_view path) {
  const std::string folded = base::fold(path);
  return folded.ends_with(".yaml") || folded.ends_with(".yml");
}

app::Request request_for(const Arguments& arguments, const Io& io) {
  std::vector<std::string> exports;
  std::vector<std::string> files;
  for (const std::string& operand : arguments.operands()) {
    (is_decision_file(operand) ? files : exports).push_back(operand);
  }
  app::Request request = request_of(arguments, io, exports);
  request.decisions = std::move(files);
  request.evidence = 0;
  request.source_lines = false;
  return request;
}

// "expired: 1, unused: 2" of the kinds that there are.
std::string tally(const model::DecisionsResult& checked) {
  std::string text;
  for (std::size_t i = 0; i < model::decision_problems; ++i) {
    const auto problem = static_cast<model::DecisionProblem>(i);
    const auto found = std::ranges::count(checked.notes, problem, &model::DecisionNote::problem);
    if (found > 0) text += fmt::format(", {}: {}", name(problem), found);
  }
  return text;
}

bool is_refused(const model::DecisionsResult& checked, const Arguments& arguments) {
  const std::span<const std::string> refused = arguments.list("fail-on");
  return std::ranges::any_of(checked.notes, [&](const model::DecisionNote& note) {
    return std::ranges::find(refused, name(note.problem)) != refused.end();
  });
}

// What was repaired in an export is not asked for here.
base::Diagnostics without_repairs(const base::Diagnostics& found) {
  base::Diagnostics problems;
  for (const base::Diagnostic& problem : found.all()) {
    const bool repair = problem.severity == base::Severity::note && problem.code.word().empty();
    if (!repair) problems.add(problem);
  }
  return problems;
}

}  // namespace

base::Result<ExitCode> run_decisions_check(const Arguments& arguments, Io& io) {
  const app::Request request = request_for(arguments, io);
  if (request.decisions.empty()) {
    return tl::unexpected(usage_error(
        "no decision file is named", "decision files end in .yaml or .yml; all else is an export"));
  }
  catalog::Catalog* catalog = open_catalog(arguments, io);
  if (!catalog) return ExitCode::catalog;
  print_sources(request, arguments, io);
  base::Diagnostics found;
  const auto checked = app::check_decisions(request, *catalog, found);
  base::Diagnostics problems = without_repairs(found);
  problems.sort();
  if (arguments.text("format") == "json" && (checked || problems.has_errors())) {
    report::render_diagnostics_json(
        problems,
        {.controls = catalog->controls().size(), .decisions = checked ? checked->entries : 0},
        io.out);
  } else {
    print_problems(problems, arguments, io);
    if (checked) io.out << fmt::format("decisions: {}{}\n", checked->entries, tally(*checked));
  }
  if (!checked) return tl::unexpected(checked.error());
  return is_refused(*checked, arguments) ? ExitCode::gate_failed : ExitCode::ok;
}

}  // namespace stance::cli
