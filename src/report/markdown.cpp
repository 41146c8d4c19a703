#include "markdown.hpp"

#include "stance/base/text.hpp"
#include "uri.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace stance::report {

namespace {

constexpr std::string_view digits = "0123456789";

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == text.npos; }

std::string escape(char c) {
  switch (c) {
    // Entities hold where a renderer lets HTML through, too.
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '&': return "&amp;";
    default: break;
  }
  constexpr std::string_view marks = R"(\`*_[]{}|~$#)";
  if (marks.find(c) != marks.npos) return {'\\', c};
  return {c};
}

// Whether a mention, an issue or an address may begin, or go on, with the first character.
bool is_mark(std::string_view rest) {
  return rest.starts_with('@') || rest.starts_with('#') || rest.starts_with("://") ||
         rest.starts_with("www.");
}

std::size_t longest_run(std::string_view text, char wanted) {
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char c : text) {
    run = c == wanted ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

}  // namespace

std::string markdown_text(std::string_view text) {
  std::string out;
  for (const char c : base::printable(text)) out += escape(c);
  return out;
}

std::string markdown_quiet(std::string_view text) {
  std::string out;
  const std::string inside = base::printable(text);
  for (std::size_t at = 0; at < inside.size(); ++at) {
    out += escape(inside[at]);
    // A character without width parts the mark from the rest.
    if (is_mark(std::string_view(inside).substr(at))) out += "&#8203;";
  }
  return out;
}

std::string markdown_line(std::string_view text) {
  std::string out = markdown_text(text);
  const std::size_t first = out.find_first_not_of(' ');
  out.erase(0, std::min(first, out.size()));
  if (out.empty()) return out;
  // A list, a rule, a heading below the line before.
  if (std::string_view("+-=").find(out.front()) != std::string_view::npos) return "\\" + out;
  const std::size_t number = out.find_first_not_of(digits);
  if (number != 0 && number < out.size() && (out[number] == '.' || out[number] == ')')) {
    out.insert(number, "\\");
  }
  return out;
}

std::string markdown_code(std::string_view text) {
  std::string inside = base::printable(text);
  if (is_blank(inside)) return {};
  const std::string fence(longest_run(inside, '`') + 1, '`');
  const bool padded = inside.front() == '`' || inside.back() == '`';
  for (std::size_t at = inside.find('|'); at != inside.npos; at = inside.find('|', at + 2)) {
    inside.insert(at, "\\");
  }
  return fmt::format("{0}{1}{2}{1}{0}", fence, padded ? " " : "", inside);
}

std::string markdown_link(std::string_view address) {
  if (!address.starts_with("https://")) return markdown_text(address);
  return fmt::format("<{}>", percent_encoded(address, "-._~:/?#[]@!$&'()*+,;=%"));
}

std::string markdown_prose(std::string_view text) {
  std::string out;
  bool between = false;
  while (!text.empty()) {
    const std::string_view line = base::take_line(text);
    if (is_blank(line)) {
      between = !out.empty();
      continue;
    }
    if (between) out += '\n';
    between = false;
    out += markdown_line(line) + '\n';
  }
  return out;
}

std::string markdown_outline(const std::vector<std::string>& lines) {
  std::string out;
  std::vector<std::size_t> columns;
  for (const std::string& line : lines) {
    std::size_t column = std::min(line.find_first_not_of(' '), line.size());
    std::string_view text = std::string_view(line).substr(column);
    // A bullet belongs to the line above it that has none.
    if (text.starts_with("- ")) {
      ++column;
      text.remove_prefix(2);
    }
    if (is_blank(text)) continue;
    while (!columns.empty() && columns.back() >= column) columns.pop_back();
    out += fmt::format("{}- {}\n", std::string(2 * columns.size(), ' '), markdown_line(text));
    columns.push_back(column);
  }
  return out;
}

std::string markdown_row(const MarkdownCells& cells) {
  std::string out = "|";
  for (const std::string& cell : cells) out += fmt::format(" {} |", cell);
  return out + "\n";
}

std::string markdown_table(const MarkdownCells& head, const std::vector<MarkdownCells>& rows) {
  if (rows.empty()) return {};
  std::string out = markdown_row(head) + markdown_row(MarkdownCells(head.size(), "---"));
  for (const MarkdownCells& cells : rows) out += markdown_row(cells);
  return out;
}

}  // namespace stance::report
