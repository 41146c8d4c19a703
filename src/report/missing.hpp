#pragma once

#include "stance/model/assessment.hpp"

#include <vector>

namespace stance::report {

// Whether a control or the licence rule reads it.
[[nodiscard]] bool is_read(const model::DatasetResult& dataset);

// Datasets that are read and not there, or not whole. Most points waiting first, then by name.
[[nodiscard]] std::vector<const model::DatasetResult*> missing_of(
    const model::Assessment& assessment);

}  // namespace stance::report
