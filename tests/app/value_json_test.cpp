#include "value_json.hpp"

#include <catch2/catch.hpp>

#include <limits>
#include <string>
#include <vector>

using namespace stance;
using namespace stance::app;

namespace {

cel::Value list(std::vector<cel::Value>& members) { return cel::Value::list(members); }

Written write(const cel::Value& value) {
  const cel::Projections none;
  return write_json(value, RowShapes(none));
}

}  // namespace

TEST_CASE("each kind of value has one form in JSON") {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  struct Case {
    cel::Value value;
    std::string json;
  };
  const std::vector<Case> cases = {
      {cel::Value::null(), "null"},
      {cel::Value::of(true), "true"},
      {cel::Value::of(std::numeric_limits<std::int64_t>::min()), "-9223372036854775808"},
      {cel::Value::of(std::numeric_limits<std::int64_t>::max()), "9223372036854775807"},
      {cel::Value::of(2.0), "2.0"},
      {cel::Value::of(0.1), "0.1"},
      {cel::Value::of(std::numeric_limits<double>::quiet_NaN()), R"("NaN")"},
      {cel::Value::of(infinity), R"("Infinity")"},
      {cel::Value::of(-infinity), R"("-Infinity")"},
      {cel::Value::of(std::string_view("a \"b\"\n")), R"("a \"b\"\n")"},
      {cel::Value::time(0, 500'000'000), R"("1970-01-01T00:00:00.500Z")"},
      {cel::Value::span(5400, 0), R"("5400s")"},
      {cel::Value::type_named("int"), R"("int")"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.json) {
      const Written written = write(c.value);
      CHECK(written.json == c.json);
      CHECK_FALSE(written.gap);
    }
  }
}

TEST_CASE("lists and maps keep their order") {
  std::vector<cel::Value> members = {cel::Value::of(std::int64_t{2}), cel::Value::null()};
  std::vector<cel::Entry> entries = {
      {cel::Value::of(std::string_view("b")), list(members)},
      {cel::Value::of(true), cel::Value::of(std::int64_t{1})},
      {cel::Value::of(std::int64_t{7}), cel::Value::of(false)},
  };
  CHECK(write(cel::Value::map(entries)).json == R"({"b":[2,null],"true":1,"7":false})");
}

TEST_CASE("the first gap is told, with the way to it") {
  const cel::Value unknown = cel::Value::unknown(cel::Why::range);
  std::vector<cel::Value> inner = {cel::Value::null(), unknown};
  std::vector<cel::Entry> entries = {
      {cel::Value::of(std::string_view("a b")), list(inner)},
  };
  std::vector<cel::Value> outer = {cel::Value::map(entries), unknown};

  const Written whole = write(unknown);
  CHECK(whole.json.empty());
  REQUIRE(whole.gap);
  CHECK(whole.gap->path.empty());

  const Written part = write(list(outer));
  CHECK(part.json.empty());
  REQUIRE(part.gap);
  CHECK(part.gap->what == Gap::What::unknown);
  CHECK(part.gap->path == "[0]['a b'][1]");
  CHECK(part.gap->cause.why == cel::Why::range);
}

TEST_CASE("a list that may have other members is no value") {
  base::Arena arena;
  const std::vector<cel::Value> members = {cel::Value::null()};
  const cel::Value open =
      cel::uncertain_list(members, cel::Value::unknown(cel::Why::open_list), arena);
  std::vector<cel::Entry> entries = {{cel::Value::of(std::string_view("names")), open}};
  const Written written = write(cel::Value::map(entries));
  REQUIRE(written.gap);
  CHECK(written.gap->what == Gap::What::open);
  CHECK(written.gap->path == "names");
  CHECK(written.gap->cause.why == cel::Why::open_list);
}

TEST_CASE("keys that are one in JSON are a gap") {
  std::vector<cel::Entry> entries = {
      {cel::Value::of(std::string_view("1")), cel::Value::null()},
      {cel::Value::of(std::int64_t{1}), cel::Value::null()},
  };
  const Written written = write(cel::Value::map(entries));
  REQUIRE(written.gap);
  CHECK(written.gap->what == Gap::What::same_key);
  CHECK(written.gap->path == "1");
}

TEST_CASE("a row is an object of its fields, groups nested, and what is unknown is left out") {
  cel::RecordType inner("demo.rows.parts[]", 1);
  inner.add({.path = "n", .type = cel::simple(cel::TypeKind::integer)});
  inner.finish();
  cel::RecordType outer("demo.rows", 0);
  outer.add({.path = "a.b", .type = cel::simple(cel::TypeKind::integer)});
  outer.add({.path = "a.c", .type = cel::simple(cel::TypeKind::text)});
  outer.add({.path = "gone", .type = cel::simple(cel::TypeKind::text)});
  outer.add({.path = "parts", .type = cel::list_of(inner.type())});
  outer.finish();
  cel::Projections projections;
  // Slots stand in the order of their use.
  for (const std::uint32_t field : {3U, 2U, 1U, 0U}) {
    static_cast<void>(projections.of(outer).slot(field));
  }
  static_cast<void>(projections.of(inner).slot(0));

  const std::vector<cel::Value> part = {cel::Value::of(std::int64_t{5})};
  std::vector<cel::Value> parts = {cel::Value::record(part.data())};
  const std::vector<cel::Value> slots = {list(parts), cel::Value::unknown(cel::Why::field_absent),
                                         cel::Value::of(std::string_view("x")),
                                         cel::Value::of(std::int64_t{1})};
  const cel::Value row = cel::Value::record(slots.data());

  RowShapes shapes(projections);
  shapes.add(row, outer);
  CHECK(shapes.find(row) == &outer);
  const Written written = write_json(row, shapes);
  CHECK(written.json == R"({"a":{"b":1,"c":"x"},"parts":[{"n":5}]})");
  CHECK(written.left_out == std::set<std::string>{"demo.rows.gone"});
}
