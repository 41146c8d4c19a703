#include "fixture.hpp"
#include "stance/ingest/read.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace stance;
using namespace stance::ingest;

namespace {

TestSchema test_schema() {
  TestSchema schema;
  schema.add("entra.users", {}).add("entra.config", {}, true).add("entra.other", {});
  return schema;
}

std::string failure(const std::map<std::string, std::string>& rows) {
  const auto tenant = from_rows(rows, test_schema());
  REQUIRE_FALSE(tenant);
  return base::render(tenant.error());
}

}  // namespace

TEST_CASE("rows in canonical form make a tenant") {
  const TestSchema schema = test_schema();
  const auto tenant = from_rows(
      {{"entra.users", R"([{"id":"a"},{"Id":"b"},{"id":"a"}])"}, {"entra.config", R"({"id":"c"})"}},
      schema);
  REQUIRE(tenant);
  CHECK(show(*tenant, schema, "entra.users") == "present 'a'@1/0 'b'@1/1");
  CHECK(show(*tenant, schema, "entra.config") == "present 'c'@0");
  CHECK(show(*tenant, schema, "entra.other") == "not_collected");
  CHECK(tenant->holdings.size() == 3);
  CHECK(tenant->inputs.size() == 2);
  CHECK(tenant->inputs[1].path == "entra.users");
  CHECK(tenant->inputs[1].format == "rows");
  CHECK(tenant->collected.is_null());
}

TEST_CASE("no rows are an empty dataset") {
  const TestSchema schema = test_schema();
  const auto tenant = from_rows({{"entra.users", "[]"}, {"entra.config", "[]"}}, schema);
  REQUIRE(tenant);
  CHECK(show(*tenant, schema, "entra.users") == "empty");
  CHECK(show(*tenant, schema, "entra.config") == "empty");
}

TEST_CASE("rows that make no sense are an error") {
  CHECK(failure({{"entra.user", "[]"}}) ==
        "error: unknown dataset 'entra.user'\nhint: did you mean 'entra.users'?\n");
  CHECK(failure({{"x", "[]"}}) == "error: unknown dataset 'x'\n");
  CHECK(failure({{"entra.users", "5"}}) ==
        "error: rows of 'entra.users' are neither a list nor one object\n");
  CHECK(failure({{"entra.users", "[{},5]"}}) == "error: row 1 of 'entra.users' is no object\n");
  CHECK(failure({{"entra.config", "[{},{}]"}}) ==
        "error: 'entra.config' has one row, but 2 are given\n");
  const auto malformed = from_rows({{"entra.users", "[{]"}}, test_schema());
  REQUIRE_FALSE(malformed);
  CHECK(malformed.error().kind == base::ErrorKind::malformed);
}
