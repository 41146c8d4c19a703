#include "verdict.hpp"

#include "decisions.hpp"
#include "declarable.hpp"
#include "stance/base/text.hpp"
#include "table.hpp"
#include "words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace stance::report {

namespace {

constexpr std::size_t fact_column = 13;
constexpr std::size_t indent = 2;
constexpr std::size_t narrow = 60;
constexpr std::int64_t readable = 10'000;  // as a denominator

Ink ink_of(model::Outcome outcome) {
  switch (outcome) {
    case model::Outcome::met: return Ink::good;
    case model::Outcome::partial: return Ink::fair;
    case model::Outcome::unmet: return Ink::poor;
    default: return Ink::plain;
  }
}

bool is_assessed(model::Outcome outcome) {
  return outcome == model::Outcome::met || outcome == model::Outcome::partial ||
         outcome == model::Outcome::unmet;
}

// Hundredths of a percent; a full ratio alone gives 100 %.
std::string share(const model::Ratio& ratio) {
  return percent_text(model::earned(100, ratio)) + " %";
}

std::string credit_text(const model::Finding& finding) {
  if (!is_assessed(finding.outcome) && finding.outcome != model::Outcome::not_assessed) return {};
  if (!model::equal(finding.low, finding.high)) {
    return fmt::format("between {} and {}", share(finding.low), share(finding.high));
  }
  const model::Ratio credit = model::reduce(finding.low);
  // Parts make a fraction that tells nobody anything.
  if (credit.none() || credit.full() || credit.den > readable) return share(credit);
  return fmt::format("{} of {} ({})", credit.num, credit.den, share(credit));
}

std::string population_text(const model::Population& population) {
  std::string text = fmt::format("{}: {} met, {} not met", count(population.total, "object"),
                                 population.met, population.unmet);
  if (population.unknown > 0) text += fmt::format(", {} unclear", population.unknown);
  if (population.open) text += "; more may exist";
  return text;
}

void print_fact(std::string_view label, std::string_view text, Page& page) {
  if (!text.empty()) page.item({std::string(label), Ink::dim}, text, fact_column);
}

void print_summary(const model::ControlResult& result, Page& page) {
  const model::Finding& finding = result.finding;
  page.blank();
  page.line({{pad("Status", fact_column, Align::left), Ink::dim},
             {std::string(title(result.status)), ink_of(finding.outcome)}});
  print_fact("Credit", credit_text(finding), page);
  if (is_assessed(finding.outcome)) {
    print_fact("Earned",
               fmt::format("{} of {}", exact_points(result.verified),
                           count(static_cast<std::uint64_t>(result.info.points), "point")),
               page);
  }
  if (result.claimed > 0) {
    print_fact("Claimed", exact_points(result.claimed) + " more, by decision", page);
  }
  if (result.decision) print_fact("Decision", decision_text(*result.decision, page), page);
  if (finding.population) print_fact("Judged on", population_text(*finding.population), page);
  for (const model::ReferenceResult& reference : finding.references) {
    print_fact("Reference",
               fmt::format("{}, which asks for less: {}", page.clean(reference.id),
                           spaced(name(reference.outcome))),
               page);
  }
  for (const std::string& assumption : finding.assumptions) {
    print_fact("Assumed", page.clean(assumption), page);
  }
}

void print_parts(const model::Finding& finding, Page& page) {
  if (finding.parts.empty()) return;
  page.heading("Parts");
  Table table({{"Part", Align::left, Fit::flexible},
               {"Weight", Align::right},
               {"Outcome"},
               {"Credit", Align::right}});
  for (const model::PartResult& part : finding.parts) {
    const bool exact = model::equal(part.low, part.high);
    table.add({{{page.clean(part.label)}},
               {{fmt::format("{}", static_cast<double>(part.weight) / 1000)}},
               {{spaced(name(part.outcome)), ink_of(part.outcome)}},
               {{exact ? share(part.low) : std::string("unclear")}}});
  }
  table.print(page, indent);
}

// Where an object belongs and stands, for looking it up.
std::string whereabouts(const model::Evidence& evidence, const Page& page) {
  std::string text;
  const auto add = [&](const std::string& fact) {
    if (!text.empty() && !fact.empty()) text += page.glyphs().between;
    text += fact;
  };
  if (evidence.part != evidence.label) add(page.clean(evidence.part));
  const bool named = evidence.whole || evidence.label.empty() || evidence.label == evidence.key;
  if (!named) add(page.clean(evidence.key));
  if (evidence.source) add(page.clean(place(*evidence.source)));
  return text;
}

Cell found_cell(const model::Evidence& evidence, const Page& page) {
  Cell cell;
  if (!evidence.actual.empty()) cell.push_back({page.clean(evidence.actual)});
  for (const auto& [name, value] : evidence.shown) {
    cell.push_back({page.clean(fmt::format("{}: {}", name, value))});
  }
  return cell;
}

// What is asked for, or what is asked of the whole control where the rule says no more.
Cell expected_cell(const model::Evidence& evidence, std::string_view title, const Page& page) {
  Cell cell;
  if (!evidence.expected.empty()) cell.push_back({page.clean(evidence.expected)});
  for (const std::string& unmet : evidence.unmet) {
    cell.push_back({page.clean("- " + unmet)});
  }
  if (cell.empty()) cell.push_back({page.clean(title)});
  return cell;
}

void print_cell(std::string_view label, const Cell& cell, Page& page) {
  constexpr std::size_t column = 14;
  std::string shown = std::string(indent + 2, ' ') + std::string(label);
  for (const Span& span : cell) {
    page.item({shown, Ink::dim}, span.text, column);
    shown.clear();
  }
}

void print_evidence_lines(const std::vector<model::Evidence>& evidence, std::string_view title,
                          Page& page) {
  for (const model::Evidence& item : evidence) {
    page.paragraph(page.clean(name_of(item)), indent);
    page.paragraph(spaced(name(item.outcome)), indent + 2, ink_of(item.outcome));
    print_cell("found", found_cell(item, page), page);
    print_cell("expected", expected_cell(item, title, page), page);
    page.paragraph(whereabouts(item, page), indent + 2, Ink::dim);
  }
}

void print_evidence_table(const std::vector<model::Evidence>& evidence, std::string_view title,
                          Page& page) {
  Table table({{"Object", Align::left, Fit::flexible},
               {"Outcome"},
               {"Found", Align::left, Fit::flexible},
               {"Expected", Align::left, Fit::flexible}});
  for (const model::Evidence& item : evidence) {
    table.add({{{page.clean(name_of(item))}},
               {{spaced(name(item.outcome)), ink_of(item.outcome)}},
               found_cell(item, page),
               expected_cell(item, title, page)},
              {{whereabouts(item, page), Ink::dim}});
  }
  table.print(page, indent);
}

void print_evidence(const model::Finding& finding, std::string_view title, Page& page) {
  if (finding.evidence.empty()) return;
  const bool all = finding.evidence_total <= finding.evidence.size();
  page.heading(
      all ? std::string("Evidence")
          : fmt::format("Evidence ({} of {})", finding.evidence.size(), finding.evidence_total));
  if (page.width() < narrow) {
    print_evidence_lines(finding.evidence, title, page);
  } else {
    print_evidence_table(finding.evidence, title, page);
  }
}

void print_excepted(const std::vector<model::Excepted>& excepted, Page& page) {
  if (excepted.empty()) return;
  page.heading("Left out by decision");
  for (const model::Excepted& one : excepted) {
    page.paragraph(page.clean(name_of(one.object)), indent);
    page.paragraph(whereabouts(one.object, page), indent + 2, Ink::dim);
    page.paragraph(decision_text(one.decision, page), indent + 2);
  }
}

// On the same line, or on one of its own: never broken.
void print_command(const std::string& command, Page& page) {
  constexpr std::string_view label = "collect it with:";
  const std::string text = fmt::format("{} {}", label, command);
  if (base::display_width(text) <= page.width() - indent - 2) {
    return page.whole(text, indent + 2);
  }
  page.whole(label, indent + 2);
  page.whole(command, indent + 4);
}

void print_missing(const std::vector<model::Missing>& missing, Page& page) {
  if (missing.empty()) return;
  page.heading("Missing data");
  for (const model::Missing& item : missing) {
    std::string text = cause(item.reason);
    const std::string field = item.field.empty() ? "" : "." + item.field;
    if (!item.dataset.empty()) text += ": " + item.dataset + field;
    page.paragraph(page.clean(text), indent);
    page.paragraph(page.clean(item.detail), indent + 2);
    if (!item.collect.empty()) print_command(page.clean(item.collect), page);
  }
}

}  // namespace

void print_verdict(const model::ControlResult& result, Page& page) {
  print_summary(result, page);
  print_parts(result.finding, page);
  print_evidence(result.finding, result.info.title, page);
  print_excepted(result.excepted, page);
  print_declarable(result, page);
  print_missing(result.finding.missing, page);
}

}  // namespace stance::report
