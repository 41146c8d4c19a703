#include "exit_code.hpp"

#include <algorithm>

namespace stance::cli {

ExitCode exit_code(base::ErrorKind kind) {
  switch (kind) {
    case base::ErrorKind::usage:
    case base::ErrorKind::output: return ExitCode::usage;
    case base::ErrorKind::unreadable:
    case base::ErrorKind::malformed:
    case base::ErrorKind::unrecognised: return ExitCode::input;
    case base::ErrorKind::catalog: return ExitCode::catalog;
  }
  return ExitCode::internal;
}

bool has_gaps(const model::Assessment& assessment) {
  return std::ranges::any_of(assessment.controls,
                             [](const model::ControlResult& control) {
                               return control.finding.outcome == model::Outcome::not_assessed;
                             }) ||
         std::ranges::any_of(assessment.datasets, [](const model::DatasetResult& dataset) {
           return dataset.state == "damaged";
         });
}

bool holds_data(const model::Assessment& assessment) {
  return std::ranges::any_of(assessment.datasets, &model::DatasetResult::is_data);
}

ExitCode exit_code(const model::Assessment& assessment, Gaps gaps) {
  if (!assessment.gate.passed()) return ExitCode::gate_failed;
  if (!holds_data(assessment)) return ExitCode::input;
  if (!assessment.gate.covered()) return ExitCode::uncovered;
  return gaps == Gaps::refused && has_gaps(assessment) ? ExitCode::uncovered : ExitCode::ok;
}

ExitCode exit_code(const model::FleetReport& fleet, Gaps gaps) {
  const auto gate = fleet.gate();
  if (gate == model::GateOutcome::failed) return ExitCode::gate_failed;
  if (!fleet.unassessed.empty()) return ExitCode::input;
  if (gate == model::GateOutcome::undecided) return ExitCode::uncovered;
  const bool gaps_found = std::ranges::any_of(fleet.assessed, &model::TenantSummary::gaps);
  return gaps == Gaps::refused && gaps_found ? ExitCode::uncovered : ExitCode::ok;
}

}  // namespace stance::cli
