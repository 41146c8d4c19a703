#include "stance/cel/value.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace stance;
using namespace stance::cel;

namespace {

Value text(std::string_view t) { return Value::of(t); }
Value number(std::int64_t i) { return Value::of(i); }

}  // namespace

TEST_CASE("equality is three-valued") {
  const Value unknown = Value::unknown(Why::damaged);
  const std::vector<Value> ab = {number(1), unknown};
  const std::vector<Value> ac = {number(2), unknown};
  const std::vector<Value> one = {number(1), number(5)};
  CHECK(to_text(equals(unknown, number(1))) == "unknown (damaged)");
  CHECK(to_text(equals(Value::list(ab), Value::list(one))) == "unknown (damaged)");
  CHECK(equals(Value::list(ac), Value::list(one)).is(false));
  CHECK(equals(Value::null(), Value::null()).is(true));
  CHECK(equals(Value::null(), number(0)).is(false));
  CHECK(equals(text("1"), number(1)).is(false));
  CHECK(equals(number(1), Value::of(1.0)).is(true));
  CHECK(equals(number(9007199254740993), Value::of(9007199254740992.0)).is(true));
  CHECK(equals(number(9007199254740993), Value::of(9007199254740990.0)).is(false));
}

TEST_CASE("an uncertain list says why it is uncertain") {
  base::Arena arena;
  const Value member = number(1);
  const Value list = uncertain_list({&member, 1}, Value::unknown(Why::open_list), arena);
  CHECK(to_text(list) == "[1, ...]");
  CHECK(to_text(equals(list, list)) == "unknown (open_list)");
}

TEST_CASE("values are ordered within their kind") {
  CHECK(compare(number(1), Value::of(1.5)).integer < 0);
  CHECK(compare(Value::of(1e30), number(1)).integer > 0);
  CHECK(compare(text("a"), text("b")).integer < 0);
  CHECK(compare(Value::time(1, 5), Value::time(1, 4)).integer > 0);
  CHECK(to_text(compare(text("a"), number(1))) == "unknown (wrong_type)");
  CHECK(to_text(compare(Value::null(), Value::null())) == "unknown (wrong_type)");
}

TEST_CASE("values are written as expressions write them, cut at a limit") {
  const std::vector<Entry> entries = {{text("k"), number(1)}};
  CHECK(to_text(text("it's")) == "'it\\'s'");
  CHECK(to_text(Value::map(entries)) == "{'k': 1}");
  CHECK(to_text(Value::of(2.0)) == "2.0");
  CHECK(to_text(Value::time(0, 0)) == "'1970-01-01T00:00:00Z'");
  CHECK(to_text(text(std::string(50, 'x')), 10) == "'xxxxxxxxx…");
  CHECK(to_text(text("ééééé"), 4) == "'é…");
}

TEST_CASE("a copy does not need the original") {
  base::Arena arena;
  Value copied;
  {
    const std::string word = "word";
    const std::vector<Value> members = {text(word)};
    const std::vector<Entry> entries = {{text(word), Value::list(members)}};
    copied = copy(Value::map(entries), arena);
  }
  CHECK(to_text(copied) == "{'word': ['word']}");
}
