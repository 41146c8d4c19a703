#include "stance/cel/type.hpp"

#include <catch2/catch.hpp>

using namespace stance::cel;

TEST_CASE("types are written as rule authors know them") {
  RecordType row("demo.rows", 0);
  CHECK(to_text(list_of(simple(TypeKind::text))) == "list(string)");
  CHECK(to_text(map_of(simple(TypeKind::integer))) == "map(string, int)");
  CHECK(to_text(list_of(row.type())) == "list(row of demo.rows)");
  CHECK(to_text(simple(TypeKind::time)) == "timestamp");
}

TEST_CASE("a type fits where it can be meant") {
  Type nullable = simple(TypeKind::text);
  nullable.nullable = true;
  CHECK(compatible(simple(TypeKind::integer), simple(TypeKind::real)));
  CHECK(compatible(simple(TypeKind::dyn), simple(TypeKind::map)));
  CHECK(compatible(simple(TypeKind::null), nullable));
  CHECK_FALSE(compatible(simple(TypeKind::null), simple(TypeKind::text)));
  CHECK_FALSE(compatible(list_of(simple(TypeKind::text)), list_of(simple(TypeKind::integer))));
}

TEST_CASE("fields are found by path, and groups by the fields below them") {
  RecordType row("demo.rows", 0);
  row.add({.path = "a.b", .type = {}, .dataset = "demo.rows"});
  row.add({.path = "a-x", .type = {}, .dataset = "demo.rows"});
  row.finish();
  REQUIRE(row.find("a.b") != nullptr);
  CHECK(row.find("a") == nullptr);
  CHECK(row.is_prefix("a"));
  CHECK(row.is_prefix("a.b"));
  CHECK_FALSE(row.is_prefix("b"));
  CHECK(row.fields()[0].subject().field == "a.b");
}

TEST_CASE("a projection gives each field one slot, in the order of first use") {
  Projection projection;
  CHECK(projection.slot(7) == 0);
  CHECK(projection.slot(3) == 1);
  CHECK(projection.slot(7) == 0);
  CHECK(projection.fields().size() == 2);
}
