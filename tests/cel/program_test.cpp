#include "fixture.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using namespace stance::cel;

namespace {

struct Case {
  std::string_view text;
  std::string_view value;
};

}  // namespace

TEST_CASE("expressions have the values that CEL gives them") {
  const Case cases[] = {
      {"1 + 2 * 3", "7"},
      {"(1 + 2) * 3 - 4", "5"},
      {"7 / 2", "3"},
      {"-7 % 3", "-1"},
      {"7.0 / 2.0", "3.5"},
      {"-9223372036854775808", "-9223372036854775808"},
      {"9223372036854775807 + 1", "unknown (range)"},
      {"1 / 0", "unknown (range)"},
      {"0xff", "255"},
      {"1e3", "1000.0"},
      {"1 == 1.0", "true"},
      {"9007199254740993 == 9007199254740992.0", "true"},
      {"9007199254740993 > 9007199254740990.0", "true"},
      {"2 < 2.5 && 3.5 > 3", "true"},
      {"'a' + \"b\" + r'\\n'", "'ab\\\\n'"},
      {"'\\u00e9\\x41'", "'éA'"},
      {"'''it's'''", "'it\\'s'"},
      {"'abc' < 'abd'", "true"},
      {"true ? 1 : 2", "1"},
      {"!true || !false", "true"},
      {"!!true", "true"},
      {"[1, 2] + [3]", "[1, 2, 3]"},
      {"[1, 2, 3][1]", "2"},
      {"[1][1]", "unknown (range)"},
      {"{'a': 1, 'b': [2]}.b", "[2]"},
      {"{'a': 1}['a']", "1"},
      {"{'a': 1}.b", "unknown (no_key)"},
      {"{'a': 1, 'a': 2}", "unknown (range)"},
      {"has({'a': 1}.a)", "true"},
      {"has({'a': 1}.b)", "false"},
      {"2 in [1, 2]", "true"},
      {"'a' in {'a': 1}", "true"},
      {"[1, 2, 3].all(x, x > 0)", "true"},
      {"[1, 2, 3].exists(x, x > 2)", "true"},
      {"[1, 2, 3].exists_one(x, x > 1)", "false"},
      {"[1, 2, 3].filter(x, x != 2)", "[1, 3]"},
      {"[1, 2, 3].map(x, x * x)", "[1, 4, 9]"},
      {"[1, 2, 3].map(x, x > 1, x * 10)", "[20, 30]"},
      {"{'b': 1}.all(k, k == 'b')", "true"},
      {"{'b': 1, 'a': 2}.filter(k, k == 'a')", "['a']"},
      {"[5, 6].all(i, x, x == i + 5)", "true"},
      {"{'b': 1}.exists(k, v, k == 'b' && v == 1)", "true"},
      {"[5, 6].exists_one(i, x, i == 1)", "true"},
      {"[5, 6].existsOne(x, x > 4)", "false"},
      {"[5, 6].transformList(i, x, x * 10 + i)", "[50, 61]"},
      {"[5, 6].transformList(i, x, i > 0, x)", "[6]"},
      {"{'b': 1}.transformList(k, v, [k, v])", "[['b', 1]]"},
      {"{'b': 1, 'a': 2}.transformMap(k, v, v > 1, v * 2)", "{'a': 4}"},
      {"[5, 6].transformMap(i, x, x * x)", "{0: 25, 1: 36}"},
      {"['ccc', 'a', 'bb'].sortBy(x, x.size())", "['a', 'bb', 'ccc']"},
      {"[1, 'a'].sortBy(x, x)", "unknown (wrong_type)"},
      {"dyn({'a': 1}).sortBy(x, x)", "unknown (wrong_type)"},
      {"{'if': 1}.if", "1"},
      {"[int, type(1.0), string, null_type, type([]), type({}), type(int)]",
       "[int, double, string, null_type, list, map, type]"},
      {"type(asof) == google.protobuf.Timestamp", "true"},
      {"type(duration('1s')) == google.protobuf.Duration", "true"},
      {"[1e-400, -1e-400]", "[0.0, -0.0]"},
      {"[[1], [2]].exists(x, x.exists(y, y == 2))", "true"},
      {"cel.bind(x, 3, x * x)", "9"},
      {"type(1) == type(2)", "true"},
      {"null == null", "true"},
      {"dyn(null) == 'a'", "false"},
      {"params.limit", "10"},
      {"asof > timestamp('2025-12-31T00:00:00Z')", "true"},
      {"asof - timestamp('2025-12-31T00:00:00Z')", "'86400s'"},
      {"demo.settings.level", "'low'"},
      {"demo.policies.size()", "0"},
      {"// a comment\n1", "1"},
      {".5 + 1.0", "1.5"},
  };
  test::Fixture fixture;
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.text) { CHECK(fixture.eval(c.text) == c.value); }
  }
}

TEST_CASE("unknown values follow Kleene logic and keep their first cause") {
  const Case cases[] = {
      {"p.on && false", "false"},
      {"false && p.on", "false"},
      {"p.on && true", "unknown (field_absent)"},
      {"p.on || true", "true"},
      {"true || p.on", "true"},
      {"p.on || false", "unknown (field_absent)"},
      {"!p.on", "unknown (field_absent)"},
      {"p.count == 1", "unknown (field_absent)"},
      {"p.on ? 1 : 1", "1"},
      {"p.on ? 1 : 2", "unknown (field_absent)"},
      {"[1, 2].exists(x, x == 2 || p.on)", "true"},
      {"[1, 2].all(x, x == 2 && p.on)", "false"},
      {"[1, 2].all(x, x > 0 && p.on)", "unknown (field_absent)"},
      {"[1].filter(x, p.on).size()", "unknown (field_absent)"},
      {"{'a': 1}.transformMap(k, v, p.on, v)", "unknown (field_absent)"},
      {"{'a': 1}.transformMap(k, v, p.on).size()", "1"},
      {"[1].filter(x, p.on).transformMap(i, v, v)", "unknown (field_absent)"},
      {"[1, 2].filter(x, p.on).sortBy(x, x)", "unknown (field_absent)"},
      {"[1, 2].sortBy(x, p.count)", "unknown (field_absent)"},
      {"[1, 2].exists(i, x, i == 5 || p.on)", "unknown (field_absent)"},
      {"[1, 2].filter(x, x == 2 || p.on).exists(x, x == 2)", "true"},
      {"[1, 2].filter(x, x == 2 || p.on).all(x, x == 3)", "false"},
      {"2 in [p.count, 2]", "true"},
      {"3 in [p.count, 2]", "unknown (field_absent)"},
      {"[p.count, 1] == [1]", "false"},
      {"[p.count, 1] == [1, 2]", "false"},
      {"has(p.on)", "false"},
      {"has(p.id)", "true"},
      {"p.id.size()", "1"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.text) {
      test::Fixture fixture;
      const auto program = fixture.compile(c.text);
      REQUIRE(program);
      const Value row = fixture.row({{"id", Value::of(std::string_view("a"))}});
      CHECK(to_text(fixture.run(*program, row)) == c.value);
    }
  }
}

TEST_CASE("an unknown value names the field that was missing") {
  test::Fixture fixture;
  const auto program = fixture.compile("p.count > 1 || p.on");
  REQUIRE(program);
  const Value result = fixture.run(*program, fixture.row({}));
  REQUIRE(result.is_unknown());
  REQUIRE(result.subject != nullptr);
  CHECK(result.subject->dataset == "demo.policies");
  CHECK(result.subject->field == "count");
}

TEST_CASE("functions of the catalog are inlined and may call each other") {
  test::Fixture fixture;
  fixture.define("twice", {"x"}, "x + x");
  fixture.define("four", {"x"}, "twice(twice(x))");
  fixture.define("add", {"a", "b"}, "[a].map(t, t + b)[0]");
  fixture.define("limit", {}, "params.limit");
  CHECK(fixture.eval("four(3) + twice(1)") == "14");
  CHECK(fixture.eval("add(add(1, 2), [3].map(y, y * 2)[0])") == "9");
  CHECK(fixture.eval("[1, 2].map(x, add(x, twice(x)))") == "[3, 6]");
  CHECK(fixture.eval("limit()") == "10");
}

TEST_CASE("without a checker what types forbid is unknown when it runs") {
  const Case cases[] = {
      {"false && 32", "false"},       {"'horses' || true", "true"},
      {"nobody || true", "true"},     {"nobody || false", "unknown (wrong_type)"},
      {"nothing(1) || true", "true"}, {"1.as() || true", "true"},
      {"['one'] == [2]", "false"},    {"1 + 1.0", "unknown (wrong_type)"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.text) {
      test::Fixture fixture;
      fixture.environment.checked = false;
      CHECK(fixture.eval(c.text) == c.value);
    }
  }
}

TEST_CASE("a budget ends in an unknown value, at the same place every time") {
  test::Fixture fixture;
  const auto program = fixture.compile("[1,2,3,4,5,6,7,8,9,10].map(x, x + 1).all(y, y > 0)");
  REQUIRE(program);
  CHECK(to_text(fixture.run(*program)) == "true");
  fixture.budget = {.steps = 20};
  CHECK(to_text(fixture.run(*program)) == "unknown (budget)");
  fixture.budget = {.memory = 0};
  CHECK(to_text(fixture.run(*program)) == "unknown (budget)");
}

TEST_CASE("a false condition tells its first false part") {
  const Case cases[] = {
      {"p.on && p.state == 'enabled'", "state = 'disabled' | == 'enabled'"},
      {"p.on && !(p.state == 'disabled')", "state = 'disabled' | != 'disabled'"},
      {"p.count > params.limit", "count = 3 | > 10"},
      {"'All' in p.users.include", "users.include = ['bob'] | contains 'All'"},
      {"p.users.include.exists(u, u == 'All')", "users.include = ['bob'] | "},
      {"p.users.include.size() == 0", "users.include = ['bob'] | empty"},
      {"!(p.users.include.size() != 0)", "users.include = ['bob'] | empty"},
      {"p.users.include.size() > 1", "users.include = ['bob'] | "},
      {"p.state in []", "state = 'disabled' | "},
      {"p.state == null", "state = 'disabled' | null"},
      {"p.state.startsWith('on')", "state = 'disabled' | "},
      {"p.on ? p.count < 3 : p.on", "count = 3 | < 3"},
      {"params.limit < p.count", "count = 3 | "},
      {"params.limit < 3", " | "},
      {"cel.bind(s, p.state, s == 'enabled')", " | "},
      {"[p].exists(q, q.state == 'enabled')", "state = 'disabled' | == 'enabled'"},
      {"[p, p].all(q, !q.on)", "on = true | false"},
      {"[p, p].exists(q, !q.on)", " | "},
      {"!p.on", "on = true | false"},
      {"p.count == 1 || p.count == 2", "count = 3 | == 2"},
      {R"('\x1b' in p.users.include)", "users.include = ['bob'] | contains '\xEF\xBF\xBD'"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.text) {
      test::Fixture fixture;
      const auto program = fixture.compile(c.text);
      REQUIRE(program);
      const Value user = Value::of(std::string_view("bob"));
      const Value row = fixture.row({{"on", Value::of(true)},
                                     {"state", Value::of(std::string_view("disabled"))},
                                     {"count", Value::of(std::int64_t{3})},
                                     {"users.include", Value::list({&user, 1})}});
      std::vector<Value> locals(program->locals());
      locals[0] = Value::of(std::int64_t{10});
      locals[2] = row;
      Frame frame{locals, {}, fixture.arena, fixture.budget};
      const Trace trace = program->explain(frame);
      CHECK(trace.row.is_null() == trace.actual.empty());
      CHECK_THAT(trace.actual + " | " + trace.expected, Catch::Equals(std::string(c.value)));
    }
  }
}

TEST_CASE("a program knows the datasets and fields it reads") {
  test::Fixture fixture;
  const auto program =
      fixture.compile("demo.policies.exists(q, q.on) || demo.settings.level == 'low'");
  REQUIRE(program);
  CHECK(std::vector<std::uint32_t>(program->datasets().begin(), program->datasets().end()) ==
        std::vector<std::uint32_t>{0, 1});
  const auto fields = fixture.environment.projections.of(fixture.policy).fields();
  REQUIRE(fields.size() == 1);
  CHECK(fixture.policy.fields()[fields[0]].path == "on");
}
