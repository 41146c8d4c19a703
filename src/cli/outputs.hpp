#pragma once

#include "arguments.hpp"
#include "io.hpp"
#include "stance/base/error.hpp"
#include "stance/model/assessment.hpp"
#include "stance/model/fleet.hpp"

#include <string>
#include <vector>

namespace stance::cli {

// One report that is asked for.
struct Output {
  std::string format;
  std::string path;  // "-": standard output
};

// Whether a report says on which line of an input something stands.
[[nodiscard]] bool needs_lines(const Output& output);

// What --format and --output ask for, files first. Standard output takes one report only.
[[nodiscard]] base::Result<std::vector<Output>> outputs_of(const Arguments& arguments);

// Writes every report of an assessment, or roll-up of a fleet; the first failure ends it.
[[nodiscard]] base::Result<void> write_outputs(const model::Assessment& assessment,
                                               const std::vector<Output>& outputs,
                                               const Arguments& arguments, Io& io);
[[nodiscard]] base::Result<void> write_outputs(const model::FleetReport& fleet,
                                               const std::vector<Output>& outputs,
                                               const Arguments& arguments, Io& io);

}  // namespace stance::cli
