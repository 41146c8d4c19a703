#include "stance/base/encoding.hpp"

#include "stance/base/text.hpp"
#include "utf8.hpp"

#include <fmt/format.h>

#include <array>
#include <cstring>
#include <string>
#include <utility>

namespace stance::base {

namespace {

using namespace std::string_view_literals;

// What the bytes 0x80 to 0x9f mean in Windows-1252; five of them mean nothing.
constexpr std::array<char16_t, 32> windows1252_high = {
    0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xfffd, 0x017d, 0xfffd, 0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178};

struct Guess {
  Encoding encoding = Encoding::utf8;
  std::size_t mark = 0;  // bytes of the byte order mark
};

// Our documents begin with an ASCII character, so that the zero bytes among the first four tell the
// UTFs apart even without a mark.
Guess guess(std::string_view bytes) {
  if (bytes.starts_with("\xff\xfe\0\0"sv)) return Guess{Encoding::utf32le, 4};
  if (bytes.starts_with("\0\0\xfe\xff"sv)) return Guess{Encoding::utf32be, 4};
  if (bytes.starts_with("\xef\xbb\xbf"sv)) return Guess{Encoding::utf8_bom, 3};
  if (bytes.starts_with("\xff\xfe"sv)) return Guess{Encoding::utf16le, 2};
  if (bytes.starts_with("\xfe\xff"sv)) return Guess{Encoding::utf16be, 2};
  const auto zero = [bytes](std::size_t at) { return bytes[at] == '\0'; };
  if (bytes.size() >= 4) {
    if (!zero(0) && zero(1) && zero(2) && zero(3)) return Guess{Encoding::utf32le, 0};
    if (zero(0) && zero(1) && zero(2) && !zero(3)) return Guess{Encoding::utf32be, 0};
  }
  if (bytes.size() >= 2 && !zero(0) && zero(1)) return Guess{Encoding::utf16le, 0};
  if (bytes.size() >= 2 && zero(0) && !zero(1)) return Guess{Encoding::utf16be, 0};
  return is_utf8(bytes) ? Guess{Encoding::utf8, 0} : Guess{Encoding::windows1252, 0};
}

tl::unexpected<Error> malformed(std::string message) {
  return tl::unexpected(
      Error{.kind = ErrorKind::malformed,
            .message = std::move(message),
            .hint = "save it as UTF-8, in PowerShell with 'Out-File -Encoding utf8'"});
}

char32_t unit_at(std::string_view bytes, std::size_t at, bool big) {
  const auto first = static_cast<unsigned char>(bytes[at]);
  const auto second = static_cast<unsigned char>(bytes[at + 1]);
  return big ? static_cast<char32_t>(first << 8U | second)
             : static_cast<char32_t>(second << 8U | first);
}

bool is_high(char32_t unit) { return unit >= 0xd800 && unit <= 0xdbff; }
bool is_low(char32_t unit) { return unit >= 0xdc00 && unit <= 0xdfff; }

Buffer from_utf16(std::string_view bytes, bool big) {
  // A unit of two bytes becomes at most three; so does a lone last byte.
  Buffer out((bytes.size() / 2 + 1) * 3);
  std::size_t used = 0;
  std::size_t at = 0;
  while (at + 1 < bytes.size()) {
    char32_t value = unit_at(bytes, at, big);
    at += 2;
    const char32_t next = at + 1 < bytes.size() ? unit_at(bytes, at, big) : 0;
    if (is_high(value) && is_low(next)) {
      value = 0x10000 + ((value - 0xd800) << 10U) + (next - 0xdc00);
      at += 2;
    } else if (is_high(value) || is_low(value)) {
      value = replacement_character;
    }
    used += write_utf8(out.data() + used, value);
  }
  if (at < bytes.size()) used += write_utf8(out.data() + used, replacement_character);
  out.truncate(used);
  return out;
}

Buffer from_utf32(std::string_view bytes, bool big) {
  // A unit of four bytes becomes at most four; so do up to three bytes left over.
  Buffer out((bytes.size() / 4 + 1) * 4);
  std::size_t used = 0;
  std::size_t at = 0;
  for (; at + 3 < bytes.size(); at += 4) {
    const char32_t first = unit_at(bytes, at, big);
    const char32_t second = unit_at(bytes, at + 2, big);
    const char32_t value = big ? first << 16U | second : second << 16U | first;
    const bool valid = value <= 0x10ffff && !is_high(value) && !is_low(value);
    used += write_utf8(out.data() + used, valid ? value : replacement_character);
  }
  if (at < bytes.size()) used += write_utf8(out.data() + used, replacement_character);
  out.truncate(used);
  return out;
}

Buffer from_windows1252(std::string_view bytes) {
  Buffer out(bytes.size() * 3);
  std::size_t used = 0;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    const bool special = byte >= 0x80 && byte < 0xa0;
    used += write_utf8(out.data() + used, special ? windows1252_high[byte - 0x80U] : byte);
  }
  out.truncate(used);
  return out;
}

}  // namespace

std::string_view name(Encoding encoding) {
  switch (encoding) {
    case Encoding::utf8: return "utf-8";
    case Encoding::utf8_bom: return "utf-8-bom";
    case Encoding::utf16le: return "utf-16le";
    case Encoding::utf16be: return "utf-16be";
    case Encoding::utf32le: return "utf-32le";
    case Encoding::utf32be: return "utf-32be";
    case Encoding::windows1252: return "windows-1252";
  }
  return "utf-8";
}

Result<Decoded> decode(Buffer& bytes, std::string_view file) {
  const Guess found = guess(bytes.view());
  const std::string_view content = bytes.view().substr(found.mark);
  if (found.encoding == Encoding::utf8_bom && !is_utf8(content)) {
    return malformed(fmt::format("'{}' has a UTF-8 byte order mark but is no valid UTF-8", file));
  }
  switch (found.encoding) {
    case Encoding::utf16le: return Decoded{from_utf16(content, false), found.encoding};
    case Encoding::utf16be: return Decoded{from_utf16(content, true), found.encoding};
    case Encoding::utf32le: return Decoded{from_utf32(content, false), found.encoding};
    case Encoding::utf32be: return Decoded{from_utf32(content, true), found.encoding};
    case Encoding::windows1252: return Decoded{from_windows1252(content), found.encoding};
    case Encoding::utf8:
    case Encoding::utf8_bom: break;
  }
  if (found.mark > 0) return Decoded{Buffer::copy_of(content), found.encoding};
  return Decoded{std::move(bytes), found.encoding};
}

}  // namespace stance::base
