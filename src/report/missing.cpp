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
  return dataset.is_data() && !dataset.open && dataset.waiting.empty();
}

// Why it is missing, then what waits for it.
std::vector<std::string> remarks(const model::DatasetResult& dataset, const Style& style) {
  std::vector<std::string> lines = losses(dataset);
  if (style.brief) return lines;
  if (dataset.licences) lines.emplace_back("tells which licences the tenant has");
  lines.insert(lines.end(), dataset.waiting.begin(), dataset.waiting.end());
  return lines;
}

void print_lines(const model::DatasetResult& dataset, const Style& style, Page& page) {
  page.blank();
  page.item({fmt::format("{:>6}  ", dataset.waiting_points)}, page.clean(dataset.name),
            below_points);
  page.paragraph(page.clean(lack_text(dataset)), below_points);
  page.whole(page.clean(way_text(dataset)), below_points, Ink::dim);
  for (const std::string& remark : remarks(dataset, style)) {
    page.paragraph(page.clean(remark), below_points);
  }
}

void print_table(const std::vector<const model::DatasetResult*>& missing, const Style& style,
                 Page& page) {
  Table table({{"Points waiting", Align::right},
               {"Dataset", Align::left, Fit::whole},
               {"State"},
               {"Collect it with", Align::left, Fit::apart}});
  for (const model::DatasetResult* dataset : missing) {
    Cell below;
    for (const std::string& remark : remarks(*dataset, style)) {
      below.push_back({page.clean(remark)});
    }
    table.add({{{fmt::format("{}", dataset->waiting_points)}},
               {{page.clean(dataset->name), Ink::bold}},
               {{page.clean(lack_text(*dataset))}},
               {{page.clean(way_text(*dataset)), Ink::dim}}},
              std::move(below), 1);
  }
  page.blank();
  table.print(page, indent);
}

// What to look at where no dataset is the cause.
void print_unsettled(const model::Assessment& assessment, const Style& style, Page& page) {
  if (assessment.unsettled.empty()) return;
  page.heading("Causes without a dataset");
  for (const model::UnsettledCause& cause : assessment.unsettled) {
    page.item({fmt::format("{:>6}  ", cause.points)}, page.clean(cause.detail), below_points);
    if (style.brief) continue;
    for (const std::string& control : cause.controls) {
      page.whole("stance show " + page.clean(control) + " EXPORT", below_points, Ink::dim);
    }
  }
}

}  // namespace

void print_runs(const model::Assessment& assessment, Page& page) {
  if (!assessment.runs) return;
  const model::ProductRuns& runs = *assessment.runs;
  page.blank();
  page.paragraph(fmt::format(
      "ScubaGear ran {}{}; this gives {} more of these datasets:", fmt::join(runs.ran, ", "),
      runs.ran.size() == 1 ? " only" : "", runs.datasets));
  page.whole(fmt::format("Invoke-SCuBA -ProductNames {}", fmt::join(runs.left_out, ",")), 2,
             Ink::dim);
}

bool is_read(const model::DatasetResult& dataset) {
  return dataset.licences || !dataset.controls.empty();
}

std::string lack_text(const model::DatasetResult& dataset) {
  if (!dataset.is_data()) return spaced(dataset.state);
  if (dataset.damaged_rows > 0) return "damaged in part";
  if (dataset.open) return "open";
  return dataset.state == "present" ? "incomplete" : dataset.state;
}

std::string way_text(const model::DatasetResult& dataset) {
  if (!dataset.again.empty()) return dataset.again;
  if (!dataset.collect.empty()) return dataset.collect;
  const model::CollectStep& step = dataset.step;
  return step.kind == model::CollectKind::graph ? "GET " + step.request : step.command;
}

std::string damaged_text(const model::DatasetResult& dataset) {
  return fmt::format("{}{} of {} damaged", dataset.more_damaged ? "at least " : "",
                     dataset.damaged_rows, count(dataset.count, "row"));
}

std::vector<std::string> losses(const model::DatasetResult& dataset) {
  std::vector<std::string> lines;
  if (!dataset.detail.empty()) lines.push_back(dataset.detail);
  if (dataset.open) lines.emplace_back("more rows may exist than the input holds");
  if (dataset.damaged_rows > 0) lines.push_back(damaged_text(dataset));
  lines.insert(lines.end(), dataset.lacks.begin(), dataset.lacks.end());
  if (dataset.state == "damaged" || dataset.damaged_rows > 0) {
    lines.insert(lines.end(), dataset.damage.begin(), dataset.damage.end());
  }
  return lines;
}

std::vector<const model::DatasetResult*> missing_of(const model::Assessment& assessment) {
  std::vector<const model::DatasetResult*> missing;
  for (const model::DatasetResult& dataset : assessment.datasets) {
    if (is_read(dataset) && !is_whole(dataset)) missing.push_back(&dataset);
  }
  std::ranges::sort(missing, [](const auto* a, const auto* b) {
    return std::tie(b->waiting_points, a->name) < std::tie(a->waiting_points, b->name);
  });
  return missing;
}

void render_missing(const model::Assessment& assessment, const Style& style, std::ostream& out) {
  Page page(style, out);
  const auto all = std::ranges::count_if(assessment.datasets, is_read);
  const std::string read =
      fmt::format("{} that the catalog reads", count(static_cast<std::uint64_t>(all), "dataset"));
  const std::vector<const model::DatasetResult*> missing = missing_of(assessment);
  if (missing.empty()) {
    page.paragraph("Nothing is missing of " + read);
    return print_unsettled(assessment, style, page);
  }
  page.paragraph(fmt::format("{} missing or not whole, of {}", missing.size(), read));
  print_runs(assessment, page);
  if (page.width() >= narrow) {
    print_table(missing, style, page);
  } else {
    for (const model::DatasetResult* dataset : missing) print_lines(*dataset, style, page);
  }
  print_unsettled(assessment, style, page);
  if (style.brief) return;
  page.blank();
  page.paragraph("For a script that collects them add --as powershell or --as curl.");
}

}  // namespace stance::report
