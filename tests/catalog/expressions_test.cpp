#include "expressions.hpp"

#include "fixture.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using namespace stance::catalog;
using testing::Yaml;

namespace {

// An environment with one dataset, a.users.
struct World {
  tenant::Schema schema;
  cel::Environment environment;
  base::Diagnostics problems;
  Reader reader{problems};
  Expressions expressions{environment, schema, reader};

  World() {
    tenant::RecordSchema& record = schema.add_record("a.users");
    cel::FieldDecl field;
    field.path = "on";
    field.type = cel::simple(cel::TypeKind::boolean);
    field.dataset = "a.users";
    record.type.add(field);
    record.rules.emplace_back();
    record.type.finish();
    schema.add({.name = "a.users", .title = "U", .product = "P", .row = &record});
    environment.datasets.emplace("a.users", cel::DatasetRef{.row = &record.type});
  }
};

}  // namespace

TEST_CASE("programs are counted with what they need") {
  World world;
  const Yaml yaml("e: 'a.users.exists(u, u.on)'\n");
  const auto program =
      world.expressions.compile(yaml.at("e"), {}, cel::simple(cel::TypeKind::boolean));
  CHECK(testing::rendered(world.problems) == "");
  REQUIRE(program.has_value());
  CHECK(world.expressions.datasets() == std::set<std::uint32_t>{0});
  CHECK(world.expressions.locals() == program->locals());
  CHECK(world.expressions.locals() >= 1);
  CHECK_FALSE(world.expressions.compile_optional(yaml.root(), "f", {}, {}).has_value());
}

TEST_CASE("problems inside an expression stand at their place in the file") {
  World world;
  const Yaml yaml("e: |\n  1 == 1 &&\n    a.usres.size() == 0\n");
  CHECK_FALSE(world.expressions.compile(yaml.at("e"), {}, {}).has_value());
  REQUIRE(world.problems.all().size() == 1);
  CHECK(world.problems.all()[0].position == base::Position{"x.yaml", 3, 5});
  CHECK(world.problems.all()[0].source_line == "    a.usres.size() == 0");
}

TEST_CASE("problems of an expression nobody wrote stand at the node it comes from") {
  World world;
  const Yaml yaml("e:   x\n");
  CHECK_FALSE(
      world.expressions.compile_text("1 + true + nothing", yaml.at("e"), {}, {}).has_value());
  REQUIRE_FALSE(world.problems.all().empty());
  for (const base::Diagnostic& problem : world.problems.all()) {
    CHECK(problem.position == base::Position{"x.yaml", 1, 6});
  }
}

TEST_CASE("names of variables must be free and fit") {
  struct Case {
    std::string_view name, message, hint;
  };
  static constexpr Case cases[] = {
      {"1x", "'1x' is no name for a variable",
       "letters, digits and '_', not beginning with a digit"},
      {"in", "'in' is a word of the expression language", ""},
      {"asof", "'asof' is a word of the expression language", ""},
      {"a", "'a' is an area of datasets", "choose another name"},
      {"taken", "'taken' is already in use", "choose another name"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) {
      World world;
      const Yaml yaml("e: x\n");
      cel::Scope scope;
      scope.declare("taken", {});
      CHECK_FALSE(world.expressions.check_name(yaml.at("e"), c.name, scope));
      REQUIRE(world.problems.all().size() == 1);
      CHECK(world.problems.all()[0].message == c.message);
      CHECK(world.problems.all()[0].hint == c.hint);
      CHECK(world.expressions.check_name(yaml.at("e"), "free", scope));
    }
  }
}

TEST_CASE("texts become literals") {
  CHECK(text_literal("it's a \\ b\nc") == R"('it\'s a \\ b\nc')");
}
