#include "baselines.hpp"

#include "stance/base/text.hpp"
#include "stance/score/baseline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace stance::app {

namespace {

// Cuts a time down to its day. Whether it is one, or empty.
bool is_day(std::string& text) {
  constexpr std::size_t day = 10;
  text.resize(std::min(text.size(), day));
  return text.empty() || model::days_after(text, 0).has_value();
}

void add_bad_day(std::string_view what, std::string_view id, std::string_view day,
                 base::Diagnostics& problems) {
  problems.add({.severity = base::Severity::warning,
                .message = fmt::format("the {} of '{}' does not count: '{}' is no day", what,
                                       base::printable(id), base::printable(day)),
                .hint = "write it as YYYY-MM-DD, or leave it empty",
                .code = "bad-date"});
}

void check_days(model::Declarations& declared, base::Diagnostics& problems) {
  std::erase_if(declared.omissions, [&](model::Omission& omission) {
    if (is_day(omission.expires)) return false;
    add_bad_day("omission", omission.id, omission.expires, problems);
    return true;
  });
  for (model::Annotation& annotation : declared.annotations) {
    if (is_day(annotation.due)) continue;
    add_bad_day("day of the annotation", annotation.id, annotation.due, problems);
    annotation.due.clear();
  }
}

// The first input that has rows of what a program reads.
const tenant::Input* input_of(const cel::Program& program, const tenant::Tenant& tenant) {
  for (const std::uint32_t dataset : program.datasets()) {
    const std::vector<std::uint32_t>& inputs = tenant.holdings[dataset].inputs;
    if (!inputs.empty()) return &tenant.inputs[inputs.front()];
  }
  return nullptr;
}

bool is_wanted(const Request& request, const model::Baseline& baseline) {
  return baseline.framework == request.framework ||
         request.gates.min_framework.contains(baseline.framework) ||
         std::ranges::any_of(request.gates.fail_on, [&](const std::string& word) {
           return baseline.find(word) != nullptr;
         });
}

}  // namespace

std::vector<CompiledBaseline> baselines_of(catalog::Catalog& catalog, base::Diagnostics& problems) {
  std::vector<CompiledBaseline> out;
  for (const model::Baseline& baseline : catalog.baselines()) {
    out.push_back({&baseline, catalog.rule_of(baseline, problems)});
  }
  return out;
}

std::vector<DeclaredBaseline> read_declarations(std::span<const CompiledBaseline> baselines,
                                                const tenant::Tenant& tenant,
                                                evaluate::Datasets& datasets,
                                                base::Diagnostics& problems) {
  std::vector<DeclaredBaseline> out;
  out.reserve(baselines.size());
  for (const CompiledBaseline& compiled : baselines) {
    for (const auto* program : {&compiled.rule.omitted, &compiled.rule.annotated}) {
      if (*program) datasets.load((*program)->datasets());
    }
    DeclaredBaseline& one = out.emplace_back(
        DeclaredBaseline{compiled.baseline, evaluate::read_declarations(compiled.rule, datasets)});
    check_days(one.declared, problems);
    if (one.declared.omissions.empty()) continue;
    const tenant::Input* input = input_of(*compiled.rule.omitted, tenant);
    if (input == nullptr) continue;
    one.path = input->path;
    for (model::Omission& omission : one.declared.omissions) {
      omission.origin = fmt::format("the configuration of {}", input->format);
    }
  }
  return out;
}

std::vector<model::Decision> declared_decisions(std::span<const DeclaredBaseline> baselines,
                                                std::span<const model::ControlInfo> infos) {
  std::vector<model::Decision> out;
  for (const DeclaredBaseline& one : baselines) {
    for (model::Decision& decision :
         score::accepted_by(one.declared, one.baseline->framework, infos)) {
      decision.place.file = one.path;
      out.push_back(std::move(decision));
    }
  }
  return out;
}

std::vector<model::BaselineResult> judge_baselines(const Request& request,
                                                   std::span<const DeclaredBaseline> baselines,
                                                   const model::Assessment& assessment) {
  std::vector<model::BaselineResult> out;
  for (const DeclaredBaseline& one : baselines) {
    if (!is_wanted(request, *one.baseline)) continue;
    out.push_back(
        score::judge_baseline(*one.baseline, assessment.controls, one.declared, assessment.as_of));
  }
  return out;
}

}  // namespace stance::app
