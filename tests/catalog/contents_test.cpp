#include "contents.hpp"

#include "fixture.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using namespace stance::catalog;
using testing::problems_with;

TEST_CASE("a folder without mistakes is read") {
  const testing::Folder folder(testing::small_catalog());
  base::Diagnostics problems;
  const auto contents =
      read_contents({.built_in = false, .folders = {folder.path()}}, {}, problems);
  CHECK(folder.rendered(problems) == "");
  REQUIRE(contents != nullptr);
  CHECK(contents->vocabulary.name == "small");
  CHECK(contents->vocabulary.version == "1.2.0");
  CHECK(contents->vocabulary.frameworks == std::vector<std::string>{"scuba", "cis"});
  CHECK(contents->schema.datasets().size() == 2);
  CHECK(contents->environment.datasets.at("test.settings").singleton);
  CHECK(contents->environment.functions.contains("active"));
  REQUIRE(contents->infos.size() == 1);
  CHECK(contents->infos[0].datasets == std::vector<std::string>{"test.users"});
  CHECK(contents->file_of("test.users") != nullptr);
  CHECK(contents->file_of("test.user") == nullptr);
}

TEST_CASE("things declared twice are reported with the first place") {
  struct Case {
    std::string_view name, file, text, problems;
  };
  static constexpr Case cases[] = {
      {"datasets", "datasets/z.yaml",
       "datasets:\n  test.users: {title: U, product: P, key: id, fields: {id: string}}\n",
       "rules/datasets/z.yaml:2:3: error: a second dataset is named 'test.users' [duplicate-name]\n"
       "    test.users: {title: U, product: P, key: id, fields: {id: string}}\n    ^\n"
       "hint: the first one is in rules/datasets/test.yaml:2\n"},
      {"functions", "more.yaml", "functions: {'active(a, b)': a}\n",
       "rules/more.yaml:1:13: error: a second function is named 'active' [duplicate-name]\n"
       "  functions: {'active(a, b)': a}\n              ^\n"
       "hint: the first one is in rules/functions.yaml:2\n"},
      {"categories", "more.yaml", "categories: [identity]\n",
       "rules/more.yaml:1:1: error: a second 'categories' [duplicate-name]\n"
       "  categories: [identity]\n  ^\n"
       "hint: the first one is in rules/catalog.yaml:2\n"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) {
      const std::string found = problems_with(std::string(c.file), std::string(c.text));
      // Controls that use the second one may be wrong as well.
      CHECK(found.find(c.problems) != std::string::npos);
    }
  }
}

TEST_CASE("controls of the same name are reported with the first place") {
  CHECK(problems_with("controls/test/z.yaml",
                      testing::small_catalog().at("controls/test/users.yaml")) ==
        "rules/controls/test/z.yaml:1:5: error: a second control is named 'test.users' "
        "[duplicate-name]\n"
        "  id: test.users\n      ^\n"
        "hint: the first one is in rules/controls/test/users.yaml:1\n");
}

TEST_CASE("files that are nothing of a catalog are reported") {
  CHECK(problems_with("x.yaml", "dataset: {}\n") ==
        "rules/x.yaml:1:1: error: unknown key 'dataset' in a file of the catalog [unknown-key]\n"
        "  dataset: {}\n  ^\nhint: did you mean 'datasets'?\n");
  CHECK(problems_with("x.yaml", "- 1\n") ==
        "rules/x.yaml:1:1: error: expected a mapping, found a list [wrong-kind]\n  - 1\n  ^\n");
}

TEST_CASE("a catalog must say what it is called and which categories there are") {
  CHECK(problems_with("catalog.yaml", "frameworks: {scuba: S, cis: C}\n") ==
        "rules: error: no file of the catalog has the keys 'catalog' (name and version) "
        "and 'categories' [missing-catalog]\n"
        "rules/controls/test/users.yaml:4:11: error: unknown category 'identity' [unknown-word]\n"
        "  category: identity\n            ^\n");
}

TEST_CASE("a catalog must come from somewhere") {
  base::Diagnostics none;
  CHECK(read_contents({}, {}, none) == nullptr);
  CHECK(testing::rendered(none) ==
        "error: this program has no built-in catalog\nhint: name a folder\n");
  base::Diagnostics damaged;
  CHECK(read_contents({}, "nothing", damaged) == nullptr);
  CHECK(testing::rendered(damaged) == "error: the built-in catalog is damaged\n");
  base::Diagnostics unnamed;
  CHECK(read_contents({.built_in = false}, {}, unnamed) == nullptr);
  CHECK(testing::rendered(unnamed) == "error: the catalog is empty [missing-catalog]\n");
}

TEST_CASE("controls without an id are checked all the same") {
  const std::string found = problems_with(
      "controls/test/x.yaml",
      "title: T\ncategory: identity\nproduct: P\npoints: 1\ncost: low\nuser_impact: low\n"
      "check: {parts: []}\n");
  CHECK(found ==
        "rules/controls/test/x.yaml:1:1: error: 'id' is missing in the control [missing-key]\n"
        "  title: T\n  ^\n"
        "rules/controls/test/x.yaml:7:16: error: the list of parts is empty [empty-list]\n"
        "  check: {parts: []}\n                 ^\n");
}

TEST_CASE("mistakes of several files are reported in one run") {
  testing::Texts files = testing::small_catalog();
  files["catalog.yaml"] += "categoris: [x]\n";
  files["controls/test/users.yaml"] += "steps: [x]\n";
  files["functions.yaml"] += "  broken: 1\n";
  const testing::Folder folder(files);
  base::Diagnostics problems;
  CHECK(read_contents({.built_in = false, .folders = {folder.path()}}, {}, problems) == nullptr);
  CHECK(folder.rendered(problems) ==
        "rules/catalog.yaml:6:1: error: unknown key 'categoris' in a file of the catalog "
        "[unknown-key]\n"
        "  categoris: [x]\n  ^\nhint: did you mean 'categories'?\n"
        "rules/controls/test/users.yaml:29:1: error: duplicate key 'steps' [duplicate-key]\n"
        "  steps: [x]\n  ^\nhint: the first one is in line 13\n"
        "rules/functions.yaml:3:3: error: 'broken' is no head of a function [bad-name]\n"
        "    broken: 1\n    ^\n"
        "hint: a name and its arguments, such as covers(p, role)\n");
}
