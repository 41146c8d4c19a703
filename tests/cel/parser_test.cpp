#include "fixture.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using namespace stance::cel;

TEST_CASE("syntax errors name the place and what was expected") {
  struct Case {
    std::string text;
    std::string_view errors;
  };
  const Case cases[] = {
      {"", ":1:1: error: expression is empty [syntax]\n"},
      {"1 +", ":1:4: error: expression ends here, expected a value [syntax]\n  1 +\n     ^\n"},
      {"(1", ":1:3: error: expression ends here, expected ')' [syntax]\n  (1\n    ^\n"},
      {"[1 2]", ":1:4: error: unexpected '2', expected ',' or ']' [syntax]\n  [1 2]\n     ^\n"},
      {"f(1,)", ":1:5: error: unexpected ')', expected an argument [syntax]\n  f(1,)\n      ^\n"},
      {"a[1", ":1:4: error: expression ends here, expected ']' [syntax]\n  a[1\n     ^\n"},
      {"{'a' 1}", ":1:6: error: unexpected '1', expected ':' [syntax]\n  {'a' 1}\n       ^\n"},
      {"{'a': 1 2}",
       ":1:9: error: unexpected '2', expected ',' or '}' [syntax]\n  {'a': 1 2}\n          ^\n"},
      {"true ? 1",
       ":1:9: error: expression ends here, expected ':' [syntax]\n  true ? 1\n          ^\n"},
      {"1 2",
       ":1:3: error: unexpected '2', expected an operator or the end of the expression [syntax]\n  "
       "1 2\n"
       "    ^\n"},
      {"a.1",
       ":1:2: error: unexpected '.1', expected an operator or the end of the expression [syntax]\n"
       "  a.1\n   ^\n"},
      {"a.'b'", ":1:3: error: unexpected ''b'', expected a field name [syntax]\n  a.'b'\n    ^\n"},
      {"'abc", ":1:1: error: string is not closed [syntax]\n  'abc\n  ^\nhint: add ' at its end\n"},
      {"'a\\q'",
       ":1:3: error: invalid escape in a string [syntax]\n  'a\\q'\n    ^\n"
       "hint: double the backslash, or write r'...'\n"},
      {"a = b", ":1:3: error: unexpected '=' [syntax]\n  a = b\n    ^\nhint: '==' compares\n"},
      {"a & b", ":1:3: error: unexpected '&' [syntax]\n  a & b\n    ^\nhint: write '&&'\n"},
      {"a | b", ":1:3: error: unexpected '|' [syntax]\n  a | b\n    ^\nhint: write '||'\n"},
      {"a # b", ":1:3: error: unexpected character [syntax]\n  a # b\n    ^\n"},
      {"1u",
       ":1:1: error: unsigned integers are not supported [syntax]\n  1u\n  ^\nhint: leave out the "
       "'u'\n"},
      {"0x1u",
       ":1:1: error: unsigned integers are not supported [syntax]\n  0x1u\n  ^\nhint: leave out "
       "the 'u'\n"},
      {"0x", ":1:1: error: expected hexadecimal digits behind '0x' [syntax]\n  0x\n  ^\n"},
      {"12ab", ":1:3: error: expected an operator behind the number [syntax]\n  12ab\n    ^\n"},
      {"1e999", ":1:1: error: number is out of the range of a double [syntax]\n  1e999\n  ^\n"},
      {"b'x'", ":1:1: error: bytes are not supported [syntax]\n  b'x'\n  ^\nhint: use a string\n"},
      {"9223372036854775808",
       ":1:1: error: integer does not fit into 64 bits [syntax]\n  9223372036854775808\n  ^\n"},
      {"18446744073709551616",
       ":1:1: error: integer does not fit into 64 bits [syntax]\n  18446744073709551616\n  ^\n"},
      {"let",
       ":1:1: error: 'let' is a reserved word [syntax]\n  let\n  ^\nhint: use another name\n"},
      {"`a",
       ":1:1: error: expected a name between back quotes [syntax]\n  `a\n  ^\n"
       "hint: letters, digits, blanks and . - / @ _ can be quoted\n"},
      {"T{}",
       ":1:2: error: messages cannot be constructed [syntax]\n  T{}\n   ^\n"
       "hint: write a map: {'key': value}\n"},
      {"a.?b",
       ":1:3: error: optional fields are not supported [syntax]\n  a.?b\n    ^\nhint: use has()\n"},
      {"a[?0]",
       ":1:3: error: optional elements are not supported [syntax]\n  a[?0]\n    ^\nhint: use "
       "has()\n"},
      {"a\n  && b.",
       ":2:8: error: expression ends here, expected a field name [syntax]\n    && b.\n         "
       "^\n"},
  };
  test::Fixture fixture;
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.text) { CHECK(fixture.errors(c.text) == c.errors); }
  }
}

TEST_CASE("depth and size are bounded without a crash") {
  test::Fixture fixture;
  const auto nested = [](std::size_t n, std::string_view open, std::string_view close) {
    std::string text;
    for (std::size_t i = 0; i < n; ++i) text += open;
    text += "1";
    for (std::size_t i = 0; i < n; ++i) text += close;
    return text;
  };
  CHECK(fixture.compile(nested(200, "(", ")")));
  for (const auto& [open, close] : {std::pair{"(", ")"}, {"[", "]"}, {"{'a':", "}"}, {"f(", ")"}}) {
    CHECK_THAT(fixture.errors(nested(2000, open, close)),
               Catch::Contains("error: expression is nested deeper than 250 levels"));
  }
  CHECK_THAT(fixture.errors(nested(3000, "", ".a")),
             Catch::Contains("error: expression is nested deeper than 250 levels"));
  CHECK_THAT(fixture.errors(nested(3000, "", " + 1")),
             Catch::Contains("error: expression is nested deeper than 250 levels"));
  CHECK_THAT(fixture.errors(std::string(70'000, ' ')),
             Catch::StartsWith(
                 ":1:1: error: expression is 70000 bytes long, the limit is 65536 [too-large]\n"));
  std::string chain = "p.on";
  for (int i = 0; i < 2000; ++i) chain += " || p.on";
  CHECK(fixture.compile(chain));
}

TEST_CASE("positions follow the lines of the file the text comes from") {
  test::Fixture fixture;
  base::Diagnostics problems;
  const std::string source = "id: x\ncheck:\n  assert: |\n    p.on\n    && p.coun\n";
  const Snippet snippet{.text = "p.on\n&& p.coun\n",
                        .file = "rules/x.yaml",
                        .origins = {{4, 5, 0}, {5, 5, 5}},
                        .source = source};
  CHECK_FALSE(compile(snippet, fixture.environment, fixture.scope, {}, problems));
  REQUIRE(problems.all().size() == 1);
  CHECK(base::render(problems.all()[0]) ==
        "rules/x.yaml:5:8: error: unknown field 'coun' of demo.policies [unknown-field]\n      && "
        "p.coun\n         "
        "^\n"
        "hint: did you mean 'count'?\n");
}
