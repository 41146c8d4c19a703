#pragma once

#include "loaded_export.hpp"
#include "stance/base/diagnostics.hpp"
#include "stance/base/error.hpp"
#include "stance/ingest/read.hpp"
#include "stance/tenant/tenant.hpp"

#include <vector>

namespace stance::ingest {

// One tenant from all exports, whatever their order. Of several ScubaGear runs the newest that
// tried to collect a dataset counts; answers, which tell no time, stand in where it has no data or
// damaged data. What is not read of a file, and what is read instead, goes to `problems`. Exports
// of different tenants are an error.
[[nodiscard]] base::Result<tenant::Tenant> merge(std::vector<LoadedExport> exports,
                                                 const tenant::Schema& schema, const Limits& limits,
                                                 base::Diagnostics& problems);

}  // namespace stance::ingest
