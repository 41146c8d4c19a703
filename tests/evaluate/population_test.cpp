#include "population.hpp"

#include "fixture.hpp"

using namespace stance;
using namespace stance::evaluate;
using namespace stance::evaluate::test;

TEST_CASE("keys and shown values are written as people write them") {
  CHECK(plain(cel::Value::of(std::string_view("a 'b'"))) == "a 'b'");
  CHECK(plain(cel::Value::of(std::int64_t{5})) == "5");
  CHECK(plain(cel::Value::of(true)) == "true");
  CHECK(plain(cel::Value::null()) == "none");
  CHECK(plain(cel::Value::unknown(cel::Why::damaged)) == "not known");
  CHECK(plain(cel::Value::time(0, 0)) == "1970-01-01T00:00:00Z");
  base::Arena arena;
  const cel::Value none[] = {cel::Value::null()};
  const cel::Value members[] = {cel::Value::of(std::string_view("a")), cel::Value::list(none),
                                cel::Value::of(std::string_view("b"))};
  CHECK(plain(cel::Value::list({})) == "none");
  CHECK(plain(cel::Value::list(members)) == "a, none, b");
  const cel::Value cause = cel::Value::unknown(cel::Why::open_list);
  CHECK(plain(cel::uncertain_list(members, cause, arena)) == "a, none, b, perhaps more");
  CHECK(plain(cel::uncertain_list({}, cause, arena)) == "not known");
  const std::vector<cel::Value> many(90, cel::Value::of(std::string_view("abc")));
  CHECK_THAT(plain(cel::Value::list(many)), Catch::EndsWith(", abc, abc and 49 more"));
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
       "not_assessed 1/2..1/1 of 2: 1 met 0 unmet 1 unknown; b not_assessed, not known: rows was "
       "exported without 'weight'; missing demo.rows.weight field_absent"},
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

TEST_CASE("members of a list have the place of the row that they are") {
  Bench bench(
      "check:\n  each: {in: \"demo.rows.filter(r, r.on)\", as: r, key: r.id, pass: r.good, "
      "empty: unmet}\n");
  const model::Finding finding = bench.judge(
      {{"demo.rows", R"([{"id": "b", "on": false}, {"id": "a", "on": true, "good": false}])"}});
  REQUIRE(finding.evidence.size() == 1);
  REQUIRE(finding.evidence.front().source);
  CHECK(finding.evidence.front().source->pointer == "/1");
}

TEST_CASE("a rule names the rows that a person looks up") {
  Bench bench(
      "check:\n  each: {in: \"['a', 'b', 'c']\", as: t, pass: \"t == 'x'\", "
      "source: \"demo.rows.filter(r, r.id == t)\", empty: unmet}\n");
  const model::Finding finding = bench.judge({{"demo.rows", R"([{"id": "b"}, {"id": "a"}])"}});
  REQUIRE(finding.evidence.size() == 3);
  CHECK(finding.evidence[0].source->pointer == "/1");
  CHECK(finding.evidence[1].source->pointer == "/0");
  CHECK_FALSE(finding.evidence[2].source);
}

TEST_CASE("the only object of a dataset is called as the dataset") {
  Bench bench("check:\n  setting: {dataset: demo.settings, field: mode, expected: strict}\n");
  const model::Finding finding = bench.judge({{"demo.settings", R"({"mode": "off"})"}});
  REQUIRE(finding.evidence.size() == 1);
  CHECK(finding.evidence.front().key == "demo.settings");
  CHECK(finding.evidence.front().label == "settings");
  CHECK(finding.evidence.front().shown.empty());
}

TEST_CASE("what is not there and should be is told") {
  const auto unmet = [](const std::string& none) {
    const model::Finding finding =
        Bench("check:\n  any: {in: demo.rows, as: r, pass: r.good, empty: unmet" + none + "}\n")
            .judge({{"demo.rows", "[]"}});
    REQUIRE(finding.evidence.size() == 1);
    CHECK(finding.evidence.front().whole);
    return finding.evidence.front().unmet.front();
  };
  CHECK(unmet("") == "there is none");
  CHECK(unmet(", none: no row is good") == "no row is good");
}

TEST_CASE("members of a list have no place in an input") {
  Bench bench("check:\n  each: {in: \"['x']\", as: t, pass: \"t == 'a'\", empty: unmet}\n");
  const model::Finding finding = bench.judge({});
  REQUIRE(finding.evidence.size() == 1);
  CHECK_FALSE(finding.evidence.front().source);
}
