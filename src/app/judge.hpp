#pragma once

#include "stance/base/diagnostics.hpp"
#include "stance/catalog/catalog.hpp"
#include "stance/evaluate/evaluate.hpp"
#include "stance/rules/control.hpp"

#include <optional>
#include <vector>

namespace stance::app {

// The controls that count, compiled; the environment's projections are complete.
struct Compiled {
  std::vector<model::ControlInfo> infos;  // with the points of the profile, by id
  std::vector<rules::Control> controls;   // of the same index
  rules::LicenceRule licences;
};

// Nothing when the catalog has errors, which were reported.
[[nodiscard]] std::optional<Compiled> compile_all(catalog::Catalog& catalog,
                                                  const catalog::Profile& profile,
                                                  base::Diagnostics& problems);

// Reads every dataset that the controls or the licence rule name.
void load_all(const Compiled& compiled, evaluate::Datasets& datasets);

}  // namespace stance::app
