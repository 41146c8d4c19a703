#include "fixture.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using namespace stance::cel;

TEST_CASE("the innermost variable of a name is found") {
  Scope scope;
  CHECK(scope.declare("a", simple(TypeKind::text)) == 0);
  CHECK(scope.declare("b", simple(TypeKind::text)) == 1);
  CHECK(scope.declare("a", simple(TypeKind::integer), Value::of(std::int64_t{3})) == 2);
  REQUIRE(scope.find("a") != nullptr);
  CHECK(scope.find("a")->local == 2);
  CHECK(scope.find("a")->value->integer == 3);
  CHECK(scope.find("b")->local == 1);
  CHECK_FALSE(scope.find("b")->value.has_value());
  CHECK(scope.find("c") == nullptr);
}

TEST_CASE("a scope knows what its conditions demand") {
  test::Fixture fixture;
  const auto where = fixture.compile("p.on && (p.count > 3 && p.id != null)");
  REQUIRE(where);
  CHECK(fixture.scope.given().empty());
  fixture.scope.assume("where", *where);
  REQUIRE(fixture.scope.given().size() == 1);
  const Scope::Given& given = fixture.scope.given().front();
  CHECK(given.word == "where");
  CHECK(given.demands.size() == 3);
  CHECK(given.not_null.size() == 1);
}
