#pragma once

#include "baselines.hpp"
#include "judge.hpp"
#include "stance/app/assess.hpp"
#include "stance/cel/compile.hpp"
#include "stance/model/decision.hpp"
#include "stance/rules/licence_table.hpp"
#include "stance/tenant/tenant.hpp"

#include <vector>

namespace stance::app {

// What a request asks for beside the catalog.
struct Asked {
  catalog::Profile profile = {};
  model::Decisions decisions = {};
};

// Also checks the names in the request.
[[nodiscard]] base::Result<Asked> read_asked(const Request& request, catalog::Catalog& catalog,
                                             base::Diagnostics& problems);

// All that tenants are held against: the same for each of them. Nothing changes it, so threads
// share it; the catalog must outlive it.
struct Yardstick {
  const catalog::Catalog& catalog;
  const cel::Projections& projections;
  Asked asked;
  Compiled compiled;
  std::vector<CompiledBaseline> baselines;
  rules::LicenceTable licences;
  base::Diagnostics licence_problems = {};  // only matter to those whose licences are known
};

// Nothing when the catalog has errors, which were reported.
[[nodiscard]] std::optional<Yardstick> make_yardstick(catalog::Catalog& catalog, Asked asked,
                                                      base::Diagnostics& problems);

[[nodiscard]] base::Error catalog_has_errors();

// Judges a tenant, adds up and ranks. What the yardstick was made for must be asked by `request`.
[[nodiscard]] model::Assessment judge(const Request& request, const Yardstick& yardstick,
                                      const tenant::Tenant& tenant, base::Diagnostics& problems);

}  // namespace stance::app
