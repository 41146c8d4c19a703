#include "layout.hpp"
#include "stance/report/fleet.hpp"
#include "table.hpp"
#include "words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

namespace stance::report {

namespace {

using model::FleetReport;
using model::TenantSummary;

constexpr std::size_t shown_controls = 10;
constexpr std::size_t narrow = 60;  // below: no wide tables

// The smallest, the median and the largest score.
std::string scores_text(const model::ScoreSpread& spread) {
  const auto at = [&](std::uint8_t rank) {
    const auto found = std::find(spread.ranks.begin(), spread.ranks.end(), rank);
    return percent_text(spread.percent[static_cast<std::size_t>(found - spread.ranks.begin())]);
  };
  if (spread.tenants == 1) return fmt::format("the score is {} %", at(50));
  return fmt::format("scores from {} % to {} %, median {} %", at(0), at(100), at(50));
}

std::string fleet_headline(const FleetReport& fleet) {
  const std::size_t all = fleet.assessed.size() + fleet.unassessed.size();
  const std::string head =
      fleet.unassessed.empty()
          ? fmt::format("{} assessed", count(all, "tenant"))
          : fmt::format("{} of {} assessed", fleet.assessed.size(), count(all, "tenant"));
  return head + (fleet.spread ? ": " + scores_text(*fleet.spread) : ": none has a score");
}

std::string percent_cell(const std::optional<model::Hundredths>& percent) {
  return percent ? percent_text(*percent) + " %" : "none";
}

std::string worst_text(const TenantSummary& tenant, const Page& page) {
  if (!tenant.worst) return {};
  return fmt::format("{} {} %", page.clean(capital(tenant.worst->category)),
                     percent_text(tenant.worst->percent));
}

std::string gap_text(const TenantSummary& tenant, const Page& page) {
  if (!tenant.top_gap) return {};
  return fmt::format("+{} {}", exact_points(tenant.top_gap->gain),
                     page.clean(tenant.top_gap->control.title));
}

void print_tenant_lines(const TenantSummary& tenant, Page& page) {
  constexpr std::size_t column = 9;
  page.item({percent_cell(tenant.score), Ink::bold}, page.clean(tenant.name), column);
  page.paragraph(fmt::format("verified {}{}coverage {}", percent_cell(tenant.verified),
                             page.glyphs().between, percent_cell(tenant.coverage)),
                 column, Ink::dim);
  for (const std::string& text : {worst_text(tenant, page), gap_text(tenant, page)}) {
    if (!text.empty()) page.paragraph(text, column, Ink::dim);
  }
}

void print_tenants(const FleetReport& fleet, Page& page) {
  if (fleet.assessed.empty()) return;
  page.blank();
  if (page.width() < narrow) {
    for (const TenantSummary& tenant : fleet.assessed) print_tenant_lines(tenant, page);
    return;
  }
  Table table({{"Tenant", Align::left, Fit::flexible},
               {"Score", Align::right},
               {"Verified", Align::right},
               {"Coverage", Align::right},
               {"Worst category", Align::left, Fit::flexible},
               {"Top gap", Align::left, Fit::flexible}});
  for (const TenantSummary& tenant : fleet.assessed) {
    table.add({{{page.clean(tenant.name)}},
               {{percent_cell(tenant.score), Ink::bold}},
               {{percent_cell(tenant.verified)}},
               {{percent_cell(tenant.coverage)}},
               {{worst_text(tenant, page)}},
               {{gap_text(tenant, page)}}});
  }
  table.print(page, 0);
}

std::string rank_title(std::uint8_t rank) {
  switch (rank) {
    case 0: return "Lowest";
    case 50: return "Median";
    case 100: return "Highest";
    default: return fmt::format("{} %", rank);
  }
}

void print_spread(const FleetReport& fleet, Page& page) {
  if (!fleet.spread || fleet.spread->tenants < 2) return;
  page.heading("Percentiles, by nearest rank");
  std::vector<Column> columns;
  std::vector<Cell> cells;
  for (std::size_t i = 0; i < model::ScoreSpread::ranks.size(); ++i) {
    const std::string title = rank_title(model::ScoreSpread::ranks[i]);
    const std::string percent = percent_text(fleet.spread->percent[i]) + " %";
    if (page.width() < narrow) page.item({title}, percent, 9);
    columns.push_back({title, Align::right});
    cells.push_back({{percent}});
  }
  if (page.width() >= narrow) {
    Table table(std::move(columns));
    table.add(std::move(cells));
    table.print(page, 0);
  }
  for (const model::Outlier& outlier : fleet.outliers) {
    page.item({"-"},
              fmt::format("{} is far {} the others with {} %", page.clean(outlier.name),
                          outlier.below ? "below" : "above", percent_text(outlier.score)),
              2);
  }
}

void print_controls(const FleetReport& fleet, Page& page) {
  if (fleet.controls.empty()) return;
  const std::size_t shown = std::min(fleet.controls.size(), shown_controls);
  page.heading(shown < fleet.controls.size()
                   ? fmt::format("Fall short most often ({} of {})", shown, fleet.controls.size())
                   : std::string("Fall short most often"));
  Table table({{"Tenants", Align::right},
               {"Share", Align::right},
               {"Control", Align::left, Fit::flexible}});
  for (std::size_t i = 0; i < shown; ++i) {
    const model::ControlFailures& one = fleet.controls[i];
    const auto share = model::percent(static_cast<model::Hundredths>(one.failing),
                                      static_cast<model::Hundredths>(one.assessed));
    table.add({{{fmt::format("{} of {}", one.failing, one.assessed)}},
               {{percent_text(share) + " %"}},
               {{page.clean(one.control.title)}}},
              {{page.clean(one.control.id), Ink::dim}}, 2);
  }
  table.print(page, 0);
}

void print_unassessed(const FleetReport& fleet, Page& page) {
  if (fleet.unassessed.empty()) return;
  page.heading("Not assessed");
  for (const TenantSummary& tenant : fleet.unassessed) {
    page.item({"-"}, fmt::format("{}: {}", page.clean(tenant.name), page.clean(tenant.error)), 2);
  }
}

void print_gates(const FleetReport& fleet, Page& page) {
  const auto outcome = fleet.gate();
  if (!outcome) return;
  page.blank();
  switch (*outcome) {
    case model::GateOutcome::held: page.line({{"Gate passed", Ink::good}}); break;
    case model::GateOutcome::failed: page.line({{"Gate failed", Ink::poor}}); break;
    case model::GateOutcome::undecided: page.line({{"Gate not decided", Ink::poor}}); break;
  }
  for (const auto* list : {&fleet.assessed, &fleet.unassessed}) {
    for (const TenantSummary& tenant : *list) {
      if (tenant.gate_reasons.empty()) continue;
      page.item({"-"},
                fmt::format("{}: {}", page.clean(tenant.name),
                            page.clean(fmt::format("{}", fmt::join(tenant.gate_reasons, "; ")))),
                2);
    }
  }
}

void print_notes(const FleetReport& fleet, Page& page) {
  if (fleet.notes.empty()) return;
  page.heading("Mind");
  for (const std::string& note : fleet.notes) page.item({"-"}, page.clean(note), 2);
}

}  // namespace

void render_fleet(const FleetReport& fleet, const Style& style, std::ostream& out) {
  Page page(style, out);
  page.paragraph(fleet_headline(fleet), 0, Ink::bold);
  if (style.brief) return;
  print_tenants(fleet, page);
  print_spread(fleet, page);
  print_controls(fleet, page);
  print_unassessed(fleet, page);
  print_notes(fleet, page);
  print_gates(fleet, page);
}

}  // namespace stance::report
