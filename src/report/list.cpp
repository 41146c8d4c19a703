#include "layout.hpp"
#include "stance/report/terminal.hpp"
#include "table.hpp"
#include "words.hpp"

#include <fmt/format.h>

#include <ostream>
#include <utility>
#include <vector>

namespace stance::report {

namespace {

constexpr std::size_t narrow = 60;
constexpr std::size_t wide = 120;  // from here on: ids have a column of their own

}  // namespace

void render_list(std::span<const model::ControlInfo> controls, const Style& style,
                 std::ostream& out) {
  Page page(style, out);
  const bool own_column = page.width() >= wide;
  std::vector<Column> columns = {{"Points", Align::right}, {"Category"}};
  if (own_column) columns.push_back({"Control", Align::left, Fit::whole});
  columns.push_back({own_column ? "Title" : "Title and id", Align::left, Fit::flexible});
  Table table(std::move(columns));
  for (const model::ControlInfo& control : controls) {
    if (style.brief || page.width() < narrow) {
      page.paragraph(page.clean(control.id));
      if (!style.brief) page.paragraph(page.clean(control.title), 2, Ink::dim);
      continue;
    }
    const Cell id = {{page.clean(control.id), Ink::dim}};
    std::vector<Cell> row = {{{fmt::format("{}", control.points)}},
                             {{page.clean(control.category)}}};
    if (own_column) row.push_back(id);
    row.push_back({{page.clean(control.title)}});
    table.add(std::move(row), own_column ? Cell{} : id, 2);
  }
  if (!table.empty()) table.print(page, 0);
  if (!style.brief) page.paragraph(count(controls.size(), "control"), 0, Ink::dim);
}

}  // namespace stance::report
