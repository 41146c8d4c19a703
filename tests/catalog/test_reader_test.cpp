#include "test_reader.hpp"

#include "fixture.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using namespace stance::catalog;
using testing::problems_with_control;

TEST_CASE("a test is read with rows as JSON") {
  const testing::Folder folder(testing::small_catalog());
  base::Diagnostics problems;
  const auto contents =
      read_contents({.built_in = false, .folders = {folder.path()}}, {}, problems);
  REQUIRE(contents != nullptr);
  const testing::Yaml yaml(
      "params: {limit: 3}\n"
      "tests:\n"
      "- name: a\n"
      "  params: {limit: 5}\n"
      "  plans: [P1]\n"
      "  as_of: 2026-01-31\n"
      "  rows:\n"
      "    test.users: [{id: '1', enabled: true, age: 3}]\n"
      "    test.settings: {mode: null}\n"
      "  expect: {outcome: partial, credit: 0.667, failed: [b, a], missing: [test.users.age]}\n");
  Reader reader(problems);
  const auto tests = read_tests(yaml.root(), contents->schema, reader);
  CHECK(testing::rendered(problems) == "");
  REQUIRE(tests.size() == 1);
  const rules::Test& test = tests.front();
  CHECK(test.name == "a");
  CHECK(test.parameters.at("limit") == "5");
  CHECK(test.plans == std::vector<std::string>{"P1"});
  CHECK(test.as_of == "2026-01-31");
  CHECK(test.rows.at("test.users") == R"([{"id":"1","enabled":true,"age":3}])");
  CHECK(test.rows.at("test.settings") == R"([{"mode":null}])");
  CHECK(test.expect.outcome == "partial");
  CHECK(test.expect.credit == 667);
  CHECK(test.expect.failed == std::vector<std::string>{"a", "b"});
  CHECK(test.expect.missing == std::vector<std::string>{"test.users.age"});
  CHECK(test.file == "x.yaml");
  CHECK(test.line == 3);
  CHECK(test.column == 3);
}

TEST_CASE("mistakes in tests are reported where they stand") {
  struct Case {
    std::string_view name, test, problems;
  };
  static constexpr Case cases[] = {
      {"nothing expected", "- {name: a}\n",
       "rules/controls/test/x.yaml:10:3: error: 'expect' is missing in the test [missing-key]\n"
       "  - {name: a}\n    ^\n"},
      {"an unknown dataset", "- {name: a, rows: {test.user: []}, expect: {outcome: met}}\n",
       "rules/controls/test/x.yaml:10:20: error: unknown dataset 'test.user' [unknown-dataset]\n"
       "  - {name: a, rows: {test.user: []}, expect: {outcome: met}}\n"
       "                     ^\nhint: did you mean 'test.users'?\n"},
      {"one row for a list", "- {name: a, rows: {test.users: {}}, expect: {outcome: met}}\n",
       "rules/controls/test/x.yaml:10:32: error: expected a list, found a mapping [wrong-kind]\n"
       "  - {name: a, rows: {test.users: {}}, expect: {outcome: met}}\n"
       "                                 ^\n"},
      {"an unknown parameter", "- {name: a, params: {b: 1}, expect: {outcome: met}}\n",
       "rules/controls/test/x.yaml:10:22: error: unknown parameter 'b' [unknown-parameter]\n"
       "  - {name: a, params: {b: 1}, expect: {outcome: met}}\n"
       "                       ^\n"},
      {"a bad date", "- {name: a, as_of: today, expect: {outcome: met}}\n",
       "rules/controls/test/x.yaml:10:20: error: 'today' is no date [bad-date]\n"
       "  - {name: a, as_of: today, expect: {outcome: met}}\n"
       "                     ^\nhint: such as 2026-01-31\n"},
      {"too much credit", "- {name: a, expect: {outcome: met, credit: 1.5}}\n",
       "rules/controls/test/x.yaml:10:44: error: a credit lies between 0 and 1 [out-of-range]\n"
       "  - {name: a, expect: {outcome: met, credit: 1.5}}\n"
       "                                             ^\n"},
      {"a dataset that cannot be missing",
       "- {name: a, expect: {outcome: not_assessed, missing: [test.usres.id]}}\n",
       "rules/controls/test/x.yaml:10:55: error: unknown dataset 'test.usres.id' "
       "[unknown-dataset]\n"
       "  - {name: a, expect: {outcome: not_assessed, missing: [test.usres.id]}}\n"
       "                                                        ^\n"
       "hint: one of test.settings, test.users\n"},
      {"a name twice", "- {name: a, expect: {outcome: met}}\n- {name: a, expect: {outcome: met}}\n",
       "rules/controls/test/x.yaml:11:3: error: a second test is named 'a' [duplicate-name]\n"
       "  - {name: a, expect: {outcome: met}}\n    ^\n"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) {
      const std::string rest = "check: {manual: Look.}\ntests:\n" + std::string(c.test);
      CHECK(problems_with_control(rest) == c.problems);
    }
  }
}

TEST_CASE("survivors are read with their places") {
  const testing::Yaml yaml(
      "survivors:\n- change: when '==' is '!='\n  in: |\n    a\n    == b\n  because: Both are "
      "one.\n");
  base::Diagnostics problems;
  Reader reader(problems);
  const auto survivors = read_survivors(yaml.root(), reader);
  CHECK(testing::rendered(problems) == "");
  REQUIRE(survivors.size() == 1);
  CHECK(survivors.front().change == "when '==' is '!='");
  CHECK(survivors.front().fragment == "a == b");
  CHECK(survivors.front().position == base::Position{"x.yaml", 2, 3});
}

TEST_CASE("mistakes in survivors are reported where they stand") {
  CHECK(
      problems_with_control("check: {manual: Look.}\nsurvivors:\n- {change: a, at: b}\n") ==
      "rules/controls/test/x.yaml:10:3: error: 'because' is missing in the survivor [missing-key]\n"
      "  - {change: a, at: b}\n    ^\n"
      "rules/controls/test/x.yaml:10:3: error: 'in' is missing in the survivor [missing-key]\n"
      "  - {change: a, at: b}\n    ^\n"
      "rules/controls/test/x.yaml:10:15: error: unknown key 'at' in a survivor [unknown-key]\n"
      "  - {change: a, at: b}\n                ^\nhint: known keys: change, in, because\n");
  CHECK(problems_with_control("check: {manual: Look.}\nsurvivors: all\n") ==
        "rules/controls/test/x.yaml:9:12: error: expected a list, found 'all' [wrong-kind]\n"
        "  survivors: all\n             ^\n");
}
