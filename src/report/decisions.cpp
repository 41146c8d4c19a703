#include "decisions.hpp"

#include "words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

namespace stance::report {

namespace {

constexpr std::size_t shown = 10;  // controls of a list
constexpr std::size_t column = 10;

struct Entry {
  std::string label;
  std::string text;
  std::string below;
};

std::string objects_text(const model::ControlResult& control) {
  const std::uint64_t left = control.finding.evidence_total;
  return fmt::format("{} left out, {} still {}", count(control.excepted.size(), "failing object"),
                     left, left == 1 ? "fails" : "fail");
}

// Whether the control belongs to a list of its own, or to one of its objects does.
std::vector<Entry> entries_of(const model::Assessment& assessment, const Page& page,
                              bool (*belongs)(model::DecisionStatus)) {
  std::vector<Entry> entries;
  for (const model::ControlResult& control : assessment.controls) {
    const bool whole = control.decision && belongs(control.decision->status);
    const auto excepted = std::ranges::find_if(
        control.excepted, [&](const model::Excepted& one) { return belongs(one.decision.status); });
    if (!whole && excepted == control.excepted.end()) continue;
    const model::Decision& decision = whole ? *control.decision : excepted->decision;
    std::string label = "-";
    if (model::claims(decision.status)) label = "+" + exact_points(control.claimed);
    std::string text = page.clean(control.info.title);
    if (!control.excepted.empty()) text += ": " + objects_text(control);
    entries.push_back({std::move(label), std::move(text), decision_text(decision, page)});
  }
  return entries;
}

void print_list(std::string_view title, const std::vector<Entry>& entries, Page& page) {
  if (entries.empty()) return;
  page.heading(title);
  for (std::size_t i = 0; i < std::min(shown, entries.size()); ++i) {
    const std::size_t from = entries[i].label == "-" ? 2 : column;
    page.item({entries[i].label}, entries[i].text, from);
    page.paragraph(entries[i].below, from, Ink::dim);
  }
  if (entries.size() > shown) {
    page.paragraph(fmt::format("and {} more", entries.size() - shown), 2);
  }
}

bool is_planned(model::DecisionStatus status) { return status == model::DecisionStatus::planned; }
bool is_accepted(model::DecisionStatus status) {
  return status == model::DecisionStatus::risk_accepted;
}

// What is unused here may serve another tenant, and what ends soon still counts.
bool does_not_count(const model::DecisionNote& note) {
  return note.problem != model::DecisionProblem::unused &&
         note.problem != model::DecisionProblem::expiring;
}

void print_notes(const model::DecisionsResult& decisions, Page& page) {
  const auto wrong = std::ranges::count_if(decisions.notes, does_not_count);
  if (wrong == 0) return;
  page.heading("Decisions that do not count as written");
  std::size_t printed = 0;
  for (const model::DecisionNote& note : decisions.notes) {
    if (!does_not_count(note) || printed++ >= shown) continue;
    page.item({"-"}, page.clean(note.message), 2);
    page.paragraph(page.clean(text_of(note.place)), 2, Ink::dim);
  }
  if (printed > shown) page.paragraph(fmt::format("and {} more", printed - shown), 2);
}

}  // namespace

std::string decision_text(const model::Decision& decision, const Cleaner& clean) {
  std::string text = spaced(name(decision.status));
  if (!decision.attested_on.empty()) text += " on " + clean(decision.attested_on);
  const std::string last = last_day(decision);
  if (!last.empty()) text += " until " + clean(last);
  text += " by " + clean(decision.owner);
  if (!decision.ticket.empty()) text += " (" + clean(decision.ticket) + ")";
  return text + ": " + clean(decision.reason);
}

std::string decision_text(const model::Decision& decision, const Page& page) {
  return decision_text(decision, [&page](std::string_view text) { return page.clean(text); });
}

void print_decisions(const model::Assessment& assessment, Page& page) {
  if (!assessment.decisions) return;
  print_list("Claimed by decision, not verified", entries_of(assessment, page, model::claims),
             page);
  print_list("Risk accepted", entries_of(assessment, page, is_accepted), page);
  print_list("Planned", entries_of(assessment, page, is_planned), page);
  print_notes(*assessment.decisions, page);
}

}  // namespace stance::report
