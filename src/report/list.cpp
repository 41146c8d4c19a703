#include "layout.hpp"
#include "stance/report/terminal.hpp"
#include "table.hpp"
#include "words.hpp"

#include <fmt/format.h>

#include <ostream>

namespace stance::report {

namespace {

constexpr std::size_t narrow = 60;

}  // namespace

void render_list(std::span<const model::ControlInfo> controls, const Style& style,
                 std::ostream& out) {
  Page page(style, out);
  Table table({{"Points", Align::right},
               {"Category"},
               {"Control", Align::left, true},
               {"Title", Align::left, true}});
  for (const model::ControlInfo& control : controls) {
    if (style.brief || page.width() < narrow) {
      page.paragraph(page.clean(control.id));
      if (!style.brief) page.paragraph(page.clean(control.title), 2, Ink::dim);
      continue;
    }
    table.add({{{fmt::format("{}", control.points)}},
               {{page.clean(control.category)}},
               {{page.clean(control.id)}},
               {{page.clean(control.title)}}});
  }
  if (!table.empty()) table.print(page, 0);
  if (!style.brief) page.paragraph(count(controls.size(), "control"), 0, Ink::dim);
}

}  // namespace stance::report
