#pragma once

#include "stance/base/diagnostics.hpp"
#include "stance/catalog/catalog.hpp"
#include "stance/evaluate/evaluate.hpp"
#include "stance/rules/control.hpp"

#include <optional>
#include <vector>

namespace stance::app {

// The catalog's controls, compiled; the environment's projections are complete.
struct Compiled {
  std::vector<rules::Control> controls;  // in the order of Catalog::controls()
  rules::LicenceRule licences;
};

// Nothing when the catalog has errors, which were reported.
[[nodiscard]] std::optional<Compiled> compile_all(catalog::Catalog& catalog,
                                                  base::Diagnostics& problems);

// Reads every dataset that the controls or the licence rule name.
void load_all(const Compiled& compiled, evaluate::Datasets& datasets);

}  // namespace stance::app
