#include "stance/cel/key_index.hpp"

#include <catch2/catch.hpp>

#include <array>

using namespace stance;
using namespace stance::cel;

namespace {

Value text(std::string_view word) { return Value::of(word); }

// Which of the rows were found, by the number in their second slot.
std::vector<std::int64_t> numbers(const Value& rows) {
  std::vector<std::int64_t> out;
  for (const Value& row : rows.members()) out.push_back(row.values[1].integer);
  return out;
}

}  // namespace

TEST_CASE("rows are found by a slot, with those that may match, in their order") {
  const std::array<Value, 5> ids = {text("b"), Value::unknown(Why::damaged), text("a"), text("b"),
                                    Value::null()};
  std::array<std::array<Value, 2>, 5> slots;
  std::array<Value, 5> rows;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    slots[i] = {ids[i], Value::of(static_cast<std::int64_t>(i))};
    rows[i] = Value::record(slots[i].data());
  }
  base::Arena arena;
  const KeyIndex index(Value::list(rows), 0);
  CHECK(index.slot() == 0);
  CHECK(numbers(index.rows_for(text("b"), arena)) == std::vector<std::int64_t>{0, 1, 3});
  CHECK(numbers(index.rows_for(text("z"), arena)) == std::vector<std::int64_t>{1});
  CHECK(numbers(index.rows_for(Value::null(), arena)) == std::vector<std::int64_t>{1, 4});
  // Such keys may equal anything, or things of another kind.
  CHECK(index.rows_for(Value::unknown(Why::range), arena).size == 5);
  CHECK(index.rows_for(Value::of(1.0), arena).size == 5);
}

TEST_CASE("what is uncertain stays so, and what is no list stays as it is") {
  base::Arena arena;
  const Value open = uncertain_list({}, Value::unknown(Why::open_list), arena);
  const Value found = KeyIndex(open, 0).rows_for(text("a"), arena);
  CHECK(found.uncertain);
  CHECK(found.values[-1].why == Why::open_list);
  const Value absent = Value::unknown(Why::dataset_absent);
  CHECK(KeyIndex(absent, 0).rows_for(text("a"), arena).why == Why::dataset_absent);
}
