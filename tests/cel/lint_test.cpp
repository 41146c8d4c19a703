#include "fixture.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using namespace stance::cel;

namespace {

struct LintFixture : test::Fixture {
  LintFixture() { environment.lint = true; }
};

}  // namespace

TEST_CASE("a condition that the scope demands already is repeated") {
  LintFixture fixture;
  const auto where = fixture.compile("p.on && p.count > 3", simple(TypeKind::boolean));
  REQUIRE(where);
  fixture.scope.assume("where", *where);
  CHECK(fixture.errors("p.state == 'enabled' && p.count > 3", simple(TypeKind::boolean)) ==
        ":1:25: warning: 'where' already demands 'p.count > 3' [repeated-condition]\n"
        "  p.state == 'enabled' && p.count > 3\n"
        "                          ^\n"
        "hint: what it leaves out is not judged\n");
  CHECK(fixture.errors("p.count > 4 || p.on", simple(TypeKind::boolean)).empty());
  CHECK(fixture.errors("p.count > 3").empty());
}

TEST_CASE("functions with the same body demand the same of other rows only when they get them") {
  LintFixture fixture;
  fixture.scope.declare("q", fixture.policy.type());
  fixture.define("good", {"x"}, "x.on");
  const auto where = fixture.compile("good(p)", simple(TypeKind::boolean));
  REQUIRE(where);
  fixture.scope.assume("where", *where);
  CHECK(fixture.errors("good(q)", simple(TypeKind::boolean)).empty());
  CHECK(fixture.errors("good(p)", simple(TypeKind::boolean)) ==
        ":1:1: warning: 'where' already demands 'x.on' [repeated-condition]\n  x.on\n  ^\n"
        "hint: what it leaves out is not judged\n");
}

TEST_CASE("a program knows the variables that it reads, through functions too") {
  test::Fixture fixture;
  fixture.define("limit", {}, "params.limit");
  const auto read = [&](std::string_view text) {
    const auto program = fixture.compile(text);
    REQUIRE(program);
    return std::vector<std::uint32_t>(program->variables().begin(), program->variables().end());
  };
  CHECK(read("1 + 2").empty());
  CHECK(read("p.count > limit()") == std::vector<std::uint32_t>{0, 2});
  CHECK(read("[1].exists(x, x == 1) && p.on") == std::vector<std::uint32_t>{2});
}

TEST_CASE("without lint nothing is said about what is allowed") {
  test::Fixture fixture;
  CHECK(fixture.errors("true && p.on", simple(TypeKind::boolean)).empty());
}
