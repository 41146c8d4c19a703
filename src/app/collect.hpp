#pragma once

#include "stance/model/collect.hpp"
#include "stance/tenant/schema.hpp"

namespace stance::app {

// How a script collects a dataset: by a request to Microsoft Graph when the catalog names one, else
// by a cmdlet. Of several sources the first.
[[nodiscard]] model::CollectStep collect_step(const tenant::Dataset& dataset);

}  // namespace stance::app
