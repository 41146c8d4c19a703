#include "judge.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace stance::app {

std::optional<Compiled> compile_all(catalog::Catalog& catalog, const catalog::Profile& profile,
                                    base::Diagnostics& problems) {
  const std::size_t errors = problems.errors();
  const std::map<std::string, std::string> defaults;
  Compiled compiled;
  for (const model::ControlInfo& info : catalog.controls()) {
    if (std::binary_search(profile.excluded.begin(), profile.excluded.end(), info.id)) continue;
    const auto parameters = profile.parameters.find(info.id);
    auto control = catalog.compile(
        info, parameters == profile.parameters.end() ? defaults : parameters->second, problems);
    if (!control) continue;
    compiled.controls.push_back(std::move(*control));
    compiled.infos.push_back(catalog::adjusted(info, profile));
  }
  if (auto licences = catalog.licences(problems)) compiled.licences = std::move(*licences);
  if (problems.errors() > errors) return std::nullopt;
  return compiled;
}

void load_all(const Compiled& compiled, evaluate::Datasets& datasets) {
  for (const rules::Control& control : compiled.controls) datasets.load(control.datasets);
  for (const auto* program : {&compiled.licences.plans, &compiled.licences.subscriptions}) {
    if (*program) datasets.load((*program)->datasets());
  }
}

}  // namespace stance::app
