#include "fixture.hpp"

#include <algorithm>
#include <random>

using namespace stance;
using namespace stance::evaluate;
using namespace stance::evaluate::test;

namespace {

std::string each_empty(std::string_view empty) {
  return fmt::format(
      "check:\n  each: {{in: demo.rows, as: r, key: r.id, pass: r.good, empty: {}}}\n", empty);
}

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
       "not_assessed 1/2..1/1 of 2: 1 met 0 unmet 1 unknown; b not_assessed, not known: rows was "
       "exported without 'good'; missing demo.rows.good field_absent"},
      {"an unknown row beside a failing one is still partial",
       each,
       {{"demo.rows", R"([{"id": "a", "good": true}, {"id": "b"}, {"id": "c", "good": false}])"}},
       "partial 1/3..2/3 of 3: 1 met 1 unmet 1 unknown; b not_assessed, not known: rows was "
       "exported without 'good'; c unmet; missing demo.rows.good field_absent"},
      {"no data is no verdict",
       each,
       {},
       "not_assessed 0/1..1/1; missing demo.rows. dataset_absent"},
      {"empty: unmet",
       each,
       {{"demo.rows", "[]"}},
       "unmet 0/1..0/1 of 0: 0 met 0 unmet 0 unknown; none unmet, there is none"},
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
  CHECK(first.shown == std::vector<std::pair<std::string, std::string>>{{"tags", "t"}});
  REQUIRE(first.source);
  CHECK(first.source->pointer == "/1");
}

TEST_CASE("what is missing does not depend on the order of rows") {
  const std::string body =
      "check:\n  each: {in: demo.loose, as: r, where: r.on, key: r.id, "
      "pass: r.good && r.name == 'n', empty: unmet}\n";
  const std::string a = R"({"id": "a", "on": true, "good": true})";
  const std::string b = R"({"id": "b", "on": true, "name": "n"})";
  const std::string c = R"({"id": "c", "good": true, "name": "n"})";
  const std::string found =
      "not_assessed 0/1..1/1 of 3: 0 met 0 unmet 3 unknown; a not_assessed, not known: loose was "
      "exported without 'name'; b not_assessed, not known: loose was exported without 'good'; c "
      "not_assessed; missing demo.loose.good field_absent; missing demo.loose.name field_absent; "
      "missing demo.loose.on field_absent";
  Bench bench(body);
  for (const auto& order : {std::vector{a, b, c}, {c, b, a}, {b, c, a}, {c, a, b}}) {
    CHECK(told(bench.judge({{"demo.loose", fmt::format("[{}]", fmt::join(order, ", "))}})) ==
          found);
  }
}

TEST_CASE("the order of rows does not change a finding") {
  std::mt19937 random(4);
  Bench bench(
      "check:\n  each: {in: demo.loose, as: r, where: r.on, key: r.id, weight: r.weight, "
      "credit: \"r.good ? 1.0 : r.share\", empty: unmet}\n");
  const auto maybe = [&](const std::string& field) { return random() % 6 == 0 ? "" : field; };
  for (int round = 0; round < 200; ++round) {
    std::vector<std::string> rows;
    for (std::uint32_t i = 0; i < random() % 9; ++i) {
      rows.push_back(
          fmt::format("{{\"id\": \"{}\"{}{}{}{}}}", i,
                      maybe(random() % 4 == 0 ? ", \"on\": false" : ", \"on\": true"),
                      maybe(random() % 2 == 0 ? ", \"good\": false" : ", \"good\": true"),
                      maybe(fmt::format(", \"share\": 0.{}", random() % 10)),
                      maybe(fmt::format(", \"weight\": {}", 1 + random() % 5))));
    }
    const auto judged = [&] {
      return told(bench.judge({{"demo.loose", fmt::format("[{}]", fmt::join(rows, ", "))}},
                              {.evidence = 3}));
    };
    const std::string before = judged();
    std::shuffle(rows.begin(), rows.end(), random);
    REQUIRE(judged() == before);
  }
}

TEST_CASE("more rows may exist than were exported") {
  Bench bench(each);
  CHECK(told(bench.judge_open(R"([{"id": "a", "good": true}])")) ==
        "not_assessed 0/1..1/1 of 1+: 1 met 0 unmet 0 unknown; missing demo.rows. open_list");
  CHECK(told(bench.judge_open("[]")) ==
        "not_assessed 0/1..1/1 of 0+: 0 met 0 unmet 0 unknown; missing demo.rows. open_list");
  CHECK(told(bench.judge_open(R"([{"id": "a", "good": true}, {"id": "b", "good": false}])")) ==
        "partial 1/2..1/2 of 2+: 1 met 1 unmet 0 unknown; b unmet");
  CHECK(
      told(bench.judge_open(R"([{"id": "a"}])")) ==
      "not_assessed 0/1..1/1 of 1+: 0 met 0 unmet 1 unknown; a not_assessed, not known: rows was "
      "exported without 'good'; missing demo.rows. open_list; missing demo.rows.good field_absent");
}

TEST_CASE("need weighs the conditions of each row") {
  const std::string body =
      "check:\n  each:\n    in: demo.rows\n    as: r\n    key: r.id\n    need:\n"
      "    - {weight: 2.5, is: r.good, otherwise: is not good}\n"
      "    - {weight: 1.5, is: r.on, otherwise: is off, must: true}\n"
      "    empty: unmet\n";
  check_all({
      {"rows add up",
       body,
       {{"demo.rows",
         R"([{"id": "a", "good": true, "on": true}, {"id": "b", "good": false, "on": true}])"}},
       "partial 11/16..11/16 of 2: 1 met 1 unmet 0 unknown; b partial, is not good"},
      {"must earns nothing",
       body,
       {{"demo.rows", R"([{"id": "a", "good": true, "on": false}])"}},
       "unmet 0/1..0/1 of 1: 0 met 1 unmet 0 unknown; a unmet, is off"},
      {"an unknown must may earn nothing",
       body,
       {{"demo.rows", R"([{"id": "a", "good": true}])"}},
       "not_assessed 0/1..1/1 of 1: 0 met 0 unmet 1 unknown; a not_assessed, "
       "not known: rows was exported without 'on'; missing demo.rows.on field_absent"},
  });
}
