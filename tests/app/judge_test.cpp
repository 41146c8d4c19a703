#include "judge.hpp"

#include "fixture.hpp"
#include "stance/ingest/read.hpp"

using namespace stance;
using namespace stance::app;
using namespace stance::app::test;

TEST_CASE("all controls are compiled in the order of the catalog") {
  const Folder folder;
  folder.write_control("two", "pass: '!r.good'", "unmet");
  catalog::Catalog catalog = folder.catalog();
  base::Diagnostics problems;
  const auto compiled = compile_all(catalog, {}, problems);
  REQUIRE(compiled);
  REQUIRE(compiled->controls.size() == 2);
  CHECK(compiled->controls[0].id == "demo.one");
  CHECK(compiled->controls[1].id == "demo.two");
  CHECK(compiled->licences.plans);
  CHECK(problems.all().empty());
}

TEST_CASE("every problem of every control is reported") {
  const Folder folder;
  folder.write_control("two", "pass: '!r.good'", "unmet");
  catalog::Catalog catalog = folder.catalog();
  base::Diagnostics problems;
  const catalog::Profile profile = {
      .parameters = {{"demo.one", {{"days", "1"}}}, {"demo.two", {{"days", "2"}}}}};
  CHECK_FALSE(compile_all(catalog, profile, problems));
  CHECK(problems.errors() == 2);
}

TEST_CASE("a profile with which controls do not compile ends the run") {
  const Folder folder;
  folder.write("rules/controls/demo/pattern.yaml",
               "id: demo.pattern\ntitle: Title\ncategory: identity\nproduct: Demo\npoints: 4\n"
               "cost: low\nuser_impact: low\nparams: {pattern: a+}\ncheck:\n"
               "  each: {in: demo.rows, as: r, pass: r.id.matches(params.pattern), empty: met}\n");
  folder.write("profile.yaml", "controls: {demo.pattern: {params: {pattern: 'a('}}}\n");
  catalog::Catalog catalog = folder.catalog();
  base::Diagnostics problems;
  const auto refused =
      assess({.inputs = {folder.path("export.json")}, .profile = folder.path("profile.yaml")},
             catalog, problems);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == base::ErrorKind::catalog);
  CHECK(refused.error().message == "the catalog has errors");
  CHECK(problems.errors() == 1);
}

TEST_CASE("what controls and licences read is loaded") {
  const Folder folder;
  catalog::Catalog catalog = folder.catalog();
  base::Diagnostics problems;
  const auto compiled = compile_all(catalog, {}, problems);
  REQUIRE(compiled);
  const auto tenant = ingest::from_rows(
      {{"demo.rows", R"([{"id": "a"}])"}, {"demo.plans", R"([{"name": "PLAN"}])"}},
      catalog.schema());
  REQUIRE(tenant);
  evaluate::Datasets datasets(*tenant, catalog.schema(), catalog.environment().projections);
  load_all(*compiled, datasets);
  for (const char* name : {"demo.rows", "demo.plans"}) {
    CHECK(datasets.values()[catalog.schema().find(name)->index].kind == cel::Kind::list);
  }
  CHECK(evaluate::read_plans(compiled->licences, datasets) ==
        evaluate::Plans(std::set<std::string>{"PLAN"}));
}
