#include "stance/tenant/table.hpp"

#include "fixture.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace stance;
using namespace stance::tenant;
using cel::TypeKind;

namespace {

MemoryRows rows_of(const base::json::Document& document) {
  MemoryRows rows;
  for (const auto row : document.root().elements()) {
    rows.places.push_back({3, "/k/" + std::to_string(rows.rows.size())});
    rows.rows.push_back({.self = row});
  }
  return rows;
}

// "id=note@pointer" of every row.
std::string scanned(Table& table, const cel::Projections& projections) {
  std::string text;
  Rows batch;
  const auto scan = table.scan(projections);
  while (scan->next(batch)) {
    for (std::size_t r = 0; r < batch.count; ++r) {
      const Located place = table.locate(batch.places[r]);
      text += text.empty() ? "" : " ";
      for (std::size_t i = 0; i < batch.width; ++i) text += cel::to_text(batch.row(r)[i]) + ",";
      text += "@" + std::to_string(place.input) + place.pointer;
    }
  }
  return text;
}

}  // namespace

TEST_CASE("a table in memory gives its rows in the order of keys, equal keys once") {
  Schema schema;
  const RecordSchema& row = declare(
      schema, "t", {{"id", cel::simple(TypeKind::text)}, {"n", cel::simple(TypeKind::integer)}});
  const Dataset& dataset = schema.add({.name = "t", .key = "id", .row = &row});
  const auto projections = read_all({&row});
  const auto document = parse(
      R"([{"id":"b","n":1},{"ID":"a","n":2},{"id":"b","n":3},{"n":4},{"n":5},{"id":null,"n":6}])");
  const auto table = memory_table(dataset, nullptr, rows_of(document));
  CHECK(table->state() == State::present);
  CHECK(table->count() == 5);
  CHECK(table->duplicates() == 1);
  CHECK_FALSE(table->open());
  const std::string expected =
      "'a',2,@3/k/1 'b',1,@3/k/0 unknown (field_absent),4,@3/k/3 unknown (field_absent),5,@3/k/4 "
      "null,6,@3/k/5";
  CHECK(scanned(*table, projections) == expected);
  CHECK(scanned(*table, projections) == expected);
  CHECK(table->damage().empty());

  cel::Projections only_n;
  static_cast<void>(only_n.of(row.type).slot(1));
  CHECK(scanned(*table, only_n) == "2,@3/k/1 1,@3/k/0 4,@3/k/3 5,@3/k/4 6,@3/k/5");
}

TEST_CASE("a batch stays valid while other projections are scanned") {
  Schema schema;
  const RecordSchema& row = declare(
      schema, "t", {{"id", cel::simple(TypeKind::text)}, {"n", cel::simple(TypeKind::integer)}});
  const Dataset& dataset = schema.add({.name = "t", .row = &row});
  const auto document = parse(R"([{"id":"a","n":1}])");
  const auto table = memory_table(dataset, nullptr, rows_of(document));
  const auto all = read_all({&row});
  cel::Projections other;
  static_cast<void>(other.of(row.type).slot(1));
  Rows batch;
  REQUIRE(table->scan(all)->next(batch));
  CHECK(scanned(*table, other) == "1,@3/k/0");
  CHECK(cel::to_text(batch.row(0)[0]) == "'a'");
}

TEST_CASE("keys may be of two fields, numbers, and properties of the enclosing object") {
  Schema schema;
  const RecordSchema& row = declare(
      schema, "t", {{"role", cel::simple(TypeKind::text)}, {"id", cel::simple(TypeKind::integer)}});
  const Dataset& dataset = schema.add({.name = "t", .key = "role+id", .row = &row});
  const SourceRule source{.exporter = "scuba", .at = "/a[]/b[]", .parent = {{"role", "name"}}};
  const auto document = parse(R"([{"name":"x","b":[{"id":1},{"id":2},{"id":1}]},
                                  {"name":"y","b":[{"id":1}]}])");
  MemoryRows rows;
  for (const auto outer : document.root().elements()) {
    for (const auto inner : outer.find("b").elements()) {
      rows.rows.push_back({.self = inner, .parent = outer});
      rows.places.push_back({0, "/p" + std::to_string(rows.rows.size())});
    }
  }
  const auto table = memory_table(dataset, &source, std::move(rows));
  CHECK(table->duplicates() == 1);
  CHECK(scanned(*table, read_all({&row})) == "'x',1,@0/p1 'x',2,@0/p2 'y',1,@0/p4");
}

TEST_CASE("damage of all scans is told once, sorted") {
  Schema schema;
  const RecordSchema& row = declare(
      schema, "t", {{"b", cel::simple(TypeKind::integer)}, {"a", cel::simple(TypeKind::integer)}});
  const Dataset& dataset = schema.add({.name = "t", .row = &row});
  const auto document = parse(R"([{"a":"x","b":"x"},{"a":"x","b":1}])");
  const auto table = memory_table(dataset, nullptr, rows_of(document));
  CHECK(table->damage().empty());
  cel::Projections only_a;
  static_cast<void>(only_a.of(row.type).slot(1));
  static_cast<void>(table->scan(only_a));
  static_cast<void>(table->scan(read_all({&row})));
  CHECK(show(table->damage()) ==
        "a: text that is not an integer x2; b: text that is not an integer");
}

TEST_CASE("a table without rows is empty, a missing one has its state") {
  Schema schema;
  const RecordSchema& row = declare(schema, "t", {});
  const Dataset& dataset = schema.add({.name = "t", .row = &row});
  const auto empty = memory_table(dataset, nullptr, {.open = true});
  CHECK(empty->state() == State::empty);
  CHECK(empty->open());
  CHECK(empty->count() == 0);
  Rows batch;
  CHECK_FALSE(empty->scan({})->next(batch));

  for (const State state : {State::failed, State::not_collected, State::damaged}) {
    const auto missing = missing_table(state);
    CHECK(missing->state() == state);
    CHECK(missing->count() == 0);
    CHECK(missing->duplicates() == 0);
    CHECK_FALSE(missing->open());
    CHECK_FALSE(missing->scan({})->next(batch));
    CHECK(missing->damage().empty());
  }
}

TEST_CASE("states have names") {
  std::string names;
  for (int i = 0; i < 5; ++i) names += std::string(name(static_cast<State>(i))) + " ";
  CHECK(names == "present empty failed not_collected damaged ");
}
