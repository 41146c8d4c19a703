#include "fixture.hpp"

#include <catch2/catch.hpp>

using namespace stance::cel;

TEST_CASE("functions compute what their names say") {
  struct Case {
    std::string_view text;
    std::string_view value;
  };
  const Case cases[] = {
      {"not_verified('why')", "unknown (not_verified)"},
      {"size('häß')", "3"},
      {"[1, 2].size()", "2"},
      {"{'a': 1}.size()", "1"},
      {"'abc'.contains('b') && 'abc'.startsWith('a') && 'abc'.endsWith('c')", "true"},
      {"'a1'.matches('^[a-z][0-9]$')", "true"},
      {"matches('xay', 'a')", "true"},
      {"'ÄbC'.lowerAscii()", "'Äbc'"},
      {"'äbC'.upperAscii()", "'äBC'"},
      {"'  a b \\n'.trim()", "'a b'"},
      {"'\\u00a0\\u2003a\\u3000'.trim()", "'a'"},
      {"strings.quote('a\\t\"b')", "'\"a\\\\t\\\\\"b\"'"},
      {"'%s: %d of %.1f %%'.format(['x', 1, 2.25])", "'x: 1 of 2.2 %'"},
      {"'a,b,,c'.split(',')", "['a', 'b', '', 'c']"},
      {"'a,b,c'.split(',', 2)", "['a', 'b,c']"},
      {"'a,b'.split(',', 0)", "[]"},
      {"'häß'.split('')", "['h', 'ä', 'ß']"},
      {"['a', 'b'].join('-')", "'a-b'"},
      {"['a', 'b'].join()", "'ab'"},
      {"[1].join()", "unknown (wrong_type)"},
      {"'aaa'.replace('a', 'b')", "'bbb'"},
      {"'aaa'.replace('a', 'b', 1)", "'baa'"},
      {"'ab'.replace('', '_')", "'_a_b_'"},
      {"'häus'.indexOf('u')", "2"},
      {"'abc'.indexOf('z')", "-1"},
      {"'abab'.indexOf('a', 1)", "2"},
      {"'abab'.lastIndexOf('a')", "2"},
      {"'abab'.lastIndexOf('a', 1)", "0"},
      {"'abc'.indexOf('a', 9)", "unknown (range)"},
      {"'häus'.substring(1)", "'äus'"},
      {"'häus'.substring(1, 3)", "'äu'"},
      {"'abc'.substring(2, 1)", "unknown (range)"},
      {"'abc'.charAt(1) + 'abc'.charAt(3)", "'b'"},
      {"'häß'.reverse()", "'ßäh'"},
      {"domain_of('Bob@Contoso.COM')", "'contoso.com'"},
      {"domain_of('bob')", "unknown (range)"},
      {"tags('v=DMARC1; P=reject ;pct=50;p=none;x')",
       "{'v': 'DMARC1', 'p': 'reject', 'pct': '50'}"},
      {"[1, 2, 1].distinct()", "[1, 2]"},
      {"[[1], [2, 3]].flatten()", "[1, 2, 3]"},
      {"['b', 'a'].sort()", "['a', 'b']"},
      {"[1, 2, 3].slice(1, 2)", "[2]"},
      {"[1, 2, 3].slice(2, 9)", "unknown (range)"},
      {"[1, 2].reverse()", "[2, 1]"},
      {"['a', 'b'].indexOf('b')", "1"},
      {"[1, 2].first() + [1, 2].last()", "3"},
      {"[].first()", "unknown (range)"},
      {"[].last()", "unknown (range)"},
      {"sets.contains([1, 2], [2])", "true"},
      {"sets.contains([1], [2])", "false"},
      {"sets.intersects([1, 2], [2, 3])", "true"},
      {"sets.equivalent([1, 2, 1], [2, 1])", "true"},
      {"int('42') + int(3.9) + int(-3.9)", "42"},
      {"int('x')", "unknown (range)"},
      {"int(1e30)", "unknown (range)"},
      {"double('1.5') + double(1)", "2.5"},
      {"double('-1e-999')", "-0.0"},
      {"double('1e999')", "unknown (range)"},
      {"double('+1.5') + double('x')", "unknown (range)"},
      {"[double('NaN'), double('Infinity')]", "[NaN, +infinity]"},
      {"bool('true') && !bool('F')", "true"},
      {"bool('yes')", "unknown (range)"},
      {"string(1) + string(true) + string(1.5)", "'1true1.5'"},
      {"string(timestamp('2026-01-01T00:00:00Z'))", "'2026-01-01T00:00:00Z'"},
      {"string(duration('90s'))", "'90s'"},
      {"type('a')", "string"},
      {"math.greatest(1, 3, 2)", "3"},
      {"math.least([4, 2.5])", "2.5"},
      {"math.greatest([])", "unknown (range)"},
      {"math.abs(-3) + int(math.ceil(1.2) + math.floor(1.9) + math.round(1.5))", "8"},
      {"math.trunc(-1.7)", "-1.0"},
      {"[math.sign(-3), math.sign(0), math.sign(7)]", "[-1, 0, 1]"},
      {"[math.sign(-0.5), math.sign(2.0)]", "[-1.0, 1.0]"},
      {"math.isNaN(0.0 / 0.0) && math.isInf(1.0 / 0.0) && math.isFinite(1.0)", "true"},
      {"[math.bitAnd(6, 3), math.bitOr(6, 3), math.bitXor(6, 3), math.bitNot(0)]", "[2, 7, 5, -1]"},
      {"[math.bitShiftLeft(1, 3), math.bitShiftLeft(1, 64), math.bitShiftRight(-1, 60)]",
       "[8, 0, 15]"},
      {"math.bitShiftLeft(1, -1)", "unknown (range)"},
      {"math.bitShiftRight(1, -1)", "unknown (range)"},
      {"timestamp('2026-05-04T17:15:48.307Z').getFullYear()", "2026"},
      {"timestamp('2026-05-04T17:15:48Z').getMonth()", "4"},
      {"timestamp('2026-05-04T17:15:48Z').getDate()", "4"},
      {"timestamp('2026-05-04T17:15:48Z').getDayOfMonth()", "3"},
      {"timestamp('2026-05-04T17:15:48Z').getDayOfWeek()", "1"},
      {"timestamp('2026-02-01T00:00:00Z').getDayOfYear()", "31"},
      {"timestamp('2026-05-04T17:15:48Z').getHours()", "17"},
      {"timestamp('2026-05-04T17:15:48Z').getMinutes()", "15"},
      {"timestamp('2026-05-04T17:15:48Z').getSeconds()", "48"},
      {"timestamp('2026-05-04T17:15:48.307Z').getMilliseconds()", "307"},
      {"timestamp('2026-05-04T23:15:48Z').getDate('+02:00')", "5"},
      {"timestamp('2026-05-04T23:15:48Z').getHours('-01:30')", "21"},
      {"timestamp('2026-05-04T23:15:48Z').getMinutes('UTC')", "15"},
      {"timestamp('2026-05-04T23:15:48Z').getDayOfWeek('02:00')", "2"},
      {"timestamp('2026-05-04T23:15:48Z').getHours('Europe/Berlin')", "unknown (range)"},
      {"timestamp('9999-12-31T00:00:00Z') - timestamp('0001-01-01T00:00:00Z')", "unknown (range)"},
      {"timestamp('yesterday')", "unknown (range)"},
      {"timestamp(0)", "'1970-01-01T00:00:00Z'"},
      {"duration('90m').getHours() + duration('90m').getMinutes()", "91"},
      {"duration('x')", "unknown (range)"},
      {"days('P365D') + days(duration('48h'))", "367"},
      {"days('P1Y')", "unknown (range)"},
      {"timestamp('2026-01-02T00:00:00Z') - duration('24h')", "'2026-01-01T00:00:00Z'"},
      {"dyn('a').startsWith('a')", "true"},
      {"dyn(1).startsWith('a')", "unknown (wrong_type)"},
      {"dyn(null).size()", "unknown (wrong_type)"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.text) {
      test::Fixture fixture;
      CHECK(fixture.eval(c.text) == c.value);
    }
  }
}

TEST_CASE("a function of an unknown value is unknown for the same reason") {
  test::Fixture fixture;
  const auto program = fixture.compile("p.id.lowerAscii().size() + p.count");
  REQUIRE(program);
  const Value result = fixture.run(*program, fixture.row({}));
  REQUIRE(result.is_unknown());
  CHECK(result.subject->field == "id");
}
