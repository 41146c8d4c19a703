#pragma once

#include "stance/model/assessment.hpp"
#include "stance/model/collect.hpp"
#include "stance/tenant/schema.hpp"

namespace stance::app {

// How a script collects a dataset: by a request to Microsoft Graph when the catalog names one, else
// by a cmdlet. Of several sources the first.
[[nodiscard]] model::CollectStep collect_step(const tenant::Dataset& dataset);

// The line that exports a dataset whole into a file whose name says what it holds; empty unless
// ConvertTo-Json cut it off and a cmdlet gives it.
[[nodiscard]] std::string whole_export(const model::DatasetResult& dataset);

}  // namespace stance::app
