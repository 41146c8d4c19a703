#include "standing.hpp"

#include <algorithm>

namespace stance::report {

namespace {

using model::Outcome;
using model::Status;

bool is_accepted(Status status) {
  return status == Status::risk_accepted || status == Status::third_party ||
         status == Status::alternate_mitigation;
}

}  // namespace

Standing standing_of(const model::ControlResult& control) {
  if (control.status == Status::attested) return Standing::pass;
  switch (control.finding.outcome) {
    case Outcome::met: return Standing::pass;
    case Outcome::partial:
    case Outcome::unmet: return is_accepted(control.status) ? Standing::accepted : Standing::fail;
    case Outcome::not_assessed: return Standing::open;
    case Outcome::manual: return Standing::by_hand;
    case Outcome::not_applicable:
    case Outcome::not_licensed: return Standing::unneeded;
  }
  return Standing::open;
}

const model::Decision* deciding(const model::ControlResult& control) {
  if (control.decision) return &*control.decision;
  return control.excepted.empty() ? nullptr : &control.excepted.front().decision;
}

model::Hundredths lost_points(const model::ControlResult& control) {
  return control.info.points * 100 - control.verified - control.claimed;
}

std::vector<const model::ControlResult*> failing_of(const model::Assessment& assessment) {
  std::vector<const model::ControlResult*> failing;
  failing.reserve(assessment.controls.size());
  for (const model::ControlResult& control : assessment.controls) {
    if (standing_of(control) == Standing::fail) failing.push_back(&control);
  }
  std::ranges::stable_sort(
      failing, std::ranges::greater{},
      [](const model::ControlResult* control) { return lost_points(*control); });
  return failing;
}

}  // namespace stance::report
