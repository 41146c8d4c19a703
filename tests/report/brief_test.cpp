#include "brief.hpp"

#include <catch2/catch.hpp>

using namespace stance::report;

TEST_CASE("a long text is cut between characters") {
  struct Case {
    std::string text;
    std::size_t bytes;
    std::string cut;
  };
  const std::vector<Case> cases = {
      {"", 3, ""},
      {"abc", 3, "abc"},
      {"abcd", 3, "…"},
      {"abcd", 4, "abcd"},
      {"abcdef", 5, "ab…"},
      {"中文中文", 12, "中文中文"},
      {"中文中文", 11, "中文…"},
      {"中文中文", 8, "中…"},
      {"aé", 3, "aé"},
  };
  for (const Case& c : cases) {
    CHECK(cut(c.text, c.bytes) == c.cut);
    CHECK(brief(c.text, c.bytes) == c.cut);
  }
}

TEST_CASE("a brief text is one line that is safe to show") {
  CHECK(brief("a\r\nb\tc\x1b[0m", 80) == "a  b c\xef\xbf\xbd[0m");
  CHECK(brief(std::string(100, '\x1b'), 10) == "\xef\xbf\xbd\xef\xbf\xbd…");
  CHECK(brief("\xff\xff\xff", 3) == "…");
}
