#include "fixture.hpp"

#include <catch2/catch.hpp>

using namespace stance::cli;

TEST_CASE("tests inside controls that pass") {
  const Called called = call({"catalog", "test", "--catalog", "@catalog"});
  CHECK(called.code == 0);
  CHECK(called.out == "controls: 3, tests passed: 6, failed: 0\n");
  CHECK(called.err.empty());
}

TEST_CASE("a test that fails ends with 4 and says where") {
  const Called called = call({"catalog", "test", "--catalog", "@catalog", "--catalog", "+@twin"});
  CHECK(called.code == 4);
  CHECK(called.out == "controls: 4, tests passed: 6, failed: 1\n");
  CHECK_THAT(called.err, Catch::Matchers::StartsWith("@twin/controls/entra/restrict-guests.yaml:"));
}
