#include "fixture.hpp"

using namespace stance;
using namespace stance::evaluate;
using namespace stance::evaluate::test;

namespace {

using tenant::State;

std::string told(const cel::Value& value) {
  return cel::to_text(value) + (value.is_unknown() && value.subject != nullptr
                                    ? " " + std::string(value.subject->dataset)
                                    : "");
}

}  // namespace

TEST_CASE("only present and empty datasets are data") {
  struct StateCase {
    State state;
    std::string told;
  };
  const StateCase cases[] = {
      {State::present, "null"},
      {State::empty, "null"},
      {State::failed, "unknown (dataset_failed) demo.rows"},
      {State::not_collected, "unknown (dataset_absent) demo.rows"},
      {State::damaged, "unknown (dataset_damaged) demo.rows"},
  };
  for (const StateCase& c : cases) {
    DYNAMIC_SECTION(tenant::name(c.state)) {
      Bench bench("check: {assert: demo.rows.size() == 1}\n");
      tenant::Tenant tenant = bench.tenant({{"demo.rows", R"([{"id": "a"}])"}});
      bench.alter(tenant, "demo.rows", c.state, false);
      Datasets datasets(tenant, bench.catalog().schema(),
                        bench.catalog().environment().projections);
      const std::uint32_t rows[] = {bench.index_of("demo.rows")};
      CHECK(told(datasets.state_of(rows[0])) == c.told);
      datasets.load(rows);
      const cel::Value value = datasets.values()[rows[0]];
      if (c.told == "null") {
        CHECK(value.kind == cel::Kind::list);
        CHECK(value.size == 1);
      } else {
        CHECK(told(value) == c.told);
      }
    }
  }
}

TEST_CASE("what people may declare has no rows where no input has it") {
  Bench bench("check: {assert: demo.declared.size() == 0}\n");
  CHECK(told(bench.judge({})) == "met 1/1..1/1");
  CHECK(told(bench.judge({{"demo.declared", R"([{"id": "a"}])"}})) ==
        "unmet 0/1..0/1; condition unmet");
  tenant::Tenant tenant = bench.tenant({});
  bench.alter(tenant, "demo.declared", State::damaged, false);
  Datasets datasets(tenant, bench.catalog().schema(), bench.catalog().environment().projections);
  const std::uint32_t declared[] = {bench.index_of("demo.declared")};
  datasets.load(declared);
  CHECK(told(datasets.values()[declared[0]]) == "unknown (dataset_damaged) demo.declared");
}

TEST_CASE("a singleton is one record, or unknown when it is empty") {
  Bench bench("check: {assert: demo.settings.level == 1}\n");
  CHECK(told(bench.judge({{"demo.settings", R"({"level": 1})"}})) == "met 1/1..1/1");
  CHECK(told(bench.judge({{"demo.settings", "[]"}})) ==
        "not_assessed 0/1..1/1; missing demo.settings. dataset_absent");
}

TEST_CASE("of a list that may have more members only what is seen is certain") {
  Bench size("check: {assert: demo.rows.size() == 1}\n");
  CHECK(told(size.judge_open(R"([{"id": "a"}])")) ==
        "not_assessed 0/1..1/1; missing demo.rows. open_list");
  Bench some("check: {assert: \"demo.rows.exists(r, r.good)\"}\n");
  CHECK(told(some.judge_open(R"([{"id": "a", "good": true}])")) == "met 1/1..1/1");
  CHECK(told(some.judge_open(R"([{"id": "a", "good": false}])")) ==
        "not_assessed 0/1..1/1; missing demo.rows. open_list");
}

TEST_CASE("a large dataset is scanned by its check, and held as a list only when asked for") {
  Bench bench("check:\n  each: {in: demo.many, as: r, pass: r.good, empty: unmet}\n");
  const Bench::Rows rows = {
      {"demo.many", R"([{"id": "a", "good": true}, {"id": "b", "good": false}])"}};
  CHECK(told(bench.judge(rows)) == "partial 1/2..1/2 of 2: 1 met 1 unmet 0 unknown; b unmet");
  const tenant::Tenant tenant = bench.tenant(rows);
  Datasets datasets(tenant, bench.catalog().schema(), bench.catalog().environment().projections);
  const std::uint32_t many[] = {bench.index_of("demo.many")};
  datasets.load(many);
  CHECK(datasets.values()[many[0]].is_unknown());
  datasets.load_whole(many);
  CHECK(datasets.values()[many[0]].members().size() == 2);
}
