#include "commands.hpp"
#include "session.hpp"
#include "stance/base/text.hpp"
#include "stance/report/json.hpp"
#include "stance/report/terminal.hpp"
#include "terminal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
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

// By id, else by the id that a framework gives it, when only one control has that.
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

}  // namespace

base::Result<ExitCode> run_show(const Arguments& arguments, Io& io) {
  std::optional<catalog::Catalog> catalog = open_catalog(arguments, io);
  if (!catalog) return ExitCode::catalog;
  const auto control = find_control(arguments.operands().front(), *catalog);
  if (!control) return tl::unexpected(control.error());
  const std::span<const std::string> exports = std::span(arguments.operands()).subspan(1);
  const app::Request request = request_of(arguments, io, exports);
  base::Diagnostics problems;
  const auto profile = app::read_profile(request, *catalog, problems);
  model::Assessment assessment;
  if (profile && !exports.empty()) {
    auto judged = app::assess(request, *catalog, problems);
    print_problems(problems, arguments, io);
    if (!judged) return tl::unexpected(std::move(judged).error());
    assessment = std::move(*judged);
  } else {
    print_problems(problems, arguments, io);
  }
  if (!profile) return tl::unexpected(profile.error());
  const model::ControlInfo info = catalog::adjusted(**control, *profile);
  model::ControlTexts texts = catalog->texts(info);
  texts.deviations = catalog::deviations_of(**control, *profile);
  const model::ControlResult* result = assessment.find(info.id);
  if (arguments.text("format") == "json") {
    report::render_control_json(info, texts, result, io.out);
  } else {
    report::render_control(info, texts, result, style_for(arguments, io, Sink::standard_output),
                           io.out);
  }
  return ExitCode::ok;
}

}  // namespace stance::cli
