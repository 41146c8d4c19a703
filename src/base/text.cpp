#include "stance/base/text.hpp"

#include "utf8.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <utility>
#include <vector>

namespace stance::base {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Optimal string alignment distance of two texts, row by row. Only the diagonal band of cells that
// can stay within the limit is computed, so long hostile names cost little.
class Distance {
 public:
  Distance(std::string_view a, std::string_view b, std::size_t limit)
      : a_(a), b_(b), limit_(limit), rows_{} {
    for (Row& row : rows_) row.assign(b.size() + 1, limit + 1);
    for (std::size_t j = 0; j <= std::min(limit, b.size()); ++j) rows_[0][j] = j;
  }

  // The distance, or more than the limit.
  [[nodiscard]] std::size_t compute() {
    const std::size_t longer = std::max(a_.size(), b_.size());
    if (longer - std::min(a_.size(), b_.size()) > limit_) return limit_ + 1;
    for (std::size_t i = 1; i <= a_.size(); ++i) {
      if (fill_row(i) > limit_) return limit_ + 1;
    }
    return rows_[a_.size() % 3][b_.size()];
  }

 private:
  using Row = std::vector<std::size_t>;

  // Returns the smallest cell of the row; later ones cannot fall below it.
  std::size_t fill_row(std::size_t i) {
    Row& row = rows_[i % 3];
    const std::size_t from = i > limit_ ? i - limit_ : 0;
    const std::size_t to = std::min(b_.size(), i + limit_);
    // The cells beside the band still hold an older row.
    if (from > 0) row[from - 1] = limit_ + 1;
    if (to < b_.size()) row[to + 1] = limit_ + 1;
    std::size_t best = limit_ + 1;
    for (std::size_t j = from; j <= to; ++j) {
      row[j] = j == 0 ? i : cell(i, j);
      best = std::min(best, row[j]);
    }
    return best;
  }

  [[nodiscard]] std::size_t cell(std::size_t i, std::size_t j) const {
    const Row& above = rows_[(i - 1) % 3];
    const std::size_t change = above[j - 1] + (a_[i - 1] == b_[j - 1] ? 0 : 1);
    const std::size_t best = std::min({change, above[j] + 1, rows_[i % 3][j - 1] + 1});
    const bool swapped = i > 1 && j > 1 && a_[i - 1] == b_[j - 2] && a_[i - 2] == b_[j - 1];
    return swapped ? std::min(best, rows_[(i - 2) % 3][j - 2] + 1) : best;
  }

  std::string_view a_;
  std::string_view b_;
  std::size_t limit_;
  std::array<Row, 3> rows_;  // row i stands at i modulo 3
};

using Range = std::pair<char32_t, char32_t>;

// Controls, and characters that reorder, hide or break what stands around them.
constexpr std::array<Range, 13> unsafe_ranges = {{{0x00, 0x1f},
                                                  {0x7f, 0x9f},
                                                  {0x61c, 0x61c},
                                                  {0x180e, 0x180e},
                                                  {0x200b, 0x200f},
                                                  {0x2028, 0x2029},
                                                  {0x202a, 0x202e},
                                                  {0x2060, 0x206f},
                                                  {0x3164, 0x3164},
                                                  {0xfeff, 0xfeff},
                                                  {0xfff9, 0xfffb},
                                                  {0xffa0, 0xffa0},
                                                  {0xe0000, 0xe007f}}};

bool is_unsafe(char32_t value) {
  return std::ranges::any_of(unsafe_ranges, [value](const Range& range) {
    return value >= range.first && value <= range.second;
  });
}

bool is_plain_ascii(char c) { return c >= 0x20 && c < 0x7f; }

}  // namespace

std::optional<std::string_view> nearest(std::string_view name,
                                        std::span<const std::string_view> candidates) {
  std::size_t limit = std::min<std::size_t>(name.size() / 3, 3);
  std::optional<std::string_view> found;
  for (const std::string_view candidate : candidates) {
    const std::size_t distance = Distance(name, candidate, limit).compute();
    if (distance > limit) continue;
    found = candidate;
    if (distance == 0) break;
    limit = distance - 1;
  }
  return found;
}

std::string fold(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), lower);
  return out;
}

bool equal_fold(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, lower, lower);
}

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    if (is_plain_ascii(text[at])) {
      out += text[at++];
      continue;
    }
    const CodePoint point = code_point_at(text, at);
    if (point.value == '\n' || point.value == '\r' || point.value == '\t') {
      out += ' ';
    } else if (!point.valid || is_unsafe(point.value)) {
      append_utf8(out, replacement_character);
    } else {
      out.append(text.substr(at, point.length));
    }
    at += point.length;
  }
  return out;
}

std::string ascii_printable(std::string_view text) {
  const std::string safe = printable(text);
  std::string out;
  out.reserve(safe.size());
  for (std::size_t at = 0; at < safe.size();) {
    const CodePoint point = code_point_at(safe, at);
    out += point.value < 0x80 ? static_cast<char>(point.value) : '?';
    at += point.length;
  }
  return out;
}

bool is_utf8(std::string_view text) {
  constexpr std::uint64_t high_bits = 0x8080808080808080ULL;
  for (std::size_t at = 0; at < text.size();) {
    // Eight bytes of ASCII at a time: nearly all of an export.
    while (text.size() - at >= sizeof(std::uint64_t)) {
      std::uint64_t word = 0;
      std::memcpy(&word, text.data() + at, sizeof(word));
      if ((word & high_bits) != 0) break;
      at += sizeof(word);
    }
    if (at == text.size()) break;
    const CodePoint point = code_point_at(text, at);
    if (!point.valid) return false;
    at += point.length;
  }
  return true;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t from = std::min(text.find_first_not_of(blanks), text.size());
  text.remove_prefix(from);
  return text.substr(0, text.find_last_not_of(blanks) + 1);
}

std::string_view take_line(std::string_view& rest) {
  const std::string_view line = rest.substr(0, rest.find('\n'));
  rest.remove_prefix(std::min(line.size() + 1, rest.size()));
  return line;
}

bool matches(std::string_view glob, std::string_view text) {
  std::size_t star = std::string_view::npos;
  std::size_t resume = 0;
  std::size_t g = 0;
  std::size_t t = 0;
  while (t < text.size()) {
    if (g < glob.size() && (glob[g] == '?' || glob[g] == text[t]) && glob[g] != '*') {
      ++g;
      ++t;
    } else if (g < glob.size() && glob[g] == '*') {
      star = g++;
      resume = t;
    } else if (star != std::string_view::npos) {
      g = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  return glob.find_first_not_of('*', g) == std::string_view::npos;
}

}  // namespace stance::base
