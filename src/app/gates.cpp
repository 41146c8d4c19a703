#include "gates.hpp"

#include "stance/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace stance::app {

namespace {

using Words = std::vector<std::string_view>;

constexpr std::array<std::string_view, 3> severities = {"high", "medium", "low"};

// Whether a pattern means one of the words.
bool means_any(std::string_view pattern, const Words& words) {
  return std::ranges::any_of(words,
                             [&](std::string_view word) { return base::matches(pattern, word); });
}

base::Error unknown(std::string_view what, std::string_view word, const Words& known,
                    std::string otherwise) {
  const auto near = base::nearest(word, known);
  return {.kind = base::ErrorKind::usage,
          .message = fmt::format("no {} is called '{}'", what, base::printable(word)),
          .hint = near ? fmt::format("did you mean '{}'?", *near) : std::move(otherwise)};
}

base::Result<void> check_names(std::string_view what, const score::Gates::Least& least,
                               const Words& known) {
  for (const auto& [name, percent] : least) {
    if (std::ranges::find(known, name) != known.end()) continue;
    return tl::unexpected(
        unknown(what, name, known, fmt::format("one of: {}", fmt::join(known, ", "))));
  }
  return {};
}

base::Result<void> check_patterns(std::string_view what, const std::vector<std::string>& patterns,
                                  const Words& known, std::string_view otherwise) {
  for (const std::string& pattern : patterns) {
    if (means_any(pattern, known)) continue;
    return tl::unexpected(unknown(what, pattern, known, std::string(otherwise)));
  }
  return {};
}

Words failing_words(const catalog::Catalog& catalog) {
  Words words(severities.begin(), severities.end());
  for (const model::ControlInfo& control : catalog.controls()) words.push_back(control.id);
  for (const model::Baseline& baseline : catalog.baselines()) {
    for (const model::Requirement& one : baseline.requirements) words.push_back(one.id);
  }
  return words;
}

}  // namespace

base::Result<void> check_names(const Request& request, const catalog::Catalog& catalog) {
  Words frameworks;
  frameworks.reserve(catalog.baselines().size());
  for (const model::Baseline& one : catalog.baselines()) frameworks.push_back(one.framework);
  if (!request.framework.empty()) {
    auto checked =
        check_names("framework with a list of requirements", {{request.framework, 0}}, frameworks);
    if (!checked) return checked;
  }
  const score::Gates& gates = request.gates;
  const Words categories(catalog.categories().begin(), catalog.categories().end());
  if (auto checked = check_names("category", gates.min_category, categories); !checked) {
    return checked;
  }
  if (auto checked =
          check_names("framework with a list of requirements", gates.min_framework, frameworks);
      !checked) {
    return checked;
  }
  if (!gates.fail_on.empty()) {
    auto checked =
        check_patterns("severity, control or requirement", gates.fail_on, failing_words(catalog),
                       "high, medium, low, a control such as 'entra.*', or a "
                       "requirement such as MS.AAD.1.1v1");
    if (!checked) return checked;
  }
  Words datasets;
  datasets.reserve(catalog.schema().datasets().size());
  for (const tenant::Dataset& one : catalog.schema().datasets()) datasets.push_back(one.name);
  return check_patterns("dataset", gates.datasets, datasets,
                        "'stance inspect --missing' lists the datasets");
}

}  // namespace stance::app
