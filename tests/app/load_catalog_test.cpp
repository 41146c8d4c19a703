#include "fixture.hpp"

using namespace stance;
using namespace stance::app;
using namespace stance::app::test;

TEST_CASE("a folder is a catalog of its own") {
  const Folder folder;
  const catalog::Catalog catalog = folder.catalog();
  CHECK(catalog.name() == "test");
  REQUIRE(catalog.controls().size() == 1);
  CHECK(catalog.controls().front().id == "demo.one");
}

TEST_CASE("a folder that cannot be read is no catalog") {
  const Folder folder;
  folder.write("rules/catalog.yaml", "catalog: [\n");
  base::Diagnostics problems;
  CHECK_FALSE(load_catalog({.built_in = false, .folders = {folder.path("rules")}}, problems));
  CHECK(problems.has_errors());
}
