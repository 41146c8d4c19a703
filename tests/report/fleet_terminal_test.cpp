#include "fleets.hpp"
#include "stance/report/fleet.hpp"

#include <catch2/catch.hpp>

#include <sstream>

using namespace stance;
using namespace stance::report;

namespace {

std::string printed(const model::FleetReport& report, const Style& style) {
  std::ostringstream out;
  render_fleet(report, style, out);
  return out.str();
}

}  // namespace

TEST_CASE("a fleet, side by side") {
  CHECK(printed(fleet(), {.width = 100}) ==
        R"(3 of 4 tenants assessed: scores from 41.9 % to 90.0 %, median 41.9 %

Tenant     Score  Verified  Coverage  Worst category  Top gap
contoso   41.9 %    40.0 %    54.0 %  Data 0.0 %      +9.50 Sign mail
fabrikam  90.0 %    90.0 %   100.0 %
hollow      none      none     0.0 %

Percentiles, by nearest rank
Lowest    10 %    25 %  Median    75 %    90 %  Highest
41.9 %  41.9 %  41.9 %  41.9 %  90.0 %  90.0 %   90.0 %
- contoso is far below the others with 41.9 %
- fabrikam is far above the others with 90.0 %

Fall short most often
Tenants    Share  Control
 2 of 2  100.0 %  Sign mail
                  demo.mail
 1 of 3   33.3 %  Ask twice
                  demo.mfa

Not assessed
- broken: cannot open 'broken': Permission denied

Mind
- the results come from 2 profiles: their scores compare with care

Gate failed
- contoso: score 41.96 % is below 70 %; too old
)");
}

TEST_CASE("a fleet where columns are scarce") {
  CHECK(printed(fleet(), {.width = 40}) == R"(3 of 4 tenants assessed: scores from
41.9 % to 90.0 %, median 41.9 %

41.9 %   contoso
         verified 40.0 % · coverage
         54.0 %
         Data 0.0 %
         +9.50 Sign mail
90.0 %   fabrikam
         verified 90.0 % · coverage
         100.0 %
none     hollow
         verified none · coverage 0.0 %

Percentiles, by nearest rank
Lowest   41.9 %
10 %     41.9 %
25 %     41.9 %
Median   41.9 %
75 %     90.0 %
90 %     90.0 %
Highest  90.0 %
- contoso is far below the others with
  41.9 %
- fabrikam is far above the others with
  90.0 %

Fall short most often
Tenants    Share  Control
 2 of 2  100.0 %  Sign mail
                  demo.mail
 1 of 3   33.3 %  Ask twice
                  demo.mfa

Not assessed
- broken: cannot open 'broken':
  Permission denied

Mind
- the results come from 2 profiles:
  their scores compare with care

Gate failed
- contoso: score 41.96 % is below 70 %;
  too old
)");
}

TEST_CASE("the headline of a fleet") {
  struct Case {
    std::size_t assessed;
    std::size_t unassessed;
    std::optional<model::ScoreSpread> spread;
    std::string text;
  };
  const model::ScoreSpread one{1, {50, 50, 50, 50, 50, 50, 50}};
  const model::ScoreSpread many{3, {1'000, 1'000, 1'000, 2'000, 3'000, 3'000, 3'000}};
  const std::vector<Case> cases = {
      {0, 0, std::nullopt, "0 tenants assessed: none has a score"},
      {0, 2, std::nullopt, "0 of 2 tenants assessed: none has a score"},
      {1, 0, one, "1 tenant assessed: the score is 0.5 %"},
      {3, 0, many, "3 tenants assessed: scores from 10.0 % to 30.0 %, median 20.0 %"},
      {3, 1, many, "3 of 4 tenants assessed: scores from 10.0 % to 30.0 %, median 20.0 %"},
  };
  for (const Case& c : cases) {
    model::FleetReport report;
    report.assessed.resize(c.assessed);
    report.unassessed.resize(c.unassessed);
    report.spread = c.spread;
    CHECK(printed(report, {.width = 100, .brief = true}) == c.text + "\n");
  }
}

TEST_CASE("gates of a fleet") {
  using model::GateOutcome;
  const std::pair<GateOutcome, std::string> cases[] = {
      {GateOutcome::held, "\nGate passed\n"},
      {GateOutcome::failed, "\nGate failed\n- a: too low\n"},
      {GateOutcome::undecided, "\nGate not decided\n- a: too low\n"},
  };
  for (const auto& [outcome, text] : cases) {
    model::FleetReport report;
    report.unassessed.resize(1);
    report.unassessed[0].name = "a";
    report.unassessed[0].error = "gone";
    report.unassessed[0].gate = outcome;
    if (outcome != GateOutcome::held) report.unassessed[0].gate_reasons = {"too low"};
    CHECK(printed(report, {}) ==
          "0 of 1 tenant assessed: none has a score\n\nNot assessed\n- a: gone\n" + text);
  }
}
