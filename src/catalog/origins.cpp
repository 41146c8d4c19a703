#include "origins.hpp"

#include "yaml.hpp"

#include <algorithm>
#include <cstdint>

namespace stance::catalog {

namespace {

using Origins = std::vector<cel::Snippet::Origin>;

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

// Bytes of the code point that begins here.
std::size_t length_at(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && continues(text[end])) ++end;
  return end - at;
}

// Bytes of the escape that begins here, 1 when it is none.
std::size_t escape_at(std::string_view source, std::size_t at, Style style) {
  if (style == Style::single_quoted) return source.substr(at, 2) == "''" ? 2 : 1;
  if (source[at] != '\\' || at + 1 >= source.size()) return 1;
  switch (source[at + 1]) {
    case 'x': return 4;
    case 'u': return 6;
    case 'U': return 10;
    default: return 2;
  }
}

// What stands behind the first characters of a line, which are columns - 1.
std::string_view from_column(std::string_view line, std::uint32_t column) {
  std::size_t at = 0;
  for (; column > 1 && at < line.size(); --column) at += length_at(line, at);
  return line.substr(at);
}

Origins quoted(const Node& node, std::string_view text) {
  Origins out = {{node.line(), node.column() + 1, 0}};
  std::string_view source = from_column(line_of(node.file().text, node.line()), node.column());
  source = source.substr(std::min<std::size_t>(1, source.size()));
  std::uint32_t column = node.column() + 1;
  std::size_t at = 0;
  for (std::size_t to = 0; to < text.size() && at < source.size();) {
    const std::size_t escape = escape_at(source, at, node.style());
    to += length_at(text, to);
    if (escape == 1) {
      at += length_at(source, at);
      ++column;
      continue;
    }
    at += escape;
    column += static_cast<std::uint32_t>(escape);
    out.push_back({node.line(), column, static_cast<std::uint32_t>(to)});
  }
  return out;
}

}  // namespace

std::vector<cel::Snippet::Origin> origins_of(const Node& node, std::string_view text) {
  if (node.style() == Style::single_quoted || node.style() == Style::double_quoted) {
    return quoted(node, text);
  }
  Origins out = {{node.line(), node.column(), 0}};
  for (std::size_t feed = text.find('\n'); feed != std::string_view::npos;
       feed = text.find('\n', feed + 1)) {
    const auto lines = static_cast<std::uint32_t>(out.size());
    out.push_back({node.line() + lines, node.column(), static_cast<std::uint32_t>(feed + 1)});
  }
  return out;
}

}  // namespace stance::catalog
