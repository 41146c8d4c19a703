#include "stance/tenant/decode.hpp"

#include "fixture.hpp"
#include "stance/base/arena.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace stance;
using namespace stance::tenant;

TEST_CASE("values are the same when everything in them is") {
  struct Case {
    std::string a, b;
    bool same;
  };
  const Case cases[] = {
      {"null", "null", true},
      {"true", "true", true},
      {"true", "false", false},
      {"1", "1", true},
      {"1", "2", false},
      {"1", "1.0", false},
      {"1.5", "1.5", true},
      {"\"a\"", "\"a\"", true},
      {"\"a\"", "\"A\"", false},
      {"[]", "{}", false},
      {"[1,[2]]", "[1,[2]]", true},
      {"[1,2]", "[1]", false},
      {"[1]", "[1,2]", false},
      {R"({"a":{"b":1}})", R"({"a":{"b":1}})", true},
      {R"({"a":1})", R"({"A":1})", false},
      {R"({"a":1})", R"({"a":1,"b":2})", false},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.a << " " << c.b) {
      const auto a = parse(c.a);
      const auto b = parse(c.b);
      CHECK(same_value(a.root(), b.root()) == c.same);
    }
  }
  CHECK(same_value({}, {}));
  CHECK_FALSE(same_value({}, parse("null").root()));
}

TEST_CASE("content is ordered whatever the order of members") {
  // Each less than all that follow; texts in one entry are equal.
  const std::vector<std::vector<std::string>> order = {
      {"null"},
      {"false"},
      {"true"},
      {"-1"},
      {"2"},
      {"0.5"},
      {"\"a\""},
      {"\"b\""},
      {"[]"},
      {"[1]"},
      {"[1,0]"},
      {"[2]"},
      {"{}"},
      {R"({"a":1})"},
      {R"({"a":1,"b":[{"c":2,"d":3}]})", R"({"b":[{"d":3,"c":2}],"a":1})"},
      {R"({"a":2})"},
      {R"({"b":0})"},
  };
  for (std::size_t i = 0; i < order.size(); ++i) {
    for (std::size_t k = 0; k < order.size(); ++k) {
      INFO(order[i].back() << " " << order[k].front());
      const auto a = parse(order[i].back());
      const auto b = parse(order[k].front());
      const int expected = i < k ? -1 : i > k ? 1 : 0;
      CHECK(compare_content(a.root(), b.root()) == expected);
    }
  }
  CHECK(compare_content({}, {}) == 0);
  CHECK(compare_content({}, parse("null").root()) == -1);
}

TEST_CASE("a projection decides which fields are read and where they stand") {
  Schema schema;
  const RecordSchema& row = declare(
      schema, "t",
      {{"a", cel::simple(cel::TypeKind::integer)}, {"b", cel::simple(cel::TypeKind::integer)}});
  cel::Projections projections;
  const auto document = parse(R"({"a":"damaged","b":2})");
  base::Arena arena;
  {
    RowDecoder decoder(row, projections, nullptr);
    CHECK(decoder.width() == 0);
    decoder.decode({.self = document.root()}, {}, arena);
  }
  static_cast<void>(projections.of(row.type).slot(1));
  RowDecoder decoder(row, projections, nullptr);
  REQUIRE(decoder.width() == 1);
  std::vector<cel::Value> slots(1);
  decoder.decode({.self = document.root()}, slots, arena);
  CHECK(cel::to_text(slots[0]) == "2");
  CHECK(decoder.damage().empty());
}

TEST_CASE("an unknown value names its field") {
  Schema schema;
  const RecordSchema& row =
      declare(schema, "entra.domains", {{"g.a", cel::simple(cel::TypeKind::integer)}});
  const auto projections = read_all({&row});
  const auto document = parse("{}");
  RowDecoder decoder(row, projections, nullptr);
  std::vector<cel::Value> slots(1);
  base::Arena arena;
  decoder.decode({.self = document.root()}, slots, arena);
  REQUIRE(slots[0].is_unknown());
  REQUIRE(slots[0].subject != nullptr);
  CHECK(slots[0].subject->dataset == "entra.domains");
  CHECK(slots[0].subject->field == "g.a");
}

TEST_CASE("damage is counted over rows") {
  Schema schema;
  const RecordSchema& row = declare(schema, "t", {{"a", cel::simple(cel::TypeKind::integer)}});
  const auto projections = read_all({&row});
  const auto document = parse(R"([{"a":"x"},{"a":1},{"a":"y"},{"a":true}])");
  RowDecoder decoder(row, projections, nullptr);
  std::vector<cel::Value> slots(1);
  base::Arena arena;
  for (const auto element : document.root().elements()) {
    decoder.decode({.self = element}, slots, arena);
  }
  CHECK(show(decoder.damage()) ==
        "a: a boolean in place of an integer; a: text that is not an integer x2");
}
