#include "fixture.hpp"

using namespace stance;
using namespace stance::app;
using namespace stance::app::test;

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

TEST_CASE("the version is told") {
  CHECK_FALSE(version().empty());
  CHECK_FALSE(build().empty());
}
