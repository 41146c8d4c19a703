#pragma once

#include "stance/base/file.hpp"

#include <cstdint>
#include <string_view>

namespace stance::base {

enum class Encoding : std::uint8_t {
  utf8,
  utf8_bom,
  utf16le,
  utf16be,
  utf32le,
  utf32be,
  windows1252
};

[[nodiscard]] std::string_view name(Encoding encoding);

struct Decoded {
  Buffer text;  // UTF-8 without byte order mark
  Encoding encoding = Encoding::utf8;
};

// Turns what PowerShell and editors write into UTF-8: byte order marks (UTF-8, UTF-16, UTF-32),
// UTF-16 and UTF-32 without a mark (seen by their zero bytes), and, when the bytes are no valid
// UTF-8, Windows-1252 (the ANSI code page of Windows PowerShell 5.1). What is no character in
// UTF-16 or UTF-32 becomes U+FFFD. The bytes are taken when they are the text already, and stay as
// they are when not.
[[nodiscard]] Result<Decoded> decode(Buffer& bytes, std::string_view file);

}  // namespace stance::base
