#include "function_reader.hpp"

#include "fixture.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using namespace stance::catalog;
using testing::Yaml;

namespace {

std::string read(const Yaml& yaml, cel::Environment& environment) {
  base::Diagnostics problems;
  Reader reader(problems);
  for (const auto& [key, body] : yaml.root().pairs()) {
    read_function(key, body, environment, reader);
  }
  return testing::rendered(problems);
}

}  // namespace

TEST_CASE("functions have a name, arguments and a body") {
  const Yaml yaml("f(a, b): a + b\ng(): 1\nh( x ): \"'y' in x\"\n");
  cel::Environment environment;
  CHECK(read(yaml, environment).empty());
  REQUIRE(environment.functions.size() == 3);
  CHECK(environment.functions.at("f").parameters == std::vector<std::string>{"a", "b"});
  CHECK(environment.functions.at("g").parameters.empty());
  CHECK(environment.functions.at("h").parameters == std::vector<std::string>{"x"});
  CHECK(environment.functions.at("h").body.text == "'y' in x");
  CHECK(environment.functions.at("h").body.origins.front().column == 10);
}

TEST_CASE("heads of functions that cannot be called are reported") {
  for (const std::string head : {"f", "f(", "(a)", "f(a,)", "f(a, a)", "f(a b)", "f(1)"}) {
    DYNAMIC_SECTION(head) {
      const Yaml yaml("'" + head + "': 1\n");
      cel::Environment environment;
      CHECK(read(yaml, environment) ==
            "x.yaml:1:1: error: '" + head + "' is no head of a function [bad-name]\n  '" + head +
                "': 1\n  ^\nhint: a name and its arguments, such as covers(p, role)\n");
      CHECK(environment.functions.empty());
    }
  }
}
