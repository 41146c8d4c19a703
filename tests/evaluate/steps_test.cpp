#include "fixture.hpp"

using namespace stance;
using namespace stance::evaluate;
using namespace stance::evaluate::test;

TEST_CASE("steps, assert and setting judge a single value") {
  const std::string steps =
      "check:\n  steps: {value: demo.rows.size(), credit: [[0, 0], [2, 1], [3, 0.6], [5, 0]]}\n";
  const std::string linear =
      "check:\n  steps: {value: demo.settings.level, credit: [[0, 0], [4, 1]], between: linear}\n";
  const std::string assertion =
      "check: {assert: demo.settings.level > 2, otherwise: the level is low}\n";
  const std::string setting =
      "check:\n  setting: {dataset: demo.settings, field: mode, expected: [strict, standard]}\n";
  check_all({
      {"below", steps, {{"demo.rows", R"([{"id": "a"}])"}}, "unmet 0/1..0/1; value unmet"},
      {"inside", steps, {{"demo.rows", R"([{"id": "a"}, {"id": "b"}])"}}, "met 1/1..1/1"},
      {"a band",
       steps,
       {{"demo.rows", R"([{"id": "a"}, {"id": "b"}, {"id": "c"}])"}},
       "partial 3/5..3/5; value partial"},
      {"unknown", steps, {}, "not_assessed 0/1..1/1; missing demo.rows. dataset_absent"},
      {"linear", linear, {{"demo.settings", R"({"level": 1})"}}, "partial 1/4..1/4; value partial"},
      {"linear above", linear, {{"demo.settings", R"({"level": 9})"}}, "met 1/1..1/1"},
      {"true", assertion, {{"demo.settings", R"({"level": 3})"}}, "met 1/1..1/1"},
      {"false",
       assertion,
       {{"demo.settings", R"({"level": 2})"}},
       "unmet 0/1..0/1; condition unmet, the level is low"},
      {"unknown condition",
       assertion,
       {{"demo.settings", "{}"}},
       "not_assessed 0/1..1/1; missing demo.settings.level field_absent"},
      {"wrong type",
       assertion,
       {{"demo.settings", R"({"level": "high"})"}},
       "not_assessed 0/1..1/1; missing demo.settings.level wrong_type"},
      {"setting met",
       setting,
       {{"demo.settings", R"({"mode": "strict"})"}},
       "met 1/1..1/1 of 1: 1 met 0 unmet 0 unknown"},
      {"setting unmet",
       setting,
       {{"demo.settings", R"({"mode": "off"})"}},
       "unmet 0/1..0/1 of 1: 0 met 1 unmet 0 unknown; demo.settings unmet"},
  });
}

TEST_CASE("a value below a bound does not reach it") {
  const std::string share =
      "check:\n  steps: {value: \"demo.rows.map(r, r.share)[0]\", "
      "credit: [[0.5, 0.5], [0.9, 1]]}\n";
  const auto rows = [](std::string_view number) {
    return Bench::Rows{{"demo.rows", fmt::format(R"([{{"id": "a", "share": {}}}])", number)}};
  };
  check_all({
      {"below all", share, rows("0.4999"), "unmet 0/1..0/1; value unmet"},
      {"negative", share, rows("-3.5"), "unmet 0/1..0/1; value unmet"},
      {"on a bound", share, rows("0.5"), "partial 1/2..1/2; value partial"},
      {"just below", share, rows("0.8999"), "partial 1/2..1/2; value partial"},
      {"full", share, rows("0.9"), "met 1/1..1/1"},
      {"far above", share, rows("1e9"), "met 1/1..1/1"},
      {"too far", share, rows("1e300"), "not_assessed 0/1..1/1; missing . range"},
      {"no number", share, rows("\"x\""),
       "not_assessed 0/1..1/1; missing demo.rows.share wrong_type"},
  });
}

TEST_CASE("between bounds credit is interpolated exactly") {
  const std::string linear =
      "check:\n  steps: {value: demo.settings.level, "
      "credit: [[-2, 0], [1, 0.9], [4, 0.3], [5, 1]], between: linear}\n";
  const auto level = [](int value) {
    return Bench::Rows{{"demo.settings", fmt::format(R"({{"level": {}}})", value)}};
  };
  check_all({
      {"below", linear, level(-3), "unmet 0/1..0/1; value unmet"},
      {"at the first", linear, level(-2), "unmet 0/1..0/1; value unmet"},
      {"rising", linear, level(-1), "partial 3/10..3/10; value partial"},
      {"at a bound", linear, level(1), "partial 9/10..9/10; value partial"},
      {"falling", linear, level(3), "partial 1/2..1/2; value partial"},
      {"at the last", linear, level(5), "met 1/1..1/1"},
      {"above", linear, level(6), "met 1/1..1/1"},
  });
}

TEST_CASE("a number names what it counted and what it should be") {
  Bench bench(
      "check:\n  steps: {value: demo.rows.size(), credit: [[0, 0], [2, 1], [3, 0.6], [8, 1]], "
      "evidence: \"demo.rows.map(r, r.id)\"}\n");
  const model::Finding finding =
      bench.judge({{"demo.rows", R"([{"id": "c"}, {"id": "a"}, {"id": "b"}])"}});
  REQUIRE(finding.evidence.size() == 1);
  const model::Evidence& evidence = finding.evidence.front();
  CHECK(evidence.actual == "3");
  CHECK(evidence.expected == "at least 2 and below 3 or at least 8");
  REQUIRE(evidence.shown.size() == 1);
  CHECK(evidence.shown.front().first == "counted");
  CHECK(evidence.shown.front().second == "a, b, c");
}

TEST_CASE("what is about the whole tenant says where its data stands") {
  const Bench::Rows rows = {{"demo.rows", R"([{"id": "b"}, {"id": "a", "good": false}])"},
                            {"demo.settings", R"({"level": 1})"}};
  const auto pointer = [&](const std::string& check) {
    const model::Finding finding = Bench("check:\n  " + check).judge(rows);
    REQUIRE(finding.evidence.size() == 1);
    REQUIRE(finding.evidence.front().source);
    return finding.evidence.front().source->pointer;
  };
  CHECK(pointer("steps: {value: '1', credit: [[0, 0], [2, 1]], source: \"demo.rows.filter(r, r.id "
                "== 'a')\"}\n") == "/1");
  CHECK(pointer("assert: demo.settings.level > 2\n").empty());
  CHECK(pointer("assert: \"demo.rows.filter(r, r.id == 'b').exists(r, r.id == 'c')\"\n") == "/0");
}

TEST_CASE("a false condition tells its first false part") {
  Bench bench(
      "check: {assert: demo.settings.mode == 'a' && demo.settings.level > 2, otherwise: low}\n");
  const model::Finding finding = bench.judge({{"demo.settings", R"({"mode": "a", "level": 2})"}});
  REQUIRE(finding.evidence.size() == 1);
  CHECK(finding.evidence.front().whole);
  CHECK(finding.evidence.front().unmet == std::vector<std::string>{"low"});
  CHECK(finding.evidence.front().actual == "level = 2");
  CHECK(finding.evidence.front().expected == "> 2");
}
