#include "nullability.hpp"

#include "fixture.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using namespace stance::cel;

namespace {

Type nullable(TypeKind kind) {
  Type type = simple(kind);
  type.nullable = true;
  return type;
}

// Rows `r` of fields that can be null.
struct NullFixture : test::Fixture {
  NullFixture() : row("demo.rows", 3) {
    add(row, "name", nullable(TypeKind::text));
    add(row, "end", nullable(TypeKind::time));
    add(row, "on", nullable(TypeKind::boolean));
    add(row, "number", nullable(TypeKind::integer));
    Type list = list_of(simple(TypeKind::text));
    list.nullable = true;
    add(row, "tags", list);
    Type map = map_of(simple(TypeKind::text));
    map.nullable = true;
    add(row, "more", map);
    row.finish();
    environment.datasets["demo.rows"] = {3, &row, false, false};
    environment.lint = true;
    scope.declare("r", row.type());
    define("ended", {"x"}, "x.end < asof");
    define("before", {"t"}, "t < asof");
    define("known", {"t"}, "t != null");
  }

  RecordType row;
};

std::string said(std::string_view text) { return NullFixture().errors(text); }

}  // namespace

TEST_CASE("a null that makes the result unknown is reported where it is used") {
  struct Case {
    std::string_view text;
    std::size_t column;
    std::string_view operand;
  };
  static constexpr Case cases[] = {
      {"r.end < asof", 1, "r.end"},
      {"asof >= r.end", 9, "r.end"},
      {"r.name.startsWith('a')", 1, "r.name"},
      {"size(r.tags)", 6, "r.tags"},
      {"'a' in r.tags", 8, "r.tags"},
      {"r.tags.exists(t, t == 'a')", 1, "r.tags"},
      {"r.tags[0]", 1, "r.tags"},
      {"r.more.key", 1, "r.more"},
      {"r.number + 1", 1, "r.number"},
      {"-r.number", 2, "r.number"},
      {"string(r.name) == 'a'", 8, "r.name"},
      {"!r.on", 2, "r.on"},
      {"r.on ? 1 : 2", 1, "r.on"},
      {"r.on && p.on", 1, "r.on"},
      {"p.on || r.on", 9, "r.on"},
      {"r.name != null || r.name.size() > 1", 19, "r.name"},
      {"r.name == null && r.name.size() > 1", 19, "r.name"},
      {"p.on && r.end < asof", 9, "r.end"},
      {"has(r.end) && r.end < asof", 15, "r.end"},
      {"demo.rows.exists(x, x.end < asof)", 21, "x.end"},
      {"(r.name == null || p.on) && r.name.size() > 1", 29, "r.name"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.text) {
      const std::string operand(c.operand);
      CHECK(said(c.text) == ":1:" + std::to_string(c.column) + ": warning: '" + operand +
                                "' can be null, and the result is unknown then [unguarded-null]\n"
                                "  " +
                                std::string(c.text) + "\n  " + std::string(c.column - 1, ' ') +
                                "^\nhint: say what null means: " + operand + " != null && ...\n");
    }
  }
}

TEST_CASE("what null means has been said") {
  static constexpr std::string_view texts[] = {
      "r.end != null && r.end < asof",
      "r.end < asof && r.end != null",
      "r.end == null || r.end < asof",
      "r.end != null ? r.end < asof : false",
      "r.end == null ? true : r.end < asof",
      "!(r.end == null) && p.on && r.end < asof",
      "!(r.end == null || r.name == null) && r.end < asof && r.name.size() > 1",
      "(r.end == null ? false : p.on) && r.end < asof",
      "r.name == 'a' && r.name.size() == 1",
      "r.name in ['a', 'b'] && r.name.size() == 1",
      "r.name == 'a' || r.name == null",
      "r.name in ['a']",
      "(r.name != null ? r.name : 'none').size() > 1",
      "type(r.end) == type(asof)",
      "r.end != null && ended(r)",
      "r.end != null && before(r.end)",
      "known(r.end) && before(r.end)",
      "known(r.end) && ended(r)",
      "demo.rows.exists(x, x.end != null && x.end < asof)",
      "demo.rows.filter(x, x.end != null).all(y, y.end < asof)",
      "demo.rows.filter(x, known(x.end)).map(y, y.end < asof)",
      "demo.rows.map(x, x.end != null, x.end < asof)",
      "[r.name, 'a']",
      "has(r.end)",
  };
  for (const std::string_view text : texts) {
    DYNAMIC_SECTION(text) { CHECK(said(text).empty()); }
  }
}

TEST_CASE("a function that takes null is reported in its body") {
  CHECK(said("before(r.end)") ==
        ":1:1: warning: 't' can be null, and the result is unknown then [unguarded-null]\n"
        "  t < asof\n  ^\nhint: say what null means: t != null && ...\n");
}

TEST_CASE("what where leaves out need not be said again") {
  NullFixture fixture;
  const auto where = fixture.compile("r.end != null && p.on");
  REQUIRE(where);
  fixture.scope.assume("where", *where);
  CHECK(fixture.errors("r.end < asof").empty());
  CHECK(fixture.errors("before(r.end)").empty());
}
