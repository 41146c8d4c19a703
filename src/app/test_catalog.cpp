#include "stance/app/assess.hpp"
#include "test_case.hpp"

#include <fmt/format.h>

#include <string_view>

namespace stance::app {

namespace {

// Runs the tests of one control and reports each failure at its test.
class TestRun {
 public:
  TestRun(catalog::Catalog& catalog, const rules::LicenceRule& licences,
          base::Diagnostics& problems)
      : catalog_(catalog), licences_(licences), problems_(problems) {}

  // Whether the test passed.
  bool run(const model::ControlInfo& info, const rules::Test& test) {
    const auto control = catalog_.compile(info, test.parameters, problems_);
    if (!control) return false;
    const auto ready = TestCase::prepare(test, catalog_);
    if (!ready) {
      report(info, test, ready.error().message);
      return false;
    }
    const auto wrong = (*ready)->differences(*control, licences_);
    if (wrong.empty()) return true;
    report(info, test, fmt::format("{}", fmt::join(wrong, "; ")));
    return false;
  }

 private:
  void report(const model::ControlInfo& info, const rules::Test& test, std::string_view wrong) {
    problems_.add({.message = fmt::format("{}: test '{}' failed: {}", info.id, test.name, wrong),
                   .position = {test.file, test.line, test.column},
                   .code = "failed-test"});
  }

  catalog::Catalog& catalog_;
  const rules::LicenceRule& licences_;
  base::Diagnostics& problems_;
};

}  // namespace

TestReport test_catalog(catalog::Catalog& catalog, base::Diagnostics& problems) {
  TestReport report;
  auto licences = catalog.licences(problems);
  if (!licences) return report;
  TestRun run(catalog, *licences, problems);
  for (const model::ControlInfo& info : catalog.controls()) {
    for (const rules::Test& test : catalog.tests(info, problems)) {
      ++(run.run(info, test) ? report.passed : report.failed);
    }
  }
  return report;
}

}  // namespace stance::app
