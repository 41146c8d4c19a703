#include "stance/tenant/table.hpp"

#include "fixture.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <utility>
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
      R"([{"id":"b","n":1},{"ID":"a","n":2},{"id":"b","n":1},{"n":4},{"n":5},{"id":null,"n":6}])");
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

namespace {

struct Part {
  std::uint32_t input;
  std::string pointer;
  std::string json;
};

// Rows, damage and twins of a table, whose fields are id, n, t (a text), c.x and rs (records).
std::string joined(const std::vector<Part>& parts) {
  Schema schema;
  FieldRule records;
  RecordSchema& element = declare(schema, "t.rs", {{"k", cel::simple(TypeKind::integer)}});
  records.element = &element;
  FieldRule implied;
  implied.absent = cel::Value::of(std::int64_t{0});
  const RecordSchema& row = declare(schema, "t",
                                    {{"id", cel::simple(TypeKind::text)},
                                     {"n", cel::simple(TypeKind::integer)},
                                     {"t", cel::simple(TypeKind::text)},
                                     {"c.x", cel::simple(TypeKind::integer), implied},
                                     {"rs", cel::list_of(element.type.type()), records}});
  const Dataset& dataset = schema.add({.name = "t", .key = "id", .row = &row});
  std::vector<base::json::Document> documents;
  MemoryRows rows;
  for (const Part& part : parts) {
    documents.push_back(parse(part.json));
    rows.rows.push_back({.self = documents.back().root()});
    rows.places.push_back({part.input, part.pointer});
  }
  const auto table = memory_table(dataset, nullptr, std::move(rows));
  cel::Projections projections;
  for (const std::uint32_t field : {0U, 1U, 2U, 3U, 4U}) {
    static_cast<void>(projections.of(row.type).slot(field));
  }
  static_cast<void>(projections.of(element.type).slot(0));
  std::string all;
  Rows batch;
  const auto scan = table->scan(projections);
  while (scan->next(batch)) {
    for (std::size_t r = 0; r < batch.count; ++r) {
      const Located place = table->locate(batch.places[r]);
      for (std::size_t i = 0; i < batch.width; ++i) {
        all += (i > 0 ? ", " : "") + show(batch.row(r)[i], i == 4 ? element : row);
      }
      all += " @" + std::to_string(place.input) + place.pointer + "\n";
    }
  }
  for (const Twin& twin : table->twins()) {
    all += std::to_string(twin.kept.input) + twin.kept.pointer + " and " +
           std::to_string(twin.other.input) + twin.other.pointer;
    for (const std::string& name : twin.differs) all += " " + name;
    all += "\n";
  }
  return all + show(table->damage());
}

}  // namespace

TEST_CASE("fields in which rows of one key differ are unknown, whatever their order") {
  struct Case {
    std::string name;
    std::vector<Part> parts;
    std::string expected;
  };
  const std::string gone = "unknown (field_absent)";
  const std::string lost = "unknown (damaged)";
  const std::string what = ": rows of one key with different values";
  const Case cases[] = {
      {"equal rows",
       {{0, "/v/10", R"({"id":"a","n":1,"t":"x"})"}, {1, "/v/9", R"({"t":"x","id":"a","n":1})"}},
       "'a', 1, 'x', " + gone + ", " + gone + " @1/v/9\n1/v/9 and 0/v/10\n"},
      {"equal rows at equal pointers",
       {{1, "/v/1", R"({"id":"a"})"}, {0, "/v/1", R"({"id":"a"})"}},
       "'a', " + gone + ", " + gone + ", " + gone + ", " + gone + " @0/v/1\n0/v/1 and 1/v/1\n"},
      {"different values",
       {{0, "/v/0", R"({"id":"a","n":2,"t":"x"})"},
        {1, "/v/5", R"({"id":"a","n":1,"t":"x","@odata.etag":"y"})"}},
       "'a', " + lost + ", 'x', " + gone + ", " + gone + " @1/v/5\n1/v/5 and 0/v/0 n\nn" + what},
      {"what only one of them tells",
       {{0, "/v/0", R"({"id":"a","n":1})"},
        {1, "/v/5", R"({"id":"a","t":"x","rs":[{"k":1}],"c":{"x":5}})"}},
       "'a', 1, 'x', 5, [{k: 1}] @1/v/5\n1/v/5 and 0/v/0\n"},
      {"three of them",
       {{0, "/v/0", R"({"id":"a","n":1})"},
        {1, "/v/1", R"({"id":"a","t":"x"})"},
        {2, "/v/2", R"({"id":"a","t":"y","n":1})"}},
       "'a', 1, " + lost + ", " + gone + ", " + gone +
           " @0/v/0\n0/v/0 and 2/v/2\n0/v/0 and 1/v/1\nt" + what},
      {"below a group, and an absent property that means something",
       {{0, "/v/0", R"({"id":"a","c":{"x":5,"y":1}})"}, {1, "/v/1", R"({"id":"a","c":{"y":1}})"}},
       "'a', " + gone + ", " + gone + ", " + lost + ", " + gone +
           " @0/v/0\n0/v/0 and 1/v/1 c\nc.x" + what},
      {"lists of records",
       {{0, "/v/0", R"({"id":"a","rs":[{"k":1,"z":2}]})"},
        {1, "/v/1", R"({"id":"a","rs":[{"z":2,"k":1}]})"},
        {2, "/v/2", R"({"id":"b","rs":[{"k":1}]})"},
        {3, "/v/3", R"({"id":"b","rs":[{"k":2}]})"}},
       "'a', " + gone + ", " + gone + ", " + gone + ", [{k: 1}] @0/v/0\n" + "'b', " + gone + ", " +
           gone + ", " + gone + ", " + lost + " @2/v/2\n0/v/0 and 1/v/1\n2/v/2 and 3/v/3 rs\nrs" +
           what},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) {
      std::vector<Part> parts = c.parts;
      for (std::size_t turn = 0; turn < parts.size(); ++turn) {
        CHECK(joined(parts) == c.expected);
        std::rotate(parts.begin(), parts.begin() + 1, parts.end());
      }
    }
  }
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
