#include "fixture.hpp"

using namespace stance;
using namespace stance::evaluate;
using namespace stance::evaluate::test;

namespace {

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
      {"none",
       need,
       {{"demo.rows", "[]"}},
       "unmet 0/1..0/1 of 0: 0 met 0 unmet 0 unknown; none unmet, there is none"},
      {"no data", need, {}, "not_assessed 0/1..1/1; missing demo.rows. dataset_absent"},
  });
}

namespace {

// Like `need`, but for those that are on; `empty` as given.
std::string any_on(std::string_view empty) {
  return fmt::format(
      "check:\n  any: {{in: demo.rows, as: r, where: r.on, key: r.id, pass: r.good, empty: {}}}\n",
      empty);
}

}  // namespace

TEST_CASE("any says what holds without a candidate") {
  const Bench::Rows none = {{"demo.rows", R"([{"id": "a", "on": false, "good": true}])"}};
  const std::string counts = " of 0: 0 met 0 unmet 0 unknown";
  check_all({
      {"met", any_on("met"), none, "met 1/1..1/1" + counts},
      {"unmet", any_on("unmet"), none, "unmet 0/1..0/1" + counts + "; none unmet, there is none"},
      {"not applicable", any_on("not_applicable"), none, "not_applicable 0/1..1/1" + counts},
      {"not assessed", any_on("not_assessed"), none,
       "not_assessed 0/1..1/1" + counts + "; missing demo.rows. nothing_to_judge"},
  });
}

TEST_CASE("a candidate that may not belong neither wins nor is forgotten") {
  const Bench::Rows bad = {{"demo.rows", R"([{"id": "a", "good": false}])"}};
  const Bench::Rows good = {{"demo.rows", R"([{"id": "a", "good": true}])"}};
  const std::string on = "missing demo.rows.on field_absent";
  check_all({
      {"a bad one proves that there is none", any_on("unmet"), bad,
       "unmet 0/1..0/1 of 1: 0 met 0 unmet 1 unknown; a not_assessed"},
      {"a bad one may leave nothing to judge", any_on("met"), bad,
       "not_assessed 0/1..1/1 of 1: 0 met 0 unmet 1 unknown; a not_assessed; " + on},
      {"a bad one may leave nothing applicable", any_on("not_applicable"), bad,
       "not_assessed 0/1..1/1 of 1: 0 met 0 unmet 1 unknown; a not_assessed; " + on},
      {"a good one may be the one", any_on("unmet"), good,
       "not_assessed 0/1..1/1 of 1: 0 met 0 unmet 1 unknown; a not_assessed; " + on},
      {"a good one beside a surely bad one",
       any_on("unmet"),
       {{"demo.rows", R"([{"id": "a", "good": true}, {"id": "b", "on": true, "good": false}])"}},
       "not_assessed 0/1..1/1 of 2: 0 met 1 unmet 1 unknown; a not_assessed; " + on},
  });
}

TEST_CASE("what is unknown of candidates that cannot win is not missing") {
  check_all({
      {"less than the best already has",
       need,
       {{"demo.rows", R"([{"id": "a", "good": true, "name": "x", "on": true},
                          {"id": "b", "good": false, "on": true}])"}},
       "partial 3/4..3/4 of 2: 0 met 2 unmet 0 unknown; a partial, has another name"},
      {"nobody can win",
       need,
       {{"demo.rows", R"([{"id": "a", "name": "x", "on": false}])"}},
       "unmet 0/1..0/1 of 1: 0 met 1 unmet 0 unknown; a unmet, "
       "not known: rows was exported without 'good', has another name, is off"},
      {"an unknown must earns nothing for certain",
       need,
       {{"demo.rows", R"([{"id": "a", "good": true, "name": "x"}])"}},
       "not_assessed 0/1..3/4 of 1: 0 met 1 unmet 0 unknown; a partial, has another name, "
       "not known: rows was exported without 'on'; missing demo.rows.on field_absent"},
  });
}

TEST_CASE("more candidates may exist than were exported") {
  Bench bench(any_on("unmet"));
  CHECK(told(bench.judge_open(R"([{"id": "a", "on": true, "good": false}])")) ==
        "not_assessed 0/1..1/1 of 1+: 0 met 1 unmet 0 unknown; a unmet; "
        "missing demo.rows. open_list");
  CHECK(told(bench.judge_open("[]")) ==
        "not_assessed 0/1..1/1 of 0+: 0 met 0 unmet 0 unknown; missing demo.rows. open_list");
  CHECK(told(bench.judge_open(R"([{"id": "a", "on": true, "good": true}])")) ==
        "met 1/1..1/1 of 1+: 1 met 0 unmet 0 unknown");
}
