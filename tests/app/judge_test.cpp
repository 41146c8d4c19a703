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
  base::Diagnostics problems;
  // Folders are checked while they are loaded, the built-in catalog was when it was embedded.
  auto text = catalog::embed(folder.path("rules"), problems);
  REQUIRE(text);
  for (std::size_t at = text->find("r.good"); at != std::string::npos; at = text->find("r.good")) {
    text->replace(at, 6, "r.goox");
  }
  auto catalog = catalog::Catalog::load({}, *text, problems);
  REQUIRE(catalog);
  CHECK_FALSE(compile_all(*catalog, {}, problems));
  CHECK(problems.errors() == 2);

  base::Diagnostics again;
  const auto refused = assess({.inputs = {folder.path("export.json")}}, *catalog, again);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == base::ErrorKind::catalog);
  CHECK(refused.error().message == "the catalog has errors");
  const auto inspected = inspect({.inputs = {folder.path("export.json")}}, *catalog, again);
  REQUIRE_FALSE(inspected);
  CHECK(inspected.error().message == "the catalog has errors");
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
