#include "reader.hpp"

#include "number.hpp"
#include "origins.hpp"
#include "stance/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace stance::catalog {

namespace {

std::string describe(const Node& node) {
  constexpr std::size_t columns = 40;
  if (node.is_sequence()) return "a list";
  if (node.is_mapping()) return "a mapping";
  if (node.is_null()) return "nothing";
  return fmt::format("'{}'", base::shorten(node.text(), columns));
}

std::string_view without_end(std::string_view text) {
  const std::size_t last = text.find_last_not_of(" \t\n");
  return last == std::string_view::npos ? std::string_view{} : text.substr(0, last + 1);
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string join(std::span<const std::string_view> words) {
  return fmt::format("{}", fmt::join(words.begin(), words.end(), ", "));
}

}  // namespace

bool is_identifier(std::string_view text) {
  return !text.empty() && is_letter(text.front()) &&
         std::ranges::all_of(text, [](char c) { return is_letter(c) || is_digit(c); });
}

void Reader::add(const Node& at, base::Diagnostic problem) {
  problem.position = {at.file().name, at.line(), at.column()};
  problem.source_line = line_of(at.file().text, at.line());
  problem.end_line = 0;
  problem.end_column = 0;
  if (at.style() == Style::plain) {
    problem.end_line = at.line();
    problem.end_column = at.column() + static_cast<std::uint32_t>(at.text().size());
  }
  problems_.add(std::move(problem));
}

void Reader::error(const Node& at, base::DiagnosticCode code, std::string message,
                   std::string hint) {
  add(at, {.message = std::move(message), .hint = std::move(hint), .code = code});
}

void Reader::warning(const Node& at, base::DiagnosticCode code, std::string message,
                     std::string hint) {
  add(at, {.severity = base::Severity::warning,
           .message = std::move(message),
           .hint = std::move(hint),
           .code = code});
}

void Reader::expected(std::string_view what, const Node& found) {
  error(found, "wrong-kind", fmt::format("expected {}, found {}", what, describe(found)));
}

void Reader::unknown_name(const Node& at, base::DiagnosticCode code, std::string_view what,
                          std::span<const std::string_view> known) {
  constexpr std::size_t few = 12;
  std::string hint;
  if (const auto near = base::nearest(at.text(), known)) {
    hint = fmt::format("did you mean '{}'?", *near);
  } else if (!known.empty() && known.size() <= few) {
    hint = fmt::format("one of {}", join(known));
  }
  error(at, code, fmt::format("unknown {} '{}'", what, at.text()), std::move(hint));
}

std::optional<std::string> Reader::text(const Node& node) {
  if (node.is_scalar()) return std::string(without_end(node.text()));
  expected("a text", node);
  return std::nullopt;
}

std::optional<std::string> Reader::filled_text(const Node& node) {
  if (node.is_scalar() && without_end(node.text()).empty()) {
    error(node, "empty-text", "the text is empty");
    return std::nullopt;
  }
  return text(node);
}

std::optional<bool> Reader::boolean(const Node& node) {
  if (node.style() == Style::plain && node.text() == "true") return true;
  if (node.style() == Style::plain && node.text() == "false") return false;
  expected("true or false", node);
  return std::nullopt;
}

std::optional<std::int64_t> Reader::integer(const Node& node) {
  auto value = node.style() == Style::plain ? parse_integer(node.text()) : std::nullopt;
  if (!value) expected("a whole number", node);
  return value;
}

std::optional<double> Reader::number(const Node& node) {
  auto value = node.style() == Style::plain ? parse_real(node.text()) : std::nullopt;
  if (!value) expected("a number", node);
  return value;
}

std::optional<std::int64_t> Reader::thousandths(const Node& node) {
  const auto value = number(node);
  if (!value) return std::nullopt;
  auto scaled = to_thousandths(*value);
  if (!scaled) expected("a number with at most 3 decimals", node);
  return scaled;
}

std::optional<std::size_t> Reader::choice(const Node& node, std::string_view what,
                                          std::span<const std::string_view> words) {
  if (!node.is_scalar()) {
    expected("a text", node);
    return std::nullopt;
  }
  const auto found = std::ranges::find(words, node.text());
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  unknown_name(node, "unknown-word", what, words);
  return std::nullopt;
}

std::vector<std::string> Reader::texts(const Node& node) {
  std::vector<std::string> out;
  if (!expect_list(node)) return out;
  for (const Node& item : node.items()) {
    if (auto value = filled_text(item)) out.push_back(*std::move(value));
  }
  return out;
}

bool Reader::expect_list(const Node& node) {
  if (!node.is_sequence()) expected("a list", node);
  return node.is_sequence();
}

bool Reader::expect_mapping(const Node& node) {
  if (!node.is_mapping()) expected("a mapping", node);
  return node.is_mapping();
}

bool Reader::keys(const Node& node, std::string_view what,
                  std::span<const std::string_view> known) {
  if (!expect_mapping(node)) return false;
  for (const auto& [key, value] : node.pairs()) {
    if (std::ranges::find(known, key.text()) != known.end()) continue;
    const auto near = base::nearest(key.text(), known);
    error(key, "unknown-key", fmt::format("unknown key '{}' in {}", key.text(), what),
          near ? fmt::format("did you mean '{}'?", *near)
               : fmt::format("known keys: {}", join(known)));
  }
  return true;
}

Node Reader::required(const Node& mapping, std::string_view key, std::string_view what) {
  Node value = mapping.find(key);
  if (!value) error(mapping, "missing-key", fmt::format("'{}' is missing in {}", key, what));
  return value;
}

std::optional<cel::Snippet> Reader::snippet(const Node& node) {
  if (!node.is_scalar() || without_end(node.text()).empty()) {
    expected("an expression", node);
    return std::nullopt;
  }
  if (node.style() == Style::several_lines) {
    error(node, "yaml-feature", "an expression over several lines must be a '|' block");
    return std::nullopt;
  }
  cel::Snippet out{
      .text = without_end(node.text()), .file = node.file().name, .source = node.file().text};
  out.origins = origins_of(node, out.text);
  return out;
}

}  // namespace stance::catalog
