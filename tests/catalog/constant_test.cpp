#include "constant.hpp"

#include "fixture.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using namespace stance::catalog;
using testing::Yaml;

TEST_CASE("constants are typed as YAML means them, from YAML and from JSON alike") {
  struct Case {
    std::string_view yaml, value, type;
  };
  static constexpr Case cases[] = {
      {"v: 3", "3", "int"},
      {"v: 2.5", "2.5", "double"},
      {"v: true", "true", "bool"},
      {"v: yes", "'yes'", "string"},
      {"v: '3'", "'3'", "string"},
      {"v: ~", "null", "null"},
      {"v: [a, b]", "['a', 'b']", "list(string)"},
      {"v: [1, a]", "[1, 'a']", "list(dyn)"},
      {"v: []", "[]", "list(dyn)"},
      {"v: {a: [x], b: []}", "{'a': ['x'], 'b': []}", "map(string, list)"},
      {"v: {a: 1, b: x}", "{'a': 1, 'b': 'x'}", "map(string, dyn)"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.yaml) {
      const Yaml yaml{std::string(c.yaml)};
      base::Arena arena;
      const cel::Value value = constant(yaml.at("v"), arena);
      CHECK(cel::to_text(value) == c.value);
      CHECK(cel::to_text(type_of(value)) == c.type);
      const auto json =
          base::json::Document::parse(base::Buffer::copy_of(plain_json(yaml.at("v"))), "x");
      REQUIRE(json.has_value());
      CHECK(cel::to_text(constant(json->root(), arena)) == c.value);
    }
  }
}
