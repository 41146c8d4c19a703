#include "stance/cel/image.hpp"

#include "fixture.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <limits>

using namespace stance;
using namespace stance::cel;

namespace {

// A literal alone would be taken for true.
Value text_value(std::string_view text) { return Value::of(text); }

// The space of a fixture whose projections start anew.
ImageSpace space_of(test::Fixture& fixture, const ImagePool& pool, Projections& projections) {
  return {.texts = pool.texts(),
          .records = {&fixture.policy, &fixture.settings},
          .projections = &projections,
          .arena = &fixture.arena};
}

ImagePool pool_of(const test::Fixture& fixture) {
  ImagePool pool;
  pool.add(fixture.policy);
  pool.add(fixture.settings);
  return pool;
}

}  // namespace

TEST_CASE("numbers and texts come back from an image") {
  constexpr std::uint64_t numbers[] = {
      0,           1,           127,
      128,         16'383,      16'384,
      0xffff'ffff, 1ULL << 63U, std::numeric_limits<std::uint64_t>::max()};
  ImagePool pool;
  ImageWriter writer(pool);
  for (const std::uint64_t number : numbers) writer.number(number);
  const std::string lasting = "one two three";
  pool.keep(lasting);
  writer.text(std::string_view(lasting).substr(4, 3));
  writer.text("other");
  writer.text("other");
  writer.text("");
  CHECK(pool.texts() == "one two threeother");
  const ImageSpace space{.texts = pool.texts()};
  ImageReader reader(writer.bytes(), space);
  for (const std::uint64_t number : numbers) CHECK(reader.number() == number);
  for (const std::string_view text : {"two", "other", "other", ""}) CHECK(reader.text() == text);
  CHECK_FALSE(reader.failed());
  CHECK(reader.number() == 0);
  CHECK(reader.failed());
}

TEST_CASE("a list of an image is no longer than its bytes") {
  ImagePool pool;
  ImageWriter writer(pool);
  writer.number(3);
  writer.number(1);
  const ImageSpace space;
  ImageReader reader(writer.bytes(), space);
  CHECK(reader.count() == 0);
  CHECK(reader.failed());
}

TEST_CASE("values come back from an image") {
  base::Arena arena;
  const Value numbers[] = {Value::of(std::int64_t{-1}), Value::of(2.5)};
  const Entry entries[] = {{text_value("a"), Value::list(numbers)}, {Value::of(true), {}}};
  const Value values[] = {Value::null(),
                          Value::of(false),
                          Value::of(std::numeric_limits<std::int64_t>::min()),
                          Value::of(-0.0),
                          text_value("text"),
                          Value::time(-5, 7),
                          Value::span(90, 1),
                          Value::list({}),
                          Value::map(entries),
                          Value::type_named("int"),
                          Value::unknown(Why::wrong_type)};
  ImagePool pool;
  ImageWriter writer(pool);
  for (const Value& value : values) writer.value(value);
  const ImageSpace space{.texts = pool.texts(), .arena = &arena};
  ImageReader reader(writer.bytes(), space);
  for (const Value& value : values) {
    const Value read = reader.value();
    CHECK(read.kind == value.kind);
    CHECK(to_text(read) == to_text(value));
  }
  CHECK_FALSE(reader.failed());
}

TEST_CASE("types come back from an image") {
  test::Fixture fixture;
  Type nullable = simple(TypeKind::text);
  nullable.nullable = true;
  const Type types[] = {simple(TypeKind::dyn),           nullable,
                        list_of(simple(TypeKind::text)), map_of(simple(TypeKind::integer)),
                        fixture.settings.type(),         list_of(fixture.policy.type())};
  ImagePool pool = pool_of(fixture);
  ImageWriter writer(pool);
  for (const Type& type : types) writer.type(type);
  Projections projections;
  const ImageSpace space = space_of(fixture, pool, projections);
  ImageReader reader(writer.bytes(), space);
  for (const Type& type : types) {
    const Type read = reader.type();
    CHECK(to_text(read) == to_text(type));
    CHECK(read.nullable == type.nullable);
    CHECK(read.record == type.record);
    CHECK(element_of(read).record == element_of(type).record);
  }
}

TEST_CASE("programs of an image run as they were compiled") {
  constexpr std::string_view texts[] = {
      "p.count + params.limit > 12 && p.on",
      "p.users.include.exists(u, u.startsWith('a') || u in ['b', 'c'])",
      "demo.policies.filter(q, is_on(q)).map(q, q.id)",
      "demo.settings.level == 'low' ? {'k': [1, 2.5, null]} : {}",
      "has(p.count) && has({'a': 1}.a) && [1, 2].sortBy(x, -x)[0] == 2",
      "asof - duration('1h') < timestamp('2026-01-01T00:00:00Z')",
      "demo.many.exists(q, q.id == p.id && q.count > 1)",
      "cel.bind(n, p.id.size(), n * n - 1) / 2 % 7",
      "type(p.count) == int && !(p.id.matches('^a+$'))",
  };
  test::Fixture fixture;
  fixture.define("is_on", {"q"}, "q.state == 'enabled' && q.on");
  ImagePool pool = pool_of(fixture);
  for (const auto& [name, function] : fixture.environment.functions) pool.keep(function.body.text);
  std::vector<Program> compiled;
  ImageWriter writer(pool);
  for (const std::string_view text : texts) {
    auto program = fixture.compile(text);
    REQUIRE(program);
    writer.program(*program);
    compiled.push_back(*std::move(program));
  }
  Projections projections;
  const ImageSpace space = space_of(fixture, pool, projections);
  ImageReader reader(writer.bytes(), space);
  std::vector<Program> read;
  for (std::size_t i = 0; i < compiled.size(); ++i) read.push_back(reader.program());
  CHECK_FALSE(reader.failed());
  // The same fields in the same order, so that both see the same rows.
  const Projection& fields = projections.of(fixture.policy);
  CHECK(std::ranges::equal(fields.fields(),
                           fixture.environment.projections.of(fixture.policy).fields()));
  CHECK(fields.keys() == fixture.environment.projections.of(fixture.policy).keys());

  const Value names[] = {text_value("b"), text_value("x")};
  const Value row = fixture.row({{"id", text_value("aa")},
                                 {"state", text_value("enabled")},
                                 {"users.include", Value::list(names)},
                                 {"count", Value::of(std::int64_t{3})},
                                 {"on", Value::of(true)}});
  const Value rows[] = {row, fixture.row({{"id", text_value("z")}})};
  fixture.policies = Value::list(rows);
  for (std::size_t i = 0; i < compiled.size(); ++i) {
    CAPTURE(texts[i]);
    CHECK(read[i].text() == compiled[i].text());
    CHECK(to_text(read[i].type()) == to_text(compiled[i].type()));
    CHECK(read[i].locals() == compiled[i].locals());
    CHECK(std::ranges::equal(read[i].datasets(), compiled[i].datasets()));
    CHECK(std::ranges::equal(read[i].variables(), compiled[i].variables()));
    for (const Value& p : {row, rows[1], Value::unknown(Why::dataset_absent)}) {
      const Value wanted = fixture.run(compiled[i], p);
      const Value found = fixture.run(read[i], p);
      CHECK(to_text(found) == to_text(wanted));
      if (!wanted.is_unknown() || wanted.subject == nullptr) continue;
      REQUIRE(found.subject != nullptr);
      CHECK(found.subject->expression == wanted.subject->expression);
      CHECK(found.subject->field == wanted.subject->field);
    }
  }
}
