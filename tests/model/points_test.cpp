#include "stance/model/points.hpp"

#include <catch2/catch.hpp>

#include <limits>

using namespace stance::model;

TEST_CASE("points are rounded down to hundredths, and full only for full credit") {
  CHECK(earned(8, {1, 1}) == 800);
  CHECK(earned(7, {1, 3}) == 233);
  CHECK(earned(10, {999'999'999, 1'000'000'000}) == 999);
  CHECK(earned(10, {0, 5}) == 0);
  constexpr std::int64_t huge = std::numeric_limits<std::int64_t>::max();
  CHECK(earned(10, {huge, huge}) == 1000);
  CHECK(earned(10, {huge - 1, huge}) == 999);
}

TEST_CASE("percentages reach 100.00 only when nothing is missing") {
  CHECK(percent(1, 3) == 3333);
  CHECK(percent(99'999, 100'000) == 9999);
  CHECK(percent(5, 5) == 10'000);
}

TEST_CASE("ratios compare exactly") {
  CHECK(less({1, 3}, {1, 2}));
  CHECK_FALSE(less({1, 2}, {2, 4}));
  CHECK(equal({1, 2}, {2, 4}));
  constexpr std::int64_t huge = std::numeric_limits<std::int64_t>::max();
  CHECK(less({huge - 2, huge}, {huge - 1, huge}));
  CHECK(reduce({6, 8}).num == 3);
  CHECK(reduce({0, 8}).den == 1);
}

TEST_CASE("shares add up exactly, and never to more than all") {
  struct Case {
    Ratio a, b, sum;
  };
  constexpr std::int64_t huge = std::numeric_limits<std::int64_t>::max();
  const Case cases[] = {
      {{0, 1}, {0, 7}, {0, 1}}, {{1, 3}, {1, 6}, {1, 2}},
      {{1, 4}, {3, 4}, {1, 1}}, {{3, 4}, {1, 2}, {1, 1}},
      {{2, 4}, {0, 1}, {1, 2}}, {{huge - 2, huge}, {1, huge}, {huge - 1, huge}},
  };
  for (const Case& c : cases) {
    const Ratio found = sum(c.a, c.b);
    CHECK(found.num == c.sum.num);
    CHECK(found.den == c.sum.den);
  }
  const Ratio rounded = sum({1, huge}, {1, huge - 1});
  CHECK(rounded.den > 0);
  CHECK(earned(10, rounded) == 0);
  const Ratio nearly = sum({huge - 2, huge}, {1, huge - 1});
  CHECK_FALSE(nearly.full());
  CHECK(earned(10, nearly) == 999);
}
