#include "fixture.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <tuple>
#include <vector>

using namespace stance;
using namespace stance::cel;

namespace {

constexpr std::size_t many = 100'000;
constexpr std::size_t long_text = std::size_t{1} << 20;

// Variables that are large: `numbers`, `texts` (all different), `copies` (the same long text many
// times), `text` (only the letter a) and `word` (half as long, with another letter at its end).
class Large {
 public:
  Large() : text_(long_text, 'a'), word_(text_.substr(long_text / 2) + "b") {
    for (std::size_t i = 0; i < many; ++i) {
      numbers_.push_back(Value::of(static_cast<std::int64_t>(i)));
      texts_.push_back(Value::of(fixture_.arena.copy(std::to_string(i))));
      copies_.push_back(Value::of(std::string_view(text_)));
      halves_.push_back(Value::of(static_cast<double>(i) + 0.5));
    }
    declare("numbers", Value::list(numbers_));
    declare("texts", Value::list(texts_));
    declare("copies", Value::list(copies_));
    declare("halves", Value::list(halves_));
    declare("text", Value::of(std::string_view(text_)));
    declare("word", Value::of(std::string_view(word_)));
  }

  // The value as text; how much it took is then in budget and bytes.
  std::string eval(std::string_view text) {
    const auto program = fixture_.compile(text);
    if (!program) return fixture_.errors(text);
    std::vector<Value> locals(program->locals() + values_.size() + 3);
    std::copy(values_.begin(), values_.end(), locals.begin() + 3);
    base::Arena arena;
    Frame frame{locals, {}, arena, budget};
    std::string value = to_text(program->run(frame), 40);
    bytes = arena.bytes();
    return value;
  }

  Budget budget;
  std::size_t bytes = 0;

 private:
  void declare(std::string name, Value value) {
    fixture_.scope.declare(std::move(name), simple(TypeKind::dyn));
    values_.push_back(value);
  }

  test::Fixture fixture_;
  std::string text_;
  std::string word_;
  std::vector<Value> numbers_;
  std::vector<Value> texts_;
  std::vector<Value> copies_;
  std::vector<Value> halves_;
  std::vector<Value> values_;
};

}  // namespace

TEST_CASE("what takes time in proportion to a large list or text stays within the budget") {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"numbers.distinct().size()", "100000"},
      {"texts.distinct().size()", "100000"},
      {"sets.contains(texts, texts)", "true"},
      {"sets.equivalent(numbers, numbers)", "true"},
      {"sets.intersects(numbers, texts)", "false"},
      {"numbers.sort().size()", "100000"},
      {"texts.join(',').size()", "588889"},
      {"text.split('').size()", "1048576"},
      {"text.replace('a', 'bc').size()", "2097152"},
      {"text.reverse() == text", "true"},
      {"text.contains('b')", "false"},
      {"text.matches('b$')", "false"},
      {"(text + text).size()", "2097152"},
      {"99999 in numbers", "true"},
      {"numbers == numbers", "true"},
      {"(numbers + texts).size()", "200000"},
      {"numbers.map(n, [n, n]).flatten().size()", "200000"},
      {"numbers.filter(n, n % 2 == 0).exists(n, n == 4711)", "false"},
  };
  Large large;
  for (const auto& [text, value] : cases) {
    large.budget = {};
    INFO(text);
    CHECK(large.eval(text) == value);
    CHECK(large.budget.steps > 47'000'000);
  }
}

TEST_CASE("what would take time in proportion to the square of it runs out of steps") {
  const std::string_view cases[] = {
      "numbers.all(n, n in numbers)",
      "numbers.all(n, numbers.indexOf(n) == n)",
      "halves.distinct().size() > 0",
      "sets.contains(halves, halves)",
      "copies.distinct().size() > 1",
      "copies.sort().size() > 1",
      "copies.sortBy(c, c).size() > 1",
      "copies.all(c, c == text)",
      "copies.all(c, c <= text)",
      "copies.all(c, c in [text])",
      "copies.all(c, c.size() > 0)",
      "copies.all(c, !c.matches('b'))",
      "copies == copies",
      "text.contains(word)",
      "text.indexOf(word) > 0",
      "text.replace(word, 'x') == ''",
      "numbers.all(n, numbers == numbers)",
  };
  Large large;
  for (const std::string_view text : cases) {
    large.budget = {.steps = 1'000'000};
    INFO(text);
    CHECK(large.eval(text) == "unknown (budget)");
    const std::int64_t left = large.budget.steps;
    large.budget = {.steps = 1'000'000};
    CHECK(large.eval(text) == "unknown (budget)");
    CHECK(large.budget.steps == left);
  }
}

TEST_CASE("values that hold the same list twice, over and over, do not double the work") {
  std::string text = "x0 == x0 && x0 in [x0] && [x0, x0].distinct().size() == 1";
  for (int i = 0; i < 40; ++i) {
    text = "cel.bind(x" + std::to_string(i) + ", [x" + std::to_string(i + 1) + ", x" +
           std::to_string(i + 1) + "], " + text + ")";
  }
  Large large;
  large.budget = {.steps = 100'000};
  CHECK(large.eval("cel.bind(x40, [1, numbers[0]], " + text + ")") == "unknown (budget)");
  text.replace(text.find("x0 == x0"), std::string::npos, std::string(40, ')'));
  text.insert(text.find(')'), "'%s'.format([x0])");
  large.budget = {.memory = 1'000'000};
  CHECK(large.eval("cel.bind(x40, [1, numbers[0]], " + text + ")") == "unknown (budget)");
}

TEST_CASE("results that are larger than the memory budget are not made") {
  const std::string_view cases[] = {
      "copies.join()",
      "copies.join(',')",
      "'%s'.format([copies])",
      "'%s%s%s%s%s%s%s%s%s'.format(copies)",
      "copies.transformMap(i, c, c + c)",
      "text.replace('a', text)",
      "text.replace('', text)",
      "text.split('')",
      "numbers.map(n, numbers).flatten()",
      "numbers.map(n, text + text)",
      "numbers.map(n, numbers + numbers)",
      "numbers.map(n, [n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n])",
      "numbers.map(n, {n: n, n + 1: n, n + 2: n, n + 3: n, n + 4: n})",
      "numbers.map(n, text.reverse())",
      "numbers.map(n, text.upperAscii())",
      "numbers.map(n, texts.slice(0, 9000).sort())",
      "numbers.map(n, tags(string(n) + '=1;b=2;c=3;d=4;e=5;f=6;g=7;h=8'))",
  };
  Large large;
  for (const std::string_view text : cases) {
    large.budget = {.memory = std::size_t{8} << 20};
    INFO(text);
    CHECK(large.eval(text) == "unknown (budget)");
    CHECK(large.bytes < 2 * large.budget.memory);
  }
}

TEST_CASE("what follows a result that had no room is not judged either") {
  const std::string_view cases[] = {
      "text.split('').size() > 0 ? true : true",
      "text.split('').size() > 0 || true",
      "text.size() > 0 && numbers.map(n, text + text) == []",
  };
  Large large;
  for (const std::string_view text : cases) {
    large.budget = {.memory = std::size_t{1} << 16};
    INFO(text);
    CHECK(large.eval(text) == "unknown (budget)");
    CHECK(large.budget.steps < 0);
  }
}

TEST_CASE("a call of constants is computed when it is compiled, if it has a value and is short") {
  const std::tuple<std::string_view, std::string_view, std::int64_t> cases[] = {
      {"duration('24h')", "'86400s'", 1},
      {"timestamp('2026-01-01T00:00:00Z') > asof", "unknown (none)", 1},
      {"size([1, 2].distinct())", "2", 1},
      {"'a'.startsWith('a') && 'ab'.replace('b', 'c') == 'ac'", "true", 2},
      {"int('x')", "unknown (range)", 1},
      {"'a'.size() + params.limit", "unknown (none)", 1},
  };
  Large large;
  for (const auto& [text, value, steps] : cases) {
    large.budget = {.steps = 1000};
    INFO(text);
    CHECK(large.eval(text) == value);
    CHECK(1000 - large.budget.steps == steps);
  }
}

TEST_CASE("a condition on scalars takes nothing from the arena") {
  const std::string_view cases[] = {
      "p.on",
      "!p.on || p.state == 'enabled'",
      "p.count <= params.limit && p.count in [1, 2, 3]",
      "p.id.startsWith('adm') && p.id.size() > 2 && p.id.matches('^adm[a-z]+')",
      "asof - duration('8760h') > timestamp('2020-01-01T00:00:00Z')",
      "'All' in p.users.include || p.users.include.size() == 1",
      "p.users.include.exists(u, u == 'bob') && p.users.include.all(u, u != '')",
      "has(p.on) ? p.count + 1 > 2 : p.count * 2 > 3",
      "p.id.lowerAscii() == 'admin'",
      "p.users.include == ['bob']",
  };
  for (const std::string_view text : cases) {
    test::Fixture fixture;
    const auto program = fixture.compile(text);
    INFO(text << fixture.errors(text));
    REQUIRE(program);
    const Value user = Value::of(std::string_view("bob"));
    const Value row = fixture.row({{"on", Value::of(true)},
                                   {"state", Value::of(std::string_view("enabled"))},
                                   {"id", Value::of(std::string_view("admin"))},
                                   {"count", Value::of(std::int64_t{3})},
                                   {"users.include", Value::list({&user, 1})}});
    const std::size_t before = fixture.arena.bytes();
    CHECK(fixture.run(*program, row).kind == Kind::boolean);
    CHECK(fixture.arena.bytes() == before);
  }
}
