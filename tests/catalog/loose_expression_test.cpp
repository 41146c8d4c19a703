#include "stance/catalog/loose_expression.hpp"

#include "fixture.hpp"
#include "stance/catalog/catalog.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace stance;
using namespace stance::catalog;

namespace {

struct Compiled {
  std::string type;
  std::vector<std::string> locals;
  std::string problems;
};

Compiled compile(std::string_view text, const std::vector<std::string>& variables = {}) {
  const testing::Folder folder(testing::small_catalog());
  base::Diagnostics problems;
  auto catalog = Catalog::load({.built_in = false, .folders = {folder.path()}}, {}, problems);
  REQUIRE(catalog);
  const auto found = catalog->compile_loose(text, variables, problems);
  Compiled out;
  out.problems = testing::rendered(problems);
  CHECK(found.has_value() != problems.has_errors());
  if (!found) return out;
  out.type = cel::to_text(found->program.type());
  for (const cel::Value& local : found->locals) out.locals.push_back(cel::to_text(local));
  return out;
}

}  // namespace

TEST_CASE("an expression sees the datasets and functions of the catalog") {
  const Compiled found = compile("test.users.filter(u, active(u)).size()");
  CHECK(found.problems.empty());
  CHECK(found.type == "int");
}

TEST_CASE("variables have the type of their JSON") {
  struct Case {
    std::string json;
    std::string type;
    std::string value;
  };
  const std::vector<Case> cases = {
      {"null", "null", "null"},
      {"true", "bool", "true"},
      {"9223372036854775807", "int", "9223372036854775807"},
      {"1.0", "double", "1.0"},
      {R"("a=b")", "string", "'a=b'"},
      {R"(["a", "b"])", "list(string)", "['a', 'b']"},
      {R"({"k": 1})", "map(string, int)", "{'k': 1}"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.json) {
      const Compiled found = compile("x", {"x=" + c.json});
      CHECK(found.problems.empty());
      CHECK(found.type == c.type);
      // The first one is asof.
      REQUIRE(found.locals.size() >= 2);
      CHECK(found.locals[1] == c.value);
    }
  }
}

TEST_CASE("parameters are given as rules name them") {
  CHECK(compile("test.users.exists(u, u.age > params.limit)", {"params.limit=3"}).type == "bool");
  CHECK(compile("1", {"params.limit=3", "params.limit=4"}).problems ==
        "--var:1:1: error: 'params.limit' is already in use [bad-name]\n"
        "  params.limit=4\n"
        "  ^\n"
        "hint: choose another name\n");
}

TEST_CASE("what is wrong with an expression is told at its place") {
  CHECK(compile("1 +\n  test.usrs.size()").problems ==
        "<expression>:2:3: error: unknown dataset 'test.usrs' [unknown-dataset]\n"
        "    test.usrs.size()\n"
        "    ^\n"
        "hint: did you mean 'test.users'?\n");
}

TEST_CASE("what is wrong with a variable is told at its place, before the expression") {
  struct Case {
    std::string variable;
    std::string problems;
  };
  const std::vector<Case> cases = {
      {"x",
       "--var:1:1: error: variable 'x' has no value [syntax]\n"
       "  x\n"
       "  ^\n"
       "hint: NAME=JSON, such as days=90\n"},
      {"9=1",
       "--var:1:1: error: '9' is no name for a variable [bad-name]\n"
       "  9=1\n"
       "  ^\n"
       "hint: letters, digits and '_', not beginning with a digit\n"},
      {"in=1",
       "--var:1:1: error: 'in' is a word of the expression language [bad-name]\n"
       "  in=1\n"
       "  ^\n"},
      {"test=1",
       "--var:1:1: error: 'test' is an area of datasets [bad-name]\n"
       "  test=1\n"
       "  ^\n"
       "hint: choose another name\n"},
      {"x=[1,]",
       "--var:1:6: error: invalid JSON: unexpected ']', expected a value [syntax]\n"
       "  x=[1,]\n"
       "       ^\n"
       "hint: the value is JSON, such as days=90 or names='[\"a\", \"b\"]'\n"},
      {"x={\"a\":\n!}",
       "--var:2:1: error: invalid JSON: unexpected '!', expected a value [syntax]\n"
       "  !}\n"
       "  ^\n"
       "hint: the value is JSON, such as days=90 or names='[\"a\", \"b\"]'\n"},
      {R"(x=[{"a": 1, "a": 2}])",
       "--var:1:3: error: the key 'a' is there twice [duplicate-key]\n"
       "  x=[{\"a\": 1, \"a\": 2}]\n"
       "    ^\n"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.variable) { CHECK(compile("nothing", {c.variable}).problems == c.problems); }
  }
}
