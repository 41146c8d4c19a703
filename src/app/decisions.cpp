#include "decisions.hpp"

#include "stance/score/decisions.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace stance::app {

namespace {

using model::DecisionProblem;

base::DiagnosticCode code_of(DecisionProblem problem) {
  switch (problem) {
    case DecisionProblem::expired: return "expired-decision";
    case DecisionProblem::expiring: return "expiring-decision";
    case DecisionProblem::undecided: return "undecided-decision";
    case DecisionProblem::unused: return "unused-decision";
    case DecisionProblem::unmatched: return "unmatched-decision";
    case DecisionProblem::contradicting: return "contradicting-decision";
    case DecisionProblem::duplicate: return "duplicate-decision";
  }
  return {};
}

// A template for many tenants holds what a single one has no use for.
base::Severity severity_of(DecisionProblem problem) {
  return problem == DecisionProblem::unused || problem == DecisionProblem::expiring
             ? base::Severity::note
             : base::Severity::warning;
}

std::set<std::string> checked_by_hand(const catalog::Catalog& catalog) {
  std::set<std::string> ids;
  for (const model::ControlInfo& info : catalog.controls()) {
    if (catalog.is_manual(info)) ids.insert(info.id);
  }
  return ids;
}

// Without a day nothing can be told of what ends: once, not for every decision.
void without_days(std::vector<model::DecisionNote>& notes, base::Diagnostics& problems) {
  std::set<std::tuple<std::string, std::uint32_t, std::uint32_t>> places;
  std::erase_if(notes, [&](const model::DecisionNote& note) {
    if (note.problem != DecisionProblem::undecided) return false;
    places.emplace(note.place.file, note.place.line, note.place.column);
    return true;
  });
  const std::size_t told = places.size();
  if (told == 0) return;
  problems.add({.severity = base::Severity::warning,
                .message = fmt::format("{} {} on a day: without --as-of nothing is told of them",
                                       told, told == 1 ? "decision ends" : "decisions end"),
                .hint = "such as --as-of today",
                .code = "undecided-decision"});
}

}  // namespace

base::Result<model::Decisions> read_decisions(const Request& request, base::Diagnostics& problems) {
  if (request.decisions.empty()) return model::Decisions{};
  auto decisions = catalog::Catalog::read_decisions(request.decisions, problems);
  if (decisions) return *std::move(decisions);
  return tl::unexpected(base::Error{.kind = base::ErrorKind::usage,
                                    .message = request.decisions.size() == 1
                                                   ? "the decision file has errors"
                                                   : "the decision files have errors"});
}

void report_notes(std::span<const model::DecisionNote> notes, base::Diagnostics& problems) {
  for (const model::DecisionNote& note : notes) {
    problems.add({.severity = severity_of(note.problem),
                  .message = note.message,
                  .position = {note.place.file, note.place.line, note.place.column},
                  .source_line = note.place.text,
                  .hint = note.hint,
                  .code = code_of(note.problem)});
  }
}

base::Result<model::DecisionsResult> check_decisions(const Request& request,
                                                     catalog::Catalog& catalog,
                                                     base::Diagnostics& problems) {
  if (!request.inputs.empty()) {
    auto assessment = assess(request, catalog, problems);
    if (!assessment) return tl::unexpected(std::move(assessment).error());
    return std::move(assessment->decisions).value_or(model::DecisionsResult{});
  }
  const auto decisions = read_decisions(request, problems);
  if (!decisions) return tl::unexpected(decisions.error());
  const score::DecisionScope scope{
      .as_of = request.as_of, .soon = request.soon, .catalog = catalog.controls()};
  model::DecisionsResult result{
      .files = decisions->files,
      .entries = decisions->entries.size(),
      .notes = score::review(*decisions, scope, checked_by_hand(catalog))};
  if (request.as_of.empty()) without_days(result.notes, problems);
  report_notes(result.notes, problems);
  return result;
}

}  // namespace stance::app
