#include "field_type.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using namespace stance::catalog;

TEST_CASE("types are written as in the expression language") {
  for (const std::string_view text : {"bool", "int", "double", "string", "timestamp", "duration",
                                      "dyn", "list(string)", "list(int)", "list(dyn)"}) {
    DYNAMIC_SECTION(text) {
      const auto type = parse_field_type(text);
      REQUIRE(type.has_value());
      CHECK(cel::to_text(type->type) == text);
      CHECK_FALSE(type->type.nullable);
      CHECK_FALSE(type->records);
    }
  }
}

TEST_CASE("a question mark allows null") {
  const auto type = parse_field_type("timestamp?");
  REQUIRE(type.has_value());
  CHECK(type->type.is(cel::TypeKind::time));
  CHECK(type->type.nullable);
}

TEST_CASE("records are maps, and lists of records are marked") {
  CHECK(parse_field_type("record?")->type.is(cel::TypeKind::map));
  CHECK(parse_field_type("list(record)")->records);
}

TEST_CASE("other words are no types") {
  for (const std::string_view text : {"", "?", "str", "list", "list()", "list(bool)", "string??"}) {
    DYNAMIC_SECTION(text) { CHECK_FALSE(parse_field_type(text).has_value()); }
  }
}
