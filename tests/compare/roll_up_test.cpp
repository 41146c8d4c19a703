#include "build.hpp"
#include "stance/compare/fleet.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>

using namespace stance;
using namespace stance::compare;

namespace {

model::FleetReport rolled_up(std::vector<model::TenantSummary> tenants) {
  auto report = roll_up(std::move(tenants));
  REQUIRE(report);
  return *std::move(report);
}

std::vector<model::TenantSummary> with_scores(const std::vector<model::Hundredths>& scores) {
  std::vector<model::TenantSummary> tenants;
  tenants.reserve(scores.size());
  for (const model::Hundredths score : scores) {
    tenants.push_back(tenant("t" + std::to_string(tenants.size()), score));
  }
  return tenants;
}

std::string text_of(const model::FleetReport& report) {
  std::string text;
  for (const auto* list : {&report.assessed, &report.unassessed}) {
    for (const model::TenantSummary& one : *list) {
      text += one.name + " " + std::to_string(one.score.value_or(-1)) + " " + one.error + "\n";
    }
  }
  if (report.spread) {
    for (const model::Hundredths percent : report.spread->percent) {
      text += std::to_string(percent) + "\n";
    }
  }
  for (const model::Outlier& one : report.outliers) text += one.name + "\n";
  for (const model::ControlFailures& one : report.controls) {
    text += one.control.id + " " + one.control.title + " " + std::to_string(one.failing) + " " +
            std::to_string(one.assessed) + "\n";
  }
  for (const std::string& note : report.notes) text += note + "\n";
  return text;
}

}  // namespace

TEST_CASE("tenants stand by score, then by name, without a score or a result last") {
  const auto report = rolled_up({tenant("c", 5'000), failed("z", "x"), tenant("b", std::nullopt),
                                 tenant("a", 5'000), tenant("d", 100), failed("y", "x")});
  CHECK(names_of(report.assessed) == std::vector<std::string>{"d", "a", "c", "b"});
  CHECK(names_of(report.unassessed) == std::vector<std::string>{"y", "z"});
}

TEST_CASE("percentiles are scores of tenants, by nearest rank") {
  struct Case {
    std::vector<model::Hundredths> scores;
    std::array<model::Hundredths, 7> percent;  // at 0, 10, 25, 50, 75, 90, 100
  };
  const std::vector<Case> cases = {
      {{4'200}, {4'200, 4'200, 4'200, 4'200, 4'200, 4'200, 4'200}},
      {{2, 1}, {1, 1, 1, 1, 2, 2, 2}},
      {{30, 10, 20}, {10, 10, 10, 20, 30, 30, 30}},
      {{1, 2, 3, 4}, {1, 1, 1, 2, 3, 4, 4}},
      {{10, 9, 8, 7, 6, 5, 4, 3, 2, 1}, {1, 1, 3, 5, 8, 9, 10}},
  };
  for (const Case& c : cases) {
    const auto report = rolled_up(with_scores(c.scores));
    REQUIRE(report.spread);
    CHECK(report.spread->tenants == c.scores.size());
    CHECK(report.spread->percent == c.percent);
  }
  CHECK_FALSE(rolled_up({}).spread);
  CHECK_FALSE(rolled_up({tenant("a", std::nullopt), failed("b", "x")}).spread);
}

TEST_CASE("outliers are far from the quartiles, of five tenants or more") {
  struct Case {
    std::vector<model::Hundredths> scores;
    std::vector<std::pair<model::Hundredths, bool>> outliers;  // score, below
  };
  const std::vector<Case> cases = {
      {{5'000, 5'100, 5'200, 0}, {}},
      // Quartiles 5000 and 5150: from 4775 to 5375.
      {{5'000, 5'100, 5'200, 5'150, 4'775}, {}},
      {{5'000, 5'100, 5'200, 5'150, 4'774}, {{4'774, true}}},
      {{5'000, 5'100, 5'200, 5'150, 9'000, 5'120, 1'000}, {{1'000, true}, {9'000, false}}},
      {{5'000, 5'000, 5'000, 5'000, 5'001}, {{5'001, false}}},
  };
  for (const Case& c : cases) {
    std::vector<std::pair<model::Hundredths, bool>> found;
    for (const model::Outlier& one : rolled_up(with_scores(c.scores)).outliers) {
      found.emplace_back(one.score, one.below);
    }
    CHECK(found == c.outliers);
  }
}

TEST_CASE("controls that most tenants lack come first, with the tenants that were assessed") {
  auto a = tenant("a", 1);
  auto b = tenant("b", 2);
  auto c = tenant("c", 3);
  a.failing = {{"mfa", "Require MFA"}, {"dkim", "Sign mail"}, {"rare", "Rare"}};
  b.failing = {{"dkim", "Sign mail, please"}};
  b.holding = {"mfa", "other"};
  c.failing = {{"mfa", "Require MFA"}};
  const auto report = rolled_up({c, b, a, failed("d", "x")});
  REQUIRE(report.controls.size() == 3);
  CHECK(report.controls[0].control == model::NamedControl{"dkim", "Sign mail"});
  CHECK(report.controls[0].failing == 2);
  CHECK(report.controls[0].assessed == 2);
  CHECK(report.controls[1].control.id == "mfa");
  CHECK(report.controls[1].failing == 2);
  CHECK(report.controls[1].assessed == 3);
  CHECK(report.controls[2].control.id == "rare");
}

TEST_CASE("results that were made in different ways are told") {
  auto a = tenant("a", 1);
  auto b = tenant("b", 2);
  b.catalog = "another";
  b.profile = "p";
  b.tool_build = "def";
  CHECK(rolled_up({a, b}).notes ==
        std::vector<std::string>{
            "the results come from 2 catalogs: their scores compare with care",
            "the results come from 2 profiles: their scores compare with care",
            "the results come from 2 versions of stance: their scores compare with care"});
  CHECK(rolled_up({a, tenant("c", 3), failed("d", "x")}).notes.empty());
}

TEST_CASE("the worst gate of all tenants is that of the fleet") {
  using model::GateOutcome;
  auto held = tenant("a", 1);
  auto undecided = tenant("b", 2);
  auto broken = tenant("c", 3);
  held.gate = GateOutcome::held;
  undecided.gate = GateOutcome::undecided;
  broken.gate = GateOutcome::failed;
  CHECK_FALSE(rolled_up({tenant("x", 1)}).gate());
  CHECK(rolled_up({held, tenant("x", 1)}).gate() == GateOutcome::held);
  CHECK(rolled_up({undecided, held}).gate() == GateOutcome::undecided);
  CHECK(rolled_up({undecided, held, broken}).gate() == GateOutcome::failed);
}

TEST_CASE("a roll-up does not depend on the order of tenants, nor on parts that overlap") {
  std::mt19937 random(7);
  std::vector<model::TenantSummary> tenants;
  for (int i = 0; i < 60; ++i) {
    auto one = tenant("t" + std::to_string(i % 50), static_cast<model::Hundredths>(random() % 100));
    if (i >= 50) one.as_of = "2026-02-0" + std::to_string(1 + i % 3);
    if (i >= 50) one.sha256 += " again";
    for (int j = 0; j < 5; ++j) {
      const std::string id = "c" + std::to_string(random() % 9);
      if (random() % 2 == 0) {
        one.failing.push_back({id, "title " + std::to_string(random() % 2)});
      } else {
        one.holding.push_back(id);
      }
    }
    tenants.push_back(one);
  }
  tenants.push_back(failed("t1", "x"));
  const std::string whole = text_of(rolled_up(tenants));
  for (std::ptrdiff_t turn = 0; turn < 20; ++turn) {
    std::vector<model::TenantSummary> parts = tenants;
    parts.insert(parts.end(), tenants.begin() + turn, tenants.begin() + 3 * turn);
    std::shuffle(parts.begin(), parts.end(), random);
    CHECK(text_of(rolled_up(parts)) == whole);
  }
}
