#pragma once

#include "layout.hpp"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace stance::report {

// What a column does when the page is too narrow for all of them.
enum class Fit {
  firm,      // takes what it needs, up to a limit
  flexible,  // gives way: its text wraps
  whole,     // takes what it needs: names that people copy and search for are not torn
  apart,     // of the last column: takes what it needs, or goes below the row, one line each
};

struct Column {
  std::string title;
  Align align = Align::left;
  Fit fit = Fit::firm;
};

// Spans of a cell stand below each other, each wrapped by itself.
using Cell = std::vector<Span>;

// Columns of text, aligned, parted by two blanks, without lines between them.
class Table {
 public:
  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

  // Missing cells at the end are empty. `below` stands under the row, from column `from` to the
  // right edge of the page: names that must not be torn. So does a cell that is set apart, before
  // it and beyond the edge if need be.
  void add(std::vector<Cell> cells, Cell below = {}, std::size_t from = 0) {
    rows_.push_back({std::move(cells), std::move(below), from, {}});
  }
  // Lines below the last row, before everything else there, that are never wrapped.
  void set_apart(Cell lines) { rows_.back().apart = std::move(lines); }
  [[nodiscard]] bool empty() const { return rows_.empty(); }

  // The titles, then the rows, all indented.
  void print(Page& page, std::size_t indent) const;

 private:
  struct Row {
    std::vector<Cell> cells;
    Cell below;
    std::size_t from = 0;
    Cell apart;
  };

  [[nodiscard]] bool fits(std::size_t available) const;
  [[nodiscard]] Table with_last_apart() const;
  [[nodiscard]] std::vector<std::size_t> widths(std::size_t available) const;
  [[nodiscard]] std::size_t natural_width(std::size_t column) const;
  void print_row(Page& page, const std::vector<Cell>& cells, const std::vector<std::size_t>& widths,
                 std::size_t indent) const;

  std::vector<Column> columns_;
  std::vector<Row> rows_;
};

}  // namespace stance::report
