#include "stance/base/text.hpp"

#include <catch2/catch.hpp>

using namespace stance::base;

TEST_CASE("the width of text is counted in terminal columns") {
  struct Case {
    std::string_view text;
    std::size_t columns;
  };
  const Case cases[] = {
      {"", 0},
      {"plain", 5},
      {"Z\u00fcrich", 6},
      {"e\u0301", 1},
      {"\u6771\u4eac", 4},
      {"\uff21\uff22", 4},
      {"\ud55c\uae00", 4},
      {"\u1112\u1161", 2},
      {"\U0001f512", 2},
      {"\u2714\u26a0", 2},
      {"\u2705", 2},
      {"a\u200bb", 2},
      {"\ufffd", 1},
      {"\xff\xff", 2},
      {"\u2500\u2588", 2},
      {"\U00020000", 2},
      {"\u0e01\u0e34", 1},
  };
  for (const Case& item : cases) {
    DYNAMIC_SECTION("'" << item.text << "'") { CHECK(display_width(item.text) == item.columns); }
  }
}

TEST_CASE("long text is cut at a character and ends in an ellipsis") {
  struct Case {
    std::string_view text;
    std::size_t columns;
    std::string_view shown;
  };
  const Case cases[] = {
      {"", 0, ""},
      {"", 5, ""},
      {"contoso", 7, "contoso"},
      {"contoso", 6, "conto\u2026"},
      {"contoso", 1, "\u2026"},
      {"contoso", 0, ""},
      {"\u6771\u4eac\u90fd", 6, "\u6771\u4eac\u90fd"},
      {"\u6771\u4eac\u90fd", 5, "\u6771\u4eac\u2026"},
      {"\u6771\u4eac\u90fd", 4, "\u6771\u2026"},
      {"\u6771\u4eac\u90fd", 1, "\u2026"},
      {"ae\u0301\u0302bc", 3, "ae\u0301\u0302\u2026"},
      {"abe\u0301", 3, "abe\u0301"},
  };
  for (const Case& item : cases) {
    DYNAMIC_SECTION("'" << item.text << "' to " << item.columns) {
      CHECK(shorten(item.text, item.columns) == item.shown);
    }
  }
}

TEST_CASE("an ellipsis that does not fit is left out") {
  CHECK(shorten("contoso", 2, "...") == "co");
  CHECK(shorten("contoso", 3, "...") == "...");
  CHECK(shorten("contoso", 4, "...") == "c...");
  CHECK(shorten("contoso", 4, "") == "cont");
}
