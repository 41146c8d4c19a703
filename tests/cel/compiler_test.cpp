#include "fixture.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using namespace stance::cel;

TEST_CASE("mistakes in expressions are reported with place, caret and hint") {
  struct Case {
    std::string_view text;
    std::string_view errors;
  };
  const Case cases[] = {
      {"p.stat == 'enabled'",
       ":1:1: error: unknown field 'stat' of demo.policies [unknown-field]\n  p.stat == "
       "'enabled'\n  ^\n"
       "hint: did you mean 'state'?\n"},
      {"(p.on ? [] : [p]).all(q, q.stat == 'enabled')",
       ":1:26: error: unknown field 'stat' of demo.policies [unknown-field]\n  (p.on ? [] : "
       "[p]).all(q, q.stat == 'enabled')\n                           ^\n"
       "hint: did you mean 'state'?\n"},
      {"p.users == 1",
       ":1:1: error: 'users' is a group of demo.policies, expected one of its fields "
       "[unknown-field]\n"
       "  p.users == 1\n  ^\n"},
      {"p.state == 'Enabled'",
       ":1:1: error: 'Enabled' is no value of state [unknown-value]\n  p.state == 'Enabled'\n  ^\n"
       "hint: did you mean 'enabled'?\n"},
      {"p.state in ['enabled', 'off']",
       ":1:1: error: 'off' is no value of state [unknown-value]\n  p.state in ['enabled', 'off']\n "
       " ^\n"
       "hint: it has enabled, disabled\n"},
      {"p.count == 'a'",
       ":1:1: error: int is never equal to string [type-mismatch]\n  p.count == 'a'\n  ^\n"},
      {"1 in ['a']",
       ":1:1: error: int is never in list(string) [type-mismatch]\n  1 in ['a']\n  ^\n"},
      {"'a' < 1", ":1:1: error: '<' cannot order string and int [type-mismatch]\n  'a' < 1\n  ^\n"},
      {"1 + 1.5",
       ":1:1: error: '+' has no meaning for int and double [type-mismatch]\n  1 + 1.5\n  ^\n"
       "hint: int and double do not mix in arithmetic; convert with int() or double()\n"},
      {"p.on && p.count",
       ":1:9: error: operand of '&&' is int, expected bool [type-mismatch]\n  p.on && p.count\n    "
       "      ^\n"},
      {"!p.id",
       ":1:2: error: operand of '!' is string, expected bool [type-mismatch]\n  !p.id\n   ^\n"},
      {"-p.id",
       ":1:1: error: operand of '-' is string, expected a number [type-mismatch]\n  -p.id\n  ^\n"},
      {"p.id ? 1 : 2",
       ":1:1: error: condition of '?:' is string, expected bool [type-mismatch]\n  p.id ? 1 : 2\n  "
       "^\n"},
      {"p.id[0]",
       ":1:1: error: '[]' needs a list or a map, found string [type-mismatch]\n  p.id[0]\n  ^\n"},
      {"[1]['a']",
       ":1:5: error: index of a list is string, expected int [type-mismatch]\n  [1]['a']\n      "
       "^\n"},
      {"1 in 2",
       ":1:1: error: 'in' needs a list or a map on its right, found int [type-mismatch]\n  1 in "
       "2\n  ^\n"},
      {"{1.5: 2}",
       ":1:2: error: key of a map is double, expected string, int or bool [type-mismatch]\n  {1.5: "
       "2}\n   ^\n"},
      {"q.on", ":1:1: error: unknown name 'q' [unknown-name]\n  q.on\n  ^\n"},
      {"asoff",
       ":1:1: error: unknown name 'asoff' [unknown-name]\n  asoff\n  ^\nhint: did you mean "
       "'asof'?\n"},
      {"params.limits",
       ":1:1: error: unknown parameter 'limits' [unknown-parameter]\n  params.limits\n  ^\n"
       "hint: did you mean 'params.limit'?\n"},
      {"demo",
       ":1:1: error: 'demo' is an area, expected the name of a dataset in it [unknown-dataset]\n  "
       "demo\n  ^\n"},
      {"demo.polices.size()",
       ":1:1: error: unknown dataset 'demo.polices' [unknown-dataset]\n  demo.polices.size()\n  ^\n"
       "hint: did you mean 'demo.policies'?\n"},
      {"demo.many.size()",
       ":1:1: error: 'demo.many' is a large dataset, it can only be what a check goes over "
       "[large-dataset]\n"
       "  demo.many.size()\n  ^\nhint: name it in 'in:' of each or any, or look rows up: exists(x, "
       "x.field == value)\n"},
      {"demo.policies.id",
       ":1:1: error: list(row of demo.policies) has no field 'id' [unknown-field]\n  "
       "demo.policies.id\n  ^\n"
       "hint: use exists(), all(), filter() or map() on its members\n"},
      {"p.id.lenght()",
       ":1:1: error: unknown function 'lenght' [unknown-function]\n  p.id.lenght()\n  ^\n"},
      {"p.id.containz('a')",
       ":1:1: error: unknown function 'containz' [unknown-function]\n  p.id.containz('a')\n  ^\n"
       "hint: did you mean 'contains'?\n"},
      {"p.id.contains(1)",
       ":1:1: error: 'contains' cannot be applied to (string, int) [wrong-arguments]\n  "
       "p.id.contains(1)\n  ^\n"},
      {"p.id.matches('(')",
       ":1:14: error: invalid regular expression: missing ): ( [bad-regex]\n  p.id.matches('(')\n"
       "               ^\n"},
      {"has(p)",
       ":1:1: error: has() takes one field, as in has(row.field) [wrong-arguments]\n  has(p)\n  "
       "^\n"},
      {"has(params.limit)",
       ":1:1: error: has() takes a field of a row or a key of a map [wrong-arguments]\n  "
       "has(params.limit)\n  ^\n"},
      {"[1].all(demo, true)",
       ":1:9: error: variable 'demo' has the name of an area of datasets [bad-name]\n  "
       "[1].all(demo, true)\n"
       "          ^\nhint: use another name\n"},
      {"[1].all(1, true)",
       ":1:9: error: all() needs the name of a variable here [wrong-arguments]\n  [1].all(1, "
       "true)\n"
       "          ^\n"},
      {"[1].all(x, 1, true)",
       ":1:12: error: all() needs the name of a variable here [wrong-arguments]\n  [1].all(x, 1, "
       "true)\n"
       "             ^\n"},
      {"[1].all(x, x, true)",
       ":1:12: error: both variables of all() have the same name [bad-name]\n  [1].all(x, x, "
       "true)\n"
       "             ^\n"},
      {"{'a': 1}.sortBy(x, x)",
       ":1:1: error: sortBy() needs a list, found a map [type-mismatch]\n  {'a': 1}.sortBy(x, x)\n "
       " ^\n"},
      {"p.count.all(x, true)",
       ":1:1: error: all() needs a list or a map, found int [type-mismatch]\n  p.count.all(x, "
       "true)\n  ^\n"},
      {"[1].all(x, x)",
       ":1:12: error: condition of all() is int, expected bool [type-mismatch]\n  [1].all(x, x)\n  "
       "           ^\n"},
      {"[1].map(x, x, x)",
       ":1:12: error: condition of map() is int, expected bool [type-mismatch]\n  [1].map(x, x, "
       "x)\n"
       "             ^\n"},
      {"cel.bind(x, 1)",
       ":1:1: error: cel.bind() takes a name, its value and an expression [wrong-arguments]\n  "
       "cel.bind(x, 1)\n"
       "  ^\n"},
      {"f(1, 2)",
       ":1:1: error: f() takes 1 arguments, found 2 [wrong-arguments]\n  f(1, 2)\n  ^\n"},
  };
  test::Fixture fixture;
  fixture.define("f", {"x"}, "x");
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.text) { CHECK(fixture.errors(c.text) == c.errors); }
  }
}

TEST_CASE("a wrong result type is an error at the expression") {
  test::Fixture fixture;
  CHECK(fixture.errors("1", simple(TypeKind::boolean)) ==
        ":1:1: error: expression is int, expected bool [type-mismatch]\n  1\n  ^\n");
  CHECK(fixture.compile("p.id", simple(TypeKind::text)));
}

TEST_CASE("an open list of words only warns") {
  test::Fixture fixture;
  CHECK(fixture.errors("demo.settings.level == 'medium'") ==
        ":1:1: warning: 'medium' is no value of level [unknown-value]\n  demo.settings.level == "
        "'medium'\n  ^\n"
        "hint: it has low, high\n");
  CHECK(fixture.compile("demo.settings.level == 'medium'"));
}

TEST_CASE("functions that call themselves or are broken are reported") {
  test::Fixture fixture;
  fixture.define("a", {}, "b()");
  fixture.define("b", {}, "a()");
  fixture.define("broken", {}, "1 +");
  CHECK(fixture.errors("a()") ==
        ":1:1: error: function 'a' calls itself [recursive-function]\n  a()\n  ^\n");
  CHECK(fixture.errors("broken()") ==
        ":1:1: error: function 'broken' has an error [broken-function]\n  broken()\n  ^\n"
        ":1:4: error: expression ends here, expected a value [syntax]\n  1 +\n     ^\n");
}

TEST_CASE("inlining is bounded") {
  test::Fixture fixture;
  fixture.define("f0", {"x"}, "x + x");
  for (int i = 1; i < 20; ++i) {
    const std::string previous = "f" + std::to_string(i - 1);
    static std::vector<std::string> bodies(20);
    bodies[static_cast<std::size_t>(i)] = previous + "(x) + " + previous + "(x)";
    fixture.define("f" + std::to_string(i), {"x"}, bodies[static_cast<std::size_t>(i)]);
  }
  const std::string errors = fixture.errors("f19(1)");
  CHECK_THAT(errors, Catch::Contains("error: expression is too large once its functions are "
                                     "inlined: more than 20000 operations or 1000 levels"));
}
