#include "stance/report/diagnostics.hpp"

#include "json_text.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <ostream>
#include <string>

namespace stance::report {

namespace {

using Json = nlohmann::ordered_json;

Json known(std::uint32_t number) { return number == 0 ? Json(nullptr) : Json(number); }
Json known(std::string_view text) { return text.empty() ? Json(nullptr) : Json(text); }

std::string_view word(base::Severity severity) {
  switch (severity) {
    case base::Severity::error: return "error";
    case base::Severity::warning: return "warning";
    case base::Severity::note: return "note";
  }
  return "error";
}

Json to_json(const base::Diagnostic& problem) {
  return {{"file", known(problem.position.file)},
          {"line", known(problem.position.line)},
          {"column", known(problem.position.column)},
          {"end_line", known(problem.end_line)},
          {"end_column", known(problem.end_column)},
          {"severity", word(problem.severity)},
          {"code", known(problem.code.word())},
          {"message", problem.message},
          {"hint", known(problem.hint)}};
}

}  // namespace

void render_diagnostics_json(const base::Diagnostics& problems, const Counts& counts,
                             std::ostream& out) {
  Json list = Json::array();
  std::size_t warnings = 0;
  for (const base::Diagnostic& problem : problems.all()) {
    if (problem.severity == base::Severity::warning) ++warnings;
    list.push_back(to_json(problem));
  }
  Json report = {{"schema", "stance.diagnostics/1"},
                 {"diagnostics", std::move(list)},
                 {"errors", problems.errors()},
                 {"warnings", warnings},
                 {"controls", counts.controls}};
  if (counts.passed && counts.failed) {
    report["tests"] = {{"passed", *counts.passed}, {"failed", *counts.failed}};
  }
  if (counts.mutants) {
    report["mutants"] = {{"all", counts.mutants->all},
                         {"killed", counts.mutants->killed},
                         {"justified", counts.mutants->justified},
                         {"survived", counts.mutants->survived}};
  }
  if (counts.decisions) report["decisions"] = *counts.decisions;
  constexpr int indent = 2;
  out << without_hidden(report.dump(indent, ' ', false, Json::error_handler_t::replace)) << '\n';
}

}  // namespace stance::report
