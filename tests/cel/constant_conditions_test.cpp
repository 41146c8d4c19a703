#include "constant_conditions.hpp"

#include "fixture.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using namespace stance::cel;

namespace {

// What lint says of a condition about the policy `p`.
std::string said(std::string_view text, Type expected = simple(TypeKind::boolean)) {
  test::Fixture fixture;
  fixture.environment.lint = true;
  fixture.define("same", {"a", "b"}, "a == b");
  fixture.define("among", {"x", "xs"}, "x in xs");
  fixture.define("never", {}, "false");
  return fixture.errors(text, expected);
}

std::string always(std::size_t column, std::string_view truth, std::string_view text) {
  return ":1:" + std::to_string(column) + ": warning: condition is always " + std::string(truth) +
         " [constant-condition]\n  " + std::string(text) + "\n  " + std::string(column - 1, ' ') +
         "^\n";
}

}  // namespace

TEST_CASE("conditions that are the same whatever the data are reported where they stand") {
  struct Case {
    std::string_view text;
    std::size_t column;
    std::string_view truth;
  };
  static constexpr Case cases[] = {
      {"true", 1, "true"},
      {"p.on && false", 9, "false"},
      {"true || p.on", 1, "true"},
      {"!true", 2, "true"},
      {"false ? p.on : p.count > 1", 1, "false"},
      {"demo.policies.exists(x, true)", 25, "true"},
      {"demo.policies.filter(x, 1 > 2).size() > 0", 25, "false"},
      {"[1].map(x, true, p.count).size() > 1", 12, "true"},
      {"1 == 2 || p.on", 1, "false"},
      {"1 != 2 && p.on", 1, "true"},
      {"p.on && 1 <= 1", 9, "true"},
      {"p.on && 'a' >= 'b'", 9, "false"},
      {"p.on && 1 in [1, 2]", 9, "true"},
      {"p.state in []", 1, "false"},
      {"p.count == p.count", 1, "true"},
      {"p.on && p.count < p.count", 9, "false"},
      {"p.id.size() >= 0", 1, "true"},
      {"p.id.size() < 0", 1, "false"},
      {"p.id.size() > -1", 1, "true"},
      {"p.on || (p.on && p.id.size() != -1)", 18, "true"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.text) { CHECK(said(c.text) == always(c.column, c.truth, c.text)); }
  }
}

TEST_CASE("operands that contradict or complete each other are reported at the second one") {
  struct Case {
    std::string_view text, problem;
  };
  static constexpr Case cases[] = {
      {"p.on || !p.on",
       ":1:9: warning: 'p.on' and '!p.on' make the condition always true [constant-condition]\n"
       "  p.on || !p.on\n          ^\n"},
      {"!p.on && p.count > 1 && p.on",
       ":1:25: warning: '!p.on' and 'p.on' make the condition always false [constant-condition]\n"
       "  !p.on && p.count > 1 && p.on\n                          ^\n"},
      {"p.state != 'enabled' || p.state != 'disabled'",
       ":1:25: warning: 'p.state != 'enabled'' and 'p.state != 'disabled'' make the condition "
       "always true [constant-condition]\n"
       "  p.state != 'enabled' || p.state != 'disabled'\n                          ^\n"},
      {"p.state == 'enabled' && p.state == 'disabled'",
       ":1:25: warning: 'p.state == 'enabled'' and 'p.state == 'disabled'' make the condition "
       "always false [constant-condition]\n"
       "  p.state == 'enabled' && p.state == 'disabled'\n                          ^\n"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.text) { CHECK(said(c.text) == c.problem); }
  }
}

TEST_CASE("a field that is never null is not compared with null") {
  CHECK(said("p.state != null && p.on") ==
        ":1:1: warning: 'p.state' is never null [never-null]\n"
        "  p.state != null && p.on\n  ^\n"
        "hint: if it can be, declare 'state' with '?' behind its type\n");
}

TEST_CASE("what data can change is no constant") {
  static constexpr std::string_view texts[] = {
      "p.count > params.limit",
      "params.limit > 3 && p.on",
      "params.limit == 10 || p.on",
      "same(p.count, p.count)",
      "same(1, 1)",
      "same('a', p.id) && p.on",
      "among(p.state, ['enabled'])",
      "among('a', [])",
      "p.on ? true : p.count > 1",
      "p.state == 'enabled' || p.state == 'disabled'",
      "p.state != 'enabled' && p.state != 'disabled'",
      "p.state == 'enabled' && p.id == 'a'",
      "p.id.size() > 0 && p.id.size() >= 1",
      "p.on && !demo.policies.exists(x, x.on)",
      "demo.policies.exists(x, x.id == p.id)",
  };
  for (const std::string_view text : texts) {
    DYNAMIC_SECTION(text) { CHECK(said(text).empty()); }
  }
  CHECK(said("true", {}).empty());
  CHECK(said("[true, false]", {}).empty());
}

TEST_CASE("a constant function is reported in its body") {
  CHECK(said("p.on || never()") ==
        ":1:1: warning: condition is always false [constant-condition]\n  false\n  ^\n");
}
