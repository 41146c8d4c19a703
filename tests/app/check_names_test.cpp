#include "check_names.hpp"

#include "fixture.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using namespace stance::app;

TEST_CASE("what a request names must be in the catalog") {
  const test::Folder folder;
  folder.write("rules/baseline.yaml", "baselines:\n  scuba: {requirements: {S.1: [shall]}}\n");
  const catalog::Catalog catalog = folder.catalog();
  struct Case {
    std::string name;
    Request request;
    std::string error;  // empty: nothing is wrong
  };
  const Case cases[] = {
      {"nothing", {}, ""},
      {"everything",
       {.gates = {.min_category = {{"identity", 1}},
                  .min_framework = {{"scuba", 1}},
                  .fail_on = {"high", "low", "demo.*", "S.1"},
                  .datasets = {"demo.rows", "demo.*"}},
        .filter = {.categories = {"identity"}, .products = {"dem"}, .controls = {"*"}},
        .framework = "scuba"},
       ""},
      {"a framework",
       {.framework = "scube"},
       "no framework with a list of requirements is called 'scube'; did you mean 'scuba'?"},
      {"a gate on a category",
       {.gates = {.min_category = {{"x", 1}}}},
       "no category is called 'x'; one of: identity"},
      {"a gate on a framework",
       {.gates = {.min_framework = {{"x", 1}}}},
       "no framework with a list of requirements is called 'x'; one of: scuba"},
      {"a gate on controls",
       {.gates = {.fail_on = {"high", "no.*"}}},
       "no severity, control or requirement is called 'no.*'; high, medium, low, a control such as "
       "'entra.*', or a requirement such as MS.AAD.1.1v1"},
      {"a gate on a requirement",
       {.gates = {.fail_on = {"S.2"}}},
       "no severity, control or requirement is called 'S.2'; did you mean 'S.1'?"},
      {"a gate on datasets",
       {.gates = {.datasets = {"demo.row"}}},
       "no dataset is called 'demo.row'; did you mean 'demo.rows'?"},
      {"a category",
       {.filter = {.categories = {"y"}}},
       "no category is called 'y'; one of: identity"},
      {"a product", {.filter = {.products = {"zzz"}}}, "no product is called 'zzz'; one of: Demo"},
      {"controls",
       {.filter = {.controls = {"demo.onf"}}},
       "no control is called 'demo.onf'; did you mean 'demo.one'?"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) {
      const auto checked = check_names(c.request, catalog);
      CHECK((checked ? "" : checked.error().message + "; " + checked.error().hint) == c.error);
      if (!checked) CHECK(checked.error().kind == base::ErrorKind::usage);
    }
  }
}

TEST_CASE("a catalog without frameworks says so") {
  const test::Folder folder;
  const auto checked = check_names({.framework = "scuba"}, folder.catalog());
  REQUIRE_FALSE(checked);
  CHECK(checked.error().hint == "the catalog has none");
}
