#pragma once

#include "stance/model/assessment.hpp"
#include "stance/tenant/schema.hpp"

#include <optional>
#include <span>

namespace stance::app {

// What runs of ScubaGear over some of its products left out. Nothing without such a run, and when
// another one would give no dataset more that controls read.
[[nodiscard]] std::optional<model::ProductRuns> product_runs(
    const tenant::Schema& schema, std::span<const model::DatasetResult> datasets);

}  // namespace stance::app
