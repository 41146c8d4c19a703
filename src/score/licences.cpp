#include "stance/score/licences.hpp"

#include "stance/score/score.hpp"

namespace stance::score {

model::LicenceTotals licence_totals(std::span<const model::ControlResult> controls, bool known) {
  const model::Totals totals = total(controls);
  model::LicenceTotals out{.known = known,
                           .now = totals.points(),
                           .owned = totals.assessed_max,
                           .everything = totals.assessed_max};
  for (const model::ControlResult& control : controls) {
    if (control.finding.outcome != model::Outcome::not_licensed) continue;
    out.everything += control.info.points * 100;
  }
  return out;
}

}  // namespace stance::score
