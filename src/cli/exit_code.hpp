#pragma once

#include "stance/base/error.hpp"
#include "stance/model/assessment.hpp"
#include "stance/model/fleet.hpp"

#include <cstdint>

namespace stance::cli {

// What a run tells the shell; part of the contract with scripts.
enum class ExitCode : std::uint8_t {
  ok = 0,
  gate_failed = 1,
  usage = 2,
  input = 3,
  catalog = 4,
  uncovered = 5,
  internal = 70,
};

[[nodiscard]] ExitCode exit_code(base::ErrorKind kind);

enum class Gaps : std::uint8_t { allowed, refused };

// For an assessment that was made. A failed gate wins over inputs without data, these over gaps.
[[nodiscard]] ExitCode exit_code(const model::Assessment& assessment, Gaps gaps);

// The same for many tenants: as for the worst of them.
[[nodiscard]] ExitCode exit_code(const model::FleetReport& fleet, Gaps gaps);

// Whether a dataset was read, be it without rows.
[[nodiscard]] bool holds_data(const model::Assessment& assessment);

// Whether something could not be judged: a control not assessed, or a dataset damaged.
[[nodiscard]] bool has_gaps(const model::Assessment& assessment);

}  // namespace stance::cli
