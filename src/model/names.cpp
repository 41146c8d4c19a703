#include "stance/model/assessment.hpp"

#include <algorithm>
#include <array>

namespace stance::model {

namespace {

constexpr std::array<std::string_view, 7> outcomes = {
    "met", "partial", "unmet", "not_assessed", "not_applicable", "not_licensed", "manual"};
constexpr std::array<std::string_view, 12> statuses = {"completed",
                                                       "partially_completed",
                                                       "to_address",
                                                       "not_assessed",
                                                       "not_applicable",
                                                       "not_licensed",
                                                       "manual",
                                                       "planned",
                                                       "risk_accepted",
                                                       "third_party",
                                                       "alternate_mitigation",
                                                       "attested"};
constexpr std::array<std::string_view, 12> titles = {"Completed",
                                                     "Partially completed",
                                                     "To address",
                                                     "Not assessed",
                                                     "Not applicable",
                                                     "Not licensed",
                                                     "Manual",
                                                     "Planned",
                                                     "Risk accepted",
                                                     "Resolved through third party",
                                                     "Resolved through alternate mitigation",
                                                     "Attested"};
constexpr std::array<std::string_view, 6> verdicts = {"pass",        "fail",           "warning",
                                                      "not_checked", "not_applicable", "omitted"};
constexpr std::array<std::string_view, 3> severities = {"high", "medium", "low"};
constexpr std::array<std::string_view, 4> collect_kinds = {"by_hand", "graph", "cmdlet", "dns"};
constexpr std::array<std::string_view, 3> gate_outcomes = {"held", "failed", "undecided"};
constexpr std::array<std::string_view, 3> grades = {"low", "moderate", "high"};

template <class Table, class Enum>
std::string_view word(const Table& table, Enum value) {
  return table[static_cast<std::size_t>(value)];
}

template <class Enum, class Table>
std::optional<Enum> named(const Table& table, std::string_view name) {
  const auto found = std::find(table.begin(), table.end(), name);
  if (found == table.end()) return std::nullopt;
  return static_cast<Enum>(found - table.begin());
}

}  // namespace

std::string_view name(Outcome outcome) { return word(outcomes, outcome); }
std::string_view name(Status status) { return word(statuses, status); }
std::string_view title(Status status) { return word(titles, status); }
std::string_view name(Severity severity) { return word(severities, severity); }
std::string_view name(CollectKind kind) { return word(collect_kinds, kind); }
std::string_view name(Cost cost) { return word(grades, cost); }
std::string_view name(Verdict verdict) { return word(verdicts, verdict); }
std::string_view name(GateOutcome outcome) { return word(gate_outcomes, outcome); }
std::string_view name(UserImpact impact) { return word(grades, impact); }

std::optional<Outcome> outcome_named(std::string_view name) {
  return named<Outcome>(outcomes, name);
}

std::optional<Status> status_named(std::string_view name) { return named<Status>(statuses, name); }

bool is_settled(Status status) {
  return status == Status::risk_accepted || status == Status::third_party ||
         status == Status::alternate_mitigation;
}

const Requirement* Baseline::find(std::string_view id) const {
  const auto found = std::ranges::find(requirements, id, &Requirement::id);
  return found == requirements.end() ? nullptr : &*found;
}

Outcome outcome_for(const Finding& finding, std::string_view reference) {
  const auto found = std::ranges::find(finding.references, reference, &ReferenceResult::id);
  return found == finding.references.end() ? finding.outcome : found->outcome;
}

Severity severity_of(std::int64_t points) {
  if (points >= 8) return Severity::high;
  return points >= 4 ? Severity::medium : Severity::low;
}

Status status_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::met: return Status::completed;
    case Outcome::partial: return Status::partially_completed;
    case Outcome::unmet: return Status::to_address;
    case Outcome::not_assessed: return Status::not_assessed;
    case Outcome::not_applicable: return Status::not_applicable;
    case Outcome::not_licensed: return Status::not_licensed;
    case Outcome::manual: return Status::manual;
  }
  return Status::not_assessed;
}

Status status_of(DecisionStatus decision) {
  switch (decision) {
    case DecisionStatus::planned: return Status::planned;
    case DecisionStatus::risk_accepted: return Status::risk_accepted;
    case DecisionStatus::third_party: return Status::third_party;
    case DecisionStatus::alternate_mitigation: return Status::alternate_mitigation;
    case DecisionStatus::attested: return Status::attested;
  }
  return Status::planned;
}

const ControlResult* Assessment::find(std::string_view id) const {
  const auto found = std::lower_bound(
      controls.begin(), controls.end(), id,
      [](const ControlResult& result, std::string_view wanted) { return result.info.id < wanted; });
  return found == controls.end() || found->info.id != id ? nullptr : &*found;
}

}  // namespace stance::model
