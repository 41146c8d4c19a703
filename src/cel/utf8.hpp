#pragma once

#include <cstddef>
#include <string_view>

namespace stance::cel {

// CEL counts text in code points. Invalid bytes count one each.
[[nodiscard]] std::size_t count_characters(std::string_view text);

// Byte offset of a code point, or npos when the text is shorter; the end counts as a position.
[[nodiscard]] std::size_t offset_of(std::string_view text, std::size_t character);

// Bytes of the code point that begins at `offset`.
[[nodiscard]] std::size_t width_at(std::string_view text, std::size_t offset);

}  // namespace stance::cel
