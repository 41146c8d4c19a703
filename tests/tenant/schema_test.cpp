#include "stance/tenant/schema.hpp"

#include <catch2/catch.hpp>

using namespace stance::tenant;

TEST_CASE("datasets are numbered and found by name") {
  Schema schema;
  const RecordSchema& row = schema.add_record("a");
  const RecordSchema& other = schema.add_record("b");
  CHECK(row.type.id() == 0);
  CHECK(other.type.id() == 1);
  const Dataset& first = schema.add({.name = "entra.domains", .row = &row});
  const Dataset& second = schema.add({.name = "entra.users", .row = &other});
  CHECK(first.index == 0);
  CHECK(second.index == 1);
  CHECK(schema.find("entra.users") == &second);
  CHECK(schema.find("entra.domains") == &first);
  CHECK(schema.find("entra") == nullptr);
  CHECK(schema.datasets().size() == 2);
}
