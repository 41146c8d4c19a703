#include "population.hpp"

#include "fixture.hpp"

using namespace stance;
using namespace stance::evaluate;
using namespace stance::evaluate::test;

TEST_CASE("keys and shown values are bare texts, everything else is written as in expressions") {
  CHECK(plain(cel::Value::of(std::string_view("a 'b'"))) == "a 'b'");
  CHECK(plain(cel::Value::of(std::int64_t{5})) == "5");
  CHECK(plain(cel::Value::of(true)) == "true");
  CHECK(plain(cel::Value::null()) == "null");
}

TEST_CASE("a member without a key is called by its place") {
  Bench bench(
      "check:\n  each: {in: demo.rows, as: r, key: r.name, label: r.id, pass: r.good, "
      "empty: unmet}\n");
  const model::Finding finding = bench.judge(
      {{"demo.rows", R"([{"id": "a", "good": true, "name": "x"}, {"id": "b", "good": false}])"}});
  REQUIRE(finding.evidence.size() == 1);
  CHECK(finding.evidence.front().key == "#2");
  CHECK(finding.evidence.front().label == "b");
}

TEST_CASE("a member without a label is called by its key") {
  Bench bench(
      "check:\n  each: {in: demo.rows, as: r, key: r.id, label: r.name, pass: r.good, "
      "empty: unmet}\n");
  const model::Finding finding = bench.judge(
      {{"demo.rows", R"([{"id": "a", "good": false}, {"id": "b", "good": false, "name": ""}])"}});
  REQUIRE(finding.evidence.size() == 2);
  CHECK(finding.evidence.front().label == "a");
  CHECK(finding.evidence.back().label == "b");
}

TEST_CASE("lets of a row come before everything else of it") {
  check_all({
      {"where, key, pass",
       "check:\n  each:\n    in: demo.rows\n    as: r\n    let: {n: r.weight * 2, big: n > 5}\n"
       "    where: big\n    key: r.id + string(n)\n    pass: n > 10\n    empty: unmet\n",
       {{"demo.rows", R"([{"id": "a", "weight": 1}, {"id": "b", "weight": 4},
                          {"id": "c", "weight": 6}])"}},
       "partial 1/2..1/2 of 2: 1 met 1 unmet 0 unknown; b8 unmet"},
      {"an unknown let is unknown where it is used",
       "check:\n  each:\n    in: demo.rows\n    as: r\n    let: {n: r.weight * 2}\n"
       "    key: r.id\n    pass: r.good || n > 10\n    empty: unmet\n",
       {{"demo.rows", R"([{"id": "a", "good": true}, {"id": "b", "good": false}])"}},
       "not_assessed 1/2..1/1 of 2: 1 met 0 unmet 1 unknown; b not_assessed; "
       "missing demo.rows.weight field_absent"},
  });
}

TEST_CASE("a list is a population of its own") {
  check_all({
      {"an unknown list",
       "check:\n  each: {in: \"demo.rows.map(r, r.id)\", as: t, pass: \"t == 'a'\", "
       "empty: unmet}\n",
       {},
       "not_assessed 0/1..1/1; missing demo.rows. dataset_absent"},
      {"an empty list that nobody judges",
       "check:\n  each: {in: \"demo.rows.map(r, r.id)\", as: t, pass: \"t == 'a'\", "
       "empty: not_assessed}\n",
       {{"demo.rows", "[]"}},
       "not_assessed 0/1..1/1 of 0: 0 met 0 unmet 0 unknown; missing . nothing_to_judge"},
      {"a list with uncertain members is open",
       "check:\n  each: {in: \"demo.rows.filter(r, r.on).map(r, r.id)\", as: t, "
       "pass: \"t == 'a'\", empty: unmet}\n",
       {{"demo.rows", R"([{"id": "a", "on": true}, {"id": "b"}])"}},
       "not_assessed 0/1..1/1 of 1+: 1 met 0 unmet 0 unknown; "
       "missing demo.rows.on field_absent"},
  });
}

TEST_CASE("members of a list have no place in an input") {
  Bench bench("check:\n  each: {in: \"['x']\", as: t, pass: \"t == 'a'\", empty: unmet}\n");
  const model::Finding finding = bench.judge({});
  REQUIRE(finding.evidence.size() == 1);
  CHECK_FALSE(finding.evidence.front().source);
}
