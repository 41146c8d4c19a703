#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace stance::base {

// The candidate nearest to `name` by edit distance (transpositions count one), when it is near
// enough to be a slip of the finger: at most a third of the length, at most 3 edits. Ties go to
// the first candidate.
[[nodiscard]] std::optional<std::string_view> nearest(std::string_view name,
                                                      std::span<const std::string_view> candidates);

// ASCII letters to lower case; every other byte stays.
[[nodiscard]] std::string fold(std::string_view text);
[[nodiscard]] bool equal_fold(std::string_view a, std::string_view b);

// Text that is safe to show a person: control characters (C0, C1, DEL), bidirectional controls,
// line and paragraph separators, zero-width characters and invalid UTF-8 become U+FFFD; line
// feeds, carriage returns and tabs become one blank.
[[nodiscard]] std::string printable(std::string_view text);

// As printable(), then anything outside ASCII becomes '?'. For terminals that are not UTF-8.
[[nodiscard]] std::string ascii_printable(std::string_view text);

// Columns a terminal uses for UTF-8 text: wide (East Asian, emoji) 2, combining 0, others 1.
[[nodiscard]] std::size_t display_width(std::string_view text);

// Cuts to at most `columns`, ending in `ellipsis` when something was cut. Never splits a character.
[[nodiscard]] std::string shorten(std::string_view text, std::size_t columns,
                                  std::string_view ellipsis = "…");

// True for well-formed UTF-8 without surrogates or overlong forms.
[[nodiscard]] bool is_utf8(std::string_view text);

// Without blanks, tabs and line ends at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);

// Takes the first line, without its line feed, from what is left of a text.
[[nodiscard]] std::string_view take_line(std::string_view& rest);

// Whether a pattern means the text: "*" stands for any characters, "?" for one byte.
[[nodiscard]] bool matches(std::string_view glob, std::string_view text);

}  // namespace stance::base
