#include "stance/tenant/stream_table.hpp"

#include "../base/scratch.hpp"
#include "fixture.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace stance;
using namespace stance::tenant;
using base::testing::Scratch;
using cel::TypeKind;

namespace {

struct World {
  World() {
    row = &declare(schema, "t",
                   {{"id", cel::simple(TypeKind::text)}, {"n", cel::simple(TypeKind::integer)}});
    dataset = &schema.add({.name = "t", .key = "id", .row = row});
    projections = read_all({row});
  }
  Schema schema;
  const RecordSchema* row = nullptr;
  const Dataset* dataset = nullptr;
  cel::Projections projections = {};
};

StreamedRows stream(const std::filesystem::path& file, std::uint32_t input, std::uint64_t size) {
  LargeList list{.elements = {.bytes = base::open_bytes(file).value(), .begin = 1, .window = 1},
                 .pointer = "/value",
                 .size = size,
                 .rows = size};
  return {input, std::make_shared<const LargeList>(std::move(list))};
}

void add(std::string& text, const Table& table, const Rows& rows) {
  for (std::size_t r = 0; r < rows.count; ++r) {
    const Located place = table.locate(rows.places[r]);
    for (std::size_t i = 0; i < rows.width; ++i) text += cel::to_text(rows.row(r)[i]) + ",";
    text += "@" + std::to_string(place.input) + place.pointer + " ";
  }
}

std::string scanned(Table& table, const cel::Projections& projections) {
  std::string text;
  const auto scan = table.scan(projections);
  for (Rows batch; scan->next(batch);) add(text, table, batch);
  CHECK_FALSE(scan->next(*std::make_unique<Rows>()));
  return text;
}

}  // namespace

TEST_CASE("rows are streamed but for those with one key and those without a key") {
  const World world;
  Scratch scratch;
  const auto file = scratch.write(
      "x.json", R"([{"id":"d","n":1},{"id":"b","n":2},{"n":3},{"id":"a","n":4},{"id":"c","n":5}])");
  const auto other = scratch.write("y.json", R"([{"id":"b","n":2},{"id":"e"}])");
  const auto document = parse(R"([{"id":"c","n":6}])");
  MemoryRows rows{.rows = {{.self = document.root().at(0)}}, .places = {{2, "/0"}}, .open = true};
  auto table = stream_table(*world.dataset, nullptr, {stream(file, 0, 5), stream(other, 1, 2)},
                            std::move(rows))
                   .value();
  CHECK(table->state() == State::present);
  CHECK(table->open());
  CHECK(table->count() == 6);
  CHECK(table->duplicates() == 2);
  CHECK(table->twins().size() == 2);
  const std::string absent = "unknown (field_absent)";
  const std::string expected = "'d',1,@0/value/0 'a',4,@0/value/3 'e'," + absent +
                               ",@1/value/1 'b',2,@1/value/0 'c'," +
                               "unknown (damaged),@0/value/4 " + absent + ",3,@0/value/2 ";
  CHECK(scanned(*table, world.projections) == expected);
  CHECK(scanned(*table, world.projections) == expected);
  CHECK(show(table->damage()) == "n: rows of one key with different values");

  std::string held;
  add(held, *table, table->hold(world.projections));
  CHECK(held ==
        "'a',4,@0/value/3 'b',2,@1/value/0 'c',unknown (damaged),@0/value/4 "
        "'d',1,@0/value/0 'e'," +
            absent + ",@1/value/1 " + absent + ",3,@0/value/2 ");
  const Rows again = table->hold(world.projections);
  CHECK(again.cells.data() == table->hold(world.projections).cells.data());
}

TEST_CASE("a file that changes under a scan damages its table") {
  const World world;
  Scratch scratch;
  const auto file = scratch.write("x.json", R"([{"id":"a","n":1},{"id":"b","n":2}])");
  auto table = stream_table(*world.dataset, nullptr, {stream(file, 0, 2)}, {}).value();
  std::fstream(file) << R"([{"id":"a","n":1},{"id":"b","n":tru)";
  CHECK(scanned(*table, world.projections) == "'a',1,@0/value/0 ");
  CHECK(table->state() == State::damaged);
}

TEST_CASE("a list that is not what it was is an error") {
  const World world;
  Scratch scratch;
  const auto file = scratch.write("x.json", R"([{"id":"a"},{"id":"b"}])");
  const auto table = stream_table(*world.dataset, nullptr, {stream(file, 0, 3)}, {});
  REQUIRE_FALSE(table);
  CHECK(table.error().message ==
        "'" + file.string() + "' is not what it was when it was first read");
}

TEST_CASE("the index of an element is told from its pointer") {
  const LargeList list{.elements = {}, .pointer = "/value"};
  CHECK(index_in(list, "/value/12") == 12U);
  for (const char* other : {"", "/value", "/value/", "/value/x", "/value/1/x", "/other/1"}) {
    CAPTURE(other);
    CHECK_FALSE(index_in(list, other));
  }
}
