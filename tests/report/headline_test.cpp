#include "samples.hpp"
#include "stance/report/terminal.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using model::Outcome;

TEST_CASE("the headline says how much the score rests on") {
  struct Case {
    std::string name;
    model::Totals totals;
    std::string text;
  };
  const std::vector<Case> cases = {
      {"as in the manual",
       {6120, 0, 10000, 23255, 6120, 19300},
       "61.2 % of what could be assessed (43 % of all points); the true score lies between 26 % "
       "and 83 %"},
      {"claimed points count",
       {5000, 1120, 10000, 20000, 5000, 16120},
       "61.2 % of what could be assessed, 50.0 % without claims (50 % of all points); the true "
       "score lies between 25 % and 81 %"},
      {"everything assessed",
       {6129, 0, 10000, 10000, 6129, 6129},
       "61.2 % of what could be assessed"},
      {"everything met",
       {10000, 0, 10000, 10000, 10000, 10000},
       "100.0 % of what could be assessed"},
      {"almost everything assessed",
       {9998, 0, 9999, 10000, 9998, 9999},
       "99.9 % of what could be assessed (99 % of all points); the true score lies between 99 % "
       "and 100 %"},
      {"very little assessed",
       {0, 0, 100, 100000, 0, 99900},
       "0.0 % of what could be assessed (0.1 % of all points); the true score lies between 0 % "
       "and 100 %"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) {
      model::Assessment assessment;
      assessment.totals = c.totals;
      CHECK(report::headline(assessment) == c.text);
    }
  }
}

TEST_CASE("without anything assessed there is no percentage but a reason") {
  struct Case {
    std::vector<Outcome> outcomes;
    std::string text;
  };
  const std::vector<Case> cases = {
      {{}, "nothing could be assessed: the catalog has no controls"},
      {{Outcome::not_applicable, Outcome::not_licensed},
       "nothing could be assessed: no control applies to this tenant"},
      {{Outcome::manual, Outcome::not_applicable},
       "nothing could be assessed: every control that applies is checked by hand"},
      {{Outcome::manual, Outcome::not_assessed},
       "nothing could be assessed: the inputs hold none of the data that the controls need"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.text) {
      model::Assessment assessment;
      for (const Outcome outcome : c.outcomes) {
        assessment.controls.emplace_back().finding.outcome = outcome;
      }
      CHECK(report::headline(assessment) == c.text);
    }
  }
}
