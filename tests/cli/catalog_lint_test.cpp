#include "fixture.hpp"

#include <catch2/catch.hpp>

using namespace stance::cli;

TEST_CASE("a catalog without errors") {
  const Called called = call({"catalog", "lint", "--catalog", "@catalog"});
  CHECK(called.code == 0);
  CHECK(called.out == "controls: 3, errors: 0, warnings: 0\n");
  CHECK(called.err.empty());
}

TEST_CASE("every error of a catalog is reported") {
  struct Case {
    std::string catalog;
    std::string out;
    std::string err;
  };
  // How many errors one misspelt key makes is for the catalog to say.
  const std::vector<Case> cases = {
      {"@wrong", "controls: ", "@wrong/controls/entra/wrong.yaml:"},
      {"@broken", "controls: 0, errors: ", "@broken/controls/entra/broken.yaml:"},
      {"@none", "controls: 0, errors: 1, warnings: 0\n", "@none: error: "},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.catalog) {
      const Called called = call({"catalog", "lint", "--catalog", c.catalog});
      CHECK(called.code == 4);
      CHECK_THAT(called.out, Catch::Matchers::StartsWith(c.out));
      CHECK_THAT(called.err, Catch::Matchers::StartsWith(c.err));
    }
  }
}

TEST_CASE("problems of a catalog as JSON, on standard output only") {
  const Scratch scratch;
  scratch.write("rules/catalog.yaml", "catalog: {name: a}\n");
  const std::string folder = scratch.file("rules");
  const Called called = call({"catalog", "lint", "--catalog", folder, "--format", "json"});
  CHECK(called.code == 4);
  CHECK(called.err.empty());
  CHECK(replaced(called.out, folder, "rules") == R"({
  "schema": "stance.diagnostics/1",
  "diagnostics": [
    {
      "file": "rules",
      "line": null,
      "column": null,
      "end_line": null,
      "end_column": null,
      "severity": "error",
      "code": "missing-catalog",
      "message": "no file of the catalog has the keys 'catalog' (name and version) and 'categories'",
      "hint": null
    },
    {
      "file": "rules/catalog.yaml",
      "line": 1,
      "column": 10,
      "end_line": null,
      "end_column": null,
      "severity": "error",
      "code": "missing-key",
      "message": "'version' is missing in 'catalog'",
      "hint": null
    }
  ],
  "errors": 2,
  "warnings": 0,
  "controls": 0
}
)");
}
