#include "build.hpp"

#include <catch2/catch.hpp>

#include <random>

using namespace stance::model;
using namespace stance::score;
using namespace stance::score::test;

TEST_CASE("a partially met control earns proportional points, rounded down") {
  const ControlResult third = control("a", 7, Outcome::partial, {1, 3}, {1, 3});
  CHECK(third.verified == 233);
  CHECK(third.status == Status::partially_completed);
  CHECK(met("a", 7).verified == 700);
  CHECK(met("a", 7).status == Status::completed);
  CHECK(control("a", 10, Outcome::partial, {999'999, 1'000'000}, {1, 1}).verified == 999);
}

TEST_CASE("what is not assessed earns nothing and stays in the applicable maximum") {
  const std::vector<ControlResult> controls = {
      met("a", 8),
      unmet("b", 4),
      control("c", 6, Outcome::partial, {1, 2}, {3, 4}),
      control("d", 10, Outcome::not_assessed, {1, 4}, {1, 2}),
      control("e", 5, Outcome::manual),
      control("f", 9, Outcome::not_applicable),
      control("g", 9, Outcome::not_licensed)};
  const Totals totals = total(controls);
  CHECK(totals.verified == 800 + 300);
  CHECK(totals.claimed == 0);
  CHECK(totals.assessed_max == 1800);
  CHECK(totals.applicable_max == 3300);
  CHECK(totals.low == 800 + 300 + 250);
  CHECK(totals.high == 800 + 450 + 500 + 500);
  CHECK(totals.low <= totals.high);
}

TEST_CASE("nothing assessed sums to nothing") {
  const Totals totals = total(std::vector<ControlResult>{});
  CHECK(totals.assessed_max == 0);
  CHECK(totals.applicable_max == 0);
}

TEST_CASE("categories keep the order of the catalog, others follow by name") {
  std::vector<ControlResult> controls = {met("a", 1), met("b", 2), met("c", 3), met("d", 4)};
  controls[0].info.category = "zeta";
  controls[1].info.category = "data";
  controls[2].info.category = "alpha";
  controls[3].info.category = "identity";
  const std::vector<std::string> order = {"identity", "device", "data"};
  std::string names;
  for (const CategoryResult& category : by_category(controls, order)) {
    names += category.category + " " + std::to_string(category.totals.verified) + "; ";
  }
  CHECK(names == "identity 400; data 200; alpha 300; zeta 100; ");
}

TEST_CASE("only a full credit earns all points") {
  for (std::int64_t points = 1; points <= 10; ++points) {
    CAPTURE(points);
    CHECK(control("a", points, Outcome::partial, {999'999'999, 1'000'000'000}, {1, 1}).verified ==
          points * 100 - 1);
    CHECK(control("a", points, Outcome::partial, {1, 1'000'000'000}, {1, 2}).verified == 0);
  }
}

TEST_CASE("the range of a sum lies inside the maximum, and so does what is verified") {
  std::mt19937 random(6);
  const auto below = [&](std::int64_t limit) {
    return static_cast<std::int64_t>(random()) % limit;
  };
  for (int round = 0; round < 500; ++round) {
    std::vector<ControlResult> controls;
    for (std::int64_t i = below(8); i > 0; --i) {
      const std::int64_t den = 1 + below(999);
      const std::int64_t low = below(den + 1);
      const std::int64_t high = low + below(den - low + 1);
      controls.push_back(
          control("a", 1 + below(10), static_cast<Outcome>(below(7)), {low, den}, {high, den}));
    }
    const Totals totals = total(controls);
    REQUIRE(totals.verified <= totals.low);
    REQUIRE(totals.low <= totals.high);
    REQUIRE(totals.high <= totals.applicable_max);
    REQUIRE(totals.verified <= totals.assessed_max);
    REQUIRE(totals.assessed_max <= totals.applicable_max);
  }
}

TEST_CASE("categories with nothing to judge are left out") {
  std::vector<ControlResult> controls = {met("a", 1), unmet("b", 2), unknown("c", 3),
                                         control("d", 4, Outcome::not_licensed)};
  controls[1].info.category = "data";
  controls[3].info.category = "device";
  const std::vector<std::string> order = {"device", "data", "identity"};
  const auto categories = by_category(controls, order);
  REQUIRE(categories.size() == 2);
  CHECK(categories[0].category == "data");
  CHECK(categories[0].totals.assessed_max == 200);
  CHECK(categories[1].category == "identity");
  CHECK(categories[1].totals.verified == 100);
  CHECK(categories[1].totals.applicable_max == 400);
}
