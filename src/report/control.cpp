#include "layout.hpp"
#include "licences.hpp"
#include "stance/report/terminal.hpp"
#include "table.hpp"
#include "verdict.hpp"
#include "words.hpp"

#include <fmt/format.h>

#include <ostream>

namespace stance::report {

namespace {

constexpr std::size_t fact_column = 13;
constexpr std::size_t indent = 2;
constexpr std::size_t longest_whole_link = 160;

std::string joined(const std::vector<std::string>& items) {
  std::string text;
  for (const std::string& item : items) {
    if (!text.empty()) text += ", ";
    text += item;
  }
  return text;
}

void print_fact(std::string_view label, std::string_view text, Page& page) {
  if (!text.empty()) page.item({std::string(label), Ink::dim}, page.clean(text), fact_column);
}

// For the tenant at hand where there is one: governments have products of their own.
std::string sold_in(const model::ControlTexts& texts, const model::ControlResult* result) {
  const auto& offer = result != nullptr && result->licence ? result->licence->offer : texts.offer;
  return offer ? offer_text(*offer) + ", or larger" : std::string();
}

void print_facts(const model::ControlInfo& info, const model::ControlTexts& texts,
                 const model::ControlResult* result, Page& page) {
  std::vector<std::string> threats;
  for (const std::string& threat : texts.threats) threats.push_back(words_of(threat));
  page.blank();
  print_fact("Category", capital(info.category), page);
  print_fact("Product", info.product, page);
  print_fact("Points",
             fmt::format("{} ({} severity)", info.points, name(model::severity_of(info.points))),
             page);
  print_fact("Cost", name(info.cost), page);
  print_fact("User impact", name(info.user_impact), page);
  print_fact("Criticality", info.criticality, page);
  print_fact("Protects", threats.empty() ? "" : "against " + joined(threats), page);
  print_fact("Licence",
             texts.licence.size() > 1 ? "any of " + joined(texts.licence) : joined(texts.licence),
             page);
  print_fact("Sold in", sold_in(texts, result), page);
  print_fact("Reads", joined(info.datasets), page);
  print_fact("Revision", fmt::format("{}", info.revision), page);
  print_fact("File", texts.file, page);
}

void print_prose(std::string_view title, std::string_view text, Page& page) {
  if (text.empty()) return;
  page.heading(title);
  page.prose(text, indent);
}

void print_steps(const std::vector<std::string>& steps, Page& page) {
  if (steps.empty()) return;
  page.heading("How to do it");
  std::size_t number = 0;
  for (const std::string& step : steps) {
    page.item({fmt::format("{:>4}. ", ++number)}, page.safe(step), 6);
  }
}

// Lines of the check in words; blanks at their start show what belongs to what.
void print_check(const std::vector<std::string>& lines, Page& page) {
  if (lines.empty()) return;
  page.heading("What is checked");
  for (const std::string& line : lines) {
    const std::size_t start = std::min(line.find_first_not_of(' '), line.size());
    const std::string_view text = std::string_view(line).substr(start);
    const std::string margin(indent + std::min<std::size_t>(start, 16), ' ');
    const std::string bullet = text.starts_with("- ") ? "- " : "";
    page.item({margin + bullet}, page.safe(text.substr(bullet.size())),
              margin.size() + bullet.size());
  }
}

void print_parameters(const model::ControlTexts& texts, Page& page) {
  if (texts.parameters.empty()) return;
  page.heading("Parameters (default)");
  Table table({{"", Align::left, Fit::flexible}, {"", Align::left, Fit::flexible}});
  for (const auto& [name, text] : texts.parameters) {
    table.add({{{page.clean(name)}}, {{page.safe(text)}}});
  }
  table.print(page, indent);
}

void print_deviations(const std::vector<std::string>& deviations, Page& page) {
  if (deviations.empty()) return;
  page.heading("Asked for by the profile");
  for (const std::string& deviation : deviations) page.item({"-"}, page.safe(deviation), 2);
}

void print_references(const model::ControlInfo& info, Page& page) {
  if (info.refs.empty()) return;
  page.heading("Compliance");
  Table table({{"", Align::left, Fit::flexible}, {"", Align::left, Fit::flexible}});
  for (const auto& [framework, ids] : info.refs) {
    if (!ids.empty()) table.add({{{page.clean(framework)}}, {{page.clean(joined(ids))}}});
  }
  table.print(page, indent);
}

void print_links(const std::vector<std::string>& links, Page& page) {
  if (links.empty()) return;
  page.heading("Links");
  for (const std::string& link : links) {
    const std::string text = page.clean(link);
    // The terminal wraps a link so that it can still be opened.
    if (text.size() <= longest_whole_link) page.line({{std::string(indent, ' ')}, {text}});
    if (text.size() > longest_whole_link) page.paragraph(text, indent);
  }
}

}  // namespace

void render_control(const model::ControlInfo& info, const model::ControlTexts& texts,
                    const model::ControlResult* result, const Style& style, std::ostream& out) {
  Page page(style, out);
  page.paragraph(page.clean(info.title), 0, Ink::bold);
  page.paragraph(page.clean(info.id), 0, Ink::dim);
  print_deviations(texts.deviations, page);
  if (result != nullptr) print_verdict(*result, page);
  if (style.brief) return;
  print_facts(info, texts, result, page);
  print_prose("What it asks", texts.description, page);
  print_prose("Why", texts.rationale, page);
  print_steps(texts.steps, page);
  print_prose("How users are affected", texts.user_effect, page);
  print_check(texts.check, page);
  print_parameters(texts, page);
  print_references(info, page);
  print_prose("Notes", texts.notes, page);
  print_links(texts.links, page);
}

}  // namespace stance::report
