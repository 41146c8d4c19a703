#pragma once

#include <ostream>
#include <span>
#include <string>
#include <string_view>

namespace stance::report::csv {

// A column with what stands in it. Titles and cells cannot differ in number.
template <class Row>
struct Column {
  std::string_view title;
  std::string (*cell)(const Row&);
};

// Text as a cell: cut to what Excel holds, never a formula, in quotes where it needs them.
[[nodiscard]] std::string text(std::string_view value);

template <class Row>
void write_head(std::span<const Column<Row>> columns, std::ostream& out) {
  std::string line;
  for (const Column<Row>& column : columns) line.append(column.title).append(",");
  line.back() = '\r';
  out << line << '\n';
}

template <class Row>
void write(std::span<const Column<Row>> columns, const Row& row, std::ostream& out) {
  std::string line;
  for (const Column<Row>& column : columns) line.append(column.cell(row)).append(",");
  line.back() = '\r';
  out << line << '\n';
}

}  // namespace stance::report::csv
