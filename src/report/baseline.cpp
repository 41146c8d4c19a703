#include "baseline.hpp"

#include "found.hpp"
#include "table.hpp"
#include "words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

namespace stance::report {

namespace {

constexpr std::size_t narrow = 60;  // below: no table

using model::Outcome;
using model::Verdict;

constexpr std::array<Verdict, 6> verdicts = {Verdict::pass,           Verdict::fail,
                                             Verdict::warning,        Verdict::not_checked,
                                             Verdict::not_applicable, Verdict::omitted};

Ink ink_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::pass: return Ink::good;
    case Verdict::warning: return Ink::fair;
    case Verdict::fail: return Ink::poor;
    default: return Ink::plain;
  }
}

bool fails(const model::ControlResult& control, std::string_view id) {
  const Outcome outcome = model::outcome_for(control.finding, id);
  return outcome == Outcome::partial || outcome == Outcome::unmet;
}

std::string omission_text(const model::Omission& omission, bool counts) {
  std::string text = omission.reason.empty() ? "without a reason" : omission.reason;
  if (!omission.expires.empty()) {
    text += fmt::format(" ({} {})", counts ? "until" : "omitted until", omission.expires);
  }
  if (!omission.origin.empty()) text += fmt::format(", {}", omission.origin);
  return text;
}

// `lacking`: it is still to be put right.
std::string annotation_text(const model::Annotation& annotation, bool lacking,
                            std::string_view as_of) {
  std::string text = fmt::format(
      "annotated: {}", annotation.comment.empty() ? "without a comment" : annotation.comment);
  if (annotation.due.empty()) return text;
  const bool over = lacking && !as_of.empty() && annotation.due < as_of;
  return fmt::format("{} ({} {})", text, over ? "was due" : "due", annotation.due);
}

std::string title_of(const model::RequirementResult& row, const model::Assessment& assessment) {
  if (row.controls.empty()) return "no control of the catalog in use judges it";
  const model::ControlResult* control = assessment.find(row.controls.front());
  return control == nullptr ? row.controls.front() : control->info.title;
}

std::string level_of(const model::Requirement& requirement) {
  std::string text = capital(requirement.criticality);
  if (requirement.directive) text += " *";
  return text;
}

std::string summary(const model::BaselineResult& result) {
  std::vector<std::string> parts;
  for (const Verdict verdict : verdicts) {
    const auto number =
        std::ranges::count(result.rows, verdict, &model::RequirementResult::verdict);
    if (number > 0) parts.push_back(fmt::format("{} {}", number, spaced(name(verdict))));
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

void print_rows(const model::BaselineResult& result, const model::Assessment& assessment,
                Page& page) {
  Table table({{"Requirement", Align::left, Fit::whole},
               {"Level"},
               {"Verdict"},
               {"Asked and found", Align::left, Fit::flexible}});
  for (const model::RequirementResult& row : result.rows) {
    Cell text = {{page.clean(title_of(row, assessment))}};
    const std::string found = page.clean(found_text(row, assessment));
    if (!found.empty()) text.push_back({found, Ink::dim});
    table.add({{{page.clean(row.requirement.id)}},
               {{level_of(row.requirement)}},
               {{spaced(name(row.verdict)), ink_of(row.verdict)}},
               std::move(text)});
  }
  table.print(page, 0);
}

void print_lines(const model::BaselineResult& result, const model::Assessment& assessment,
                 Page& page) {
  for (const model::RequirementResult& row : result.rows) {
    page.line({{page.clean(row.requirement.id) + "  "},
               {spaced(name(row.verdict)), ink_of(row.verdict)}});
    page.paragraph(page.clean(title_of(row, assessment)), 2);
    const std::string found = page.clean(found_text(row, assessment));
    if (!found.empty()) page.paragraph(found, 2, Ink::dim);
  }
}

}  // namespace

std::string found_text(const model::RequirementResult& row, const model::Assessment& assessment) {
  if (row.verdict == Verdict::omitted) return omission_text(*row.omission, true);
  std::string text;
  const auto add = [&text](std::string_view found) {
    if (found.empty()) return;
    if (!text.empty()) text += "; ";
    text += found;
  };
  const bool failing = row.verdict == Verdict::fail || row.verdict == Verdict::warning;
  for (const std::string& id : row.controls) {
    const model::ControlResult* control = assessment.find(id);
    if (control == nullptr) continue;
    const Outcome outcome = model::outcome_for(control->finding, row.requirement.id);
    std::string found;
    if (failing && fails(*control, row.requirement.id)) found = failing_text(control->finding);
    if (row.verdict == Verdict::not_checked && outcome != Outcome::met) {
      found = open_text(control->finding);
    }
    add(found);
  }
  if (row.omission) add(omission_text(*row.omission, false));
  if (row.annotation) add(annotation_text(*row.annotation, failing, assessment.as_of));
  return text;
}

void print_baseline(const model::Assessment& assessment, Page& page) {
  const model::BaselineResult& result = *assessment.baseline;
  page.heading(page.clean(result.baseline.title));
  page.paragraph(summary(result));
  page.blank();
  if (page.width() < narrow) {
    print_lines(result, assessment, page);
  } else {
    print_rows(result, assessment, page);
  }
  const bool bound = std::ranges::any_of(
      result.rows, [](const model::RequirementResult& row) { return row.requirement.directive; });
  page.blank();
  if (!result.baseline.edition.empty()) {
    page.paragraph(fmt::format("edition: {}", page.clean(result.baseline.edition)), 0, Ink::dim);
  }
  if (bound) {
    page.paragraph(fmt::format("* bound by {}", page.clean(result.baseline.directive)), 0,
                   Ink::dim);
  }
}

}  // namespace stance::report
