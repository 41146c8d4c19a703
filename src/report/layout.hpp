#pragma once

#include "stance/report/terminal.hpp"

#include <cstddef>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace stance::report {

// How a piece of text is set off. Never the only carrier of a meaning.
enum class Ink { plain, dim, bold, good, fair, poor };

struct Span {
  std::string text;
  Ink ink = Ink::plain;
};

using Line = std::vector<Span>;

// The characters that differ between UTF-8 and ASCII terminals.
struct Glyphs {
  std::string_view filled;    // of a bar
  std::string_view unfilled;  // of a bar
  std::string_view between;   // between short facts on one line
  std::string_view ellipsis;
};

[[nodiscard]] const Glyphs& glyphs(const Style& style);

// `count` copies of a glyph, or of a blank.
[[nodiscard]] std::string repeat(std::string_view glyph, std::size_t count);

enum class Align { left, right };

// Filled with blanks to `columns`; longer text stays as it is.
[[nodiscard]] std::string pad(std::string_view text, std::size_t columns, Align align);

// A page of text for one terminal: wraps by display width, paints, and leaves no trailing blanks.
// Texts must be clean; whatever comes from an input goes through clean() first.
class Page {
 public:
  Page(const Style& style, std::ostream& out);

  [[nodiscard]] std::size_t width() const { return width_; }
  [[nodiscard]] const Glyphs& glyphs() const { return report::glyphs(style_); }

  // Text made safe for this terminal.
  [[nodiscard]] std::string safe(std::string_view text) const;
  // The same for text of an input. Very long ones are cut: a name of ten thousand characters must
  // not bury the rest.
  [[nodiscard]] std::string clean(std::string_view text) const;

  void line(const Line& spans);
  void blank() { line({}); }
  // A blank line, then the title of a section.
  void heading(std::string_view title);
  // Wrapped text; every line begins with `indent` blanks.
  void paragraph(std::string_view text, std::size_t indent = 0, Ink ink = Ink::plain);
  // One line, longer than the page if need be: what people copy is not broken.
  void whole(std::string_view text, std::size_t indent = 0, Ink ink = Ink::plain);
  // A label, and beside it wrapped text that starts in column `column`.
  void item(const Span& label, std::string_view text, std::size_t column);
  // Text of several paragraphs as catalogs write it: blank lines part paragraphs.
  void prose(std::string_view text, std::size_t indent);

 private:
  Style style_;
  std::size_t width_;
  std::ostream& out_;
};

}  // namespace stance::report
