#include "fixture.hpp"

using namespace stance;
using namespace stance::evaluate;
using namespace stance::evaluate::test;

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

TEST_CASE("parts nest, and evidence names the part it belongs to") {
  Bench bench(R"(
check:
  parts:
  - {weight: 1, label: Outer, parts: [
      {weight: 1, label: Inner, each: {in: demo.rows, as: r, pass: r.good, empty: not_applicable}},
      {weight: 3, label: Level, assert: demo.settings.level > 2, otherwise: low}]}
  - {weight: 0.5, label: Mode, assert: demo.settings.mode == 'a'}
)");
  const model::Finding finding =
      bench.judge({{"demo.rows", R"([{"id": "b", "good": false}, {"id": "a", "good": false}])"},
                   {"demo.settings", R"({"level": 1, "mode": "a"})"}},
                  {.evidence = 2});
  CHECK(told(finding) == "partial 1/3..1/3 of 2: 1 met 1 unmet 0 unknown; a unmet; b unmet");
  CHECK(finding.evidence_total == 3);
  CHECK(finding.evidence.front().part == "Outer / Inner");
  REQUIRE(finding.parts.size() == 2);
  CHECK(finding.parts[0].label == "Outer");
  CHECK(finding.parts[0].outcome == model::Outcome::unmet);
  CHECK(finding.parts[0].weight == 1000);
  CHECK(finding.parts[1].outcome == model::Outcome::met);
  CHECK(finding.parts[1].weight == 500);

  // Without rows the inner part leaves both sums.
  CHECK(
      told(bench.judge({{"demo.rows", "[]"}, {"demo.settings", R"({"level": 3, "mode": "b"})"}})) ==
      "partial 2/3..2/3 of 2: 1 met 1 unmet 0 unknown; condition unmet");
}

TEST_CASE("what is missing is listed in the order of the parts, once") {
  check_all({
      {"three parts",
       R"(
check:
  parts:
  - {label: A, assert: demo.settings.mode == 'a'}
  - {label: B, each: {in: demo.rows, as: r, pass: r.good, empty: unmet}}
  - {label: C, applies: demo.settings.level > 2, assert: demo.settings.mode == 'a'}
)",
       {{"demo.settings", "{}"}},
       "not_assessed 0/1..1/1 of 3: 0 met 0 unmet 3 unknown; "
       "missing demo.settings.mode field_absent; missing demo.rows. dataset_absent; "
       "missing demo.settings.level field_absent"},
  });
}

TEST_CASE("parts are met only when each is, and unmet only when none earns anything") {
  const auto thousand = [](int good) {
    std::string rows;
    for (int i = 0; i < 3; ++i) {
      rows += fmt::format("{}{{\"id\": \"{}\", \"good\": {}}}", i == 0 ? "" : ", ", i, i < good);
    }
    return Bench::Rows{{"demo.rows", "[" + rows + "]"}, {"demo.settings", R"({"level": 3})"}};
  };
  const std::string body =
      "check:\n  parts:\n"
      "  - {weight: 0.001, label: A, each: {in: demo.rows, as: r, pass: r.good, empty: unmet}}\n"
      "  - {weight: 1000, label: B, assert: demo.settings.level > 2}\n";
  Bench bench(body);
  CHECK(bench.judge(thousand(3)).outcome == model::Outcome::met);
  const model::Finding nearly = bench.judge(thousand(2));
  CHECK(nearly.outcome == model::Outcome::partial);
  CHECK(nearly.low.num == 500'000'333'333'333);
  CHECK(nearly.low.den == 500'000'500'000'000);
}
