#include "layout.hpp"

#include "stance/base/text.hpp"

#include <catch2/catch.hpp>

#include <sstream>

using namespace stance::report;

TEST_CASE("text is wrapped between words by display width") {
  struct Case {
    std::string name;
    std::string text;
    std::size_t width;
    std::vector<std::string> lines;
  };
  const std::vector<Case> cases = {
      {"nothing", "", 10, {}},
      {"only blanks", "   ", 10, {}},
      {"one line", "a b  c", 10, {"a b c"}},
      {"two lines", "one two three", 7, {"one two", "three"}},
      {"a percent sign stays with its number", "lies at 61.2 % now", 12, {"lies at", "61.2 % now"}},
      {"wide characters count two", "中文 中文 中文", 9, {"中文 中文", "中文"}},
      {"a long word is cut", "abcdefgh", 3, {"abc", "def", "gh"}},
      {"a long word begins its own line", "a bcdefg h", 4, {"a", "bcde", "fg h"}},
      {"a name is cut behind a separator",
       "exchange.organization",
       14,
       {"exchange.", "organization"}},
      {"a name is cut before a capital",
       "conditionalAccessPolicies",
       20,
       {"conditionalAccess", "Policies"}},
      {"a wide character is never cut", "中文中", 3, {"中", "文", "中"}},
      {"one character at least goes on a line", "中文", 1, {"中", "文"}},
      {"combining marks stay with their letter",
       "e\xcc\x81"
       "e\xcc\x81",
       1,
       {"e\xcc\x81", "e\xcc\x81"}},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) { CHECK(wrap(c.text, c.width) == c.lines); }
  }
}

namespace {

std::string printed(const Style& style, void (*print)(Page&)) {
  std::ostringstream out;
  Page page(style, out);
  print(page);
  return out.str();
}

}  // namespace

TEST_CASE("no line ends in blanks") {
  const std::string text = printed({.color = true}, [](Page& page) {
    page.line({{"  a  ", Ink::bold}, {"   "}, {"  ", Ink::dim}});
    page.line({{"   "}});
    page.blank();
  });
  CHECK(text == "\x1b[1m  a\x1b[0m\n\n\n");
}

TEST_CASE("every ink has its own code, and none without colour") {
  const auto print = [](Page& page) {
    page.line({{"a"},
               {"b", Ink::dim},
               {"c", Ink::bold},
               {"d", Ink::good},
               {"e", Ink::fair},
               {"f", Ink::poor}});
  };
  CHECK(printed({.color = true}, print) ==
        "a\x1b[2mb\x1b[0m\x1b[1mc\x1b[0m\x1b[32md\x1b[0m\x1b[33me\x1b[0m\x1b[31mf\x1b[0m\n");
  CHECK(printed({.color = false}, print) == "abcdef\n");
}

TEST_CASE("items hang, paragraphs are indented, prose keeps its paragraphs") {
  const std::string text = printed({.width = 40}, [](Page& page) {
    page.heading("Title");
    page.item({"Label"}, "a text that is too long for the forty columns", 8);
    page.paragraph("another text that is too long for the page", 4);
    page.prose("first\nparagraph\n\n\n\nsecond one\n", 2);
    page.item({"Label"}, "", 8);
  });
  CHECK(text == R"(
Title
Label   a text that is too long for the
        forty columns
    another text that is too long for
    the page
  first paragraph

  second one
)");
}

TEST_CASE("what people copy is not broken") {
  CHECK(printed({.width = 40}, [](Page& page) {
          page.whole("stance inspect EXPORT --missing --as powershell", 2);
          page.whole("", 2);
        }) == "  stance inspect EXPORT --missing --as powershell\n");
}

TEST_CASE("a page is at least 40 columns wide") {
  CHECK(printed({.width = 3}, [](Page& page) {
          page.paragraph("words that fit into forty columns easily");
        }) == "words that fit into forty columns easily\n");
}

TEST_CASE("texts of inputs are made safe and cut") {
  std::ostringstream out;
  const std::string name(1'000, 'n');
  CHECK(Page({}, out).clean("a\x1b[1mb\nc") == "a\xef\xbf\xbd[1mb c");
  CHECK(Page({.utf8 = false}, out).clean("\xc3\xa9\x1b") == "??");
  CHECK(Page({}, out).clean(name) == std::string(399, 'n') + "…");
  CHECK(Page({.utf8 = false}, out).clean(name) == std::string(397, 'n') + "...");
}

TEST_CASE("padding counts columns") {
  CHECK(pad("中", 4, Align::left) == "中  ");
  CHECK(pad("中", 4, Align::right) == "  中");
  CHECK(pad("long", 2, Align::right) == "long");
  CHECK(repeat("ab", 2) == "abab");
}
