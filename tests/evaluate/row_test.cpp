#include "row.hpp"

#include "fixture.hpp"

#include <cmath>
#include <limits>

using namespace stance;
using namespace stance::evaluate;
using namespace stance::evaluate::test;

TEST_CASE("numbers become thousandths, rounded down but for the dust of doubles") {
  struct Number {
    double number;
    std::int64_t thousandths;
  };
  const Number cases[] = {{0, 0},
                          {1, 1000},
                          {0.57, 570},
                          {0.29, 290},
                          {0.1 + 0.2, 300},
                          {0.9996, 999},
                          {0.0004, 0},
                          {1.9999, 1999},
                          {-0.5, -500},
                          {-0.0001, -1},
                          {1 - 0.9, 100},
                          {0.999999, 999},
                          {1e9, 1'000'000'000'000}};
  for (const Number& c : cases) {
    CAPTURE(c.number);
    CHECK(floor_thousandths(c.number) == c.thousandths);
  }
}

TEST_CASE("a credit or weight is a number from nothing to its limit") {
  const auto read = [](double number) { return thousandths(cel::Value::of(number), rules::one); };
  CHECK(read(0.25) == 250);
  CHECK(read(1.0) == 1000);
  CHECK(thousandths(cel::Value::of(std::int64_t{1}), rules::one) == 1000);
  CHECK_FALSE(read(1.0004));
  CHECK_FALSE(read(-0.1));
  CHECK_FALSE(read(std::nan("")));
  CHECK_FALSE(read(std::numeric_limits<double>::infinity()));
  CHECK_FALSE(thousandths(cel::Value::of(true), rules::one));
  CHECK_FALSE(thousandths(cel::Value::null(), rules::one));
  CHECK_FALSE(thousandths(cel::Value::unknown(cel::Why::range), rules::one));
}

TEST_CASE("a credit that is nearly full is not met") {
  const std::string credit =
      "check:\n  each: {in: demo.rows, as: r, key: r.id, credit: r.share, empty: unmet}\n";
  check_all({
      {"nearly",
       credit,
       {{"demo.rows", R"([{"id": "a", "share": 0.9999}])"}},
       "partial 999/1000..999/1000 of 1: 0 met 1 unmet 0 unknown; a partial"},
      {"full",
       credit,
       {{"demo.rows", R"([{"id": "a", "share": 1.0}])"}},
       "met 1/1..1/1 of 1: 1 met 0 unmet 0 unknown"},
      {"nothing",
       credit,
       {{"demo.rows", R"([{"id": "a", "share": 0.0}])"}},
       "unmet 0/1..0/1 of 1: 0 met 1 unmet 0 unknown; a unmet"},
      {"unknown",
       credit,
       {{"demo.rows", R"([{"id": "a"}])"}},
       "not_assessed 0/1..1/1 of 1: 0 met 0 unmet 1 unknown; a not_assessed, not known: rows was "
       "exported without 'share'; missing demo.rows.share field_absent"},
      {"of the wrong type",
       credit,
       {{"demo.rows", R"([{"id": "a", "share": "much"}])"}},
       "not_assessed 0/1..1/1 of 1: 0 met 0 unmet 1 unknown; a not_assessed, not known: 'share' of "
       "rows has an unexpected type; missing demo.rows.share wrong_type"},
  });
}

TEST_CASE("evidence tells what a row has and what it should have") {
  struct Told {
    std::string name, row_check, actual, expected, unmet;
  };
  const Told cases[] = {
      {"pass", "pass: r.good && r.name == 'n'", "name = 'x'", "== 'n'", ""},
      {"pass in the words of the rule", "pass: r.name == 'n'\n    otherwise: other name",
       "name = 'x'", "== 'n'", "other name"},
      {"credit", "credit: r.share", "", "", ""},
      {"credit in the words of the rule", "credit: r.share\n    otherwise: too little", "", "",
       "too little"},
      {"what is told need not be shown",
       "pass: r.name == 'n'\n    show: {called: r.name, share: r.share}", "name = 'x'", "== 'n'",
       ""},
      {"the first unmet line",
       "need: [{is: r.good, otherwise: is not good}, {is: r.name == 'n', otherwise: other name}]",
       "name = 'x'", "== 'n'", "other name"},
      {"why one is unknown", "pass: r.on", "", "", "not known: rows was exported without 'on'"},
      {"why one is unknown, once",
       "need: [{is: r.on, otherwise: a}, {is: r.on && r.good, otherwise: b}]", "", "",
       "not known: rows was exported without 'on'"},
      {"what a rule does not believe", "credit: \"r.good ? not_verified('a claim') : 1.0\"", "", "",
       "not known: a claim"},
  };
  for (const Told& c : cases) {
    DYNAMIC_SECTION(c.name) {
      Bench bench(
          fmt::format("check:\n  each:\n    in: demo.rows\n    as: r\n    empty: unmet\n    {}\n",
                      c.row_check));
      const model::Finding finding = bench.judge(
          {{"demo.rows", R"([{"id": "a", "good": true, "name": "x", "share": 0.25}])"}});
      REQUIRE(finding.evidence.size() == 1);
      CHECK(finding.evidence.front().actual == c.actual);
      CHECK(finding.evidence.front().expected == c.expected);
      const std::vector<std::string>& unmet = finding.evidence.front().unmet;
      CHECK(fmt::format("{}", fmt::join(unmet, "; ")) == c.unmet);
      for (const auto& shown : finding.evidence.front().shown) CHECK(shown.first == "share");
    }
  }
}
