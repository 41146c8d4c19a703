#include "fixture.hpp"

#include <catch2/catch.hpp>

using namespace stance::cli;

TEST_CASE("tests inside controls that pass") {
  const Called called = call({"catalog", "test", "--catalog", "@catalog"});
  CHECK(called.code == 0);
  CHECK(called.out == "controls: 3, tests passed: 6, failed: 0\n");
  CHECK(called.err.empty());
}

TEST_CASE("changes that no test notices end with 4") {
  const Called called = call({"catalog", "test", "--catalog", "@catalog", "--mutate"});
  CHECK(called.code == 4);
  CHECK(called.out ==
        "controls: 3, tests passed: 6, failed: 0\n"
        "mutants: 3, killed: 2, justified: 0, survived: 1\n");
  CHECK(called.err ==
        "@catalog/controls/entra/restrict-invites.yaml:23:40: warning: tests still pass without "
        "this value [surviving-mutant]\n"
        "      expected: [adminsAndGuestInviters, none]\n"
        "                                         ^\n");
}

TEST_CASE("changes that no test notices are counted in JSON as well") {
  const Called called =
      call({"catalog", "test", "--catalog", "@catalog", "--mutate", "--format", "json"});
  CHECK(called.code == 4);
  CHECK_THAT(called.out, Catch::EndsWith(R"(  "tests": {
    "passed": 6,
    "failed": 0
  },
  "mutants": {
    "all": 3,
    "killed": 2,
    "justified": 0,
    "survived": 1
  }
}
)"));
}

TEST_CASE("where tests fail nothing is changed") {
  const Called called =
      call({"catalog", "test", "--catalog", "@catalog", "--catalog", "+@twin", "--mutate"});
  CHECK(called.code == 4);
  CHECK(called.out == "controls: 4, tests passed: 6, failed: 1\n");
}

TEST_CASE("a test that fails ends with 4 and says where") {
  const Called called = call({"catalog", "test", "--catalog", "@catalog", "--catalog", "+@twin"});
  CHECK(called.code == 4);
  CHECK(called.out == "controls: 4, tests passed: 6, failed: 1\n");
  CHECK_THAT(called.err, Catch::Matchers::StartsWith("@twin/controls/entra/restrict-guests.yaml:"));
}

TEST_CASE("what tests found, as JSON") {
  const Called called = call({"catalog", "test", "--catalog", "@catalog", "--format", "json"});
  CHECK(called.code == 0);
  CHECK(called.err.empty());
  CHECK(called.out == R"({
  "schema": "stance.diagnostics/1",
  "diagnostics": [],
  "errors": 0,
  "warnings": 0,
  "controls": 3,
  "tests": {
    "passed": 6,
    "failed": 0
  }
}
)");
}
