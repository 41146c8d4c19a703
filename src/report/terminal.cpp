#include "stance/report/terminal.hpp"

#include "actions.hpp"
#include "baseline.hpp"
#include "categories.hpp"
#include "decisions.hpp"
#include "gaps.hpp"
#include "layout.hpp"
#include "licences.hpp"
#include "stance/base/text.hpp"
#include "table.hpp"
#include "words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

namespace stance::report {

namespace {

constexpr std::size_t shown_gaps = 5;
constexpr std::size_t narrow = 60;  // below: no tables
constexpr std::size_t before_causes = 18;

std::string tenant_line(const model::Assessment& assessment, const Page& page) {
  std::string text = page.clean(assessment.tenant_name);
  for (const std::string& fact :
       {page.clean(assessment.tenant_id), assessment.as_of.empty()
                                              ? std::string("collection time not known")
                                              : "as of " + page.clean(assessment.as_of)}) {
    if (fact.empty()) continue;
    if (!text.empty()) text += page.glyphs().between;
    text += fact;
  }
  return text;
}

std::string points_line(const model::Totals& totals) {
  std::string text =
      fmt::format("{} of {} points", exact_points(totals.points()), points(totals.assessed_max));
  if (totals.claimed > 0) text += fmt::format(", {} of them claimed", points(totals.claimed));
  return text;
}

std::string target_line(const model::ProfileResult& profile) {
  const std::string target = percent_text(*profile.target);
  if (profile.target_gap == 0) return fmt::format("target {} % reached", target);
  return fmt::format("{} points to the target of {} %", exact_points(profile.target_gap), target);
}

std::string describe(const Gap& gap, const Page& page) {
  std::string text = cause(gap.reason);
  if (!gap.dataset.empty()) {
    text += (gap.reason == "field_absent" ? " in " : ": ") + gap.dataset;
  } else if (!gap.detail.empty()) {
    text += ": " + gap.detail;
  }
  return page.clean(text);
}

struct GapRow {
  std::string points;
  std::string controls;
  std::string text;
  std::string command = {};
};

// The largest gaps; the last row sums up the rest.
std::vector<GapRow> gap_rows(const std::vector<Gap>& gaps, const Page& page) {
  const std::size_t shown = gaps.size() > shown_gaps ? shown_gaps - 1 : gaps.size();
  std::vector<GapRow> rows;
  Gap rest;
  for (std::size_t i = 0; i < gaps.size(); ++i) {
    if (i < shown) {
      rows.push_back({points(gaps[i].points), fmt::format("{}", gaps[i].controls),
                      describe(gaps[i], page), page.clean(gaps[i].collect)});
      continue;
    }
    rest.points += gaps[i].points;
    rest.controls += gaps[i].controls;
  }
  if (rest.controls > 0) {
    rows.push_back({points(rest.points), fmt::format("{}", rest.controls),
                    fmt::format("{} more causes: stance inspect EXPORT --missing lists them",
                                gaps.size() - shown)});
  }
  return rows;
}

// Beside its cause where both fit on a line, else nothing: then it goes on a line of its own.
bool is_beside(const GapRow& row, std::size_t width) {
  return base::display_width(row.text) + base::display_width(row.command) + 3 <= width;
}

void print_gap_lines(const GapRow& row, Page& page) {
  constexpr std::size_t column = 6;
  page.item({pad(row.points, 4, Align::right), Ink::bold}, row.text, column);
  page.whole(row.command, column);
}

void print_gaps(const model::Assessment& assessment, Page& page) {
  const std::vector<GapRow> rows = gap_rows(gaps_of(assessment), page);
  if (rows.empty()) return;
  page.heading("Not assessed");
  Table table({{"Points", Align::right},
               {"Controls", Align::right},
               {"Cause", Align::left, Fit::flexible}});
  for (const GapRow& row : rows) {
    if (page.width() < narrow) {
      print_gap_lines(row, page);
    } else if (row.command.empty() || is_beside(row, page.width() - before_causes)) {
      const std::string beside =
          row.command.empty() ? std::string() : fmt::format(" ({})", row.command);
      table.add({{{row.points}}, {{row.controls}}, {{row.text + beside}}});
    } else {
      table.add({{{row.points}}, {{row.controls}}, {{row.text}}}, {}, 2);
      table.set_apart({{row.command}});
    }
  }
  if (!table.empty()) table.print(page, 0);
}

void print_uncounted(const model::Assessment& assessment, Page& page) {
  std::uint64_t manual = 0;
  std::uint64_t not_licensed = 0;
  std::uint64_t not_applicable = 0;
  model::Hundredths manual_points = 0;
  for (const model::ControlResult& control : assessment.controls) {
    const model::Outcome outcome = control.finding.outcome;
    if (control.status == model::Status::attested) continue;
    not_licensed += outcome == model::Outcome::not_licensed ? 1 : 0;
    not_applicable += outcome == model::Outcome::not_applicable ? 1 : 0;
    if (outcome != model::Outcome::manual) continue;
    ++manual;
    manual_points += control.info.points * 100;
  }
  if (manual + not_licensed + not_applicable == 0) return;
  page.blank();
  if (manual > 0) {
    page.item({"Manual"},
              fmt::format("{} with {} points to be checked by hand", count(manual, "control"),
                          points(manual_points)),
              14);
  }
  if (not_licensed + not_applicable > 0) {
    std::string text;
    if (not_licensed > 0) text = fmt::format("{} not licensed", not_licensed);
    if (not_applicable > 0) {
      text += fmt::format("{}{} not applicable", text.empty() ? "" : ", ", not_applicable);
    }
    page.item({"Not counted"}, text, 14);
  }
  const std::string needed = licence_list(assessment);
  if (!needed.empty()) page.item({"Not licensed"}, page.clean(needed), 14);
}

void print_assumptions(const model::Assessment& assessment, Page& page) {
  if (assessment.assumptions.empty()) return;
  page.heading("Assumed");
  for (const std::string& assumption : assessment.assumptions) {
    page.item({"-"}, page.clean(assumption), 2);
  }
}

std::string profile_line(const model::ProfileResult& profile, const Page& page) {
  return fmt::format("with the profile {}: {}",
                     page.clean(profile.name.empty() ? profile.path : profile.name),
                     count(profile.deviations.size(), "deviation"));
}

void print_profile(const model::Assessment& assessment, Page& page) {
  if (!assessment.profile) return;
  const model::ProfileResult& profile = *assessment.profile;
  page.heading(profile.name.empty() ? "Profile" : "Profile: " + page.clean(profile.name));
  if (profile.deviations.empty()) page.item({"-"}, "changes nothing", 2);
  for (const std::string& deviation : profile.deviations) {
    page.item({"-"}, page.safe(deviation), 2);
  }
}

void print_shown(const model::Assessment& assessment, Page& page) {
  if (!assessment.shown || assessment.shown->filters.empty()) return;
  const model::Shown& shown = *assessment.shown;
  page.blank();
  page.paragraph(
      page.clean(fmt::format("Shown: {} of {}: {}", shown.controls, count(shown.of, "control"),
                             fmt::join(shown.filters, "; "))),
      0, Ink::dim);
}

void print_gate(const model::GateResult& gate, Page& page) {
  if (!gate.asked()) return;
  page.blank();
  if (gate.passed() && gate.covered()) {
    page.line({{"Gate passed", Ink::good}});
  } else {
    page.line({{gate.passed() ? "Gate not decided" : "Gate failed", Ink::poor}});
  }
  for (const model::Gate& one : gate.gates) {
    if (one.outcome != model::GateOutcome::held) page.item({"-"}, page.clean(one.reason), 2);
  }
}

}  // namespace

void render_terminal(const model::Assessment& assessment, const Style& style, std::ostream& out) {
  Page page(style, out);
  if (style.brief) {
    page.paragraph(headline(assessment), 0, Ink::bold);
    if (assessment.profile) page.paragraph(profile_line(*assessment.profile, page));
    return;
  }
  page.paragraph(tenant_line(assessment, page));
  page.blank();
  page.paragraph(headline(assessment), 0, Ink::bold);
  if (assessment.totals.assessed_max > 0) page.paragraph(points_line(assessment.totals));
  if (const std::string text = licence_sentence(assessment); !text.empty()) page.paragraph(text);
  if (assessment.profile && assessment.profile->target && assessment.totals.assessed_max > 0) {
    page.paragraph(target_line(*assessment.profile));
  }
  print_shown(assessment, page);
  if (assessment.baseline) {
    print_baseline(assessment, page);
    print_gate(assessment.gate, page);
    return;
  }
  print_categories(assessment, page);
  print_recommendations(assessment, page);
  print_decisions(assessment, page);
  print_gaps(assessment, page);
  print_uncounted(assessment, page);
  print_profile(assessment, page);
  print_assumptions(assessment, page);
  print_gate(assessment.gate, page);
}

}  // namespace stance::report
