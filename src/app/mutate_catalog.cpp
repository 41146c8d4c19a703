#include "stance/app/assess.hpp"
#include "test_case.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace stance::app {

namespace {

using catalog::Mutation;

// A change that an author says nothing can notice, and whether there was one.
struct Excuse {
  std::string control;
  catalog::Survivor survivor;
  bool used = false;
};

class MutationRun {
 public:
  MutationRun(catalog::Catalog& catalog, const rules::LicenceRule& licences)
      : catalog_(catalog), licences_(licences) {}

  void prepare(base::Diagnostics& problems);
  // Whether all tests of the controls that a change concerns pass all the same.
  [[nodiscard]] bool survives(const Mutation& mutation);
  [[nodiscard]] bool is_excused(const Mutation& mutation);
  void report_unused(base::Diagnostics& problems) const;

 private:
  [[nodiscard]] bool passes(const std::string& id);

  catalog::Catalog& catalog_;
  const rules::LicenceRule& licences_;
  std::map<std::string, std::vector<std::unique_ptr<TestCase>>> cases_;
  std::vector<Excuse> excuses_;
};

void MutationRun::prepare(base::Diagnostics& problems) {
  for (const model::ControlInfo& info : catalog_.controls()) {
    for (rules::Test& test : catalog_.tests(info, problems)) {
      auto ready = TestCase::prepare(std::move(test), catalog_);
      if (ready) cases_[info.id].push_back(*std::move(ready));
    }
    // Those with the same parameters need the control compiled only once.
    std::ranges::stable_sort(
        cases_[info.id], {}, [](const auto& it) -> const auto& { return it->test().parameters; });
    for (catalog::Survivor& survivor : catalog_.survivors(info, problems)) {
      excuses_.push_back({info.id, std::move(survivor)});
    }
  }
}

bool MutationRun::passes(const std::string& id) {
  base::Diagnostics ignored;
  std::optional<rules::Control> control;
  const std::map<std::string, std::string>* parameters = nullptr;
  for (const std::unique_ptr<TestCase>& it : cases_[id]) {
    if (parameters == nullptr || *parameters != it->test().parameters) {
      parameters = &it->test().parameters;
      control = catalog_.compile(*catalog_.find(id), *parameters, ignored);
    }
    if (!control || !it->differences(*control, licences_).empty()) return false;
  }
  return true;
}

bool MutationRun::survives(const Mutation& mutation) {
  catalog_.change(mutation);
  const bool all =
      std::ranges::all_of(mutation.controls, [&](const std::string& id) { return passes(id); });
  catalog_.restore();
  return all;
}

bool MutationRun::is_excused(const Mutation& mutation) {
  bool found = false;
  for (Excuse& excuse : excuses_) {
    const bool fits =
        excuse.survivor.change == mutation.change &&
        excuse.survivor.fragment == mutation.fragment &&
        std::ranges::find(mutation.controls, excuse.control) != mutation.controls.end();
    excuse.used = excuse.used || fits;
    found = found || fits;
  }
  return found;
}

void MutationRun::report_unused(base::Diagnostics& problems) const {
  for (const Excuse& excuse : excuses_) {
    if (excuse.used) continue;
    problems.add({.message = fmt::format("no change survives {} in '{}'", excuse.survivor.change,
                                         excuse.survivor.fragment),
                  .position = excuse.survivor.position,
                  .source_line = excuse.survivor.source_line,
                  .hint = "remove it from 'survivors'",
                  .code = "unused-survivor"});
  }
}

}  // namespace

MutationReport mutate_catalog(catalog::Catalog& catalog, base::Diagnostics& problems) {
  MutationReport report;
  const auto licences = catalog.licences(problems);
  if (!licences) return report;
  MutationRun run(catalog, *licences);
  run.prepare(problems);
  for (const Mutation& mutation : catalog.mutations()) {
    ++report.mutants;
    if (!run.survives(mutation)) {
      ++report.killed;
    } else if (run.is_excused(mutation)) {
      ++report.justified;
    } else {
      ++report.survived;
      problems.add({.severity = base::Severity::warning,
                    .message = fmt::format("tests still pass {}", mutation.change),
                    .position = mutation.position,
                    .source_line = mutation.source_line,
                    .code = "surviving-mutant"});
    }
  }
  run.report_unused(problems);
  return report;
}

}  // namespace stance::app
