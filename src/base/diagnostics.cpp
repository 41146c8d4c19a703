#include "stance/base/diagnostics.hpp"

#include "place.hpp"
#include "stance/base/text.hpp"
#include "utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

namespace stance::base {

namespace {

// Characters of a source line that are shown; a longer line is cut around the column.
constexpr std::size_t excerpt_length = 100;

std::string_view word(Severity severity) {
  switch (severity) {
    case Severity::error: return "error";
    case Severity::warning: return "warning";
    case Severity::note: return "note";
  }
  return "error";
}

std::size_t count_characters(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); at += code_point_at(text, at).length) ++count;
  return count;
}

// Places of characters from 0; `last` is one behind.
struct Window {
  std::size_t first = 0;
  std::size_t last = 0;
};

Window window_around(std::size_t column, std::size_t count) {
  if (count <= excerpt_length) return {0, count};
  const std::size_t before = std::min(column, count) - std::min(column, excerpt_length / 2);
  const std::size_t first = std::min(before, count - excerpt_length);
  return {first, first + excerpt_length};
}

// The line, and below it a caret. Tabs stay tabs in both, so that they agree in any terminal.
std::string excerpt(std::string_view line, std::size_t column) {
  const std::size_t count = count_characters(line);
  const std::size_t target = std::min(column, count + 1);
  const Window window = window_around(column, count);
  const std::string_view cut = "...";
  std::string shown = window.first > 0 ? std::string(cut) : std::string();
  std::string caret(shown.size(), ' ');
  std::size_t index = 0;
  for (std::size_t at = 0; at < line.size() && index < window.last; ++index) {
    const std::size_t length = code_point_at(line, at).length;
    const std::string_view bytes = line.substr(at, length);
    at += length;
    if (index < window.first) continue;
    const std::string safe = bytes == "\t" ? std::string(bytes) : printable(bytes);
    shown += safe;
    if (index + 1 >= target) continue;
    caret += bytes == "\t" ? safe : std::string(display_width(safe), ' ');
  }
  if (window.last < count) shown += cut;
  std::string out = fmt::format("  {}\n", shown);
  if (column > 0) out += fmt::format("  {}^\n", caret);
  return out;
}

std::string_view without_line_end(std::string_view line) {
  while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.remove_suffix(1);
  return line;
}

auto sort_key(const Diagnostic& item) {
  return std::tie(item.position.file, item.position.line, item.position.column, item.message,
                  item.severity, item.code, item.pointer, item.source_line, item.hint,
                  item.end_line, item.end_column);
}

}  // namespace

void Diagnostics::add(Diagnostic diagnostic) {
  if (diagnostic.severity == Severity::error) ++errors_;
  items_.push_back(std::move(diagnostic));
}

void Diagnostics::add(const Diagnostics& others) {
  for (const Diagnostic& other : others.all()) add(other);
}

void Diagnostics::sort() {
  std::ranges::sort(
      items_, [](const Diagnostic& a, const Diagnostic& b) { return sort_key(a) < sort_key(b); });
  items_.erase(std::unique(items_.begin(), items_.end()), items_.end());
  errors_ =
      static_cast<std::size_t>(std::ranges::count(items_, Severity::error, &Diagnostic::severity));
}

std::string render(const Diagnostic& diagnostic) {
  std::string out = place(diagnostic.position);
  out += fmt::format("{}: {}", word(diagnostic.severity), printable(diagnostic.message));
  if (!diagnostic.pointer.empty()) out += fmt::format(" (at {})", printable(diagnostic.pointer));
  if (!diagnostic.code.word().empty()) out += fmt::format(" [{}]", diagnostic.code.word());
  out += '\n';
  const std::string_view line = without_line_end(diagnostic.source_line);
  if (!line.empty()) out += excerpt(line, diagnostic.position.column);
  if (!diagnostic.hint.empty()) out += fmt::format("hint: {}\n", printable(diagnostic.hint));
  return out;
}

}  // namespace stance::base
