#include "missing.hpp"

#include "layout.hpp"
#include "stance/report/terminal.hpp"
#include "table.hpp"
#include "words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

namespace stance::report {

namespace {

constexpr std::size_t indent = 2;
constexpr std::size_t narrow = 60;
constexpr std::size_t below_points = 8;

bool is_whole(const model::DatasetResult& dataset) {
  return (dataset.state == "present" || dataset.state == "empty") && !dataset.open;
}

std::string state_text(const model::DatasetResult& dataset) {
  const bool data = dataset.state == "present" || dataset.state == "empty";
  return data ? "open" : spaced(dataset.state);
}

// For people, else what a script would do.
std::string way_text(const model::DatasetResult& dataset) {
  if (!dataset.collect.empty()) return dataset.collect;
  const model::CollectStep& step = dataset.step;
  return step.request.empty() ? step.command : "GET " + step.request;
}

// Why it is missing, then what waits for it.
std::vector<std::string> remarks(const model::DatasetResult& dataset, const Style& style) {
  std::vector<std::string> lines;
  if (!dataset.detail.empty()) lines.push_back(dataset.detail);
  if (dataset.open) lines.emplace_back("more rows may exist than the input holds");
  if (dataset.state == "damaged") {
    lines.insert(lines.end(), dataset.damage.begin(), dataset.damage.end());
  }
  if (style.brief) return lines;
  if (dataset.licences) lines.emplace_back("tells which licences the tenant has");
  lines.insert(lines.end(), dataset.controls.begin(), dataset.controls.end());
  return lines;
}

void print_lines(const model::DatasetResult& dataset, const Style& style, Page& page) {
  page.blank();
  page.item({fmt::format("{:>6}  ", dataset.points)}, page.clean(dataset.name), below_points);
  page.paragraph(page.clean(state_text(dataset)), below_points);
  page.paragraph(page.clean(way_text(dataset)), below_points, Ink::dim);
  for (const std::string& remark : remarks(dataset, style)) {
    page.paragraph(page.clean(remark), below_points);
  }
}

void print_table(const std::vector<const model::DatasetResult*>& missing, const Style& style,
                 Page& page) {
  Table table({{"Points waiting", Align::right},
               {"Dataset", Align::left, Fit::whole},
               {"State"},
               {"Collect it with", Align::left, Fit::flexible}});
  for (const model::DatasetResult* dataset : missing) {
    Cell below;
    for (const std::string& remark : remarks(*dataset, style)) {
      below.push_back({page.clean(remark)});
    }
    table.add({{{fmt::format("{}", dataset->points)}},
               {{page.clean(dataset->name), Ink::bold}},
               {{page.clean(state_text(*dataset))}},
               {{page.clean(way_text(*dataset)), Ink::dim}}},
              std::move(below), 1);
  }
  page.blank();
  table.print(page, indent);
}

}  // namespace

bool is_read(const model::DatasetResult& dataset) {
  return dataset.licences || !dataset.controls.empty();
}

std::vector<const model::DatasetResult*> missing_of(const model::Assessment& assessment) {
  std::vector<const model::DatasetResult*> missing;
  for (const model::DatasetResult& dataset : assessment.datasets) {
    if (is_read(dataset) && !is_whole(dataset)) missing.push_back(&dataset);
  }
  std::ranges::sort(missing, [](const auto* a, const auto* b) {
    return std::tie(b->points, a->name) < std::tie(a->points, b->name);
  });
  return missing;
}

void render_missing(const model::Assessment& assessment, const Style& style, std::ostream& out) {
  Page page(style, out);
  const auto all = std::ranges::count_if(assessment.datasets, is_read);
  const std::string read =
      fmt::format("{} that the catalog reads", count(static_cast<std::uint64_t>(all), "dataset"));
  const std::vector<const model::DatasetResult*> missing = missing_of(assessment);
  if (missing.empty()) return page.paragraph("Nothing is missing of " + read);
  page.paragraph(fmt::format("{} missing or not whole, of {}", missing.size(), read));
  if (page.width() >= narrow) {
    print_table(missing, style, page);
  } else {
    for (const model::DatasetResult* dataset : missing) print_lines(*dataset, style, page);
  }
  if (style.brief) return;
  page.blank();
  page.paragraph("For a script that collects them add --as powershell or --as curl.");
}

}  // namespace stance::report
