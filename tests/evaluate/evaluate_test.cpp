#include "fixture.hpp"

using namespace stance;
using namespace stance::evaluate;
using namespace stance::evaluate::test;

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
      {"manual but not applicable",
       "applies: demo.settings.level > 5\ncheck: {manual: look}\n",
       {{"demo.settings", R"({"level": 1})"}},
       "not_applicable 0/1..1/1"},
      {"manual, and nobody knows whether it applies",
       "applies: demo.settings.level > 5\ncheck: {manual: look}\n",
       {},
       "manual 0/1..1/1"},
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

TEST_CASE("what was declared is an assumption of the controls that read it") {
  Bench bench("check: {assert: \"demo.declared.all(d, d.id == 'a')\"}\n");
  CHECK(bench.judge({{"demo.declared", R"([{"id": "a"}])"}}).assumptions ==
        std::vector<std::string>{"as declared in demo.declared"});
  CHECK(bench.judge({{"demo.declared", "[]"}}).assumptions.empty());
  CHECK(bench.judge({}).assumptions.empty());
}

TEST_CASE("a licence of a part that the inputs do not tell of is an assumption, once") {
  Bench bench(
      "check:\n  parts:\n  - {label: A, licence: [BIG], assert: \"true\"}\n"
      "  - {label: B, parts: [{label: C, licence: [BIG], assert: \"true\"}]}\n");
  CHECK(bench.judge({}).assumptions ==
        std::vector<std::string>{"licensed for BIG (no licence data)"});
  CHECK(bench.judge({{"demo.plans", R"([{"name": "BIG"}])"}}).assumptions.empty());
}

TEST_CASE("a tenant without plans is not licensed, plans that are no text are no licence data") {
  Bench bench("licence: [BIG]\n" + each);
  CHECK(bench.judge({{"demo.plans", "[]"}}).outcome == model::Outcome::not_licensed);
  const model::Finding unsure = bench.judge({{"demo.plans", R"([{"name": "OTHER"}, {}])"},
                                             {"demo.rows", R"([{"id": "a", "good": true}])"}});
  CHECK(unsure.outcome == model::Outcome::met);
  CHECK(unsure.assumptions.size() == 1);
}

TEST_CASE("subscriptions are read when all that counts is known") {
  Bench bench(each);
  const auto read = [&](const std::string& rows) {
    return bench.subscriptions({{"demo.loose", rows}});
  };
  CHECK(read(R"([{"name": "A", "weight": 2}, {"name": "B", "weight": 0, "id": "P"}])") ==
        std::vector<Subscription>{{"A", 2, 9, {}}, {"B", 0, 9, {"P"}}});
  CHECK(read(R"([{"name": "A", "weight": 2}, {"name": "B"}])").empty());
  CHECK(read(R"([{"weight": 2}])").empty());
  CHECK(bench.subscriptions({}).empty());
}

TEST_CASE("a used-up budget is no verdict, however much was seen before") {
  Bench bench(each);
  std::string rows;
  for (int i = 0; i < 100; ++i) {
    rows += fmt::format("{}{{\"id\": \"{}\", \"good\": {}}}", i == 0 ? "" : ", ", i, i % 2 == 0);
  }
  const Bench::Rows tenant = {{"demo.rows", "[" + rows + "]"}};
  CHECK(bench.judge(tenant, {.evidence = 0}).outcome == model::Outcome::partial);
  for (const std::int64_t steps : {0, 1, 20, 99}) {
    const model::Finding finding = bench.judge(tenant, {.budget = {.steps = steps}});
    CHECK(told(finding) == "not_assessed 0/1..1/1; missing . budget");
    CHECK(finding.missing.front().detail ==
          "the control needs more steps or memory than it is allowed");
  }
}

TEST_CASE("telling of a verdict does not use up its budget") {
  Bench bench(each);
  const Bench::Rows rows = {{"demo.rows", R"([{"id": "a", "good": false}])"}};
  std::int64_t enough = 0;
  while (bench.judge(rows, {.evidence = 0, .budget = {.steps = enough}}).outcome !=
         model::Outcome::unmet) {
    REQUIRE(++enough < 100);
  }
  CHECK(bench.judge(rows, {.evidence = 5, .budget = {.steps = enough}}).outcome ==
        model::Outcome::unmet);
}

TEST_CASE("a reference that asks for less is judged by that") {
  const std::string control =
      "refs: {scuba: [S.1, S.2]}\nlicence: [BIG]\napplies: demo.settings.level > 5\n"
      "let: {good: \"demo.rows.filter(r, r.good)\"}\n"
      "check: {assert: good.size() > 1}\nasks: {S.1: good.size() > 0}\n";
  Bench bench(control);
  const auto told = [&](const Bench::Rows& rows) {
    const model::Finding finding = bench.judge(rows);
    return fmt::format("{} {} {}", name(finding.outcome), name(outcome_for(finding, "S.1")),
                       name(outcome_for(finding, "S.2")));
  };
  const std::string applies = R"({"level": 9})";
  CHECK(told({{"demo.settings", applies}, {"demo.rows", R"([{"id": "a", "good": true}])"}}) ==
        "unmet met unmet");
  CHECK(told({{"demo.settings", applies}, {"demo.rows", "[]"}}) == "unmet unmet unmet");
  CHECK(told({{"demo.settings", applies}}) == "not_assessed not_assessed not_assessed");
  CHECK(told({{"demo.settings", applies},
              {"demo.rows", R"([{"id": "a", "good": true}, {"id": "b", "good": true}])"}}) ==
        "met met met");
  CHECK(told({{"demo.settings", R"({"level": 1})"}}) ==
        "not_applicable not_applicable not_applicable");
  CHECK(told({{"demo.plans", R"([{"name": "OTHER"}])"}}) ==
        "not_licensed not_licensed not_licensed");
}
