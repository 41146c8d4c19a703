#pragma once

#include "stance/app/assess.hpp"
#include "stance/base/diagnostics.hpp"
#include "stance/base/error.hpp"
#include "stance/ingest/read.hpp"
#include "stance/tenant/schema.hpp"
#include "stance/tenant/tenant.hpp"

namespace stance::app {

// The tenant of the exports, as of the day that is asked for. Without exports nothing of it is
// collected.
[[nodiscard]] base::Result<tenant::Tenant> read_tenant(const Request& request,
                                                       const tenant::Schema& schema,
                                                       const ingest::Limits& limits,
                                                       base::Diagnostics& problems);

}  // namespace stance::app
