#include "layout.hpp"
#include "missing.hpp"
#include "stance/base/text.hpp"
#include "stance/report/terminal.hpp"
#include "table.hpp"
#include "words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <ostream>
#include <tuple>
#include <utility>

namespace stance::report {

namespace {

constexpr std::size_t indent = 2;
constexpr std::size_t narrow = 60;
constexpr std::size_t shown_keys = 40;
constexpr std::size_t shown_inputs = 8;
constexpr std::size_t short_hash = 12;

bool is_collected(const model::DatasetResult& dataset) { return dataset.state != "not_collected"; }

void print_tenant(const model::Assessment& assessment, Page& page) {
  const std::string name = page.clean(assessment.tenant_name);
  const std::string id = page.clean(assessment.tenant_id);
  const std::string_view between = name.empty() || id.empty() ? "" : page.glyphs().between;
  const std::string tenant = fmt::format("{}{}{}", name, between, id);
  page.item({"Tenant", Ink::dim}, tenant.empty() ? "not named in the inputs" : tenant, 11);
  page.item({"Collected", Ink::dim},
            assessment.as_of.empty() ? "time not known" : page.clean(assessment.as_of), 11);
}

void print_unrecognised(const std::vector<std::string>& keys, Page& page) {
  if (keys.empty()) return;
  std::string text = "not recognised: ";
  const std::size_t shown = std::min(keys.size(), shown_keys);
  for (std::size_t i = 0; i < shown; ++i) {
    text += (i > 0 ? ", " : "") + base::shorten(page.clean(keys[i]), 60, page.glyphs().ellipsis);
  }
  if (shown < keys.size()) text += fmt::format(" and {} more", keys.size() - shown);
  page.paragraph(text, indent + 2, Ink::dim);
}

// Many files are summed up by format; those of which nothing was used keep their names.
void print_many_inputs(const model::Assessment& assessment, Page& page) {
  std::map<std::string, std::uint64_t> formats;
  for (const model::InputResult& input : assessment.inputs) ++formats[page.clean(input.format)];
  std::string text = count(assessment.inputs.size(), "file");
  for (const auto& [format, files] : formats) {
    text += fmt::format("{}{} {}", page.glyphs().between, files, format);
  }
  page.paragraph(text, indent);
  for (const model::InputResult& input : assessment.inputs) {
    if (input.datasets > 0) continue;
    page.paragraph("not used: " + page.clean(input.path), indent, Ink::dim);
  }
}

void print_inputs(const model::Assessment& assessment, Page& page) {
  page.heading("Inputs");
  if (assessment.inputs.size() > shown_inputs) return print_many_inputs(assessment, page);
  for (const model::InputResult& input : assessment.inputs) {
    page.paragraph(page.clean(input.path), indent);
    std::string facts;
    for (const std::string& fact :
         {page.clean(input.format), page.clean(input.encoding), count(input.datasets, "dataset"),
          input.sha256.empty() ? std::string()
                               : "sha256 " + page.clean(input.sha256.substr(0, short_hash))}) {
      if (fact.empty()) continue;
      if (!facts.empty()) facts += page.glyphs().between;
      facts += fact;
    }
    page.paragraph(facts, indent + 2);
    print_unrecognised(input.unrecognised, page);
  }
}

Ink ink_of(const model::DatasetResult& dataset) {
  const bool broken = dataset.state == "damaged" || dataset.state == "failed";
  return broken || dataset.damaged_rows > 0 ? Ink::poor : Ink::plain;
}

// What is to be said about a dataset below its origin.
std::vector<std::string> remarks(const model::DatasetResult& dataset) {
  std::vector<std::string> lines;
  if (!dataset.detail.empty()) lines.push_back(dataset.detail);
  if (dataset.open) lines.emplace_back("more rows may exist than the input holds");
  if (dataset.duplicates > 0) {
    lines.push_back(count(dataset.duplicates, "row") + " left out because of an equal key");
  }
  if (dataset.damaged_rows > 0) lines.push_back(damaged_text(dataset));
  lines.insert(lines.end(), dataset.damage.begin(), dataset.damage.end());
  return lines;
}

std::string rows_text(const model::DatasetResult& dataset) {
  return dataset.is_data() ? fmt::format("{}{}", dataset.count, dataset.open ? "+" : "")
                           : std::string();
}

void print_dataset_lines(const model::DatasetResult& dataset, Page& page) {
  page.paragraph(page.clean(dataset.name), indent);
  const std::string rows = rows_text(dataset);
  const std::string between(rows.empty() ? "" : page.glyphs().between);
  page.paragraph(page.clean(spaced(dataset.state) + between + rows), indent + 2, ink_of(dataset));
  page.paragraph(page.clean(dataset.origin), indent + 2, Ink::dim);
  for (const std::string& remark : remarks(dataset)) {
    page.paragraph(page.clean(remark), indent + 2);
  }
}

void print_datasets(const model::Assessment& assessment, Page& page) {
  Table table({{"Dataset", Align::left, Fit::whole},
               {"State"},
               {"Rows", Align::right},
               {"Origin", Align::left, Fit::flexible}});
  bool any = false;
  for (const model::DatasetResult& dataset : assessment.datasets) {
    if (!is_collected(dataset)) continue;
    if (!any) page.heading("Datasets");
    any = true;
    if (page.width() < narrow) {
      print_dataset_lines(dataset, page);
      continue;
    }
    Cell below;
    for (const std::string& remark : remarks(dataset)) below.push_back({page.clean(remark)});
    table.add({{{page.clean(dataset.name)}},
               {{page.clean(spaced(dataset.state)), ink_of(dataset)}},
               {{rows_text(dataset)}},
               {{page.clean(dataset.origin), Ink::dim}}},
              std::move(below), 1);
  }
  if (!table.empty()) table.print(page, indent);
}

// Those that controls wait for, most controls first, then by name.
std::vector<const model::DatasetResult*> waited_for(const model::Assessment& assessment,
                                                    bool collected) {
  std::vector<const model::DatasetResult*> datasets = missing_of(assessment);
  std::erase_if(datasets, [&](const auto* dataset) { return is_collected(*dataset) != collected; });
  std::ranges::sort(datasets, [](const auto* a, const auto* b) {
    const std::size_t of_a = a->waiting.size();
    const std::size_t of_b = b->waiting.size();
    return std::tie(of_b, a->name) < std::tie(of_a, b->name);
  });
  return datasets;
}

void print_waiting_lines(const model::DatasetResult& dataset, bool states, Page& page) {
  page.item({fmt::format("{:>4}  ", dataset.waiting.size())}, page.clean(dataset.name), 6);
  std::string facts = count(static_cast<std::uint64_t>(dataset.waiting_points), "point");
  if (states) facts = lack_text(dataset) + std::string(page.glyphs().between) + facts;
  page.paragraph(page.clean(facts), 6);
  page.whole(page.clean(way_text(dataset)), 6, Ink::dim);
  for (const std::string& lack : dataset.lacks) page.paragraph(page.clean(lack), 6);
}

// What controls wait for and what collects it; with the states where they differ.
void print_waiting(const std::vector<const model::DatasetResult*>& datasets, bool states,
                   Page& page) {
  std::vector<Column> columns = {{"Controls waiting", Align::right},
                                 {"Points waiting", Align::right},
                                 {"Dataset", Align::left, Fit::whole}};
  if (states) columns.push_back({"State"});
  columns.push_back({"Collect it with", Align::left, Fit::apart});
  Table table(std::move(columns));
  for (const model::DatasetResult* dataset : datasets) {
    if (page.width() < narrow) {
      print_waiting_lines(*dataset, states, page);
      continue;
    }
    std::vector<Cell> cells = {{{fmt::format("{}", dataset->waiting.size())}},
                               {{fmt::format("{}", dataset->waiting_points)}},
                               {{page.clean(dataset->name)}}};
    if (states) cells.push_back({{page.clean(lack_text(*dataset)), Ink::poor}});
    cells.push_back({{page.clean(way_text(*dataset)), Ink::dim}});
    Cell below;
    for (const std::string& lack : dataset->lacks) below.push_back({page.clean(lack)});
    table.add(std::move(cells), std::move(below), 2);
  }
  if (!table.empty()) table.print(page, indent);
}

void print_broken(const model::Assessment& assessment, Page& page) {
  const std::vector<const model::DatasetResult*> datasets = waited_for(assessment, true);
  if (datasets.empty()) return;
  page.heading(fmt::format("Failed or not whole ({})", count(datasets.size(), "dataset")));
  print_waiting(datasets, true, page);
}

void print_not_collected(const model::Assessment& assessment, Page& page) {
  const std::vector<const model::DatasetResult*> datasets = waited_for(assessment, false);
  if (datasets.empty()) return;
  page.heading(fmt::format("Not collected ({})", count(datasets.size(), "dataset")));
  print_waiting(datasets, false, page);
  const auto unread = std::ranges::count_if(assessment.datasets, [](const auto& dataset) {
    return !is_collected(dataset) && !is_read(dataset);
  });
  if (unread == 0) return;
  page.paragraph(fmt::format("Of no use to any control: {} more",
                             count(static_cast<std::uint64_t>(unread), "dataset")),
                 indent, Ink::dim);
}

void print_script_hint(const model::Assessment& assessment, Page& page) {
  if (missing_of(assessment).empty()) return;
  page.blank();
  page.paragraph("A script that collects them:");
  page.whole("stance inspect EXPORT --missing --as powershell", indent, Ink::dim);
}

}  // namespace

void render_inspection(const model::Assessment& assessment, const Style& style, std::ostream& out) {
  Page page(style, out);
  print_tenant(assessment, page);
  if (style.brief) return;
  print_inputs(assessment, page);
  print_datasets(assessment, page);
  print_runs(assessment, page);
  print_broken(assessment, page);
  print_not_collected(assessment, page);
  print_script_hint(assessment, page);
}

}  // namespace stance::report
