#include "layout.hpp"

#include "stance/base/text.hpp"

#include <algorithm>
#include <ostream>

namespace stance::report {

namespace {

constexpr std::size_t narrowest = 40;
constexpr std::size_t longest_text = 400;

constexpr Glyphs utf8_glyphs = {"━", "─", " · ", "…"};
constexpr Glyphs ascii_glyphs = {"#", "-", " - ", "..."};

std::string_view code(Ink ink) {
  switch (ink) {
    case Ink::plain: return "";
    case Ink::dim: return "\x1b[2m";
    case Ink::bold: return "\x1b[1m";
    case Ink::good: return "\x1b[32m";
    case Ink::fair: return "\x1b[33m";
    case Ink::poor: return "\x1b[31m";
  }
  return "";
}

std::string_view without_trailing_blanks(std::string_view text) {
  const std::size_t last = text.find_last_not_of(' ');
  return last == std::string_view::npos ? std::string_view() : text.substr(0, last + 1);
}

// Length in bytes of the character at the front of UTF-8 text.
std::size_t character_length(std::string_view text) {
  std::size_t length = 1;
  while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U) {
    ++length;
  }
  return length;
}

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

// Whether a name made of parts may be cut at `at`: behind a separator, or before "Case".
bool is_seam(std::string_view word, std::size_t at) {
  const bool separator = std::string_view("./-_,").find(word[at - 1]) != std::string_view::npos;
  return separator || (at < word.size() && is_lower(word[at - 1]) && is_upper(word[at]));
}

// Bytes of `word` that fit into `width` columns, at least one character. It is cut at a seam when
// that leaves a line at least half full.
std::size_t fitting(std::string_view word, std::size_t width) {
  std::size_t end = 0;
  std::size_t seam = 0;
  std::size_t columns = 0;
  while (end < word.size()) {
    const std::size_t length = character_length(word.substr(end));
    columns += base::display_width(word.substr(end, length));
    if (columns > width && end > 0) break;
    end += length;
    if (columns * 2 >= width && is_seam(word, end)) seam = end;
  }
  return end < word.size() && seam > 0 ? seam : end;
}

// End of the word at the front of text; a percent sign stays with its number.
std::size_t word_end(std::string_view text) {
  std::size_t end = text.find(' ');
  while (end != std::string_view::npos && text.substr(end + 1).starts_with("%")) {
    end = text.find(' ', end + 1);
  }
  return std::min(end, text.size());
}

}  // namespace

std::vector<std::string> wrap(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  std::string line;
  std::size_t columns = 0;
  while (!text.empty()) {
    if (text.front() == ' ') {
      text.remove_prefix(1);
      continue;
    }
    std::string_view word = text.substr(0, word_end(text));
    text.remove_prefix(word.size());
    std::size_t needed = base::display_width(word);
    if (!line.empty() && columns + 1 + needed > width) {
      lines.push_back(std::move(line));
      line.clear();
      columns = 0;
    }
    while (needed > width) {
      const std::size_t length = fitting(word, width);
      if (length == word.size()) break;
      lines.emplace_back(word.substr(0, length));
      word.remove_prefix(length);
      needed = base::display_width(word);
    }
    if (!line.empty()) line += ' ';
    line += word;
    columns = base::display_width(line);
  }
  if (!line.empty()) lines.push_back(std::move(line));
  return lines;
}

const Glyphs& glyphs(const Style& style) { return style.utf8 ? utf8_glyphs : ascii_glyphs; }

std::string repeat(std::string_view glyph, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += glyph;
  return out;
}

std::string pad(std::string_view text, std::size_t columns, Align align) {
  const std::size_t used = base::display_width(text);
  const std::string blanks(columns > used ? columns - used : 0, ' ');
  return align == Align::left ? std::string(text) + blanks : blanks + std::string(text);
}

Page::Page(const Style& style, std::ostream& out)
    : style_(style), width_(std::max(style.width, narrowest)), out_(out) {}

std::string Page::safe(std::string_view text) const {
  return style_.utf8 ? base::printable(text) : base::ascii_printable(text);
}

std::string Page::clean(std::string_view text) const {
  return base::shorten(safe(text), longest_text, glyphs().ellipsis);
}

void Page::line(const Line& spans) {
  std::size_t last = spans.size();
  while (last > 0 && without_trailing_blanks(spans[last - 1].text).empty()) --last;
  std::string text;
  for (std::size_t i = 0; i < last; ++i) {
    const Span& span = spans[i];
    const std::string_view shown =
        i + 1 == last ? without_trailing_blanks(span.text) : std::string_view(span.text);
    const std::string_view paint = style_.color ? code(span.ink) : std::string_view();
    text += paint;
    text += shown;
    if (!paint.empty()) text += "\x1b[0m";
  }
  text += '\n';
  out_ << text;
}

void Page::heading(std::string_view title) {
  blank();
  line({{std::string(title), Ink::bold}});
}

void Page::paragraph(std::string_view text, std::size_t indent, Ink ink) {
  for (std::string& part : wrap(text, width_ - indent)) {
    line({{std::string(indent, ' ')}, {std::move(part), ink}});
  }
}

void Page::whole(std::string_view text, std::size_t indent, Ink ink) {
  if (!text.empty()) line({{std::string(indent, ' ')}, {std::string(text), ink}});
}

void Page::item(const Span& label, std::string_view text, std::size_t column) {
  std::string margin = pad(label.text, column, Align::left);
  Ink ink = label.ink;
  for (std::string& part : wrap(text, width_ - column)) {
    line({{margin, ink}, {std::move(part)}});
    margin.assign(column, ' ');
    ink = Ink::plain;
  }
}

void Page::prose(std::string_view text, std::size_t indent) {
  bool first = true;
  while (!text.empty()) {
    const std::size_t end = text.find("\n\n");
    const std::string_view part = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 2);
    if (part.find_first_not_of(" \n\r\t") == std::string_view::npos) continue;
    if (!first) blank();
    first = false;
    paragraph(safe(part), indent);
  }
}

}  // namespace stance::report
