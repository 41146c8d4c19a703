#pragma once

#include "load_file.hpp"
#include "recogniser.hpp"
#include "scubagear.hpp"
#include "stance/base/diagnostics.hpp"
#include "stance/base/error.hpp"
#include "stance/tenant/tenant.hpp"

#include <string>
#include <variant>
#include <vector>

namespace stance::ingest {

// A file and what it was recognised as.
struct LoadedExport {
  LoadedFile file;
  std::variant<ScubaExport, std::vector<RecognisedAnswer>> content;
  // What the file was given with: a folder, an archive, itself. Files that name no tenant belong
  // to that of their group, and the pages of one dataset are joined within a group.
  std::string group;
};

// One tenant from all exports, whatever their order. Of several ScubaGear runs the newest that
// tried to collect a dataset counts; answers, which tell no time, stand in where it has no data.
// Exports of different tenants are an error.
[[nodiscard]] base::Result<tenant::Tenant> merge(std::vector<LoadedExport> exports,
                                                 const tenant::Schema& schema, const Limits& limits,
                                                 base::Diagnostics& problems);

}  // namespace stance::ingest
