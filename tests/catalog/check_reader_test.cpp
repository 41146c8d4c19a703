#include "check_reader.hpp"

#include "fixture.hpp"
#include "rule_reader.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using namespace stance::catalog;
using testing::problems_with_control;

namespace {

// Compiles a check in the small catalog.
struct Compiled {
  testing::Folder folder{testing::small_catalog()};
  base::Diagnostics problems;
  std::unique_ptr<Contents> contents =
      read_contents({.built_in = false, .folders = {folder.path()}}, {}, problems);
  testing::Yaml yaml;
  Reader reader{problems};
  Expressions expressions{contents->environment, contents->schema, reader};
  std::optional<rules::Check> check;

  explicit Compiled(std::string text) : yaml(std::move(text)) {
    check = read_check(yaml.root(), {}, expressions);
    CHECK(testing::rendered(problems) == "");
    REQUIRE(check.has_value());
  }
};

}  // namespace

TEST_CASE("an assertion is read with what to say otherwise") {
  const Compiled compiled("assert: test.settings.days > 3\notherwise: too few days\n");
  const auto& check = std::get<rules::Assert>(*compiled.check);
  CHECK(check.condition.text() == "test.settings.days > 3");
  CHECK(check.otherwise == "too few days");
}

TEST_CASE("each is read with terms, weight and what holds when there is none") {
  const Compiled compiled(
      "each:\n  in: test.users\n  as: u\n  weight: u.age\n  empty: not_applicable\n"
      "  need:\n  - {weight: 2.5, is: u.enabled, otherwise: is off}\n"
      "  - {is: u.age > 1, otherwise: is young, must: true}\n");
  const auto& check = std::get<rules::Each>(*compiled.check);
  CHECK(check.empty == rules::Empty::not_applicable);
  CHECK(check.weight.has_value());
  const auto& need = std::get<rules::Need>(check.row);
  REQUIRE(need.terms.size() == 2);
  CHECK(need.terms[0].weight == 2500);
  CHECK(need.terms[0].otherwise == "is off");
  CHECK_FALSE(need.terms[0].must);
  CHECK(need.terms[1].weight == 1000);
  CHECK(need.terms[1].must);
}

TEST_CASE("any is read with a condition, each with a share") {
  const Compiled any("any: {in: test.users, pass: row.enabled, empty: unmet}\n");
  CHECK(std::get<rules::Any>(*any.check).empty == rules::Empty::unmet);
  CHECK(std::holds_alternative<rules::Pass>(std::get<rules::Any>(*any.check).row));
  const Compiled each("each: {in: test.users, credit: 'row.enabled ? 1 : 0.5', empty: met}\n");
  CHECK(std::holds_alternative<rules::Credit>(std::get<rules::Each>(*each.check).row));
}

TEST_CASE("what is said of failing rows is read") {
  const Compiled any(
      "any: {in: test.users, pass: row.enabled, otherwise: is off, empty: unmet, none: nobody, "
      "source: test.users}\n");
  const auto& check = std::get<rules::Any>(*any.check);
  CHECK(std::get<rules::Pass>(check.row).otherwise == "is off");
  CHECK(check.population.none == "nobody");
  CHECK(check.population.source.has_value());
  const Compiled each("each: {in: test.users, credit: '0.5', otherwise: too little, empty: met}\n");
  CHECK(std::get<rules::Credit>(std::get<rules::Each>(*each.check).row).otherwise == "too little");
  const Compiled steps(
      "steps: {value: '1', credit: [[0, 1]], source: test.users, otherwise: few}\n");
  CHECK(std::get<rules::Steps>(*steps.check).source.has_value());
  CHECK(std::get<rules::Steps>(*steps.check).otherwise == "few");
}

TEST_CASE("steps are read with bounds, credits and evidence") {
  const Compiled compiled(
      "steps:\n  value: test.users.size()\n  credit: [[0, 0], [2, 1], [5, 0.6]]\n"
      "  between: linear\n  evidence: test.users.map(u, u.id)\n");
  const auto& check = std::get<rules::Steps>(*compiled.check);
  using Bands = std::vector<std::pair<rules::Thousandths, rules::Thousandths>>;
  CHECK(check.bands == Bands{{0, 0}, {2000, 1000}, {5000, 600}});
  CHECK(check.linear);
  CHECK(check.evidence.has_value());
}

TEST_CASE("parts are read with weight, label, licence and condition") {
  const Compiled compiled(
      "parts:\n"
      "- {weight: 2, label: One, licence: [P1], applies: 'true', assert: 'true'}\n"
      "- label: Two\n  parts:\n  - {label: Three, assert: 'true'}\n");
  const auto& check = std::get<rules::Parts>(*compiled.check);
  REQUIRE(check.parts.size() == 2);
  CHECK(check.parts[0].weight == 2000);
  CHECK(check.parts[0].label == "One");
  CHECK(check.parts[0].licence == std::vector<std::string>{"P1"});
  CHECK(check.parts[0].applies.has_value());
  CHECK(std::holds_alternative<rules::Parts>(*check.parts[1].check));
}

TEST_CASE("mistakes in checks are reported where they stand") {
  struct Case {
    std::string_view name, check, problems;
  };
  static constexpr Case cases[] = {
      {"no form", "check: {otherwise: x}\n",
       "rules/controls/test/x.yaml:8:8: error: the check has none of "
       "assert, each, any, parts, steps, setting, manual [check-form]\n"
       "  check: {otherwise: x}\n         ^\n"},
      {"two forms", "check: {assert: 'true', manual: x}\n",
       "rules/controls/test/x.yaml:8:8: error: the check has both 'assert' and 'manual' "
       "[check-form]\n"
       "  check: {assert: 'true', manual: x}\n         ^\n"},
      {"otherwise beside another form",
       "check: {otherwise: x, steps: {value: '1', credit: [[0, 1]]}}\n",
       "rules/controls/test/x.yaml:8:20: error: 'otherwise' belongs beside 'assert' or into a "
       "term [check-form]\n"
       "  check: {otherwise: x, steps: {value: '1', credit: [[0, 1]]}}\n"
       "                     ^\n"},
      {"otherwise beside terms",
       "check: {each: {in: test.users, otherwise: x, need: [{is: 'true', otherwise: y}], "
       "empty: met}}\n",
       "rules/controls/test/x.yaml:8:43: error: 'otherwise' belongs beside 'assert' or into a "
       "term [check-form]\n"
       "  check: {each: {in: test.users, otherwise: x, need: [{is: 'true', otherwise: y}], "
       "empty: met}}\n"
       "                                            ^\n"},
      {"no empty", "check: {each: {in: test.users, pass: row.enabled}}\n",
       "rules/controls/test/x.yaml:8:15: error: 'empty' is missing: what holds when there is "
       "nothing to judge? [missing-empty]\n"
       "  check: {each: {in: test.users, pass: row.enabled}}\n                ^\n"
       "hint: one of met, unmet, not_applicable, not_assessed\n"},
      {"an unknown empty", "check: {each: {in: test.users, pass: row.enabled, empty: pass}}\n",
       "rules/controls/test/x.yaml:8:58: error: unknown outcome 'pass' [unknown-word]\n"
       "  check: {each: {in: test.users, pass: row.enabled, empty: pass}}\n"
       "                                                           ^\n"
       "hint: one of met, unmet, not_applicable, not_assessed\n"},
      {"no judgement", "check: {any: {in: test.users, empty: met}}\n",
       "rules/controls/test/x.yaml:8:14: error: the check has none of pass, need, credit "
       "[check-form]\n"
       "  check: {any: {in: test.users, empty: met}}\n               ^\n"},
      {"any with a weight",
       "check: {any: {in: test.users, pass: row.enabled, weight: '1', empty: met}}\n",
       "rules/controls/test/x.yaml:8:50: error: unknown key 'weight' in 'any' [unknown-key]\n"
       "  check: {any: {in: test.users, pass: row.enabled, weight: '1', empty: met}}\n"
       "                                                   ^\n"
       "hint: known keys: in, as, where, let, key, label, pass, need, empty, show, source, "
       "none, otherwise\n"},
      {"any with a share", "check: {any: {in: test.users, credit: '1', empty: met}}\n",
       "rules/controls/test/x.yaml:8:31: error: unknown key 'credit' in 'any' [unknown-key]\n"
       "  check: {any: {in: test.users, credit: '1', empty: met}}\n"
       "                                ^\n"
       "hint: known keys: in, as, where, let, key, label, pass, need, empty, show, source, "
       "none, otherwise\n"},
      {"no terms", "check: {each: {in: test.users, need: [], empty: met}}\n",
       "rules/controls/test/x.yaml:8:38: error: the list of terms is empty [empty-list]\n"
       "  check: {each: {in: test.users, need: [], empty: met}}\n"
       "                                       ^\n"},
      {"a term without words",
       "check: {each: {in: test.users, need: [{is: row.enabled, weight: 0}], empty: met}}\n",
       "rules/controls/test/x.yaml:8:39: error: 'otherwise' is missing in the term [missing-key]\n"
       "  check: {each: {in: test.users, need: [{is: row.enabled, weight: 0}], empty: met}}\n"
       "                                        ^\n"
       "rules/controls/test/x.yaml:8:65: error: a weight is more than 0 and at most 1000 "
       "[out-of-range]\n"
       "  check: {each: {in: test.users, need: [{is: row.enabled, weight: 0}], empty: met}}\n"
       "                                                                  ^\n"},
      {"no parts", "check: {parts: []}\n",
       "rules/controls/test/x.yaml:8:16: error: the list of parts is empty [empty-list]\n"
       "  check: {parts: []}\n                 ^\n"},
      {"a manual part", "check: {parts: [{label: a, manual: look}]}\n",
       "rules/controls/test/x.yaml:8:36: error: 'manual' cannot be a part of a check [check-form]\n"
       "  check: {parts: [{label: a, manual: look}]}\n"
       "                                     ^\n"},
      {"parts without end",
       "check: {parts: [{label: a, parts: [{label: b, parts: [{label: c, parts: []}]}]}]}\n",
       "rules/controls/test/x.yaml:8:73: error: parts are nested deeper than 3 levels [too-large]\n"
       "  check: {parts: [{label: a, parts: [{label: b, parts: [{label: c, parts: []}]}]}]}\n"
       "                                                                          ^\n"},
      {"another way between bounds",
       "check: {steps: {value: '1', credit: [[0, 0]], between: curve}}\n",
       "rules/controls/test/x.yaml:8:56: error: unknown way between bounds 'curve' [unknown-word]\n"
       "  check: {steps: {value: '1', credit: [[0, 0]], between: curve}}\n"
       "                                                         ^\n"
       "hint: one of step, linear\n"},
      {"no bounds", "check: {steps: {value: '1', credit: []}}\n",
       "rules/controls/test/x.yaml:8:37: error: the list of bounds is empty [empty-list]\n"
       "  check: {steps: {value: '1', credit: []}}\n"
       "                                      ^\n"},
      {"bad bounds", "check: {steps: {value: '1', credit: [[0, 0], [0, 1], [1, 2], [3]]}}\n",
       "rules/controls/test/x.yaml:8:47: error: bounds ascend [bad-bounds]\n"
       "  check: {steps: {value: '1', credit: [[0, 0], [0, 1], [1, 2], [3]]}}\n"
       "                                                ^\n"
       "rules/controls/test/x.yaml:8:58: error: a credit lies between 0 and 1 [out-of-range]\n"
       "  check: {steps: {value: '1', credit: [[0, 0], [0, 1], [1, 2], [3]]}}\n"
       "                                                           ^\n"
       "rules/controls/test/x.yaml:8:62: error: expected a bound and its credit [bad-bounds]\n"
       "  check: {steps: {value: '1', credit: [[0, 0], [0, 1], [1, 2], [3]]}}\n"
       "                                                               ^\n"
       "hint: such as [5, 0.6]\n"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) { CHECK(problems_with_control(c.check) == c.problems); }
  }
}

TEST_CASE("the number of terms is limited") {
  std::string check = "check:\n  each:\n    in: test.users\n    empty: met\n    need:\n";
  for (int i = 0; i < 101; ++i) check += "    - {is: row.enabled, otherwise: is off}\n";
  CHECK(problems_with_control(check) ==
        "rules/controls/test/x.yaml:13:5: error: more than 100 terms [too-large]\n"
        "      - {is: row.enabled, otherwise: is off}\n      ^\n");
}

TEST_CASE("expressions must have the type their place asks for") {
  for (const std::string_view check :
       {"check: {assert: '1'}\n", "check: {each: {in: test.users, pass: row.age, empty: met}}\n",
        "check: {each: {in: test.users, credit: row.id, empty: met}}\n",
        "check: {each: {in: test.users, pass: 'true', weight: row.id, empty: met}}\n",
        "check: {each: {in: test.users, pass: 'true', key: row.age, empty: met}}\n",
        "check: {each: {in: test.users, pass: 'true', where: row.age, empty: met}}\n",
        "check: {each: {in: '1', pass: 'true', empty: met}}\n",
        "check: {steps: {value: \"'a'\", credit: [[0, 0]]}}\n",
        "check: {assert: 'true'}\napplies: '1'\n"}) {
    DYNAMIC_SECTION(check) {
      const std::string found = problems_with_control(check);
      CHECK(found.find("error: ") == found.rfind("error: "));
      CHECK(found.find("expected") != std::string::npos);
    }
  }
}
