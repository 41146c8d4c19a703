#pragma once

#include "stance/base/file.hpp"

#include <cstdint>
#include <string_view>

namespace stance::base {

enum class Encoding : std::uint8_t { utf8, utf8_bom, utf16le, utf16be, windows1252 };

[[nodiscard]] std::string_view name(Encoding encoding);

struct Decoded {
  Buffer text;  // UTF-8 without byte order mark
  Encoding encoding = Encoding::utf8;
};

// Turns what PowerShell and editors write into UTF-8: byte order marks (UTF-8, UTF-16), UTF-16
// without a mark (seen by its zero bytes), and, when the bytes are no valid UTF-8, Windows-1252
// (the ANSI code page of Windows PowerShell 5.1). UTF-32 and unpaired surrogates are malformed:
// an unpaired surrogate becomes U+FFFD, UTF-32 is an error. Moves the buffer when nothing changes.
[[nodiscard]] Result<Decoded> decode(Buffer bytes, std::string_view file);

}  // namespace stance::base
