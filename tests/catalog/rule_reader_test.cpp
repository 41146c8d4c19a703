#include "rule_reader.hpp"

#include "fixture.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using namespace stance::catalog;
using testing::problems_with;
using testing::problems_with_control;

namespace {

struct Compiled {
  testing::Folder folder;
  base::Diagnostics problems;
  std::unique_ptr<Contents> contents;
  std::optional<rules::Control> control;

  explicit Compiled(std::string_view rest)
      : folder(testing::with("controls/test/x.yaml", testing::control(rest))),
        contents(read_contents({.built_in = false, .folders = {folder.path()}}, {}, problems)) {
    CHECK(folder.rendered(problems) == "");
    REQUIRE(contents != nullptr);
    Reader reader(problems);
    Expressions expressions(contents->environment, contents->schema, reader);
    control = read_rule(contents->file_of("test.x")->root(), {}, expressions);
    REQUIRE(control.has_value());
  }
};

}  // namespace

TEST_CASE("locals are parameters, the time, lets, then the row") {
  const Compiled compiled(
      "licence: [P1, P2]\nparams: {a: 1, b: x}\nlet: {c: params.a + 1, d: c * 2}\n"
      "applies: d > 0\n"
      "check: {each: {in: test.users, as: u, let: {e: u.age + d}, pass: e > 1, empty: met}}\n");
  const rules::Control& control = *compiled.control;
  CHECK(control.id == "test.x");
  CHECK(control.licence == std::vector<std::string>{"P1", "P2"});
  REQUIRE(control.parameters.size() == 2);
  REQUIRE(control.lets.size() == 2);
  CHECK(control.lets[0].local == 3);
  CHECK(control.lets[1].local == 4);
  CHECK(control.applies.has_value());
  const auto& each = std::get<rules::Each>(*control.check);
  CHECK(each.population.row_local == 5);
  CHECK(each.population.lets[0].local == 6);
  CHECK(control.locals >= 7);
  CHECK(control.datasets == std::vector<std::uint32_t>{1});
}

TEST_CASE("a manual control has no check") {
  const Compiled compiled("check: {manual: Look at it.}\n");
  CHECK_FALSE(compiled.control->check.has_value());
  CHECK(compiled.control->datasets.empty());
}

TEST_CASE("ten mistakes in one control are ten problems in one run") {
  CHECK(problems_with("controls/test/x.yaml",
                      "id: test.x\n"
                      "title: T\n"
                      "category: idntity\n"
                      "product: Test\n"
                      "points: 12\n"
                      "cost: lo\n"
                      "user_impact: [high]\n"
                      "refs: {sucba: [A]}\n"
                      "let: {in: '1'}\n"
                      "check:\n"
                      "  each:\n"
                      "    in: test.users\n"
                      "    as: u\n"
                      "    wher: u.enabled\n"
                      "    need:\n"
                      "    - {is: u.enabled, otherwise: off, weight: -1}\n"
                      "    - {is: u.enabled}\n"
                      "tests:\n"
                      "- {name: a, expect: {outcome: mett}}\n") ==
        "rules/controls/test/x.yaml:3:11: error: unknown category 'idntity' [unknown-word]\n"
        "  category: idntity\n            ^\nhint: did you mean 'identity'?\n"
        "rules/controls/test/x.yaml:5:9: error: expected a whole number from 1 to 10, found 12 "
        "[out-of-range]\n"
        "  points: 12\n          ^\n"
        "rules/controls/test/x.yaml:6:7: error: unknown cost 'lo' [unknown-word]\n"
        "  cost: lo\n        ^\nhint: one of low, moderate, high\n"
        "rules/controls/test/x.yaml:7:14: error: expected a text, found a list [wrong-kind]\n"
        "  user_impact: [high]\n               ^\n"
        "rules/controls/test/x.yaml:8:8: error: unknown framework 'sucba' [unknown-word]\n"
        "  refs: {sucba: [A]}\n         ^\nhint: did you mean 'scuba'?\n"
        "rules/controls/test/x.yaml:9:7: error: 'in' is a word of the expression language "
        "[bad-name]\n"
        "  let: {in: '1'}\n        ^\n"
        "rules/controls/test/x.yaml:12:5: error: 'empty' is missing: what holds when there is "
        "nothing to judge? [missing-empty]\n"
        "      in: test.users\n      ^\n"
        "hint: one of met, unmet, not_applicable, not_assessed\n"
        "rules/controls/test/x.yaml:14:5: error: unknown key 'wher' in 'each' [unknown-key]\n"
        "      wher: u.enabled\n      ^\nhint: did you mean 'where'?\n"
        "rules/controls/test/x.yaml:16:47: error: a weight is more than 0 and at most 1000 "
        "[out-of-range]\n"
        "      - {is: u.enabled, otherwise: off, weight: -1}\n"
        "                                                ^\n"
        "rules/controls/test/x.yaml:17:7: error: 'otherwise' is missing in the term [missing-key]\n"
        "      - {is: u.enabled}\n        ^\n"
        "rules/controls/test/x.yaml:19:31: error: unknown outcome 'mett' [unknown-word]\n"
        "  - {name: a, expect: {outcome: mett}}\n"
        "                                ^\nhint: did you mean 'met'?\n");
}

TEST_CASE("a control without a check is reported") {
  CHECK(problems_with_control("notes: x\n") ==
        "rules/controls/test/x.yaml:1:1: error: 'check' is missing in the control [missing-key]\n"
        "  id: test.x\n  ^\n");
}

TEST_CASE("licences are read with the plans they contain") {
  const Compiled compiled("check: {manual: Look at it.}\n");
  base::Diagnostics problems;
  Reader reader(problems);
  Expressions expressions(compiled.contents->environment, compiled.contents->schema, reader);
  const auto licences = read_licences(compiled.contents->licences, expressions);
  REQUIRE(licences.has_value());
  CHECK(licences->plans->text() == "test.users.map(u, u.id)");
  CHECK(licences->includes.at("P2") == std::vector<std::string>{"P1"});
}

TEST_CASE("licences tell how subscriptions are read, and who the users are") {
  const testing::Folder folder(
      testing::with("licences.yaml",
                    "licences:\n  users: test.users\n"
                    "  subscriptions: test.users.map(u, [u.id, u.age, 2, [u.id]])\n"));
  base::Diagnostics problems;
  const auto contents =
      read_contents({.built_in = false, .folders = {folder.path()}}, {}, problems);
  REQUIRE(contents != nullptr);
  Reader reader(problems);
  Expressions expressions(contents->environment, contents->schema, reader);
  const auto licences = read_licences(contents->licences, expressions);
  CHECK(testing::rendered(problems) == "");
  REQUIRE(licences.has_value());
  CHECK(licences->users == "test.users");
  REQUIRE(licences->subscriptions);
  CHECK(licences->subscriptions->datasets().size() == 1);
}

TEST_CASE("mistakes in licences are reported") {
  CHECK(problems_with("licences.yaml", "licences: {users: test.user, subscriptions: '1'}\n") ==
        "rules/licences.yaml:1:19: error: unknown dataset 'test.user' [unknown-word]\n"
        "  licences: {users: test.user, subscriptions: '1'}\n"
        "                    ^\nhint: did you mean 'test.users'?\n"
        "rules/licences.yaml:1:46: error: expression is int, expected list [type-mismatch]\n"
        "  licences: {users: test.user, subscriptions: '1'}\n"
        "                                               ^\n");
  CHECK(problems_with("licences.yaml", "licences: {plan: '1', includes: {A: [A]}}\n") ==
        "rules/licences.yaml:1:12: error: unknown key 'plan' in 'licences' [unknown-key]\n"
        "  licences: {plan: '1', includes: {A: [A]}}\n"
        "             ^\nhint: did you mean 'plans'?\n"
        "rules/licences.yaml:1:37: error: a plan cannot contain itself [bad-licence]\n"
        "  licences: {plan: '1', includes: {A: [A]}}\n"
        "                                      ^\n");
}

TEST_CASE("only what a control refers to can ask for less") {
  CHECK(testing::problems_with_control(
            "refs: {scuba: [MS.1]}\nasks: {MS.2: 'true'}\ncheck: {manual: look}\n") ==
        "rules/controls/test/x.yaml:9:8: error: unknown reference 'MS.2' [unknown-word]\n"
        "  asks: {MS.2: 'true'}\n         ^\nhint: did you mean 'MS.1'?\n");
  CHECK(testing::problems_with_control(
            "refs: {scuba: [MS.1]}\nasks: {MS.1: 1 + 1}\ncheck: {manual: look}\n") ==
        "rules/controls/test/x.yaml:9:14: error: expression is int, expected bool "
        "[type-mismatch]\n  asks: {MS.1: 1 + 1}\n               ^\n");
}

TEST_CASE("only values of a parameter can be declared") {
  CHECK(
      testing::problems_with_control("params: {limit: [a]}\nexceptions: {limits: "
                                     "'[params.limit]'}\ncheck: {manual: look}\n") ==
      "rules/controls/test/x.yaml:9:14: error: unknown parameter 'limits' [unknown-word]\n"
      "  exceptions: {limits: '[params.limit]'}\n               ^\nhint: did you mean 'limit'?\n");
  CHECK(testing::problems_with_control(
            "params: {limit: [a]}\nexceptions: {limit: params.limit != null}\n"
            "check: {manual: look}\n") ==
        "rules/controls/test/x.yaml:9:21: error: expression is bool, expected list(dyn) "
        "[type-mismatch]\n  exceptions: {limit: params.limit != null}\n                      ^\n");
}
