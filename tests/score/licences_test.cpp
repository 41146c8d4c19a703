#include "stance/score/licences.hpp"

#include "build.hpp"

#include <catch2/catch.hpp>

using namespace stance::model;
using namespace stance::score;
using namespace stance::score::test;

TEST_CASE("licences put in reach what is assessed, and what is not licensed") {
  struct Case {
    std::string name;
    std::vector<ControlResult> controls;
    std::string totals;  // now, owned, everything
  };
  ControlResult claimed = unmet("claimed", 3);
  claimed.claimed = 300;
  const std::vector<Case> cases = {
      {"nothing", {}, "0 0 0"},
      {"all licensed", {met("a", 8), unmet("b", 4)}, "800 1200 1200"},
      {"one not licensed",
       {met("a", 8), unmet("b", 4), control("c", 5, Outcome::not_licensed)},
       "800 1200 1700"},
      {"nothing licensed", {control("c", 5, Outcome::not_licensed)}, "0 0 500"},
      {"claims are points", {claimed, met("a", 1)}, "400 400 400"},
      {"what is not assessed or does not apply is in no total",
       {met("a", 1), unknown("b", 2), control("c", 3, Outcome::manual),
        control("d", 4, Outcome::not_applicable)},
       "100 100 100"},
  };
  for (const Case& test : cases) {
    DYNAMIC_SECTION(test.name) {
      const LicenceTotals totals = licence_totals(test.controls, true);
      CHECK(totals.known);
      CHECK(std::to_string(totals.now) + " " + std::to_string(totals.owned) + " " +
                std::to_string(totals.everything) ==
            test.totals);
      CHECK_FALSE(licence_totals(test.controls, false).known);
    }
  }
}
