#include "table.hpp"

#include <fmt/format.h>

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace stance::conformance {

namespace {

bool matches(std::string_view pattern, std::string_view text) {
  const std::size_t star = pattern.find('*');
  if (star == std::string_view::npos) return pattern == text;
  if (!text.starts_with(pattern.substr(0, star))) return false;
  text.remove_prefix(star);
  pattern.remove_prefix(star + 1);
  for (std::size_t skip = 0; skip <= text.size(); ++skip) {
    if (matches(pattern, text.substr(skip))) return true;
  }
  return false;
}

}  // namespace

Table Table::read(const std::string& path) {
  Table table;
  std::ifstream file(path);
  if (!file) throw std::runtime_error(fmt::format("cannot read '{}'", path));
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.starts_with('#')) continue;
    std::istringstream fields(line);
    std::string pattern;
    std::string count;
    std::getline(fields, pattern, '\t');
    std::getline(fields, count, '\t');
    table.rows_.push_back({pattern, std::stoul(count)});
  }
  return table;
}

bool Table::take(std::string_view id) {
  bool listed = false;
  for (Row& row : rows_) {
    if (!matches(row.pattern, id)) continue;
    ++row.found;
    if (listed) fmt::print("{}: in the table twice\n", id);
    listed = true;
  }
  return listed;
}

bool Table::is_exact() const {
  bool exact = true;
  for (const Row& row : rows_) {
    if (row.found == row.expected) continue;
    exact = false;
    fmt::print("table: '{}' stands for {} cases, expected {}\n", row.pattern, row.found,
               row.expected);
  }
  return exact;
}

}  // namespace stance::conformance
