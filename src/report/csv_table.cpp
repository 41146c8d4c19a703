#include "csv_table.hpp"

#include "brief.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace stance::report::csv {

namespace {

constexpr std::size_t longest_cell = 32'767;  // characters that Excel holds

// Spreadsheets take the whole for a formula, the full-width forms too.
bool is_formula(std::string_view text) {
  constexpr std::array<std::string_view, 8> starts = {"=", "+", "-", "@", "＝", "＋", "－", "＠"};
  // Some leave out blanks at the start.
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  return std::ranges::any_of(starts,
                             [text](std::string_view start) { return text.starts_with(start); });
}

}  // namespace

std::string text(std::string_view value) {
  const bool broken = !value.empty() && std::string_view("\t\r\n").find(value[0]) != value.npos;
  // Cut with room for the apostrophe.
  std::string cell = brief(value, longest_cell - 1);
  if (broken || is_formula(cell)) cell.insert(0, 1, '\'');
  if (cell.find_first_of(",\"") == cell.npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) quoted.append(c == '"' ? 2 : 1, c);
  return quoted + '"';
}

}  // namespace stance::report::csv
