#include "words.hpp"

#include "stance/report/terminal.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace stance::report {

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 11> causes = {{
    {"dataset_absent", "dataset missing"},
    {"dataset_failed", "dataset failed"},
    {"dataset_damaged", "dataset damaged"},
    {"field_absent", "field absent"},
    {"damaged", "value damaged"},
    {"open_list", "list incomplete"},
    {"wrong_type", "unexpected type"},
    {"no_key", "key absent"},
    {"range", "value out of range"},
    {"budget", "too much work"},
    {"not_verified", "not verified"},
}};

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

}  // namespace

std::string percent_text(model::Hundredths percent) {
  return fmt::format("{}.{}", percent / 100, percent % 100 / 10);
}

std::string exact_points(model::Hundredths points) {
  return fmt::format("{}.{:02}", points / 100, points % 100);
}

std::string points(model::Hundredths points) {
  return points % 100 == 0 ? fmt::format("{}", points / 100) : exact_points(points);
}

std::string count(std::uint64_t number, std::string_view noun) {
  return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

std::string capital(std::string_view text) {
  std::string out(text);
  if (!out.empty() && out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 32);
  return out;
}

std::string spaced(std::string_view name) {
  std::string out(name);
  for (char& c : out) {
    if (c == '_') c = ' ';
  }
  return out;
}

std::string words_of(std::string_view camel_case) {
  std::string out;
  for (const char c : camel_case) {
    if (!is_upper(c)) {
      out += c;
      continue;
    }
    if (!out.empty()) out += ' ';
    out += static_cast<char>(c + 32);
  }
  return out;
}

std::string cause(std::string_view reason) {
  if (reason.empty()) return "cause not recorded";
  for (const auto& [name, words] : causes) {
    if (name == reason) return std::string(words);
  }
  return spaced(reason);
}

std::string name_of(const model::Evidence& evidence) {
  return evidence.label.empty() ? evidence.key : evidence.label;
}

std::string place(const model::Source& source) {
  if (source.line == 0) return source.path;
  std::string text = fmt::format("{}:{}", source.path, source.line);
  // Many programs write a file of one line, in which a line alone tells nothing.
  if (source.line == 1 && !source.pointer.empty()) text += " " + source.pointer;
  return text;
}

}  // namespace stance::report
