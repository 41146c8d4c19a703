#pragma once

#include "stance/model/assessment.hpp"

#include <cstdint>
#include <vector>

namespace stance::report {

// How a control stands in formats that know tests or alerts.
enum class Standing : std::uint8_t {
  pass,
  fail,
  accepted,  // falls short, and somebody decided that it may
  open,      // not judged for want of data
  by_hand,
  unneeded,  // does not apply, or is not licensed
};

[[nodiscard]] Standing standing_of(const model::ControlResult& control);

// The decision that an accepted control stands on, or else the first one about an object of it.
[[nodiscard]] const model::Decision* deciding(const model::ControlResult& control);

// Points that are neither proven nor claimed.
[[nodiscard]] model::Hundredths lost_points(const model::ControlResult& control);

// Controls that fail, most points lost first, then by id.
[[nodiscard]] std::vector<const model::ControlResult*> failing_of(
    const model::Assessment& assessment);

}  // namespace stance::report
