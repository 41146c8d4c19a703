#include "fixture.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <random>

using namespace stance::cel;

TEST_CASE("a large dataset is looked up by a key, never gone over") {
  struct Case {
    std::string_view text;
    std::string_view errors;
  };
  const Case cases[] = {
      {"demo.many.exists(q, q.id == p.id)", ""},
      {"demo.many.exists(q, q.on && p.id == q.id && q.count > 1)", ""},
      {"demo.many.exists_one(q, q.count == params.limit + 1)", ""},
      {"demo.many.filter(q, q.id == 'a').size() == 1", ""},
      {"demo.many.exists(q, q.on)",
       ":1:1: error: 'demo.many' is a large dataset, exists() would go over all of it "
       "[large-dataset]\n  demo.many.exists(q, q.on)\n  ^\n"
       "hint: exists(), exists_one() and filter() look rows up by a key: x.field == value && "
       "...\n"},
      {"demo.many.exists(q, q.id == p.id || q.on)",
       ":1:1: error: 'demo.many' is a large dataset, exists() would go over all of it "
       "[large-dataset]\n  demo.many.exists(q, q.id == p.id || q.on)\n  ^\n"
       "hint: exists(), exists_one() and filter() look rows up by a key: x.field == value && "
       "...\n"},
      {"demo.many.exists(q, q.id == q.state)",
       ":1:1: error: 'demo.many' is a large dataset, exists() would go over all of it "
       "[large-dataset]\n  demo.many.exists(q, q.id == q.state)\n  ^\n"
       "hint: exists(), exists_one() and filter() look rows up by a key: x.field == value && "
       "...\n"},
      {"demo.many.all(q, q.id == p.id)",
       ":1:1: error: 'demo.many' is a large dataset, all() would go over all of it "
       "[large-dataset]\n  demo.many.all(q, q.id == p.id)\n  ^\n"
       "hint: exists(), exists_one() and filter() look rows up by a key: x.field == value && "
       "...\n"},
      {"demo.many.map(q, q.id).size() == 1",
       ":1:1: error: 'demo.many' is a large dataset, map() would go over all of it "
       "[large-dataset]\n  demo.many.map(q, q.id).size() == 1\n  ^\n"
       "hint: exists(), exists_one() and filter() look rows up by a key: x.field == value && "
       "...\n"},
      {"demo.many.exists(q, q.idd == p.id)",
       ":1:21: error: unknown field 'idd' of demo.policies [unknown-field]\n"
       "  demo.many.exists(q, q.idd == p.id)\n                      ^\n"
       "hint: did you mean 'id'?\n"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.text) {
      test::Fixture fixture;
      CHECK(fixture.errors(c.text, simple(TypeKind::boolean)) == c.errors);
    }
  }
}

namespace {

// Rows of demo.policies with ids that repeat, or are unknown or null.
Value random_rows(test::Fixture& fixture, std::mt19937& random) {
  static const std::array<Value, 6> ids = {
      Value::of(std::string_view("a")), Value::of(std::string_view("b")),
      Value::of(std::string_view("c")), Value::null(),
      Value::unknown(Why::damaged),     Value::of(1.5)};
  static const std::array<Value, 3> truths = {Value::of(true), Value::of(false),
                                              Value::unknown(Why::range)};
  std::vector<Value> rows(random() % 6);
  for (Value& row : rows) {
    row = fixture.row({{"id", ids[random() % ids.size()]},
                       {"on", truths[random() % truths.size()]},
                       {"count", Value::of(static_cast<std::int64_t>(random() % 3))}});
  }
  if (random() % 4 == 0) return uncertain_list(rows, Value::unknown(Why::open_list), fixture.arena);
  return copy(Value::list(rows), fixture.arena);
}

}  // namespace

TEST_CASE("an index finds what going over all rows finds") {
  const std::string_view texts[] = {
      "demo.many.exists(q, q.id == p.id && q.on)",
      "demo.many.exists(q, q.on && p.id == q.id)",
      "demo.many.exists_one(q, q.id == p.id && q.count > 0)",
      "demo.many.filter(q, q.id == p.id && q.on).map(q, q.count)",
      "demo.many.exists(q, q.count == p.count)",
  };
  std::mt19937 random(7);
  for (const std::string_view text : texts) {
    test::Fixture fixture;
    const auto program = fixture.compile(text);
    REQUIRE(program);
    const auto& keys = fixture.environment.projections.of(fixture.policy).keys();
    REQUIRE(keys.size() == 1);
    for (int round = 0; round < 300; ++round) {
      const Value rows = random_rows(fixture, random);
      const Value others = random_rows(fixture, random);
      std::vector<Value> locals(program->locals() + 3);
      locals[2] = others.size > 0 ? others.values[0] : fixture.row({});
      const std::vector<Value> datasets = {Value::list({}), Value{}, rows};
      Frame scan{locals, datasets, fixture.arena, fixture.budget};
      std::vector<std::vector<KeyIndex>> indexes(3);
      indexes[2].emplace_back(rows, *keys.begin());
      Frame indexed{locals, datasets, fixture.arena, fixture.budget, indexes};
      const Value expected = program->run(scan);
      const Value found = program->run(indexed);
      CHECK(to_text(found) == to_text(expected));
      if (found.kind == Kind::list && found.uncertain) {
        CHECK(found.values[-1].why == expected.values[-1].why);
      }
    }
  }
}
