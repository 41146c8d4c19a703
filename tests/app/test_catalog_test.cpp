#include "fixture.hpp"

using namespace stance;
using namespace stance::app;
using namespace stance::app::test;

namespace {

// Replaces the control demo.one by one with this test.
void write_test(const Folder& folder, const std::string& test) {
  folder.write("rules/controls/demo/one.yaml",
               "id: demo.one\nrevision: 1\ntitle: Title\ncategory: identity\nproduct: Demo\n"
               "points: 4\ncost: low\nuser_impact: low\nthreats: [accountBreach]\n"
               "description: d\nrationale: r\nsteps: [s]\nuser_effect: u\nlicence: [PLAN]\n"
               "params: {limit: 5}\ncheck:\n"
               "  each: {in: demo.rows, as: r, pass: 'r.good && params.limit > 1', empty: unmet}\n"
               "tests:\n- name: it\n" +
                   test);
}

const std::string mixed =
    "  rows: {demo.rows: [{id: a, good: true}, {id: b, good: false}, {id: c, good: false}]}\n";
const std::string unclear = "  rows: {demo.rows: [{id: a, good: true}, {id: b}]}\n";

}  // namespace

TEST_CASE("tests inside controls pass or say what differs") {
  const Folder folder;
  folder.write_control("two", "pass: '!r.good'", "met");
  catalog::Catalog catalog = folder.catalog();
  base::Diagnostics problems;
  const TestReport report = test_catalog(catalog, problems);
  CHECK(report.passed == 1);
  CHECK(report.failed == 1);
  REQUIRE(problems.all().size() == 1);
  CHECK(problems.all().front().message ==
        "demo.two: test 'a good row' failed: outcome is unmet, expected met; "
        "failed is a, expected none");
  CHECK(problems.all().front().position.file == folder.path("rules/controls/demo/two.yaml"));
  CHECK(problems.all().front().position.line > 0);
}

TEST_CASE("a failing test is reported exactly") {
  struct Case {
    std::string name, test, told;
  };
  const std::string failed = "demo.one: test 'it' failed: ";
  const Case cases[] = {
      {"as expected", mixed + "  expect: {outcome: partial, credit: 0.333, failed: [c, b]}\n", ""},
      {"outcome", mixed + "  expect: {outcome: met}\n",
       failed + "outcome is partial, expected met"},
      {"credit", mixed + "  expect: {outcome: partial, credit: 0.334}\n",
       failed + "credit is 0.333, expected 0.334"},
      {"a range is no credit", unclear + "  expect: {outcome: not_assessed, credit: 0.5}\n",
       failed + "credit is 0.500 to 1.000, expected 0.500"},
      {"failed", mixed + "  expect: {outcome: partial, failed: [b]}\n",
       failed + "failed is b, c, expected b"},
      {"unclear rows have not failed", unclear + "  expect: {outcome: not_assessed, failed: []}\n",
       ""},
      {"missing",
       unclear + "  expect: {outcome: not_assessed, missing: [demo.rows, demo.plans.name]}\n",
       failed + "missing is demo.rows.good, expected demo.plans.name, demo.rows"},
      {"a dataset that is not given", "  expect: {outcome: not_assessed, missing: [demo.rows]}\n",
       ""},
      {"plans", mixed + "  plans: [OTHER]\n  expect: {outcome: not_licensed}\n", ""},
      {"parameters", mixed + "  params: {limit: 1}\n  expect: {outcome: unmet}\n", ""},
      {"two differences", mixed + "  expect: {outcome: met, credit: 1}\n",
       failed + "outcome is partial, expected met; credit is 0.333, expected 1.000"},
      {"rows that are none", "  rows: {demo.rows: [5]}\n  expect: {outcome: met}\n",
       failed + "row 0 of 'demo.rows' is no object"},
      {"a date that is none", mixed + "  as_of: 2026-13-45\n  expect: {outcome: partial}\n",
       failed + "'2026-13-45' is no date"},
      {"a date", mixed + "  as_of: 2026-01-31\n  expect: {outcome: partial}\n", ""},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) {
      const Folder folder;
      write_test(folder, c.test);
      catalog::Catalog catalog = folder.catalog();
      base::Diagnostics problems;
      const TestReport report = test_catalog(catalog, problems);
      CHECK(report.passed == (c.told.empty() ? 1 : 0));
      CHECK(report.failed == (c.told.empty() ? 0 : 1));
      std::string told;
      for (const base::Diagnostic& problem : problems.all()) told += problem.message;
      CHECK(told == c.told);
    }
  }
}

TEST_CASE("a control that cannot be compiled with the parameters of a test fails it") {
  const Folder folder;
  write_test(folder, mixed + "  params: {limit: far}\n  expect: {outcome: partial}\n");
  catalog::Catalog catalog = folder.catalog();
  base::Diagnostics problems;
  const TestReport report = test_catalog(catalog, problems);
  CHECK(report.passed == 0);
  CHECK(report.failed == 1);
  CHECK(problems.errors() == 1);
}
