#include "utf8.hpp"

#include <catch2/catch.hpp>

using namespace stance::base;

TEST_CASE("every character survives writing and reading") {
  for (char32_t value = 0; value <= 0x10ffff; ++value) {
    if (value >= 0xd800 && value <= 0xdfff) continue;
    std::string text;
    append_utf8(text, value);
    const CodePoint point = code_point_at(text, 0);
    if (point.valid && point.value == value && point.length == text.size()) continue;
    FAIL("U+" << std::hex << static_cast<unsigned>(value));
  }
}

TEST_CASE("malformed sequences are invalid characters of one byte") {
  const std::string_view cases[] = {"\x80",
                                    "\xbf",
                                    "\xc0\x80",
                                    "\xc1\xbf",
                                    "\xc2",
                                    "\xc2\x41",
                                    "\xe0\x80\x80",
                                    "\xe0\x9f\xbf",
                                    "\xed\xa0\x80",
                                    "\xed\xbf\xbf",
                                    "\xe2\x82",
                                    "\xf0\x9f\x98",
                                    "\xf0\x80\x80\x80",
                                    "\xf0\x8f\xbf\xbf",
                                    "\xf4\x90\x80\x80",
                                    "\xf5\x80\x80\x80",
                                    "\xfe",
                                    "\xff"};
  for (const std::string_view text : cases) {
    const CodePoint point = code_point_at(text, 0);
    CHECK_FALSE(point.valid);
    CHECK(point.length == 1);
    CHECK(point.value == replacement_character);
  }
}

TEST_CASE("a character is read at its place") {
  const CodePoint point = code_point_at("a\u20acb", 1);
  CHECK(point.valid);
  CHECK(point.value == 0x20ac);
  CHECK(point.length == 3);
}
