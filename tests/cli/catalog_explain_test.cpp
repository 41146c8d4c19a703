#include "fixture.hpp"

#include <catch2/catch.hpp>

using namespace stance::cli;

TEST_CASE("a code is explained with an example") {
  const Called called = call({"catalog", "explain", "constant-condition"}, {{"COLUMNS", "80"}});
  CHECK(called.code == 0);
  CHECK(called.err.empty());
  CHECK(called.out == R"(constant-condition: a condition is the same whatever the data

It compares constants, compares something with itself, or contradicts another
part. Parameters are no constants.

Wrong:

    check:
      each: {in: demo.users, as: u, pass: "u.mode != 'on' || u.mode != 'off'", empty: met}

Right:

    check:
      each: {in: demo.users, as: u, pass: "u.mode != 'on' && u.mode != 'off'", empty: met}
)");
}

TEST_CASE("an example that depends on its file names it") {
  const Called called = call({"catalog", "explain", "ignored-file"});
  CHECK(called.out == R"(ignored-file: a file is not read

Only files with the extension .yaml belong to a catalog.

Wrong, in example.yml:

    functions: {}

Right, in example.yaml:

    functions: {}
)");
}

TEST_CASE("without a code all of them are listed") {
  const Called called = call({"catalog", "explain"});
  CHECK(called.code == 0);
  CHECK_THAT(called.out, Catch::Matchers::StartsWith(
                             "bad-bounds              bounds of steps are no ascending pairs\n"
                             "bad-date                the day of a test is no date\n"));
}

TEST_CASE("a code that does not exist") {
  Called called = call({"catalog", "explain", "unkown-field"});
  CHECK(called.code == 2);
  CHECK(called.out.empty());
  CHECK(called.err ==
        "stance: error: unknown code 'unkown-field'\nhint: did you mean 'unknown-field'?\n");
  called = call({"catalog", "explain", "xyz"});
  CHECK(called.code == 2);
  CHECK(called.err ==
        "stance: error: unknown code 'xyz'\nhint: 'stance catalog explain' lists all codes\n");
}
