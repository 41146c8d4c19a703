#include "members.hpp"

#include <catch2/catch.hpp>

#include <array>

using namespace stance;
using namespace stance::cel;

namespace {

// Whether a value is among others, one comparison after the other.
Value compared(std::span<const Value> list, const Value& wanted) {
  Value plain = Value::of(false);
  for (const Value& member : list) {
    if (plain.is(true)) break;
    const Value same = equals(member, wanted);
    if (same.is(true) || plain.is(false)) plain = same;
  }
  return plain;
}

}  // namespace

TEST_CASE("members are found as a comparison with each of them would find them") {
  const std::array<Value, 2> pair = {Value::of(std::int64_t{1}), Value::unknown(Why::damaged)};
  const std::array<Value, 14> values = {
      Value::null(),
      Value::of(true),
      Value::of(false),
      Value::of(std::int64_t{1}),
      Value::of(std::int64_t{2}),
      Value::of(1.0),
      Value::of(2.5),
      Value::of(std::string_view("a")),
      Value::of(std::string_view("")),
      Value::time(1, 0),
      Value::span(1, 0),
      Value::list(pair),
      Value::list(std::span(pair).first(1)),
      Value::unknown(Why::range),
  };
  // Every list of up to two of them, asked for each of them.
  base::Arena arena;
  Budget budget;
  Frame frame{{}, {}, arena, budget};
  for (const Value& first : values) {
    for (const Value& second : values) {
      const std::array<Value, 2> list = {first, second};
      for (std::size_t size = 0; size <= 2; ++size) {
        const auto part = std::span(list).first(size);
        Members members(Value::list(part), frame);
        for (const Value& wanted : values) {
          CHECK(to_text(members.hold(wanted)) == to_text(compared(part, wanted)));
        }
      }
    }
  }
}

TEST_CASE("keeping a member takes steps, looking for one a step, and without a hash more") {
  std::vector<Value> numbers;
  std::vector<Value> reals;
  for (int i = 0; i < 1000; ++i) {
    numbers.push_back(Value::of(std::int64_t{i}));
    reals.push_back(Value::of(i + 0.5));
  }
  base::Arena arena;
  Budget budget{.steps = 8 * 1000 + 100};
  Frame frame{{}, {}, arena, budget};
  CHECK(Members(Value::list(numbers), frame).hold(Value::of(std::int64_t{999})).is(true));
  CHECK(budget.steps == 99);
  CHECK(to_text(Members(Value::list(reals), frame).hold(Value::null())) == "unknown (budget)");
}
