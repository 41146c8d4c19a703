#include "run.hpp"

#include "fixture.hpp"

using namespace stance;
using namespace stance::evaluate;
using namespace stance::evaluate::test;

namespace {

// The one thing missing for the verdict on rows of demo.rows.
model::Missing missing_of(Bench& bench, const tenant::Tenant& tenant) {
  const model::Finding finding = bench.judge_tenant(tenant);
  CHECK(finding.outcome == model::Outcome::not_assessed);
  REQUIRE(finding.missing.size() == 1);
  return finding.missing.front();
}

}  // namespace

TEST_CASE("the outcome follows from both ends of the credit") {
  struct Ends {
    model::Ratio low, high;
    model::Outcome outcome;
  };
  const Ends cases[] = {
      {{1, 1}, {1, 1}, model::Outcome::met},
      {{0, 1}, {0, 1}, model::Outcome::unmet},
      {{1, 3}, {2, 3}, model::Outcome::partial},
      {{0, 1}, {1, 1}, model::Outcome::not_assessed},
      {{0, 1}, {2, 3}, model::Outcome::not_assessed},
      {{1, 3}, {1, 1}, model::Outcome::not_assessed},
      {{1, 3}, {1, 3}, model::Outcome::partial},
  };
  for (const Ends& c : cases) {
    Judgement judgement;
    judgement.low = c.low;
    judgement.high = c.high;
    CAPTURE(c.low.num, c.high.num);
    CHECK(outcome_of(judgement) == c.outcome);
    judgement.excluded = model::Outcome::not_licensed;
    CHECK(outcome_of(judgement) == model::Outcome::not_licensed);
  }
}

TEST_CASE("the reason of a missing dataset is told, and what collects it") {
  Bench bench(each);
  const std::string rows = R"([{"id": "a", "good": true}])";
  struct Told {
    tenant::State state;
    std::string detail, reason, told;
  };
  const Told cases[] = {
      {tenant::State::not_collected, "", "dataset_absent", "rows is in no input"},
      {tenant::State::failed, "", "dataset_failed", "collecting rows failed"},
      {tenant::State::failed, "Get-Row failed", "dataset_failed", "Get-Row failed"},
      {tenant::State::damaged, "", "dataset_damaged", "rows cannot be read"},
      {tenant::State::damaged, "it is no list", "dataset_damaged", "it is no list"},
  };
  for (const Told& c : cases) {
    DYNAMIC_SECTION(c.told) {
      tenant::Tenant tenant = bench.tenant({{"demo.rows", rows}});
      bench.alter(tenant, "demo.rows", c.state, false);
      tenant.holdings[bench.index_of("demo.rows")].detail = c.detail;
      CHECK(missing_of(bench, tenant) == model::Missing{.dataset = "demo.rows",
                                                        .field = "",
                                                        .reason = c.reason,
                                                        .detail = c.told,
                                                        .collect = "Get-Row"});
    }
  }
}

TEST_CASE("the reason of a missing value is told in a sentence") {
  struct Told {
    std::string name, condition, rows, reason, told;
  };
  const Told cases[] = {
      {"absent", "r.good", R"([{"id": "a"}])", "field_absent", "rows was exported without 'good'"},
      {"damaged", "r.name == 'n'", R"([{"id": "a", "name": "@{a=b}"}])", "damaged",
       "'name' of rows was destroyed by the exporter"},
      {"type", "r.good", R"([{"id": "a", "good": 5}])", "wrong_type",
       "'good' of rows has an unexpected type"},
      {"index", "r.tags[3] == 't'", R"([{"id": "a", "tags": []}])", "range",
       "'r.tags[3]' has no value (range)"},
      {"key", "tags('a=b')[r.id] == 't'", R"([{"id": "a"}, {"id": "x"}])", "no_key",
       "'tags('a=b')[r.id]' has no value (no_key)"},
      {"no date", "asof > timestamp('2026-01-01T00:00:00Z')", R"([{"id": "a"}])", "field_absent",
       "the inputs do not say when they were collected"},
  };
  for (const Told& c : cases) {
    DYNAMIC_SECTION(c.name) {
      Bench bench(fmt::format(
          "check:\n  each: {{in: demo.rows, as: r, pass: \"{}\", empty: unmet}}\n", c.condition));
      const model::Finding finding = bench.judge({{"demo.rows", c.rows}});
      REQUIRE(finding.missing.size() == 1);
      CHECK(finding.missing.front().reason == c.reason);
      CHECK(finding.missing.front().detail == c.told);
    }
  }
}

TEST_CASE("more rows than were exported are told in a sentence") {
  Bench bench(each);
  tenant::Tenant tenant = bench.tenant({{"demo.rows", "[]"}});
  bench.alter(tenant, "demo.rows", tenant::State::empty, true);
  CHECK(missing_of(bench, tenant).detail == "more rows may exist than were exported");
}

TEST_CASE("an unknown value without a subject is told by its reason") {
  const std::string weighted =
      "check:\n  each: {in: demo.rows, as: r, pass: r.good, weight: r.weight, empty: unmet}\n";
  Bench bench(weighted);
  const tenant::Tenant tenant =
      bench.tenant({{"demo.rows", R"([{"id": "a", "good": true, "weight": 0},
                         {"id": "b", "good": false, "weight": 1}])"}});
  CHECK(missing_of(bench, tenant).detail == "a value is unknown (range)");
}

TEST_CASE("the date of collection decides ages") {
  Bench bench("check: {assert: \"asof > timestamp('2026-01-01T00:00:00Z')\"}\n");
  tenant::Tenant tenant = bench.tenant({});
  CHECK(missing_of(bench, tenant).dataset.empty());
  tenant.collected = cel::Value::time(1'800'000'000, 0);
  CHECK(told(bench.judge_tenant(tenant)) == "met 1/1..1/1");
}
