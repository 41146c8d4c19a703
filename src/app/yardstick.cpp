#include "yardstick.hpp"

#include "check_names.hpp"
#include "decisions.hpp"

#include <utility>

namespace stance::app {

base::Result<Asked> read_asked(const Request& request, catalog::Catalog& catalog,
                               base::Diagnostics& problems) {
  auto profile = read_profile(request, catalog, problems);
  if (!profile) return tl::unexpected(std::move(profile).error());
  auto decisions = read_decisions(request, problems);
  if (!decisions) return tl::unexpected(std::move(decisions).error());
  if (auto checked = check_names(request, catalog); !checked) {
    return tl::unexpected(std::move(checked).error());
  }
  return Asked{*std::move(profile), *std::move(decisions)};
}

std::optional<Yardstick> make_yardstick(catalog::Catalog& catalog, Asked asked,
                                        base::Diagnostics& problems) {
  auto compiled = compile_all(catalog, asked.profile, problems);
  if (!compiled) return std::nullopt;
  std::vector<CompiledBaseline> baselines = baselines_of(catalog, problems);
  base::Diagnostics licence_problems;
  rules::LicenceTable licences = catalog.licence_table(licence_problems);
  return Yardstick{.catalog = catalog,
                   .projections = catalog.environment().projections,
                   .asked = std::move(asked),
                   .compiled = *std::move(compiled),
                   .baselines = std::move(baselines),
                   .licences = std::move(licences),
                   .licence_problems = std::move(licence_problems)};
}

base::Error catalog_has_errors() {
  return {.kind = base::ErrorKind::catalog, .message = "the catalog has errors"};
}

}  // namespace stance::app
