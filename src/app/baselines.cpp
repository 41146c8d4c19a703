#include "baselines.hpp"

#include "stance/base/text.hpp"
#include "stance/score/baseline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>

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

model::BaselineResult judge_baseline(const DeclaredBaseline& declared_baseline,
                                     const evaluate::Datasets& datasets,
                                     const model::Assessment& assessment,
                                     base::Diagnostics& problems) {
  model::Declarations declared = evaluate::read_declarations(declared_baseline.rule, datasets);
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
  return score::judge_baseline(*declared_baseline.baseline, assessment.controls, declared,
                               assessment.as_of);
}

}  // namespace

std::vector<DeclaredBaseline> baselines_for(const Request& request, catalog::Catalog& catalog,
                                            base::Diagnostics& problems) {
  std::vector<DeclaredBaseline> out;
  for (const model::Baseline& baseline : catalog.baselines()) {
    const bool asked = baseline.framework == request.framework ||
                       request.gates.min_framework.contains(baseline.framework);
    const bool named = std::ranges::any_of(request.gates.fail_on, [&](const std::string& word) {
      return baseline.find(word) != nullptr;
    });
    if (asked || named) out.push_back({&baseline, catalog.rule_of(baseline, problems)});
  }
  return out;
}

std::vector<model::BaselineResult> judge_baselines(std::span<const DeclaredBaseline> baselines,
                                                   evaluate::Datasets& datasets,
                                                   const model::Assessment& assessment,
                                                   base::Diagnostics& problems) {
  std::vector<model::BaselineResult> out;
  out.reserve(baselines.size());
  for (const DeclaredBaseline& one : baselines) {
    for (const auto* program : {&one.rule.omitted, &one.rule.annotated}) {
      if (*program) datasets.load((*program)->datasets());
    }
    out.push_back(judge_baseline(one, datasets, assessment, problems));
  }
  return out;
}

}  // namespace stance::app
