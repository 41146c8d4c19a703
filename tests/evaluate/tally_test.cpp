#include "tally.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

using namespace stance;
using namespace stance::evaluate;

namespace {

constexpr std::int64_t scale = 4;

struct Row {
  Member member;
  RowVerdict verdict;
  std::optional<std::int64_t> weight;
};

void add(Tally& tally, const Row& row) {
  tally.add(row.member, row.verdict, row.weight);
  if (row.member.certain() && row.verdict.low == scale) return;
  const std::string key = "k" + std::to_string(row.member.ordinal % 7);
  if (!tally.wants(key, row.member.ordinal)) return;
  model::Evidence evidence;
  evidence.key = key + "/" + std::to_string(row.member.ordinal);
  tally.keep(key, row.member.ordinal, std::move(evidence));
}

Tally tally_of(const std::vector<Row>& rows) {
  Tally tally(scale, 5);
  for (const Row& row : rows) add(tally, row);
  return tally;
}

std::string told(Tally tally) {
  const auto [low, high] = tally.credit();
  std::string text = std::to_string(low.num) + "/" + std::to_string(low.den) + " " +
                     std::to_string(high.num) + "/" + std::to_string(high.den) + " " +
                     std::to_string(tally.population().total) + " " +
                     std::to_string(tally.evidence_total());
  for (const model::Evidence& evidence : std::move(tally).evidence()) text += " " + evidence.key;
  return text;
}

std::vector<Row> random_rows(std::mt19937& random) {
  std::vector<Row> rows(random() % 12);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    rows[i].member = {
        .ordinal = i,
        .unclear = random() % 5 != 0 ? cel::Value::null() : cel::Value::unknown(cel::Why::damaged)};
    rows[i].verdict.low = static_cast<std::int64_t>(random() % (scale + 1));
    rows[i].verdict.high =
        std::min(scale, rows[i].verdict.low + static_cast<std::int64_t>(random() % 3));
    rows[i].weight = static_cast<std::int64_t>(1 + random() % 3000);
    if (random() % 40 == 0) rows[i].weight = std::nullopt;
  }
  return rows;
}

}  // namespace

TEST_CASE("neither order nor division of the rows changes a tally") {
  std::mt19937 random(1);
  for (int round = 0; round < 2000; ++round) {
    std::vector<Row> rows = random_rows(random);
    const std::string whole = told(tally_of(rows));
    std::shuffle(rows.begin(), rows.end(), random);
    const auto cut =
        rows.begin() + static_cast<std::ptrdiff_t>(rows.empty() ? 0 : random() % rows.size());
    Tally left = tally_of({rows.begin(), cut});
    const Tally right = tally_of({cut, rows.end()});
    Tally turned = right;
    turned.merge(left);
    left.merge(right);
    REQUIRE(told(left) == whole);
    REQUIRE(told(turned) == whole);
  }
}

TEST_CASE("a row turned from unmet to met never lowers the credit") {
  std::mt19937 random(2);
  for (int round = 0; round < 2000; ++round) {
    std::vector<Row> rows = random_rows(random);
    if (rows.empty()) continue;
    const auto before = tally_of(rows).credit();
    Row& row = rows[random() % rows.size()];
    row.verdict.low = row.verdict.high = scale;
    const auto after = tally_of(rows).credit();
    REQUIRE_FALSE(model::less(after.first, before.first));
    REQUIRE_FALSE(model::less(after.second, before.second));
  }
}

TEST_CASE("the low end is never above the high end, and knowing more never widens the range") {
  std::mt19937 random(3);
  for (int round = 0; round < 2000; ++round) {
    std::vector<Row> rows = random_rows(random);
    const auto before = tally_of(rows).credit();
    REQUIRE_FALSE(model::less(before.second, before.first));
    if (rows.empty()) continue;
    Row& row = rows[random() % rows.size()];
    if (!row.member.certain()) continue;
    row.verdict.low = row.verdict.high;
    const auto after = tally_of(rows).credit();
    REQUIRE_FALSE(model::less(after.first, before.first));
    REQUIRE_FALSE(model::less(before.second, after.second));
  }
}

TEST_CASE("merging is commutative and associative") {
  std::mt19937 random(5);
  for (int round = 0; round < 500; ++round) {
    std::vector<Row> rows = random_rows(random);
    const std::string whole = told(tally_of(rows));
    std::vector<Tally> tallies(3, Tally(scale, 5));
    for (const Row& row : rows) add(tallies[random() % 3], row);
    Tally left = tallies[0];
    left.merge(tallies[1]);
    left.merge(tallies[2]);
    Tally inner = tallies[2];
    inner.merge(tallies[1]);
    Tally right = tallies[0];
    right.merge(inner);
    inner.merge(tallies[0]);
    REQUIRE(told(left) == whole);
    REQUIRE(told(right) == whole);
    REQUIRE(told(inner) == whole);
  }
}

TEST_CASE("a million rows of the greatest weight stay in bounds") {
  constexpr std::int64_t most = 100 * rules::max_weight;
  Tally tally(most, 0);
  const RowVerdict full = {most, most, most};
  const RowVerdict nearly = {most - 1, most - 1, most - 1};
  for (std::uint64_t i = 0; i < 1'000'000; ++i) {
    tally.add({.ordinal = i}, i == 0 ? nearly : full, rules::max_weight);
  }
  const auto [low, high] = tally.credit();
  CHECK(model::equal(low, high));
  CHECK_FALSE(high.full());
  CHECK(model::earned(10, low) == 999);
}

TEST_CASE("a share is exact where it fits and never reaches an end by rounding") {
  struct Share {
    Wide num, den;
    model::Ratio share;
  };
  const Wide big = Wide{1} << 90;
  const Share cases[] = {{0, 5, {0, 1}},         {5, 5, {1, 1}},
                         {6, 8, {3, 4}},         {big, big, {1, 1}},
                         {big / 4, big, {1, 4}}, {1, big, {1, std::int64_t{1} << 62}},
                         {0, big, {0, 1}}};
  for (const Share& c : cases) {
    const model::Ratio share = narrow(c.num, c.den);
    CHECK(share.num == c.share.num);
    CHECK(share.den == c.share.den);
  }
  const model::Ratio nearly = narrow(big - 1, big);
  CHECK_FALSE(nearly.full());
  CHECK(nearly.num == nearly.den - 1);
}

namespace {

// Adds a failing member of weight 1 to a tally of conditions, as checks do.
void add_failing(Tally& tally, const std::string& key, std::uint64_t ordinal,
                 std::int64_t weight = rules::one) {
  const RowVerdict verdict = {0, 0, 0};
  tally.add({.ordinal = ordinal}, verdict, weight);
  if (!tally.wants(key, ordinal)) return;
  model::Evidence evidence{.key = key, .label = key};
  evidence.lost = tally.lost(verdict, weight);
  tally.keep(key, ordinal, evidence);
}

}  // namespace

TEST_CASE("named objects are kept beside the smallest keys") {
  const Tally::Keys named = {"c", "e"};
  Tally one(1, 1, named);
  Tally other(1, 1, named);
  add_failing(one, "e", 0);
  add_failing(one, "b", 1);
  add_failing(other, "d", 2);
  add_failing(other, "c", 3);
  add_failing(other, "a", 4);
  one.merge(other);
  std::string keys;
  for (const model::Evidence& evidence : std::move(one).evidence()) keys += evidence.key;
  CHECK(keys == "ace");
}

TEST_CASE("what an object costs is told where all weights are known") {
  Tally tally(1, 9);
  add_failing(tally, "a", 0);
  add_failing(tally, "b", 1, 3 * rules::one);
  auto evidence = Tally(tally).evidence();
  CHECK(model::equal(evidence[0].lost, {1, 4}));
  CHECK(model::equal(evidence[1].lost, {3, 4}));
  tally.add({.ordinal = 2}, {0, 0, 0}, std::nullopt);
  evidence = std::move(tally).evidence();
  CHECK(evidence[0].lost.none());
}

TEST_CASE("of objects with one key those are kept that come first, in whatever order they come") {
  const auto rank = [](const char* order, std::uint64_t ordinal) {
    return Rank(Member{.ordinal = ordinal, .order = order});
  };
  Tally tally(1, 2);
  for (const auto& next : {rank("kc", 0), rank("z", 9), rank("ka", 5), rank("kb", 7)}) {
    if (!tally.wants("same", next)) continue;
    model::Evidence evidence;
    evidence.key = next.order;
    tally.keep("same", next, std::move(evidence));
  }
  const auto kept = std::move(tally).evidence();
  REQUIRE(kept.size() == 2);
  CHECK(kept[0].key == "ka");
  CHECK(kept[1].key == "kb");
}
