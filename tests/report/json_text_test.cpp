#include "json_text.hpp"

#include <catch2/catch.hpp>

#include <vector>

using namespace stance::report;

TEST_CASE("a credit in billionths is rounded down and full only when it is") {
  struct Case {
    stance::model::Ratio credit;
    std::int64_t billionths;
  };
  const std::vector<Case> cases = {
      {{0, 5}, 0},
      {{5, 5}, 1'000'000'000},
      {{1, 2}, 500'000'000},
      {{2, 3}, 666'666'666},
      {{6, 9}, 666'666'666},
      {{999'999'999'999, 1'000'000'000'000}, 999'999'999},
      {{1, 1'000'000'000'000}, 0},
      {{9'000'000'000'000'000'000, 9'000'000'000'000'000'001}, 999'999'999},
      {{1, 9'000'000'000'000'000'001}, 0},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.credit.num << "/" << c.credit.den) {
      CHECK(billionths(c.credit) == c.billionths);
    }
  }
}

TEST_CASE("hidden characters are escaped, all others stay") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"", ""},
      {"{\"a\": 1}\n", "{\"a\": 1}\n"},
      {"\x7f", "\\u007f"},
      {"a\xc2\x9b"
       "b",
       "a\\u009bb"},
      {"\xc2\xa0\xc3\xa9", "\xc2\xa0\xc3\xa9"},
      {"\xd8\x9c", "\\u061c"},
      {"\xe2\x80\x8b\xe2\x80\x8f", "\\u200b\\u200f"},
      {"\xe2\x80\xa8\xe2\x80\xae", "\\u2028\\u202e"},
      {"\xe2\x80\xa6", "\xe2\x80\xa6"},
      {"\xe2\x81\xa0\xe2\x81\xa9", "\\u2060\\u2069"},
      {"\xe2\x81\x84", "\xe2\x81\x84"},
      {"\xef\xbb\xbf", "\\ufeff"},
      {"\xef\xbf\xbd", "\xef\xbf\xbd"},
      {"\xf3\xa0\x80\x81", "\\udb40\\udc01"},
      {"\xf0\x9f\x98\x80", "\xf0\x9f\x98\x80"},
  };
  for (const auto& [text, safe] : cases) CHECK(without_hidden(text) == safe);
}
