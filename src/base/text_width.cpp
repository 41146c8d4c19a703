#include "stance/base/text.hpp"
#include "utf8.hpp"

#include <algorithm>
#include <array>

namespace stance::base {

namespace {

struct Range {
  char32_t first = 0;
  char32_t last = 0;
};

// Blocks of combining marks and other characters that take no column. wcwidth() would depend on
// the locale, so the main blocks stand here. Both tables are sorted.
constexpr std::array<Range, 47> zero_width = {
    {{0x300, 0x36f},     {0x483, 0x489},     {0x591, 0x5bd},    {0x5bf, 0x5bf},
     {0x5c1, 0x5c2},     {0x5c4, 0x5c5},     {0x5c7, 0x5c7},    {0x610, 0x61a},
     {0x61c, 0x61c},     {0x64b, 0x65f},     {0x670, 0x670},    {0x6d6, 0x6dc},
     {0x6df, 0x6e4},     {0x6e7, 0x6e8},     {0x6ea, 0x6ed},    {0x711, 0x711},
     {0x730, 0x74a},     {0x900, 0x902},     {0x93a, 0x93a},    {0x93c, 0x93c},
     {0x941, 0x948},     {0x94d, 0x94d},     {0x951, 0x957},    {0x962, 0x963},
     {0xe31, 0xe31},     {0xe34, 0xe3a},     {0xe47, 0xe4e},    {0x1160, 0x11ff},
     {0x180b, 0x180e},   {0x1ab0, 0x1aff},   {0x1dc0, 0x1dff},  {0x200b, 0x200f},
     {0x2028, 0x202e},   {0x2060, 0x206f},   {0x20d0, 0x20ff},  {0x302a, 0x302d},
     {0x3099, 0x309a},   {0xa66f, 0xa672},   {0xa8e0, 0xa8f1},  {0xfb1e, 0xfb1e},
     {0xfe00, 0xfe0f},   {0xfe20, 0xfe2f},   {0xfeff, 0xfeff},  {0x1d165, 0x1d169},
     {0x1d16d, 0x1d172}, {0xe0000, 0xe007f}, {0xe0100, 0xe01ef}}};

// East Asian wide and fullwidth blocks, and emoji shown as pictures.
constexpr std::array<Range, 57> double_width = {
    {{0x1100, 0x115f},   {0x231a, 0x231b},   {0x2329, 0x232a},   {0x23e9, 0x23ec},
     {0x23f0, 0x23f0},   {0x23f3, 0x23f3},   {0x25fd, 0x25fe},   {0x2614, 0x2615},
     {0x2648, 0x2653},   {0x267f, 0x267f},   {0x2693, 0x2693},   {0x26a1, 0x26a1},
     {0x26aa, 0x26ab},   {0x26bd, 0x26be},   {0x26c4, 0x26c5},   {0x26ce, 0x26ce},
     {0x26d4, 0x26d4},   {0x26ea, 0x26ea},   {0x26f2, 0x26f3},   {0x26f5, 0x26f5},
     {0x26fa, 0x26fa},   {0x26fd, 0x26fd},   {0x2705, 0x2705},   {0x270a, 0x270b},
     {0x2728, 0x2728},   {0x274c, 0x274c},   {0x274e, 0x274e},   {0x2753, 0x2755},
     {0x2757, 0x2757},   {0x2795, 0x2797},   {0x27b0, 0x27b0},   {0x27bf, 0x27bf},
     {0x2b1b, 0x2b1c},   {0x2b50, 0x2b50},   {0x2b55, 0x2b55},   {0x2e80, 0x303e},
     {0x3041, 0x4dbf},   {0x4e00, 0xa4cf},   {0xa960, 0xa97f},   {0xac00, 0xd7a3},
     {0xf900, 0xfaff},   {0xfe10, 0xfe19},   {0xfe30, 0xfe6f},   {0xff01, 0xff60},
     {0xffe0, 0xffe6},   {0x16fe0, 0x18cff}, {0x1b000, 0x1b2ff}, {0x1f004, 0x1f004},
     {0x1f0cf, 0x1f0cf}, {0x1f18e, 0x1f18e}, {0x1f191, 0x1f19a}, {0x1f200, 0x1f320},
     {0x1f32d, 0x1f64f}, {0x1f680, 0x1f6ff}, {0x1f7e0, 0x1f7f0}, {0x1f90c, 0x1faff},
     {0x20000, 0x3fffd}}};

template <std::size_t Count>
bool holds(const std::array<Range, Count>& ranges, char32_t value) {
  const auto found = std::ranges::lower_bound(ranges, value, {}, &Range::last);
  return found != ranges.end() && found->first <= value;
}

std::size_t width_of(const CodePoint& point) {
  if (point.value < 0x300) return 1;
  if (holds(zero_width, point.value)) return 0;
  return holds(double_width, point.value) ? 2 : 1;
}

// The longest beginning of the text that fits, marks that combine with its last character included.
std::string_view fitting(std::string_view text, std::size_t columns) {
  std::size_t used = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    const CodePoint point = code_point_at(text, at);
    used += width_of(point);
    if (used > columns) break;
    at += point.length;
  }
  return text.substr(0, at);
}

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    width += width_of(point);
    at += point.length;
  }
  return width;
}

std::string shorten(std::string_view text, std::size_t columns, std::string_view ellipsis) {
  if (fitting(text, columns).size() == text.size()) return std::string(text);
  const std::size_t end = display_width(ellipsis);
  if (end > columns) return std::string(fitting(text, columns));
  return std::string(fitting(text, columns - end)).append(ellipsis);
}

}  // namespace stance::base
