#include "stance/plan/rank.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace stance::model;
using namespace stance::plan;

namespace {

struct Action {
  std::string id;
  std::int64_t points;
  Hundredths verified;
  Cost cost = Cost::low;
  UserImpact impact = UserImpact::low;
  Outcome outcome = Outcome::unmet;
};

// "id gain gain-percent priority" a line, best first.
std::string ranked(const std::vector<Action>& actions, const Weights& weights = {}) {
  std::vector<ControlResult> controls;
  for (const Action& action : actions) {
    ControlResult control;
    control.info.id = action.id;
    control.info.points = action.points;
    control.info.cost = action.cost;
    control.info.user_impact = action.impact;
    control.finding.outcome = action.outcome;
    control.status = status_of(action.outcome);
    control.verified = action.verified;
    controls.push_back(control);
  }
  std::string text;
  for (const Recommendation& entry : rank(controls, 10'000, weights)) {
    text += std::to_string(entry.rank) + " " + entry.control + " " + std::to_string(entry.gain) +
            " " + std::to_string(entry.gain_percent) + " " + std::to_string(entry.priority) + "\n";
  }
  return text;
}

}  // namespace

TEST_CASE("priority is missing points by cost and user impact") {
  CHECK(ranked({{"a", 8, 0, Cost::moderate, UserImpact::moderate},
                {"b", 6, 300, Cost::low, UserImpact::low, Outcome::partial},
                {"c", 10, 0, Cost::high, UserImpact::high}}) ==
        "1 b 300 300 300\n2 a 800 800 266\n3 c 1000 1000 125\n");
}

TEST_CASE("ties go to the larger gain, then to the smaller id") {
  CHECK(ranked({{"b", 2, 0}, {"a", 2, 0}, {"c", 4, 0, Cost::moderate}}) ==
        "1 c 400 400 200\n2 a 200 200 200\n3 b 200 200 200\n");
}

TEST_CASE("only what is open and has points to gain is recommended") {
  CHECK(ranked({{"a", 2, 200, Cost::low, UserImpact::low, Outcome::met},
                {"b", 2, 0, Cost::low, UserImpact::low, Outcome::not_assessed},
                {"c", 2, 0, Cost::low, UserImpact::low, Outcome::manual},
                {"d", 2, 0, Cost::low, UserImpact::low, Outcome::not_licensed},
                {"e", 2, 200, Cost::low, UserImpact::low, Outcome::partial}})
            .empty());
}

TEST_CASE("quotients are compared exactly, not as they are printed") {
  // 700 / 1.5 = 466.66..., 466 / 1: both are printed as 466.
  CHECK(ranked({{"a", 7, 0, Cost::low, UserImpact::moderate},
                {"b", 5, 34, Cost::low, UserImpact::low, Outcome::partial}}) ==
        "1 a 700 700 466\n2 b 466 466 466\n");
}

TEST_CASE("the weights can be others") {
  CHECK(ranked({{"a", 4, 0}, {"b", 4, 0, Cost::high}}, {.cost = {400, 200, 100}}) ==
        "1 b 400 400 400\n2 a 400 400 100\n");
}

TEST_CASE("the gain is a share of the assessed maximum, rounded down") {
  ControlResult control;
  control.info.id = "a";
  control.info.points = 2;
  control.status = Status::partially_completed;
  control.verified = 100;
  const ControlResult controls[] = {control};
  const auto ranked = rank(controls, 300);
  REQUIRE(ranked.size() == 1);
  CHECK(ranked.front().gain_percent == 3333);
  CHECK(rank({}, 0).empty());
}

TEST_CASE("what was decided about is no recommendation, and claimed points are not missing") {
  ControlResult open;
  open.info.id = "a";
  open.info.points = 5;
  open.status = Status::partially_completed;
  open.verified = 100;
  open.claimed = 150;
  ControlResult planned = open;
  planned.status = Status::planned;
  ControlResult attested = open;
  attested.status = Status::attested;
  const std::vector<ControlResult> controls = {open, planned, attested};
  const auto ranked = rank(controls, 10'000);
  REQUIRE(ranked.size() == 1);
  CHECK(ranked.front().gain == 250);
}
