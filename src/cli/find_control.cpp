#include "find_control.hpp"

#include "session.hpp"
#include "stance/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

namespace stance::cli {

namespace {

// Controls to suggest for a part of their id.
constexpr std::size_t shown_alike = 5;

bool is_referred_to(const model::ControlInfo& control, std::string_view reference) {
  return std::ranges::any_of(control.refs, [&](const auto& framework) {
    return std::ranges::any_of(
        framework.second, [&](const std::string& id) { return base::equal_fold(id, reference); });
  });
}

// Whether only the end differs, such as that of "MS.AAD.1.1v2". Numbers that differ before it name
// something else rather than that they were mistyped.
bool is_variant(std::string_view id, std::string_view name) {
  constexpr std::size_t end = 2;
  return name.size() > end &&
         base::fold(id).starts_with(base::fold(name.substr(0, name.size() - end)));
}

// What came in the place of a requirement that a framework has no more.
std::optional<base::Error> removed(std::string_view name, const catalog::Catalog& catalog) {
  for (const model::Baseline& baseline : catalog.baselines()) {
    const auto found = std::ranges::find_if(
        baseline.removed, [&](const auto& one) { return base::equal_fold(one.id, name); });
    if (found == baseline.removed.end()) continue;
    const std::vector<std::string>& now = found->superseded_by;
    return usage_error(fmt::format("'{}' is no longer part of {}", found->id, baseline.title),
                       now.empty()
                           ? std::string("nothing came in its place")
                           : fmt::format("in its place there {} {}", now.size() == 1 ? "is" : "are",
                                         fmt::join(now, ", ")));
  }
  return std::nullopt;
}

base::Error unknown_control(std::string_view name, const catalog::Catalog& catalog) {
  if (auto former = removed(name, catalog)) return *std::move(former);
  const std::string message = fmt::format("unknown control '{}'", name);
  std::vector<std::string_view> ids;
  std::vector<std::string_view> alike;
  const std::string part = base::fold(name);
  for (const model::ControlInfo& control : catalog.controls()) {
    ids.push_back(control.id);
    for (const auto& [framework, refs] : control.refs) {
      std::ranges::copy_if(refs, std::back_inserter(ids),
                           [&](const std::string& id) { return is_variant(id, name); });
    }
    if (control.id.find(part) != std::string::npos) alike.push_back(control.id);
  }
  if (!alike.empty() && alike.size() <= shown_alike) {
    return usage_error(message, fmt::format("did you mean {}?", fmt::join(alike, " or ")));
  }
  if (const auto near = base::nearest(name, ids)) {
    return usage_error(message, fmt::format("did you mean '{}'?", *near));
  }
  return usage_error(message, "'stance catalog list' names all of them");
}

}  // namespace

base::Result<const model::ControlInfo*> find_control(std::string_view name,
                                                     const catalog::Catalog& catalog) {
  std::vector<const model::ControlInfo*> referred;
  for (const model::ControlInfo& control : catalog.controls()) {
    if (base::equal_fold(control.id, name)) return &control;
    if (is_referred_to(control, name)) referred.push_back(&control);
  }
  if (referred.size() == 1) return referred.front();
  if (referred.empty()) return tl::unexpected(unknown_control(name, catalog));
  std::string all = "name one of them:";
  for (const model::ControlInfo* control : referred) all += " " + control->id;
  return tl::unexpected(
      usage_error(fmt::format("'{}' stands for {} controls", name, referred.size()), all));
}

}  // namespace stance::cli
