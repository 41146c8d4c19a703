#pragma once

#include "stance/base/diagnostics.hpp"

#include <cstddef>
#include <iosfwd>
#include <optional>

namespace stance::report {

// Changes to the rules that tests should notice.
struct Mutants {
  std::size_t all = 0;
  std::size_t killed = 0;
  std::size_t justified = 0;
  std::size_t survived = 0;
};

// What a command that checks files counted beside its problems.
struct Counts {
  std::size_t controls = 0;
  std::optional<std::size_t> passed = std::nullopt;  // tests
  std::optional<std::size_t> failed = std::nullopt;
  std::optional<Mutants> mutants = std::nullopt;
  std::optional<std::size_t> decisions = std::nullopt;  // entries
};

// For editors and CI, schema "stance.diagnostics/1": the problems in their order; what is not
// known is null.
void render_diagnostics_json(const base::Diagnostics& problems, const Counts& counts,
                             std::ostream& out);

}  // namespace stance::report
