#include "stance/cel/mutants.hpp"

#include "parser.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace stance;
using namespace stance::cel;

namespace {

bool parses(std::string_view text) {
  base::Arena arena;
  base::Diagnostics problems;
  const Snippet snippet{.text = text, .file = "x"};
  return Parser(snippet, arena, arena, problems).parse() != nullptr;
}

// One line a mutant: its column, the change, the text.
std::string listed(std::string_view text, Role role) {
  std::string out;
  for (const Mutant& mutant : mutants({.text = text, .file = "x"}, role)) {
    CHECK(parses(changed(text, mutant.edit)));
    out += fmt::format("{} {}: {}\n", mutant.position.column, mutant.change,
                       changed(text, mutant.edit));
  }
  return out;
}

}  // namespace

TEST_CASE("an expression is changed in each way that a test should notice") {
  struct Case {
    std::string text;
    std::string_view mutants;
  };
  const Case cases[] = {
      {"a", ""},
      {"a == 1", "3 when '==' is '!=': a != 1\n"},
      {"a != b", "3 when '!=' is '==': a == b\n"},
      {"a < b", "3 when '<' is '>=': a >= b\n3 when '<' is '<=': a <= b\n"},
      {"a < 5",
       "3 when '<' is '>=': a >= 5\n"
       "3 when '<' is '<=': a <= 5\n"
       "5 when '5' is '4': a < 4\n"},
      {"a <= -5",
       "3 when '<=' is '>': a > -5\n"
       "3 when '<=' is '<': a < -5\n"
       "6 when '-5' is '-4': a <= -4\n"},
      {"a.size() > 0",
       "10 when '>' is '<=': a.size() <= 0\n"
       "10 when '>' is '>=': a.size() >= 0\n"
       "12 when '0' is '1': a.size() > 1\n"},
      {"a >= 1.5",
       "3 when '>=' is '<': a < 1.5\n"
       "3 when '>=' is '>': a > 1.5\n"},
      {"5 > a",
       "1 when '5' is '4': 4 > a\n"
       "3 when '>' is '<=': 5 <= a\n"
       "3 when '>' is '>=': 5 >= a\n"},
      {"a in b && c",
       "1 without 'a in b': c\n"
       "3 when 'in' is negated: !(a in b) && c\n"
       "11 without 'c': a in b\n"},
      {"a || b || c",
       "1 without 'a': b || c\n"
       "6 without 'b': a || c\n"
       "11 without 'c': a || b\n"},
      {"(a || b) && c && !(d && e)",
       "1 without '(a || b)': c && !(d && e)\n"
       "2 without 'a': (b) && c && !(d && e)\n"
       "7 without 'b': (a) && c && !(d && e)\n"
       "13 without 'c': (a || b) && !(d && e)\n"
       "18 without '!(d && e)': (a || b) && c\n"
       "18 without '!': (a || b) && c && (d && e)\n"
       "20 without 'd': (a || b) && c && !(e)\n"
       "25 without 'e': (a || b) && c && !(d)\n"},
      {"((a) == b || c) && (d && (e))",
       "1 without '((a) == b || c)': (d && (e))\n"
       "2 without '(a) == b': (c) && (d && (e))\n"
       "6 when '==' is '!=': ((a) != b || c) && (d && (e))\n"
       "14 without 'c': ((a) == b) && (d && (e))\n"
       "20 without '(d && (e))': ((a) == b || c)\n"
       "21 without 'd': ((a) == b || c) && ((e))\n"
       "26 without '(e)': ((a) == b || c) && (d)\n"},
      {"a.all(x, x.f)",
       "3 when 'all' is 'exists': a.exists(x, x.f)\n"
       "10 when 'x.f' is negated: a.all(x, !(x.f))\n"},
      {"a.exists(x, f(x)).size()",
       "3 when 'exists' is 'all': a.all(x, f(x)).size()\n"
       "13 when 'f(x)' is negated: a.exists(x, !(f(x))).size()\n"},
      {"a.filter(x, x == 'i').map(x, x.j).distinct()",
       "2 without '.filter(x, x == 'i')': a.map(x, x.j).distinct()\n"
       "15 when '==' is '!=': a.filter(x, x != 'i').map(x, x.j).distinct()\n"
       "34 without '.distinct()': a.filter(x, x == 'i').map(x, x.j)\n"},
      {"a.lowerAscii() == ')'",
       "2 without '.lowerAscii()': a == ')'\n"
       "16 when '==' is '!=': a.lowerAscii() != ')'\n"},
      {"a ? b : c ? d : (e)",
       "2 when the results of '?:' change places: a ? (c ? d : (e)) : (b)\n"
       "10 when the results of '?:' change places: a ? b : c ? ((e)) : (d)\n"},
      {"a == b ? c : d", "3 when '==' is '!=': a != b ? c : d\n"},
      {"a in ['b', 'c', ('d')]",
       "3 when 'in' is negated: !(a in ['b', 'c', ('d')])\n"
       "7 without ''b'': a in ['c', ('d')]\n"
       "12 without ''c'': a in ['b', ('d')]\n"
       "17 without '('d')': a in ['b', 'c']\n"},
      {"a + (b + c) + d",
       "1 without 'a': (b + c) + d\n"
       "5 without '(b + c)': a + d\n"
       "6 without 'b': a + (c) + d\n"
       "10 without 'c': a + (b) + d\n"
       "15 without 'd': a + (b + c)\n"},
      {"a - b * 2",
       "3 without '- b * 2': a\n"
       "7 without '* 2': a - b\n"},
      {"!!a", "1 without '!': !a\n"},
      {"!(a in b)", "5 when 'in' is negated: !(!(a in b))\n"},
      {"{'a': b == c}", "9 when '==' is '!=': {'a': b != c}\n"},
      {"a &&", ""},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.text) { CHECK(listed(c.text, Role::value) == c.mutants); }
  }
}

TEST_CASE("what is true or false as a whole is negated too") {
  CHECK(listed("a.b", Role::condition) == "1 when 'a.b' is negated: !(a.b)\n");
  CHECK(listed("has(a.b)", Role::condition) == "1 when 'has(a.b)' is negated: !(has(a.b))\n");
  CHECK(listed("a == b", Role::condition) == listed("a == b", Role::value));
  CHECK(listed("a.all(x, x == 1)", Role::condition) == listed("a.all(x, x == 1)", Role::value));
}

TEST_CASE("a mutant tells its place in the file and what it changes") {
  const std::string source = "check:\n  assert: |\n    a\n    && b  ==\n       1\n";
  const Snippet snippet{.text = "a\n&& b  ==\n   1",
                        .file = "rules/x.yaml",
                        .origins = {{3, 5, 0}, {4, 5, 2}, {5, 5, 12}},
                        .source = source};
  const std::vector<Mutant> found = mutants(snippet, Role::condition);
  REQUIRE(found.size() == 3);
  CHECK(found[1].change == "without 'b == 1'");
  CHECK(found[1].position == base::Position{"rules/x.yaml", 4, 8});
  CHECK(found[2].change == "when '==' is '!='");
  CHECK(found[2].fragment == "b == 1");
  CHECK(found[2].position == base::Position{"rules/x.yaml", 4, 11});
  CHECK(found[2].source_line == "    && b  ==");
  CHECK(changed(snippet.text, found[2].edit) == "a\n&& b  !=\n   1");
}

TEST_CASE("long operands are cut in messages") {
  const std::string text = "a && " + std::string(70, 'b');
  CHECK(mutants({.text = text}, Role::value)[1].change ==
        "without '" + std::string(57, 'b') + "...'");
}

TEST_CASE("a text in one line") {
  CHECK(in_one_line("  a\n  &&\t b\r\n") == "a && b");
  CHECK(in_one_line("").empty());
  CHECK(in_one_line(std::string(300, 'a')) == std::string(197, 'a') + "...");
}
