#include "fixture.hpp"

#include <catch2/catch.hpp>

using namespace stance::cli;

namespace {

Called eval(std::vector<std::string> words) {
  words.insert(words.begin(), {"eval", "--catalog", "@catalog"});
  return call(words);
}

}  // namespace

TEST_CASE("a value is printed as JSON") {
  const Called called =
      eval({"{'n': xs.map(x, x * 2), 'at': asof, 'rows': [entra.authorizationPolicy]}", "--var",
            "xs=[1, 2]", "--as-of", "today", "@full.json"});
  CHECK(called.code == 0);
  CHECK(called.err.empty());
  CHECK(called.out == R"({
  "n": [
    2,
    4
  ],
  "at": "2026-02-03T00:00:00Z",
  "rows": [
    {
      "allowInvitesFrom": "everyone"
    }
  ]
}
)");
}

TEST_CASE("characters that could deceive are escaped") {
  CHECK(eval({R"('a\u202eb\u0007')"}).out == "\"a\\u202eb\\u0007\"\n");
}

TEST_CASE("a value that is unknown has an exit code of its own") {
  const Called called = eval({"exchange.organizationConfig.auditDisabled"});
  CHECK(called.code == 5);
  CHECK(called.out.empty());
  CHECK(called.err ==
        "stance: error: the value is unknown: Organization configuration is in no input "
        "(dataset_absent, exchange.organizationConfig)\n"
        "hint: collect it: Get-OrganizationConfig\n");
}

TEST_CASE("rows tell which of their fields are unknown") {
  const Scratch scratch;
  scratch.write("export.json", R"({
  "baseline_version": "1",
  "module_version": "1.8.0",
  "tenant_id": "00000000-0000-0000-0000-000000000001",
  "org_config": [{"name": "contoso"}]
}
)");
  const std::vector<std::string> words = {"exchange.organizationConfig",
                                          scratch.file("export.json")};
  const Called called = eval(words);
  CHECK(called.code == 0);
  CHECK(called.out == "{}\n");
  CHECK(called.err ==
        "stance: note: unknown and left out of rows: exchange.organizationConfig.auditDisabled\n");
  CHECK(eval({words[0], words[1], "--quiet"}).err.empty());
}

TEST_CASE("what is wrong on the command line") {
  struct Case {
    std::vector<std::string> words;
    int code;
    std::string err;
  };
  const std::vector<Case> cases = {
      {{},
       2,
       "stance: error: 'stance eval' needs more: stance eval EXPR [EXPORT...]\n"
       "hint: give an expression, such as 'entra.users.size()', or - for standard input\n"},
      {{"  \n"},
       2,
       "stance: error: the expression is empty\n"
       "hint: such as 'entra.users.size()'\n"},
      {{"-", "-"},
       2,
       "stance: error: standard input cannot be both the expression and an export\n"},
      {{"1 + true"},
       2,
       "<expression>:1:1: error: '+' has no meaning for int and bool [type-mismatch]\n"
       "  1 + true\n"
       "  ^\n"
       "stance: error: the expression was not evaluated\n"},
      {{"x", "--var", "x=[1,]"},
       2,
       "--var:1:6: error: invalid JSON: unexpected ']', expected a value [syntax]\n"
       "  x=[1,]\n"
       "       ^\n"
       "hint: the value is JSON, such as days=90 or names='[\"a\", \"b\"]'\n"
       "stance: error: the expression was not evaluated\n"},
      {{"1", "@none.json"},
       3,
       "stance: error: cannot open '@none.json': No such file or directory\n"},
  };
  for (const Case& c : cases) {
    const Called called = eval(c.words);
    CHECK(called.code == c.code);
    CHECK(called.out.empty());
    CHECK(called.err == c.err);
  }
  CHECK(call({"eval", "--catalog", "@broken", "1"}).code == 4);
}
