#include "test_case.hpp"

#include "fixture.hpp"

using namespace stance;
using namespace stance::app;
using namespace stance::app::test;

TEST_CASE("a test judges a control as often as asked") {
  const Folder folder;
  catalog::Catalog catalog = folder.catalog();
  base::Diagnostics problems;
  const model::ControlInfo& info = *catalog.find("demo.one");
  const auto control = catalog.compile(info, {}, problems);
  const auto licences = catalog.licences(problems);
  REQUIRE((control && licences));
  const auto ready = TestCase::prepare(catalog.tests(info, problems).front(), catalog);
  REQUIRE(ready.has_value());
  CHECK((*ready)->test().name == "a good row");
  CHECK((*ready)->differences(*control, *licences).empty());
  CHECK((*ready)->differences(*control, *licences).empty());
}

TEST_CASE("a test with a date that is none is not ready") {
  const Folder folder;
  catalog::Catalog catalog = folder.catalog();
  rules::Test test;
  test.as_of = "2026-13-45";
  const auto ready = TestCase::prepare(test, catalog);
  REQUIRE_FALSE(ready.has_value());
  CHECK(ready.error().message == "'2026-13-45' is no date");
}
