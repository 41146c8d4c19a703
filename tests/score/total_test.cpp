#include "build.hpp"

#include <catch2/catch.hpp>

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
