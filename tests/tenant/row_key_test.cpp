#include "row_key.hpp"

#include "fixture.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace stance;
using namespace stance::tenant;
using cel::TypeKind;

TEST_CASE("a row has a key when all parts of it are known") {
  Schema schema;
  const RecordSchema& row = declare(
      schema, "t", {{"id", cel::simple(TypeKind::text)}, {"n", cel::simple(TypeKind::integer)}});
  const Dataset& dataset = schema.add({.name = "t", .key = "id+n", .row = &row});
  KeyReader keys(dataset, nullptr);
  CHECK(keys.any());
  const auto key_of = [&](std::string_view json) {
    const auto document = parse(json);
    return keys.read({.self = document.root()});
  };
  CHECK(key_of(R"({"N":2,"id":"a"})") == std::string("a\0002\0", 4));
  CHECK_FALSE(key_of(R"({"id":"a"})"));
  CHECK_FALSE(key_of(R"({"id":null,"n":1})"));
  CHECK_FALSE(key_of(R"("a")"));

  const Dataset& keyless = schema.add({.name = "u", .row = &row});
  CHECK_FALSE(KeyReader(keyless, nullptr).any());
}

TEST_CASE("projections of the same fields have the same footprint") {
  Schema schema;
  FieldRule records;
  RecordSchema& element = declare(schema, "t.rs", {{"k", cel::simple(TypeKind::integer)}});
  records.element = &element;
  const RecordSchema& row = declare(
      schema, "t",
      {{"id", cel::simple(TypeKind::text)}, {"rs", cel::list_of(element.type.type()), records}});
  using Footprint = std::vector<std::uint32_t>;
  CHECK(footprint_of(row, {}) == Footprint{0});
  CHECK(footprint_of(row, read_all({&row})) == Footprint{2, 0, 1, 0});
  CHECK(footprint_of(row, read_all({&row, &element})) == Footprint{2, 0, 1, 1, 0});
}
