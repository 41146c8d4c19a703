#include "fixture.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using namespace stance::cel;

TEST_CASE("patterns that are known before data is read are tried") {
  test::Fixture fixture;
  fixture.scope.declare("params.bad", simple(TypeKind::text), Value::of(std::string_view("a(b")));
  fixture.scope.declare("params.good", simple(TypeKind::text), Value::of(std::string_view("a.b")));
  fixture.define("like", {"text", "pattern"}, "text.matches(pattern)");
  fixture.define("starts", {"text", "pattern"}, "like(text, '^' + pattern)");
  struct Case {
    std::string_view text, problem;
  };
  static constexpr Case cases[] = {
      {"p.id.matches('a(b')",
       ":1:14: error: invalid regular expression: missing ): a(b [bad-regex]\n"
       "  p.id.matches('a(b')\n               ^\n"},
      {"p.id.matches(params.bad)",
       ":1:14: error: invalid regular expression: missing ): a(b [bad-regex]\n"
       "  p.id.matches(params.bad)\n               ^\n"},
      {"p.id.matches('^' + params.bad + '$')",
       ":1:14: error: invalid regular expression: missing ): ^a(b$ [bad-regex]\n"
       "  p.id.matches('^' + params.bad + '$')\n               ^\n"},
      {"starts(p.id, '[')",
       ":1:14: error: invalid regular expression: missing ]: [ [bad-regex]\n"
       "  text.matches(pattern)\n               ^\n"},
      {"p.id.matches(params.good)", ""},
      {"p.id.matches(p.state)", ""},
      {"starts(p.id, params.good + p.state)", ""},
      {"like(p.id, 'a') && ['('].exists(x, p.id.matches(x))", ""},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.text) { CHECK(fixture.errors(c.text) == c.problem); }
  }
}
