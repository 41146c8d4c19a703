#pragma once

#include "stance/model/assessment.hpp"

namespace stance::app {

// Fills in what controls wait for, dataset by dataset, and the causes that no dataset settles. The
// assessment has its datasets, and its controls if they were judged.
void describe_waiting(model::Assessment& assessment);

}  // namespace stance::app
