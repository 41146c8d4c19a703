#include "fixture.hpp"

using namespace stance;
using namespace stance::evaluate;
using namespace stance::evaluate::test;

namespace {

struct Case {
  std::string name;
  std::string body;
  Bench::Rows rows;
  std::string told;
};

void check_all(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) {
      Bench bench(c.body);
      CHECK(told(bench.judge(c.rows)) == c.told);
    }
  }
}

const std::string each =
    "check:\n  each: {in: demo.rows, as: r, key: r.id, pass: r.good, empty: unmet}\n";

std::string each_empty(std::string_view empty) {
  return fmt::format(
      "check:\n  each: {{in: demo.rows, as: r, key: r.id, pass: r.good, empty: {}}}\n", empty);
}

const std::string need = R"(
check:
  any:
    in: demo.rows
    as: r
    key: r.id
    need:
    - {weight: 2, is: r.good, otherwise: is not good}
    - {weight: 1, is: r.name == 'n', otherwise: has another name}
    - {weight: 1, is: r.on, otherwise: is off, must: true}
    empty: unmet
)";

}  // namespace

TEST_CASE("each is the share of rows that pass") {
  check_all({
      {"all",
       each,
       {{"demo.rows", R"([{"id": "a", "good": true}])"}},
       "met 1/1..1/1 of 1: 1 met 0 unmet 0 unknown"},
      {"none",
       each,
       {{"demo.rows", R"([{"id": "a", "good": false}])"}},
       "unmet 0/1..0/1 of 1: 0 met 1 unmet 0 unknown; a unmet"},
      {"half",
       each,
       {{"demo.rows", R"([{"id": "b", "good": false}, {"id": "a", "good": true}])"}},
       "partial 1/2..1/2 of 2: 1 met 1 unmet 0 unknown; b unmet"},
      {"an unknown row gives an interval",
       each,
       {{"demo.rows", R"([{"id": "a", "good": true}, {"id": "b"}])"}},
       "not_assessed 1/2..1/1 of 2: 1 met 0 unmet 1 unknown; b not_assessed; "
       "missing demo.rows.good field_absent"},
      {"an unknown row beside a failing one is still partial",
       each,
       {{"demo.rows", R"([{"id": "a", "good": true}, {"id": "b"}, {"id": "c", "good": false}])"}},
       "partial 1/3..2/3 of 3: 1 met 1 unmet 1 unknown; b not_assessed; c unmet; "
       "missing demo.rows.good field_absent"},
      {"no data is no verdict",
       each,
       {},
       "not_assessed 0/1..1/1; missing demo.rows. dataset_absent"},
      {"empty: unmet", each, {{"demo.rows", "[]"}}, "unmet 0/1..0/1 of 0: 0 met 0 unmet 0 unknown"},
      {"empty: met",
       each_empty("met"),
       {{"demo.rows", "[]"}},
       "met 1/1..1/1 of 0: 0 met 0 unmet 0 unknown"},
      {"empty: not_applicable",
       each_empty("not_applicable"),
       {{"demo.rows", "[]"}},
       "not_applicable 0/1..1/1 of 0: 0 met 0 unmet 0 unknown"},
      {"empty: not_assessed",
       each_empty("not_assessed"),
       {{"demo.rows", "[]"}},
       "not_assessed 0/1..1/1 of 0: 0 met 0 unmet 0 unknown; missing demo.rows. nothing_to_judge"},
  });
}

TEST_CASE("each weighs rows, gives partial credit and knows who may belong") {
  const std::string weighted =
      "check:\n  each: {in: demo.rows, as: r, key: r.id, pass: r.good, weight: r.weight, "
      "empty: unmet}\n";
  const std::string credit =
      "check:\n  each: {in: demo.rows, as: r, key: r.id, credit: r.share, empty: unmet}\n";
  const std::string where =
      "check:\n  each: {in: demo.rows, as: r, where: r.on, key: r.id, pass: r.good, "
      "empty: unmet}\n";
  check_all({
      {"weights",
       weighted,
       {{"demo.rows",
         R"([{"id": "a", "good": true, "weight": 3}, {"id": "b", "good": false, "weight": 1}])"}},
       "partial 3/4..3/4 of 2: 1 met 1 unmet 0 unknown; b unmet"},
      {"a weight of nothing is not known",
       weighted,
       {{"demo.rows",
         R"([{"id": "a", "good": true, "weight": 0}, {"id": "b", "good": false, "weight": 1}])"}},
       "not_assessed 0/1..1/1 of 2: 1 met 1 unmet 0 unknown; b unmet; missing . range"},
      {"credits",
       credit,
       {{"demo.rows", R"([{"id": "a", "share": 0.25}, {"id": "b", "share": 1.0}])"}},
       "partial 5/8..5/8 of 2: 1 met 1 unmet 0 unknown; a partial"},
      {"a credit above one is not known",
       credit,
       {{"demo.rows", R"([{"id": "a", "share": 1.5}])"}},
       "not_assessed 0/1..1/1 of 1: 0 met 0 unmet 1 unknown; a not_assessed; missing . range"},
      {"a failing row that may not belong",
       where,
       {{"demo.rows", R"([{"id": "a", "on": true, "good": true}, {"id": "b", "good": false}])"}},
       "not_assessed 1/2..1/1 of 2: 1 met 0 unmet 1 unknown; b not_assessed; "
       "missing demo.rows.on field_absent"},
      {"a good row that may not belong",
       where,
       {{"demo.rows", R"([{"id": "a", "on": true, "good": false}, {"id": "b", "good": true}])"}},
       "not_assessed 0/1..1/2 of 2: 0 met 1 unmet 1 unknown; a unmet; b not_assessed; "
       "missing demo.rows.on field_absent"},
      {"only rows that may belong",
       where,
       {{"demo.rows", R"([{"id": "a", "good": true}])"}},
       "not_assessed 0/1..1/1 of 1: 0 met 0 unmet 1 unknown; a not_assessed; "
       "missing demo.rows.on field_absent"},
      {"members of a list",
       "check:\n  each: {in: \"['x', 'y']\", as: t, key: t, "
       "pass: \"demo.rows.exists(r, t in r.tags)\", empty: unmet}\n",
       {{"demo.rows", R"([{"id": "a", "tags": ["x"]}])"}},
       "partial 1/2..1/2 of 2: 1 met 1 unmet 0 unknown; y unmet"},
  });
}

TEST_CASE("any takes the best candidate and says what it lacks") {
  check_all({
      {"a complete one",
       need,
       {{"demo.rows", R"([{"id": "a", "good": false, "name": "x", "on": false},
                          {"id": "b", "good": true, "name": "n", "on": true}])"}},
       "met 1/1..1/1 of 2: 1 met 1 unmet 0 unknown"},
      {"the nearest one",
       need,
       {{"demo.rows", R"([{"id": "a", "good": false, "name": "n", "on": true},
                          {"id": "b", "good": true, "name": "x", "on": true}])"}},
       "partial 3/4..3/4 of 2: 0 met 2 unmet 0 unknown; b partial, has another name"},
      {"must earns nothing but is named",
       need,
       {{"demo.rows", R"([{"id": "a", "good": true, "name": "n", "on": false}])"}},
       "unmet 0/1..0/1 of 1: 0 met 1 unmet 0 unknown; a unmet, is off"},
      {"a weaker one that is on wins",
       need,
       {{"demo.rows", R"([{"id": "a", "good": true, "name": "n", "on": false},
                          {"id": "b", "good": false, "name": "x", "on": true}])"}},
       "partial 1/4..1/4 of 2: 0 met 2 unmet 0 unknown; b partial, is not good, has another name"},
      {"ties go to the smallest key",
       need,
       {{"demo.rows", R"([{"id": "b", "good": true, "name": "x", "on": true},
                          {"id": "a", "good": true, "name": "x", "on": true}])"}},
       "partial 3/4..3/4 of 2: 0 met 2 unmet 0 unknown; a partial, has another name"},
      {"an unknown candidate may be the one",
       need,
       {{"demo.rows", R"([{"id": "a", "good": false, "name": "n", "on": true},
                          {"id": "b", "name": "n", "on": true}])"}},
       "not_assessed 1/2..1/1 of 2: 0 met 1 unmet 1 unknown; "
       "b not_assessed, not known: rows was exported without 'good'; "
       "missing demo.rows.good field_absent"},
      {"a complete one beside an unknown one",
       need,
       {{"demo.rows", R"([{"id": "a", "good": true, "name": "n", "on": true}, {"id": "b"}])"}},
       "met 1/1..1/1 of 2: 1 met 0 unmet 1 unknown"},
      {"none", need, {{"demo.rows", "[]"}}, "unmet 0/1..0/1 of 0: 0 met 0 unmet 0 unknown"},
      {"no data", need, {}, "not_assessed 0/1..1/1; missing demo.rows. dataset_absent"},
  });
}

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

TEST_CASE("parts are weighed, and what does not apply leaves both sums") {
  const std::string parts = R"(
check:
  parts:
  - {weight: 3, label: Rows, assert: "demo.rows.size() > 1"}
  - {weight: 1, label: Level, assert: demo.settings.level > 2}
  - {weight: 6, label: Big, licence: [BIG], assert: "true"}
  - {weight: 5, label: Never, applies: "false", assert: "true"}
)";
  const std::string small = R"([{"name": "SMALL"}])";
  check_all({
      {"a part without licence is left out",
       parts,
       {{"demo.rows", "[]"}, {"demo.settings", R"({"level": 3})"}, {"demo.plans", small}},
       "partial 1/4..1/4 of 2: 1 met 1 unmet 0 unknown; condition unmet"},
      {"a licensed part counts",
       parts,
       {{"demo.rows", "[]"},
        {"demo.settings", R"({"level": 3})"},
        {"demo.plans", R"([{"name": "BIG"}])"}},
       "partial 7/10..7/10 of 3: 2 met 1 unmet 0 unknown; condition unmet"},
      {"an unknown part gives an interval",
       parts,
       {{"demo.rows", "[]"}, {"demo.plans", small}},
       "not_assessed 0/1..1/4 of 2: 0 met 1 unmet 1 unknown; condition unmet; "
       "missing demo.settings. dataset_absent"},
      {"thirds are rounded down to a billionth",
       "check:\n  parts:\n  - {label: A, each: {in: demo.rows, as: r, key: r.id, pass: r.good, "
       "empty: unmet}}\n",
       {{"demo.rows",
         R"([{"id": "a", "good": true}, {"id": "b", "good": false}, {"id": "c", "good": false}])"}},
       "partial 333333333/1000000000..333333333/1000000000 of 1: 0 met 1 unmet 0 unknown; "
       "b unmet; c unmet"},
      {"no part applies",
       "check:\n  parts:\n  - {label: A, applies: \"false\", assert: \"true\"}\n",
       {},
       "not_applicable 0/1..1/1"},
      {"no part is licensed",
       "check:\n  parts:\n  - {label: A, licence: [BIG], assert: \"true\"}\n",
       {{"demo.plans", small}},
       "not_licensed 0/1..1/1"},
  });
}

TEST_CASE("licence, applies, lets and parameters come before the check") {
  check_all({
      {"not licensed",
       "licence: [BIG]\n" + each,
       {{"demo.plans", R"([{"name": "OTHER"}])"}},
       "not_licensed 0/1..1/1"},
      {"a larger plan contains a smaller one",
       "licence: [SMALL]\n" + each,
       {{"demo.plans", R"([{"name": "BIG"}])"}, {"demo.rows", R"([{"id": "a", "good": true}])"}},
       "met 1/1..1/1 of 1: 1 met 0 unmet 0 unknown"},
      {"does not apply",
       "applies: demo.settings.level > 5\n" + each,
       {{"demo.settings", R"({"level": 1})"}},
       "not_applicable 0/1..1/1"},
      {"may not apply",
       "applies: demo.settings.level > 5\n" + each,
       {{"demo.rows", R"([{"id": "a", "good": true}])"}},
       "not_assessed 0/1..1/1; missing demo.settings. dataset_absent"},
      {"parameters and lets",
       "params: {least: 2}\nlet: {count: demo.rows.size()}\n"
       "check: {assert: count >= params.least}\n",
       {{"demo.rows", R"([{"id": "a"}, {"id": "b"}])"}},
       "met 1/1..1/1"},
      {"manual but not licensed",
       "licence: [BIG]\ncheck: {manual: look}\n",
       {{"demo.plans", R"([{"name": "SMALL"}])"}},
       "not_licensed 0/1..1/1"},
      {"manual", "check: {manual: look}\n", {}, "manual 0/1..1/1"},
  });
}

TEST_CASE("a licence that the inputs do not tell of is an assumption") {
  Bench bench("licence: [BIG, OTHER]\n" + each);
  const model::Finding finding = bench.judge({{"demo.rows", R"([{"id": "a", "good": true}])"}});
  CHECK(finding.outcome == model::Outcome::met);
  CHECK(finding.assumptions ==
        std::vector<std::string>{"licensed for BIG or OTHER (no licence data)"});
}

TEST_CASE("a used-up budget is no verdict") {
  Bench bench(each);
  const model::Finding finding =
      bench.judge({{"demo.rows", R"([{"id": "a", "good": true}])"}}, {.budget = {.steps = 0}});
  CHECK(finding.outcome == model::Outcome::not_assessed);
  REQUIRE_FALSE(finding.missing.empty());
  CHECK(finding.missing.front().reason == "budget");
  CHECK(finding.missing.front().detail ==
        "the control needs more steps or memory than it is allowed");
}

TEST_CASE("evidence holds the smallest keys, says where they stand and counts the rest") {
  Bench bench(
      "check:\n  each: {in: demo.rows, as: r, key: r.id, label: r.name, pass: r.good, "
      "empty: unmet, show: {tags: r.tags}}\n");
  const model::Finding finding =
      bench.judge({{"demo.rows", R"([{"id": "c", "name": "C", "good": false, "tags": []},
                         {"id": "a", "name": "A", "good": false, "tags": ["t"]},
                         {"id": "b", "name": "B", "good": false, "tags": []}])"}},
                  {.evidence = 2});
  CHECK(finding.evidence_total == 3);
  REQUIRE(finding.evidence.size() == 2);
  const model::Evidence& first = finding.evidence.front();
  CHECK(first.key == "a");
  CHECK(first.label == "A");
  CHECK(first.actual == "good = false");
  CHECK(first.expected == "true");
  CHECK(first.shown == std::vector<std::pair<std::string, std::string>>{{"tags", "['t']"}});
  REQUIRE(first.source);
  CHECK(first.source->pointer == "/1");
}
