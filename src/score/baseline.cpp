#include "stance/score/baseline.hpp"

#include "failing.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace stance::score {

namespace {

using model::ControlResult;
using model::Outcome;
using model::Verdict;

using Controls = std::vector<const ControlResult*>;

bool refers(const ControlResult& control, std::string_view framework, std::string_view id) {
  return std::ranges::any_of(control.info.refs, [&](const auto& refs) {
    return refs.first == framework && std::ranges::find(refs.second, id) != refs.second.end();
  });
}

Controls controls_of(std::span<const ControlResult> controls, std::string_view framework,
                     std::string_view id) {
  Controls out;
  for (const ControlResult& control : controls) {
    if (refers(control, framework, id)) out.push_back(&control);
  }
  return out;
}

// What somebody attested is so, as far as that counts. What is proven to fall short does, however
// much of it is unknown.
Outcome outcome_of(const ControlResult& control, std::string_view id) {
  if (control.status == model::Status::attested) return Outcome::met;
  const model::Finding& finding = control.finding;
  const Outcome outcome = model::outcome_for(finding, id);
  const bool whole = std::ranges::find(finding.references, id, &model::ReferenceResult::id) ==
                     finding.references.end();
  return whole && outcome == Outcome::not_assessed && falls_short(finding) ? Outcome::partial
                                                                           : outcome;
}

Verdict verdict_of(const model::Requirement& requirement, const Controls& controls) {
  bool met = false;
  bool open = controls.empty();
  for (const ControlResult* control : controls) {
    switch (outcome_of(*control, requirement.id)) {
      case Outcome::met: met = true; break;
      case Outcome::partial:
      case Outcome::unmet:
        return requirement.criticality == "should" ? Verdict::warning : Verdict::fail;
      case Outcome::not_applicable: break;
      default: open = true; break;
    }
  }
  if (open) return Verdict::not_checked;
  return met ? Verdict::pass : Verdict::not_applicable;
}

// Decisions about all controls of a requirement leave it out as well.
std::optional<model::Omission> decided(std::string_view id, const Controls& controls) {
  const bool all = std::ranges::all_of(controls, [](const ControlResult* control) {
    return is_settled(control->status) && control->decision;
  });
  if (!all || controls.empty()) return std::nullopt;
  const model::Decision& decision = *controls.front()->decision;
  return model::Omission{.id = std::string(id),
                         .reason = decision.reason,
                         .expires = decision.expires,
                         .origin = decision.owner};
}

// The first that is about the requirement.
template <class Declared>
std::optional<Declared> about_one(const std::vector<Declared>& all, std::string_view id) {
  const auto found = std::ranges::find(all, id, &Declared::id);
  return found == all.end() ? std::nullopt : std::optional(*found);
}

// As decisions do, one with an end counts for nothing when the day is not known.
bool counts(const model::Omission& omission, std::string_view as_of) {
  return omission.expires.empty() || (!as_of.empty() && omission.expires >= as_of);
}

// Nothing when one of the requirements is not left out.
std::optional<model::Decision> accepted(std::span<const std::string> requirements,
                                        const model::Declarations& declarations) {
  model::Decision decision{.status = model::DecisionStatus::risk_accepted};
  for (const std::string& id : requirements) {
    const auto omission = about_one(declarations.omissions, id);
    if (!omission) return std::nullopt;
    if (!decision.reason.empty()) decision.reason += "; ";
    decision.reason +=
        id + ": " + (omission->reason.empty() ? "no reason given" : omission->reason);
    decision.owner = omission->origin;
    if (omission->expires.empty()) continue;
    decision.expires = decision.expires.empty() ? omission->expires
                                                : std::min(decision.expires, omission->expires);
  }
  return decision;
}

}  // namespace

model::BaselineResult judge_baseline(const model::Baseline& baseline,
                                     std::span<const ControlResult> controls,
                                     const model::Declarations& declarations,
                                     std::string_view as_of) {
  model::BaselineResult out{.baseline = baseline};
  for (const model::Requirement& requirement : baseline.requirements) {
    const Controls about = controls_of(controls, baseline.framework, requirement.id);
    model::RequirementResult row{.requirement = requirement,
                                 .verdict = verdict_of(requirement, about)};
    for (const ControlResult* control : about) row.controls.push_back(control->info.id);
    row.omission = about_one(declarations.omissions, requirement.id);
    if (!row.omission) row.omission = decided(requirement.id, about);
    row.annotation = about_one(declarations.annotations, requirement.id);
    if (row.omission && counts(*row.omission, as_of)) row.verdict = Verdict::omitted;
    out.rows.push_back(std::move(row));
  }
  return out;
}

std::vector<model::Decision> accepted_by(const model::Declarations& declarations,
                                         std::string_view framework,
                                         std::span<const model::ControlInfo> infos) {
  std::vector<model::Decision> out;
  if (declarations.omissions.empty()) return out;
  for (const model::ControlInfo& info : infos) {
    const auto refs = std::ranges::find(
        info.refs, framework, [](const auto& one) { return std::string_view(one.first); });
    if (refs == info.refs.end() || refs->second.empty()) continue;
    auto decision = accepted(refs->second, declarations);
    if (!decision) continue;
    decision->controls = {info.id};
    out.push_back(*std::move(decision));
  }
  return out;
}

}  // namespace stance::score
