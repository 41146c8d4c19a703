#include "judge.hpp"

#include <utility>

namespace stance::app {

std::optional<Compiled> compile_all(catalog::Catalog& catalog, base::Diagnostics& problems) {
  const std::size_t errors = problems.errors();
  Compiled compiled;
  for (const model::ControlInfo& info : catalog.controls()) {
    if (auto control = catalog.compile(info, {}, problems)) {
      compiled.controls.push_back(std::move(*control));
    }
  }
  if (auto licences = catalog.licences(problems)) compiled.licences = std::move(*licences);
  if (problems.errors() > errors) return std::nullopt;
  return compiled;
}

void load_all(const Compiled& compiled, evaluate::Datasets& datasets) {
  for (const rules::Control& control : compiled.controls) datasets.load(control.datasets);
  if (compiled.licences.plans) datasets.load(compiled.licences.plans->datasets());
}

}  // namespace stance::app
