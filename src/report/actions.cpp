#include "actions.hpp"

#include "table.hpp"
#include "words.hpp"

#include <fmt/format.h>

#include <utility>

namespace stance::report {

namespace {

constexpr std::size_t shown_recommendations = 10;
constexpr std::size_t narrow = 60;   // below: a few lines for each action
constexpr std::size_t wide = 120;    // from here on: words of a status stay on a line
constexpr std::size_t widest = 140;  // from here on: ids have a column of their own

// A recommendation beside the control it is about.
struct Action {
  const model::Recommendation* recommendation;
  const model::ControlResult* control;
};

std::vector<Action> best_actions(const model::Assessment& assessment) {
  std::size_t most_shown = shown_recommendations;
  if (assessment.shown && assessment.shown->top) most_shown = *assessment.shown->top;
  std::vector<Action> actions;
  for (const model::Recommendation& recommendation : assessment.recommendations) {
    if (actions.size() == most_shown) break;
    const model::ControlResult* control = assessment.find(recommendation.control);
    if (control != nullptr) actions.push_back({&recommendation, control});
  }
  return actions;
}

void print_action_lines(const std::vector<Action>& actions, Page& page) {
  for (const auto& [recommendation, control] : actions) {
    const std::string label =
        fmt::format("{:>2}  +{:<6}", recommendation->rank, exact_points(recommendation->gain));
    page.item({label, Ink::bold}, page.clean(control->info.title), 12);
    const std::string_view between = page.glyphs().between;
    page.paragraph(fmt::format("{}{}cost {}{}user impact {}", title(control->status), between,
                               name(control->info.cost), between, name(control->info.user_impact)),
                   4, Ink::dim);
    page.paragraph(page.clean(control->info.id), 4, Ink::dim);
  }
}

// Two short lines where columns are scarce.
Cell status_cell(model::Status status, const Page& page) {
  const std::string_view text = title(status);
  const std::size_t blank = text.find(' ');
  if (page.width() >= wide || text.size() <= 10 || blank == std::string_view::npos) {
    return {{std::string(text)}};
  }
  return {{std::string(text.substr(0, blank))}, {std::string(text.substr(blank + 1))}};
}

void print_action_table(const std::vector<Action>& actions, Page& page) {
  const bool own_column = page.width() >= widest;
  std::vector<Column> columns = {
      {"#", Align::right}, {"Points", Align::right}, {"Action", Align::left, Fit::flexible}};
  if (own_column) columns.push_back({"Control", Align::left, Fit::whole});
  columns.push_back({"Status"});
  columns.push_back({"Cost"});
  columns.push_back({"User impact", Align::left, page.width() >= wide ? Fit::flexible : Fit::firm});
  Table table(std::move(columns));
  for (const auto& [recommendation, control] : actions) {
    const Cell id = {{page.clean(control->info.id), Ink::dim}};
    std::vector<Cell> row = {{{fmt::format("{}", recommendation->rank)}},
                             {{"+" + exact_points(recommendation->gain), Ink::bold}},
                             {{page.clean(control->info.title)}}};
    if (own_column) row.push_back(id);
    row.push_back(status_cell(control->status, page));
    row.push_back({{std::string(name(control->info.cost))}});
    row.push_back({{std::string(name(control->info.user_impact))}});
    table.add(std::move(row), own_column ? Cell{} : id, 2);
  }
  table.print(page, 0);
}

// Those that ask for no change of the tenant if what it leaves out is meant.
void print_declarable_ones(const model::Assessment& assessment, Page& page) {
  std::string ids;
  std::uint64_t controls = 0;
  for (const model::Recommendation& recommendation : assessment.recommendations) {
    const model::ControlResult* control = assessment.find(recommendation.control);
    if (control == nullptr || !control->finding.declarable) continue;
    ids += (controls++ == 0 ? "" : ", ") + control->info.id;
  }
  if (controls == 0) return;
  page.blank();
  page.paragraph(fmt::format("Met, if exceptions that nobody approved were declared "
                             "(stance show CONTROL EXPORT tells how): {}",
                             page.clean(ids)),
                 0, Ink::dim);
}

}  // namespace

void print_recommendations(const model::Assessment& assessment, Page& page) {
  const std::vector<Action> actions = best_actions(assessment);
  if (actions.empty()) return;
  const std::size_t total = assessment.recommendations.size();
  page.heading(actions.size() < total ? fmt::format("Do next ({} of {})", actions.size(), total)
                                      : std::string("Do next"));
  if (page.width() < narrow) {
    print_action_lines(actions, page);
  } else {
    print_action_table(actions, page);
  }
  print_declarable_ones(assessment, page);
  page.blank();
  page.paragraph("How to do one of them: stance show CONTROL", 0, Ink::dim);
}

}  // namespace stance::report
