#include "categories.hpp"

#include "stance/base/text.hpp"
#include "words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace stance::report {

namespace {

constexpr std::size_t narrow = 60;  // below: two lines for each category
constexpr std::size_t longest_bar = 40;

Ink ink_of(model::Hundredths percent) {
  if (percent >= 8'000) return Ink::good;
  return percent >= 5'000 ? Ink::fair : Ink::poor;
}

// A bar of `columns`; full only when nothing is missing, empty only when nothing is there.
Line bar(model::Hundredths percent, std::size_t columns, const Glyphs& glyphs) {
  auto filled = static_cast<std::size_t>(percent) * columns / 10'000;
  if (filled == 0 && percent > 0) filled = 1;
  return {{repeat(glyphs.filled, filled), ink_of(percent)},
          {repeat(glyphs.unfilled, columns - filled), Ink::dim}};
}

struct CategoryRow {
  std::string name;
  model::Hundredths percent = 0;
  bool assessed = false;
  std::string share;   // "61.2 %"
  std::string points;  // "34.20 of 56"
  std::string note;    // "43 % assessed"
};

CategoryRow row_of(const model::CategoryResult& category, const Page& page) {
  const model::Totals& totals = category.totals;
  CategoryRow row;
  row.name = base::shorten(page.clean(capital(category.category)), 20, page.glyphs().ellipsis);
  row.assessed = totals.assessed_max > 0;
  if (!row.assessed) {
    row.points = fmt::format("0 of {}", points(totals.applicable_max));
    row.note = "not assessed";
    return row;
  }
  row.percent = model::percent(totals.points(), totals.assessed_max);
  row.share = percent_text(row.percent) + " %";
  row.points = fmt::format("{} of {}", exact_points(totals.points()), points(totals.assessed_max));
  if (totals.assessed_max < totals.applicable_max) {
    const auto coverage = model::percent(totals.assessed_max, totals.applicable_max);
    row.note = fmt::format("{} % assessed", coverage / 100);
  }
  if (totals.claimed > 0) {
    row.note += fmt::format("{}{} claimed", row.note.empty() ? "" : ", ", points(totals.claimed));
  }
  return row;
}

struct CategoryWidths {
  std::size_t name = 0;
  std::size_t points = 0;
  std::size_t note = 0;
};

void print_narrow(const std::vector<CategoryRow>& rows, const CategoryWidths& widths, Page& page) {
  for (const CategoryRow& row : rows) {
    page.line(
        {{pad(row.name, widths.name, Align::left)},
         {pad(row.share, 9, Align::right), row.assessed ? ink_of(row.percent) : Ink::plain},
         {pad(row.points, page.width() - std::min(page.width(), widths.name + 9), Align::right)}});
    page.line(bar(row.percent, page.width(), page.glyphs()));
  }
}

void print_wide(const std::vector<CategoryRow>& rows, const CategoryWidths& widths, Page& page) {
  constexpr std::size_t share = 7;
  const std::size_t note = widths.note > 0 ? widths.note + 2 : 0;
  const std::size_t used = widths.name + 2 + share + 4 + widths.points + note;
  const std::size_t columns = page.width() - std::min(page.width() - 1, used);
  for (const CategoryRow& row : rows) {
    Line line = {{pad(row.name, widths.name + 2, Align::left)}};
    for (Span& span : bar(row.percent, std::min(columns, longest_bar), page.glyphs())) {
      line.push_back(std::move(span));
    }
    line.push_back(
        {pad(row.share, share + 2, Align::right), row.assessed ? ink_of(row.percent) : Ink::plain});
    line.push_back({pad(row.points, widths.points + 2, Align::right)});
    line.push_back({"  " + row.note, Ink::dim});
    page.line(line);
  }
}

}  // namespace

void print_categories(const model::Assessment& assessment, Page& page) {
  std::vector<CategoryRow> rows;
  CategoryWidths widths;
  for (const model::CategoryResult& category : assessment.categories) {
    rows.push_back(row_of(category, page));
    widths.name = std::max(widths.name, base::display_width(rows.back().name));
    widths.points = std::max(widths.points, rows.back().points.size());
    widths.note = std::max(widths.note, rows.back().note.size());
  }
  if (rows.empty()) return;
  page.blank();
  if (page.width() < narrow) {
    print_narrow(rows, widths, page);
  } else {
    print_wide(rows, widths, page);
  }
}

}  // namespace stance::report
