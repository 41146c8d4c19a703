#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace stance::report {

// Text that Markdown shows as it is, on one line: nothing in it is markup or HTML.
[[nodiscard]] std::string markdown_text(std::string_view text);

// The same where texts are searched for more than markup, as in comments of a pull request: nobody
// is mentioned, nothing is linked.
[[nodiscard]] std::string markdown_quiet(std::string_view text);

// The same as markdown_text() at the start of a line, where some more characters would mean
// something.
[[nodiscard]] std::string markdown_line(std::string_view text);

// A span of code; in a table too.
[[nodiscard]] std::string markdown_code(std::string_view text);

// An address as link; nothing when it is none that a link can have.
[[nodiscard]] std::string markdown_link(std::string_view address);

// Paragraphs, parted by blank lines; a line feed behind each.
[[nodiscard]] std::string markdown_prose(std::string_view text);

// Lines whose blanks at the start, and a "- ", say what belongs to what, as a list of lists.
[[nodiscard]] std::string markdown_outline(const std::vector<std::string>& lines);

// Cells must be Markdown. Nothing without rows.
using MarkdownCells = std::vector<std::string>;
[[nodiscard]] std::string markdown_table(const MarkdownCells& head,
                                         const std::vector<MarkdownCells>& rows);

// A line of a table.
[[nodiscard]] std::string markdown_row(const MarkdownCells& cells);

}  // namespace stance::report
