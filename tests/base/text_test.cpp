#include "stance/base/text.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <utility>
#include <vector>

using namespace stance::base;

TEST_CASE("the nearest candidate is found when it is near enough") {
  const std::vector<std::string_view> words = {
      "weight", "where", "when", "need", "otherwise", "population", "abcdefgh", "conditional"};
  struct Case {
    std::string_view name;
    std::optional<std::string_view> found;
  };
  const Case cases[] = {
      {"weight", "weight"},
      {"weigth", "weight"},
      {"wieght", "weight"},
      {"wiegth", "weight"},
      {"wieghtx", "weight"},
      {"weght", "weight"},
      {"xxxght", {}},
      {"whre", "where"},
      {"whan", "when"},
      {"nee", "need"},
      {"ned", "need"},
      {"ne", {}},
      {"n", {}},
      {"", {}},
      {"poplation", "population"},
      {"opulatio", "population"},
      {"pouplatoin", "population"},
      {"opuxatio", {}},
      {"populationabc", "population"},
      {"populationabcd", {}},
      {"condXXXonal", "conditional"},
      {"condXXXXnal", {}},
      {"Weight", "weight"},
  };
  for (const Case& item : cases) {
    DYNAMIC_SECTION("'" << item.name << "'") { CHECK(nearest(item.name, words) == item.found); }
  }
}

TEST_CASE("ties go to the first candidate and nothing is near to an empty list") {
  const std::vector<std::string_view> words = {"mat", "bat", "cat"};
  CHECK(nearest("rat", words) == "mat");
  CHECK(nearest("cat", words) == "cat");
  CHECK_FALSE(nearest("rat", {}));
}

TEST_CASE("a long hostile name is compared in linear time") {
  const std::string name(1'000'000, 'a');
  const std::string other = std::string(999'999, 'a') + "bb";
  const std::vector<std::string_view> words = {"a", other};
  CHECK(nearest(name, words) == std::string_view(other));
}

TEST_CASE("folding lowers ASCII letters only") {
  CHECK(fold("MS.AAD.1.1v1 \u00c4[@Z`") == "ms.aad.1.1v1 \u00c4[@z`");
  CHECK(equal_fold("UserPrincipalName", "userprincipalname"));
  CHECK(equal_fold("", ""));
  CHECK_FALSE(equal_fold("\u00c4", "\u00e4"));
  CHECK_FALSE(equal_fold("ab", "abc"));
  CHECK_FALSE(equal_fold("[", "{"));
}

TEST_CASE("text is made safe to show") {
  struct Case {
    std::string_view text;
    std::string_view shown;
    std::string_view ascii;
  };
  const Case cases[] = {
      {"", "", ""},
      {"plain ~", "plain ~", "plain ~"},
      {"a\tb\nc\r\nd", "a b c  d", "a b c  d"},
      {"\x1b[31mred\x7f", "\ufffd[31mred\ufffd", "?[31mred?"},
      {{"\0x", 2}, "\ufffdx", "?x"},
      {"\u0080\u009f\u00a0", "\ufffd\ufffd\u00a0", "???"},
      {"\u061c\u200b\u200f\u2028\u2029", "\ufffd\ufffd\ufffd\ufffd\ufffd", "?????"},
      {"\u202a\u202e\u2060\u2064\u2066\u2069", "\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd", "??????"},
      {"\ufeff\U000e0041\u3164", "\ufffd\ufffd\ufffd", "???"},
      {"\u200a\u2010\u2027\u202f\u205f", "\u200a\u2010\u2027\u202f\u205f", "?????"},
      {"Z\u00fcrich \u6771\u4eac \U0001f512", "Z\u00fcrich \u6771\u4eac \U0001f512", "Z?rich ?? ?"},
      {"a\xff\xe2\x82z", "a\ufffd\ufffd\ufffdz", "a???z"},
      {"\xed\xa0\x80", "\ufffd\ufffd\ufffd", "???"},
  };
  for (const Case& item : cases) {
    DYNAMIC_SECTION(item.shown) {
      CHECK(printable(item.text) == item.shown);
      CHECK(ascii_printable(item.text) == item.ascii);
    }
  }
}

TEST_CASE("well-formed UTF-8 is told from the rest") {
  CHECK(is_utf8(""));
  CHECK(is_utf8("only ASCII, but longer than eight bytes"));
  CHECK(is_utf8("\u00e9\u20ac\U0001f512\U0010ffff"));
  CHECK(is_utf8(std::string_view("\0", 1)));
  for (const std::string_view bad : {"\xff", "\x80", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80",
                                     "\xe2\x82", "\xf0\x9f\x94"}) {
    CHECK_FALSE(is_utf8(bad));
    for (std::size_t before = 0; before < 20; ++before) {
      const std::string text = std::string(before, 'x').append(bad);
      CHECK_FALSE(is_utf8(text));
      CHECK_FALSE(is_utf8(text + "and more behind it"));
    }
  }
}

TEST_CASE("patterns match texts") {
  struct Case {
    std::string_view glob, text;
    bool matches;
  };
  static constexpr Case cases[] = {
      {"", "", true},       {"", "a", false},      {"*", "", true},       {"*", "abc", true},
      {"a", "a", true},     {"a", "A", false},     {"a*", "abc", true},   {"*c", "abc", true},
      {"a*c", "abc", true}, {"a*c", "abd", false}, {"?bc", "abc", true},  {"?", "", false},
      {"a?*", "ab", true},  {"*b*", "abc", true},  {"*a*b", "aab", true}, {"ab", "abc", false},
  };
  for (const Case& c : cases) {
    CAPTURE(c.glob, c.text);
    CHECK(matches(c.glob, c.text) == c.matches);
  }
}

TEST_CASE("blanks at both ends go") {
  const std::vector<std::pair<std::string_view, std::string_view>> cases = {
      {"", ""}, {" ", ""}, {"\r\n\t ", ""}, {"a", "a"}, {" a b\t", "a b"}, {"\na\r\n", "a"}};
  for (const auto& [text, left] : cases) CHECK(trimmed(text) == left);
}

TEST_CASE("lines are taken one by one") {
  const std::vector<std::pair<std::string_view, std::string>> cases = {
      {"", ""}, {"a", "a|"}, {"a\n", "a|"}, {"\n", "|"}, {"a\r\n\nb", "a\r||b|"}};
  for (const auto& [text, lines] : cases) {
    std::string taken;
    for (std::string_view rest = text; !rest.empty();) taken.append(take_line(rest)).append("|");
    CHECK(taken == lines);
  }
}
