#include "utf8.hpp"

#include <algorithm>

namespace stance::cel {

namespace {

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

}  // namespace

std::size_t count_characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return !continues(c); }));
}

std::size_t width_at(std::string_view text, std::size_t offset) {
  std::size_t end = offset + 1;
  while (end < text.size() && continues(text[end])) ++end;
  return end - offset;
}

std::size_t offset_of(std::string_view text, std::size_t character) {
  std::size_t offset = 0;
  for (; character > 0; --character) {
    if (offset >= text.size()) return std::string_view::npos;
    offset += width_at(text, offset);
  }
  return offset;
}

}  // namespace stance::cel
