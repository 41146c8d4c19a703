#include "fixture.hpp"

#include <catch2/catch.hpp>

using namespace stance::cli;

TEST_CASE("results of assess are merged as a fleet is shown") {
  const Scratch scratch;
  const std::string out = "json=" + scratch.file("contoso.json");
  REQUIRE(call({"assess", "@full.json", "--catalog", "@catalog", "-q", "-o", out}).code == 0);
  const Called called = call({"merge", scratch.file("contoso.json"), "--width", "100"});
  CHECK(called.code == 0);
  CHECK(called.err.empty());
  CHECK(called.out == R"(1 tenant assessed: the score is 60.0 %

Tenant    Score  Verified  Coverage  Worst category  Top gap
contoso  60.0 %    60.0 %    83.3 %  Identity 0.0 %  +4.00 Let only administrators invite guests

Fall short most often
Tenants    Share  Control
 1 of 1  100.0 %  Let only administrators invite guests
                  entra.restrict-invites
)");
  CHECK(
      call({"merge", scratch.file("contoso.json"), scratch.file("contoso.json"), "--width", "100"})
          .out == called.out);
}

TEST_CASE("gates that were asked then are told now") {
  const Scratch scratch;
  const std::string out = "json=" + scratch.file("a.json");
  REQUIRE(
      call({"assess", "@full.json", "--catalog", "@catalog", "-q", "--min-score", "70", "-o", out})
          .code == 1);
  const Called called = call({"merge", scratch.file("a.json"), "--quiet"});
  CHECK(called.code == 1);
  CHECK(called.out == "1 tenant assessed: the score is 60.0 %\n");
  CHECK(called.err ==
        "stance: tenant 'a': gate failed: score is 60.00 %, the gate asks for 70.00 %; coverage "
        "is 83.33 %, the gate asks for 90.00 % (implied by another gate)\n");
}

TEST_CASE("what is no result is an error at its place") {
  const Called called = call({"merge", "@full.json"});
  CHECK(called.code == 3);
  CHECK(called.out.empty());
  CHECK(called.err ==
        "@full.json: error: /schema is missing, expected a text\n"
        "hint: results are what 'stance assess --format json' and 'stance fleet' write\n");
}
