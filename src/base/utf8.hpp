#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace stance::base {

inline constexpr char32_t replacement_character = 0xfffd;

// One character of a UTF-8 text and the bytes it takes.
struct CodePoint {
  char32_t value = replacement_character;
  std::size_t length = 1;
  bool valid = false;
};

// The character at a position inside the text. A byte that begins no well-formed sequence (also
// for overlong forms and surrogates) is an invalid character of its own.
[[nodiscard]] CodePoint code_point_at(std::string_view text, std::size_t at);

void append_utf8(std::string& out, char32_t value);

// Writes at most 4 bytes and returns how many.
[[nodiscard]] std::size_t write_utf8(char* out, char32_t value);

}  // namespace stance::base
