#include "parameter_reader.hpp"

#include "fixture.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using namespace stance::catalog;
using testing::Yaml;

namespace {

struct Read {
  cel::Environment environment;
  std::vector<rules::Parameter> parameters;
  std::string problems;

  Read(std::string text, const Overrides& overrides) {
    const Yaml yaml(std::move(text));
    CHECK(yaml.problems().empty());
    base::Diagnostics found;
    Reader reader(found);
    parameters = read_parameters(yaml.root(), overrides, environment, reader);
    problems = testing::rendered(found);
  }
};

constexpr std::string_view params =
    "params:\n"
    "  limit: {default: 3, min: 1, max: 9, description: Days at most.}\n"
    "  share: 0.5\n"
    "  words: [a, b]\n"
    "  empty: []\n"
    "  left: {users: [], groups: [x]}\n"
    "  on: true\n";

}  // namespace

TEST_CASE("parameters have the value and type of their default") {
  const Read read(std::string(params), {});
  CHECK(read.problems == "");
  REQUIRE(read.parameters.size() == 6);
  CHECK(read.parameters[0].description == "Days at most.");
  CHECK(cel::to_text(read.parameters[4].value) == "{'users': [], 'groups': ['x']}");
  const cel::Scope scope = declare_parameters(read.parameters);
  std::string declared;
  for (const cel::Variable& variable : scope.variables()) {
    declared += variable.name + ": " + cel::to_text(variable.type) + "\n";
  }
  CHECK(declared ==
        "params.limit: int\nparams.share: double\nparams.words: list(string)\n"
        "params.empty: list(dyn)\nparams.left: map(string, list)\nparams.on: bool\n"
        "asof: timestamp\n");
  CHECK(scope.find("asof")->local == 6);
}

TEST_CASE("overrides replace defaults") {
  const Read read(std::string(params), {{"limit", "9"}, {"share", "1"}, {"empty", R"(["x"])"}});
  CHECK(read.problems == "");
  CHECK(read.parameters[0].value.integer == 9);
  CHECK(read.parameters[1].value.real == 1.0);
  CHECK(cel::to_text(read.parameters[3].value) == "['x']");
}

TEST_CASE("mistakes in parameters and overrides are reported") {
  struct Case {
    std::string_view name, yaml;
    Overrides overrides;
    std::string_view problems;
  };
  static const Case cases[] = {
      {"another type",
       "params: {limit: 3}\n",
       {{"limit", "\"x\""}},
       "x.yaml:1:10: error: parameter 'limit' is int, the value given for it is string "
       "[parameter-value]\n"
       "  params: {limit: 3}\n           ^\n"},
      {"a fraction for a whole number",
       "params: {limit: 3}\n",
       {{"limit", "1.5"}},
       "x.yaml:1:10: error: parameter 'limit' is int, the value given for it is double "
       "[parameter-value]\n"
       "  params: {limit: 3}\n           ^\n"},
      {"no such parameter",
       "params: {limit: 3}\n",
       {{"limt", "1"}},
       "x.yaml:1:1: error: the control has no parameter 'limt' [unknown-parameter]\n  params: "
       "{limit: 3}\n  ^\n"},
      {"too small",
       "params: {limit: {default: 0, min: 1}}\n",
       {},
       "x.yaml:1:10: error: parameter 'limit' is 0, the least is 1 [parameter-bounds]\n"
       "  params: {limit: {default: 0, min: 1}}\n           ^\n"},
      {"too large",
       "params: {limit: {default: 1, max: 2.5}}\n",
       {{"limit", "3"}},
       "x.yaml:1:10: error: parameter 'limit' is 3, the most is 2.5 [parameter-bounds]\n"
       "  params: {limit: {default: 1, max: 2.5}}\n           ^\n"},
      {"bounds of a text",
       "params: {limit: {default: x, min: 1}}\n",
       {},
       "x.yaml:1:10: error: parameter 'limit' has bounds but is no number [parameter-bounds]\n"
       "  params: {limit: {default: x, min: 1}}\n           ^\n"},
      {"no default",
       "params: {limit: {min: 1}}\n",
       {},
       "x.yaml:1:17: error: 'default' is missing in the parameter [missing-key]\n"
       "  params: {limit: {min: 1}}\n                  ^\n"},
      {"no value",
       "params: {limit: ~}\n",
       {},
       "x.yaml:1:10: error: parameter 'limit' has no value [parameter-value]\n"
       "  params: {limit: ~}\n           ^\n"},
      {"a bad name",
       "params: {a-b: 1}\n",
       {},
       "x.yaml:1:10: error: 'a-b' is no name of a parameter [bad-name]\n"
       "  params: {a-b: 1}\n           ^\n"
       "hint: letters, digits and '_', not beginning with a digit\n"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) {
      CHECK(Read(std::string(c.yaml), c.overrides).problems == c.problems);
    }
  }
}

TEST_CASE("an override that is no JSON is reported") {
  const Read read("params: {limit: 3}\n", {{"limit", "[1"}});
  CHECK(read.problems.find(
            "x.yaml:1:10: error: the value given for parameter 'limit' is no JSON: ") == 0);
}
