#include "stance/base/encoding.hpp"

#include "stance/base/text.hpp"

#include <catch2/catch.hpp>

#include <random>
#include <string>

using namespace stance::base;
using namespace std::string_view_literals;

TEST_CASE("files are turned into UTF-8") {
  struct Case {
    std::string_view name;
    std::string_view bytes;
    Encoding encoding;
    std::string_view text;
  };
  const Case cases[] = {
      {"empty", "", Encoding::utf8, ""},
      {"ASCII", "{}", Encoding::utf8, "{}"},
      {"one byte", "1", Encoding::utf8, "1"},
      {"UTF-8", "\"\u00e9\"", Encoding::utf8, "\"\u00e9\""},
      {"UTF-8 with mark", "\xef\xbb\xbf{}", Encoding::utf8_bom, "{}"},
      {"only a UTF-8 mark", "\xef\xbb\xbf", Encoding::utf8_bom, ""},
      {"UTF-16LE with mark", "\xff\xfe{\0}\0"sv, Encoding::utf16le, "{}"},
      {"UTF-16BE with mark", "\xfe\xff\0{\0}"sv, Encoding::utf16be, "{}"},
      {"only a UTF-16LE mark", "\xff\xfe", Encoding::utf16le, ""},
      {"UTF-16LE without mark", "{\0}\0"sv, Encoding::utf16le, "{}"},
      {"UTF-16BE without mark", "\0{\0}"sv, Encoding::utf16be, "{}"},
      {"UTF-16LE, one character", "1\0"sv, Encoding::utf16le, "1"},
      {"UTF-16LE pair", "\xff\xfe\x3d\xd8\x12\xdd"sv, Encoding::utf16le, "\U0001f512"},
      {"UTF-16BE pair", "\xfe\xff\xd8\x3d\xdd\x12"sv, Encoding::utf16be, "\U0001f512"},
      {"UTF-16LE lone high", "\xff\xfe\x3d\xd8!\0"sv, Encoding::utf16le, "\ufffd!"},
      {"UTF-16LE lone low", "\xff\xfe\x12\xdd!\0"sv, Encoding::utf16le, "\ufffd!"},
      {"UTF-16LE high at the end", "\xff\xfe\x3d\xd8"sv, Encoding::utf16le, "\ufffd"},
      {"UTF-16LE odd length", "\xff\xfe{\0}"sv, Encoding::utf16le, "{\ufffd"},
      {"UTF-16LE two high", "\xff\xfe\x3d\xd8\x3d\xd8\x12\xdd"sv, Encoding::utf16le,
       "\ufffd\U0001f512"},
      {"Windows-1252", "\x80 \x9fZ\xfcrich \x93q\x94", Encoding::windows1252,
       "\u20ac \u0178Z\u00fcrich \u201cq\u201d"},
      {"undefined in Windows-1252", "\x81\x8d\x8f\x90\x9d", Encoding::windows1252,
       "\ufffd\ufffd\ufffd\ufffd\ufffd"},
      {"cut UTF-8", "caf\xc3", Encoding::windows1252, "caf\u00c3"},
  };
  for (const Case& item : cases) {
    DYNAMIC_SECTION(item.name) {
      Buffer bytes = Buffer::copy_of(item.bytes);
      const auto decoded = decode(bytes, "a.json");
      REQUIRE(decoded);
      CHECK(decoded->encoding == item.encoding);
      CHECK(decoded->text.view() == item.text);
      CHECK(std::string_view(decoded->text.view().data() + item.text.size(), Buffer::padding) ==
            std::string(Buffer::padding, '\0'));
    }
  }
}

TEST_CASE("UTF-32 is read with and without a mark") {
  struct Case {
    std::string_view bytes, text, name;
  };
  const Case cases[] = {
      {"\xff\xfe\0\0{\0\0\0}\0\0\0"sv, "{}", "utf-32le"},
      {"\0\0\xfe\xff\0\0\0{\0\0\0}"sv, "{}", "utf-32be"},
      {"{\0\0\0}\0\0\0"sv, "{}", "utf-32le"},
      {"\0\0\0{\0\0\0}"sv, "{}", "utf-32be"},
      {"[\0\0\0\xac\x20\0\0\0\xf6\x01\0"sv, "[\u20ac\U0001f600", "utf-32le"},
      {"[\0\0\0\0\xd8\0\0\0\0\x11\0x"sv, "[\ufffd\ufffd\ufffd", "utf-32le"},
  };
  for (const Case& c : cases) {
    Buffer bytes = Buffer::copy_of(c.bytes);
    const auto decoded = decode(bytes, "a.json");
    REQUIRE(decoded);
    CHECK(decoded->text.view() == c.text);
    CHECK(name(decoded->encoding) == c.name);
  }
}

TEST_CASE("a lying byte order mark is refused") {
  const std::string_view hint = "save it as UTF-8, in PowerShell with 'Out-File -Encoding utf8'";
  Buffer bytes = Buffer::copy_of("\xef\xbb\xbf\"\xff\"");
  const auto decoded = decode(bytes, "a.json");
  REQUIRE_FALSE(decoded);
  CHECK(decoded.error().message == "'a.json' has a UTF-8 byte order mark but is no valid UTF-8");
  CHECK(decoded.error().hint == hint);
}

TEST_CASE("text that needs no change is moved, not copied") {
  Buffer bytes = Buffer::copy_of("{\"a\": 1}");
  const char* address = bytes.data();
  const auto decoded = decode(bytes, "a.json");
  REQUIRE(decoded);
  CHECK(decoded->text.view().data() == address);
}

TEST_CASE("encodings have names") {
  CHECK(name(Encoding::utf8) == "utf-8");
  CHECK(name(Encoding::utf8_bom) == "utf-8-bom");
  CHECK(name(Encoding::utf16le) == "utf-16le");
  CHECK(name(Encoding::utf16be) == "utf-16be");
  CHECK(name(Encoding::windows1252) == "windows-1252");
}

TEST_CASE("whatever the bytes are, decoded text is valid UTF-8") {
  std::mt19937 random(20240501);
  for (int round = 0; round < 3000; ++round) {
    std::string bytes(random() % 40, '\0');
    for (char& c : bytes) c = static_cast<char>(random() % (round % 2 == 0 ? 256 : 3) * 127);
    Buffer buffer = Buffer::copy_of(bytes);
    const auto decoded = decode(buffer, "random");
    CHECK((!decoded || is_utf8(decoded->text.view())));
  }
}
