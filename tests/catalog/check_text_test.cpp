#include "check_text.hpp"

#include "fixture.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace stance;
using namespace stance::catalog;
using testing::Yaml;

namespace {

std::string described(std::string yaml) {
  const Yaml control(std::move(yaml));
  CHECK(control.problems().empty());
  tenant::Schema schema;
  schema.add(
      {.name = "a.users", .title = "Users", .product = {}, .row = &schema.add_record("a.users")});
  return fmt::format("{}", fmt::join(describe_check(control.root(), schema), "\n"));
}

}  // namespace

TEST_CASE("a check is told in words") {
  struct Case {
    std::string_view name, yaml, text;
  };
  static constexpr Case cases[] = {
      {"assert", "check: {assert: a == b, otherwise: they differ}\napplies: c\n",
       "Required: a == b\n  otherwise: they differ\nApplies when c"},
      {"each with terms",
       "let: {n: 1 + 1}\n"
       "check:\n  each:\n    in: a.users\n    where: |\n      u.on\n      && u.off\n"
       "    need:\n    - {weight: 2, is: u.a, otherwise: lacks a}\n"
       "    - {weight: 6, is: u.b, must: true, otherwise: lacks b}\n    empty: not_applicable\n",
       "Each of Users where u.on && u.off; each needs:\n"
       "- (2 of 8) u.a\n  otherwise: lacks a\n"
       "- (must, 6 of 8) u.b\n  otherwise: lacks b\n"
       "when there is none: not applicable\n"
       "with n = 1 + 1"},
      {"any", "check: {any: {in: params.x, let: {k: u.l}, pass: k, empty: unmet}}\n",
       "Best of params.x; each needs: k\nwith k = u.l\nwhen there is none: unmet"},
      {"each with a share", "check: {each: {in: a.users, credit: u.c, weight: u.w, empty: met}}\n",
       "Each of Users; earned share: u.c\nweight: u.w\nwhen there is none: met"},
      {"steps", "check: {steps: {value: n, credit: [[0, 0], [2, 0.5]], between: linear}}\n",
       "By n, linear in between:\n- from 0: 0 %\n- from 2: 50 %"},
      {"parts",
       "check:\n  parts:\n  - {weight: 2, label: One, applies: x, assert: a}\n"
       "  - {label: Two, setting: {dataset: a.users, field: f, expected: [p, q]}}\n",
       "- (2 of 3) One\n  applies when x\n  Required: a\n"
       "- (1 of 3) Two\n  Users: f is p or q"},
      {"a setting", "check: {setting: {dataset: a.other, field: f, expected: {min: 1, max: 9}}}\n",
       "a.other: f is at least 1 and at most 9"},
      {"a person", "check: {manual: Look at it.}\n", "Looked at by a person: Look at it."},
      {"nothing", "id: x\n", ""},
      {"nonsense", "check: {each: 1, steps: [], parts: {}, setting: x}\n",
       "Each of ; each needs: \nBy :\n:  is "},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) { CHECK(described(std::string(c.yaml)) == c.text); }
  }
}

TEST_CASE("parameters are told with their defaults") {
  const Yaml yaml(
      "params:\n  a: [x, y]\n  b: {default: 3, min: 1, description: How many.}\n  c: {k: []}\n");
  using Pairs = std::vector<std::pair<std::string, std::string>>;
  CHECK(describe_parameters(yaml.root()) ==
        Pairs{{"a", R"(["x","y"])"}, {"b", "3: How many."}, {"c", R"({"k":[]})"}});
  CHECK(describe_parameters(Yaml("id: x\n").root()).empty());
}
