#include "fixture.hpp"

#include <catch2/catch.hpp>

using namespace stance::cel;

TEST_CASE("format() fills clauses with values") {
  struct Case {
    std::string_view text;
    std::string_view value;
  };
  const Case cases[] = {
      {"'%s and %s'.format(['a', 1])", "'a and 1'"},
      {"'%%%s%%'.format(['x'])", "'%x%'"},
      {"'nothing'.format([])", "'nothing'"},
      {"'%s'.format([[null, true, 1.5, 'a', [timestamp(0)], duration('90s'), int]])",
       "'[null, true, 1.5, a, [1970-01-01T00:00:00Z], 90s, int]'"},
      {"'%s'.format([{'b': 1, 'a': [2], 3: {}}])", "'{3: {}, a: [2], b: 1}'"},
      {"'%s %d %f %e'.format([double('NaN'), double('Infinity'), double('-Infinity'), 1])",
       "'NaN Infinity -Infinity 1.000000e+00'"},
      {"'%.2f %.0f %f %.3e'.format([1.255, 2.5, 1, 1052.03])", "'1.25 2 1.000000 1.052e+03'"},
      {"'%b %o %x %X'.format([5, 8, 30, 30])", "'101 10 1e 1E'"},
      {"'%b %b %x'.format([-5, true, -255])", "'-101 1 -ff'"},
      {"'%x %X'.format(['Az', 'Jz'])", "'417a 4A7A'"},
      {"'%d'.format([-9223372036854775807 - 1])", "'-9223372036854775808'"},
      {"'%a'.format([1])", "unknown (range)"},
      {"'%'.format([1])", "unknown (range)"},
      {"'%.f'.format([1.0])", "unknown (range)"},
      {"'%.2d'.format([1])", "unknown (range)"},
      {"'%d %d'.format([1])", "unknown (range)"},
      {"'%d'.format([1.5])", "unknown (wrong_type)"},
      {"'%d'.format(['1'])", "unknown (wrong_type)"},
      {"'%f'.format(['1'])", "unknown (wrong_type)"},
      {"'%b'.format(['1'])", "unknown (wrong_type)"},
      {"'%s'.format([{'a': 1 / 0}])", "unknown (range)"},
      {"'%s'.format([[1 / 0]])", "unknown (range)"},
      {"'%s'.format([p])", "unknown (dataset_absent)"},
      {"'%s'.format([demo.settings])", "unknown (wrong_type)"},
      {"'%s'.format([[1].filter(x, p.on)])", "unknown (dataset_absent)"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.text) {
      test::Fixture fixture;
      CHECK(fixture.eval(c.text) == c.value);
    }
  }
}

TEST_CASE("a long result of format() ends with the budget") {
  test::Fixture fixture;
  fixture.budget.memory = 100;
  CHECK(fixture.eval("'%.100f%.100f'.format([1.0, params.limit])") == "unknown (budget)");
}
