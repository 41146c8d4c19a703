#include "table.hpp"

#include "stance/base/text.hpp"

#include <algorithm>
#include <utility>

namespace stance::report {

namespace {

constexpr std::size_t gap = 2;
constexpr std::size_t narrowest_flexible = 8;
constexpr std::size_t widest_firm = 24;

std::vector<Span> wrapped(const Cell& cell, std::size_t width) {
  std::vector<Span> lines;
  for (const Span& span : cell) {
    for (std::string& part : wrap(span.text, width)) lines.push_back({std::move(part), span.ink});
  }
  return lines;
}

// Columns of its longest word, which wrapping leaves whole.
std::size_t longest_word(std::string_view text) {
  std::size_t longest = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    longest = std::max(longest, base::display_width(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return longest;
}

}  // namespace

std::size_t Table::natural_width(std::size_t column) const {
  // The title of a column that keeps its width may wrap.
  std::size_t widest = columns_[column].fit == Fit::flexible
                           ? base::display_width(columns_[column].title)
                           : longest_word(columns_[column].title);
  for (const Row& row : rows_) {
    if (column >= row.cells.size()) continue;
    for (const Span& span : row.cells[column]) {
      widest = std::max(widest, base::display_width(span.text));
    }
  }
  return widest;
}

// Whether no column has to give way.
bool Table::fits(std::size_t available) const {
  std::size_t needed = gap * (columns_.size() - 1);
  for (std::size_t i = 0; i < columns_.size(); ++i) needed += natural_width(i);
  return needed <= available;
}

// Flexible columns share what the others leave; what one does not need goes to the next. A whole
// one is torn only when it would leave them too little to be read.
std::vector<std::size_t> Table::widths(std::size_t available) const {
  std::vector<std::size_t> widths(columns_.size(), 0);
  std::vector<std::pair<std::size_t, std::size_t>> flexible;  // natural width, column
  std::vector<std::size_t> whole;
  std::size_t left = available - std::min(available, gap * (columns_.size() - 1));
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (columns_[i].fit == Fit::flexible) {
      flexible.emplace_back(natural_width(i), i);
    } else if (columns_[i].fit == Fit::whole || columns_[i].fit == Fit::apart) {
      whole.push_back(i);
    } else {
      widths[i] = std::min(natural_width(i), widest_firm);
      left -= std::min(left, widths[i]);
    }
  }
  const std::size_t kept = flexible.size() * narrowest_flexible;
  for (const std::size_t column : whole) {
    const std::size_t most = std::max(left - std::min(left, kept), narrowest_flexible);
    widths[column] = std::min(natural_width(column), most);
    left -= std::min(left, widths[column]);
  }
  std::ranges::sort(flexible);
  std::size_t sharing = flexible.size();
  for (const auto& [natural, column] : flexible) {
    widths[column] = std::min(natural, std::max(left / sharing, narrowest_flexible));
    left -= std::min(left, widths[column]);
    --sharing;
  }
  return widths;
}

void Table::print_row(Page& page, const std::vector<Cell>& cells_of_row,
                      const std::vector<std::size_t>& widths, std::size_t indent) const {
  std::vector<std::vector<Span>> cells;
  std::size_t height = 0;
  for (std::size_t i = 0; i < cells_of_row.size(); ++i) {
    cells.push_back(wrapped(cells_of_row[i], widths[i]));
    height = std::max(height, cells.back().size());
  }
  for (std::size_t y = 0; y < height; ++y) {
    Line line = {{std::string(indent, ' ')}};
    for (std::size_t x = 0; x < cells.size(); ++x) {
      const Span span = y < cells[x].size() ? cells[x][y] : Span();
      const std::size_t used = base::display_width(span.text);
      const std::string blanks(widths[x] - std::min(widths[x], used), ' ');
      if (columns_[x].align == Align::right) line.push_back({blanks});
      line.push_back(span);
      if (columns_[x].align == Align::left) line.push_back({blanks});
      line.push_back({std::string(gap, ' ')});
    }
    page.line(line);
  }
}

// The same rows, the cells of the last column below them.
Table Table::with_last_apart() const {
  Table table({columns_.begin(), columns_.end() - 1});
  for (Row row : rows_) {
    if (row.cells.size() == columns_.size()) {
      row.apart = std::move(row.cells.back());
      row.cells.pop_back();
    }
    table.rows_.push_back(std::move(row));
  }
  return table;
}

void Table::print(Page& page, std::size_t indent) const {
  const std::size_t available = page.width() - indent;
  if (columns_.back().fit == Fit::apart && !fits(available)) {
    return with_last_apart().print(page, indent);
  }
  const std::vector<std::size_t> columns = widths(available);
  std::vector<Cell> titles;
  for (const Column& column : columns_) titles.push_back({{column.title, Ink::dim}});
  if (std::ranges::any_of(columns_, [](const Column& column) { return !column.title.empty(); })) {
    print_row(page, titles, columns, indent);
  }
  for (const Row& row : rows_) {
    print_row(page, row.cells, columns, indent);
    std::size_t start = indent;
    for (std::size_t i = 0; i < row.from; ++i) start += columns[i] + gap;
    for (const Span& span : row.apart) page.whole(span.text, start, span.ink);
    for (const Span& span : row.below) page.paragraph(span.text, start, span.ink);
  }
}

}  // namespace stance::report
