#pragma once

#include "load_file.hpp"
#include "scubagear.hpp"
#include "stance/base/diagnostics.hpp"
#include "stance/base/error.hpp"
#include "stance/tenant/tenant.hpp"

#include <vector>

namespace stance::ingest {

struct LoadedExport {
  LoadedFile file;
  ScubaExport exported;
};

// One tenant from all exports, whatever their order: of several runs the newest that collected a
// dataset counts. Exports of different tenants are an error.
[[nodiscard]] base::Result<tenant::Tenant> merge(std::vector<LoadedExport> exports,
                                                 const tenant::Schema& schema,
                                                 base::Diagnostics& problems);

}  // namespace stance::ingest
