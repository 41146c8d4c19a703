#include "stance/report/handbook.hpp"

#include "markdown.hpp"
#include "words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <span>
#include <utility>

namespace stance::report {

namespace {

using Cells = MarkdownCells;

// Nothing for a section without text.
std::string section(std::string_view title, const std::string& body) {
  return body.empty() ? std::string() : fmt::format("\n## {}\n\n{}", title, body);
}

std::string joined(const std::vector<std::string>& items,
                   const std::function<std::string(std::string_view)>& format) {
  std::string out;
  for (const std::string& item : items) {
    if (!out.empty()) out += ", ";
    out += format(item);
  }
  return out;
}

// An id as a file of the folder, whatever is in it.
std::string file_of(std::string_view id) {
  constexpr std::string_view safe = "abcdefghijklmnopqrstuvwxyz0123456789.-";
  std::string name(id);
  for (char& c : name) {
    if (safe.find(c) == safe.npos) c = '-';
  }
  return name + ".md";
}

std::string facts(const HandbookControl& control) {
  const model::ControlInfo& info = control.info;
  const model::ControlTexts& texts = control.texts;
  std::vector<Cells> rows;
  const auto add = [&](std::string_view label, std::string text) {
    if (!text.empty()) rows.push_back({std::string(label), std::move(text)});
  };
  add("Category", markdown_text(capital(info.category)));
  add("Product", markdown_text(info.product));
  add("Points",
      fmt::format("{} ({} severity)", info.points, name(model::severity_of(info.points))));
  add("Cost", std::string(name(info.cost)));
  add("User impact", std::string(name(info.user_impact)));
  add("Criticality", markdown_text(info.criticality));
  add("Protects against", joined(texts.threats, [](std::string_view threat) {
        return markdown_text(words_of(threat));
      }));
  add("Licence",
      (texts.licence.size() > 1 ? "any of " : "") + joined(texts.licence, markdown_code));
  add("Revision", fmt::format("{}", info.revision));
  return markdown_table({"Property", "Value"}, rows);
}

std::string numbered(const std::vector<std::string>& items) {
  std::string out;
  for (std::size_t i = 0; i < items.size(); ++i) {
    out += fmt::format("{}. {}\n", i + 1, markdown_line(items[i]));
  }
  return out;
}

std::string bullets(const std::vector<std::string>& items,
                    const std::function<std::string(std::string_view)>& format) {
  std::string out;
  for (const std::string& item : items) out += fmt::format("- {}\n", format(item));
  return out;
}

std::string parameters(const model::ControlTexts& texts) {
  std::vector<Cells> rows;
  for (const auto& [name, text] : texts.parameters) {
    rows.push_back({markdown_code(name), markdown_text(text)});
  }
  return markdown_table({"Parameter", "Default and meaning"}, rows);
}

// How a script would collect it, else what the catalog says of it.
std::string collecting(const model::DatasetResult& dataset) {
  const model::CollectStep& step = dataset.step;
  switch (step.kind) {
    case model::CollectKind::graph: return markdown_code(fmt::format("GET /{}", step.request));
    case model::CollectKind::cmdlet: return markdown_code(step.command);
    case model::CollectKind::dns:
    case model::CollectKind::by_hand: break;
  }
  return markdown_text(dataset.collect);
}

std::string permissions(const model::CollectStep& step) {
  if (!step.scopes.empty()) return joined(step.scopes, markdown_code);
  return step.session.empty() ? std::string()
                              : fmt::format("{} session", markdown_text(step.session));
}

std::string datasets(const HandbookControl& control, const Handbook& handbook) {
  std::vector<Cells> rows;
  for (const std::string& name : control.info.datasets) {
    const auto found = std::ranges::find(handbook.datasets, name, &model::DatasetResult::name);
    if (found == handbook.datasets.end()) continue;
    rows.push_back({markdown_code(name), markdown_text(found->title), collecting(*found),
                    permissions(found->step)});
  }
  return markdown_table({"Dataset", "What it is", "Collected by", "Permissions"}, rows);
}

std::string references(const model::ControlInfo& info) {
  std::vector<Cells> rows;
  for (const auto& [framework, ids] : info.refs) {
    if (!ids.empty()) rows.push_back({markdown_text(framework), joined(ids, markdown_text)});
  }
  return markdown_table({"Framework", "Ids"}, rows);
}

std::string page(const HandbookControl& control, const Handbook& handbook) {
  const model::ControlTexts& texts = control.texts;
  std::string out = fmt::format("# {}\n\n", markdown_text(control.info.title));
  out += fmt::format("{} · [All controls](index.md)\n\n", markdown_code(control.info.id));
  out += facts(control);
  out += section("What it asks", markdown_prose(texts.description));
  out += section("Why", markdown_prose(texts.rationale));
  out += section("How to do it", numbered(texts.steps));
  out += section("How users are affected", markdown_prose(texts.user_effect));
  out += section("What is checked", markdown_outline(texts.check));
  out += section("Parameters", parameters(texts));
  out += section("What it reads", datasets(control, handbook));
  out += section("Tests", bullets(control.tests, markdown_line));
  out += section("Compliance", references(control.info));
  out += section("Notes", markdown_prose(texts.notes));
  out += section("Links", bullets(texts.links, markdown_link));
  return out;
}

// The controls of one category, by product.
std::string overview(std::string_view category, const Handbook& handbook) {
  std::map<std::string, std::vector<Cells>> products;
  for (const HandbookControl& control : handbook.controls) {
    const model::ControlInfo& info = control.info;
    if (info.category != category) continue;
    products[info.product].push_back(
        {fmt::format("[{}]({})", markdown_text(info.title), file_of(info.id)),
         markdown_code(info.id), fmt::format("{}", info.points), std::string(name(info.cost)),
         std::string(name(info.user_impact))});
  }
  if (products.empty()) return {};
  std::string out = fmt::format("\n## {}\n", markdown_text(capital(category)));
  for (const auto& [product, rows] : products) {
    out += fmt::format("\n### {}\n\n", markdown_text(product));
    out += markdown_table({"Control", "Id", "Points", "Cost", "User impact"}, rows);
  }
  return out;
}

std::string index(const Handbook& handbook) {
  std::int64_t total = 0;
  for (const HandbookControl& control : handbook.controls) total += control.info.points;
  std::string out =
      fmt::format("# Controls of {} {}\n\n{} with {}.\n", markdown_text(handbook.name),
                  markdown_text(handbook.version), count(handbook.controls.size(), "control"),
                  count(static_cast<std::uint64_t>(total), "point"));
  for (const std::string& category : handbook.categories) out += overview(category, handbook);
  return out;
}

}  // namespace

std::vector<HandbookFile> render_handbook(const Handbook& handbook) {
  std::vector<HandbookFile> files;
  files.reserve(handbook.controls.size() + 1);
  files.push_back({"index.md", index(handbook)});
  for (const HandbookControl& control : handbook.controls) {
    files.push_back({file_of(control.info.id), page(control, handbook)});
  }
  return files;
}

}  // namespace stance::report
