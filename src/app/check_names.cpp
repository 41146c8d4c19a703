#include "check_names.hpp"

#include "stance/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stance::app {

namespace {

using Words = std::vector<std::string_view>;
using Means = std::function<bool(std::string_view pattern, std::string_view name)>;

constexpr std::string_view a_framework = "framework with a list of requirements";

// Names of one kind, and how a person asks for them.
struct Kind {
  std::string_view what;
  Words known;
  std::string hint = {};  // empty: all of them
  Means means = std::equal_to<std::string_view>();
};

base::Result<void> check(const Kind& kind, std::span<const std::string> words) {
  for (const std::string& word : words) {
    const auto meant = [&](std::string_view name) { return kind.means(word, name); };
    if (std::ranges::any_of(kind.known, meant)) continue;
    const auto near = base::nearest(word, kind.known);
    std::string hint = near ? fmt::format("did you mean '{}'?", *near) : kind.hint;
    if (hint.empty()) hint = fmt::format("one of: {}", fmt::join(kind.known, ", "));
    return tl::unexpected(base::Error{
        .kind = base::ErrorKind::usage,
        .message = fmt::format("no {} is called '{}'", kind.what, base::printable(word)),
        .hint = std::move(hint)});
  }
  return {};
}

std::vector<std::string> names_of(const score::Gates::Least& least) {
  std::vector<std::string> names;
  names.reserve(least.size());
  for (const auto& [name, percent] : least) names.push_back(name);
  return names;
}

Kind categories(const catalog::Catalog& catalog) {
  return {.what = "category", .known = {catalog.categories().begin(), catalog.categories().end()}};
}

Kind frameworks(const catalog::Catalog& catalog) {
  Kind kind{.what = a_framework, .known = {}};
  for (const model::Baseline& one : catalog.baselines()) kind.known.push_back(one.framework);
  if (kind.known.empty()) kind.hint = "the catalog has none";
  return kind;
}

Kind controls(const catalog::Catalog& catalog) {
  Kind kind{.what = "control",
            .known = {},
            .hint = "'stance catalog list' names all of them",
            .means = base::matches};
  for (const model::ControlInfo& control : catalog.controls()) kind.known.push_back(control.id);
  return kind;
}

Kind products(const catalog::Catalog& catalog) {
  std::set<std::string_view> names;
  for (const model::ControlInfo& control : catalog.controls()) names.insert(control.product);
  return {.what = "product", .known = {names.begin(), names.end()}, .means = model::names_product};
}

Kind datasets(const catalog::Catalog& catalog) {
  Kind kind{.what = "dataset",
            .known = {},
            .hint = "'stance inspect --missing' lists the datasets",
            .means = base::matches};
  for (const tenant::Dataset& one : catalog.schema().datasets()) kind.known.push_back(one.name);
  return kind;
}

// What --fail-on can be about.
Kind failing(const catalog::Catalog& catalog) {
  Kind kind = controls(catalog);
  kind.what = "severity, control or requirement";
  kind.hint =
      "high, medium, low, a control such as 'entra.*', or a requirement such as MS.AAD.1.1v1";
  kind.known.insert(kind.known.end(), {"high", "medium", "low"});
  for (const model::Baseline& baseline : catalog.baselines()) {
    for (const model::Requirement& one : baseline.requirements) kind.known.push_back(one.id);
  }
  return kind;
}

}  // namespace

base::Result<void> check_names(const Request& request, const catalog::Catalog& catalog) {
  const score::Gates& gates = request.gates;
  const model::Filter& filter = request.filter;
  std::vector<std::string> framework;
  if (!request.framework.empty()) framework.push_back(request.framework);
  const std::pair<Kind (*)(const catalog::Catalog&), std::vector<std::string>> asked[] = {
      {frameworks, framework},
      {categories, names_of(gates.min_category)},
      {frameworks, names_of(gates.min_framework)},
      {failing, gates.fail_on},
      {datasets, gates.datasets},
      {categories, filter.categories},
      {products, filter.products},
      {controls, filter.controls}};
  for (const auto& [kind, words] : asked) {
    if (words.empty()) continue;
    if (auto checked = check(kind(catalog), words); !checked) return checked;
  }
  return {};
}

}  // namespace stance::app
