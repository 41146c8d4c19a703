#include "describe.hpp"

#include "collect.hpp"
#include "stance/base/json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace stance::app {

namespace {

constexpr std::ptrdiff_t most_fields = 5;

struct Readers {
  std::vector<std::string> controls;
  std::int64_t points = 0;
};
using ReadersByDataset = std::map<std::string, Readers, std::less<>>;

ReadersByDataset readers_by_dataset(std::span<const model::ControlInfo> controls) {
  ReadersByDataset readers;
  for (const model::ControlInfo& control : controls) {
    for (const std::string& dataset : control.datasets) {
      readers[dataset].controls.push_back(control.id);
      readers[dataset].points += control.points;
    }
  }
  return readers;
}

// What happened to several fields alike is told once, in sentences that fit on a page.
std::vector<std::string> sentences(const std::vector<tenant::Damage>& damage) {
  std::vector<std::pair<std::string, std::vector<std::string>>> told;
  for (const tenant::Damage& item : damage) {
    std::string what =
        fmt::format("{} in {} {}{}", item.what, item.rows, item.rows == 1 ? "row" : "rows",
                    item.repaired ? ", repaired" : "");
    auto same = std::ranges::find(told, what, [](const auto& entry) { return entry.first; });
    if (same == told.end()) {
      told.emplace_back(std::move(what), std::vector<std::string>());
      same = std::prev(told.end());
    }
    same->second.push_back(item.field);
  }
  std::vector<std::string> lines;
  for (const auto& [what, fields] : told) {
    if (fields.size() == 1) {
      lines.push_back(fmt::format("{}: {}", fields.front(), what));
      continue;
    }
    for (auto from = fields.begin(); from != fields.end();) {
      const auto to = from + std::min<std::ptrdiff_t>(most_fields, fields.end() - from);
      lines.push_back(fmt::format("{}: {}", what, fmt::join(from, to, ", ")));
      from = to;
    }
  }
  return lines;
}

// Two fields may be damaged in the same row or not.
void count_damaged(const std::vector<tenant::Damage>& damage, model::DatasetResult& result) {
  std::size_t fields = 0;
  for (const tenant::Damage& item : damage) {
    if (item.repaired) continue;
    ++fields;
    result.damaged_rows = std::max(result.damaged_rows, item.rows);
  }
  result.damaged_rows = std::min(result.damaged_rows, result.count);
  result.more_damaged = fields > 1 && result.damaged_rows < result.count;
}

model::DatasetResult describe(const tenant::Dataset& dataset, const tenant::Holding& holding,
                              const ReadersByDataset& readers) {
  model::DatasetResult result;
  result.name = dataset.name;
  result.title = dataset.title;
  result.state = tenant::name(holding.table->state());
  result.open = holding.table->open();
  result.count = holding.table->count();
  result.duplicates = holding.table->duplicates();
  result.origin = holding.origin;
  result.detail = holding.detail;
  result.collect = dataset.collect;
  const std::vector<tenant::Damage> damage = holding.table->damage();
  result.damage = sentences(damage);
  count_damaged(damage, result);
  result.damage.insert(result.damage.end(), holding.repairs.begin(), holding.repairs.end());
  const auto found = readers.find(dataset.name);
  if (found != readers.end()) {
    result.controls = found->second.controls;
    result.points = found->second.points;
  }
  result.step = collect_step(dataset);
  result.again = whole_export(result);
  return result;
}

// What was cut off is not collected whole by the command that cut it off.
void suggest_whole_exports(model::Assessment& assessment) {
  std::map<std::string_view, std::string_view> again;
  for (const model::DatasetResult& dataset : assessment.datasets) {
    if (!dataset.again.empty()) again[dataset.name] = dataset.again;
  }
  if (again.empty()) return;
  for (model::ControlResult& control : assessment.controls) {
    for (model::Missing& missing : control.finding.missing) {
      const auto found = again.find(missing.dataset);
      if (found != again.end() && missing.reason == "damaged") missing.collect = found->second;
    }
  }
}

// Of the list of a large input the document has only the beginning.
std::vector<std::uint64_t> lines_in(const tenant::Tenant& tenant, std::size_t input,
                                    std::span<const std::string> pointers) {
  const auto list = input < tenant.lists.size() ? tenant.lists[input] : nullptr;
  if (list == nullptr) return base::json::lines_of(tenant.documents[input].text(), pointers);
  std::vector<std::uint64_t> indexes;
  for (const std::string& pointer : pointers) {
    indexes.push_back(tenant::index_in(*list, pointer).value_or(list->size));
  }
  return base::json::lines_of(list->elements, indexes);
}

}  // namespace

void describe_inputs(const tenant::Tenant& tenant, const tenant::Schema& schema,
                     std::span<const model::ControlInfo> controls, model::Assessment& assessment) {
  const ReadersByDataset readers = readers_by_dataset(controls);
  for (const tenant::Dataset& dataset : schema.datasets()) {
    const tenant::Holding& holding = tenant.holdings[dataset.index];
    // What people may declare or not is never missing.
    if (dataset.optional && holding.table->state() == tenant::State::not_collected) continue;
    assessment.datasets.push_back(describe(dataset, holding, readers));
  }
  std::sort(assessment.datasets.begin(), assessment.datasets.end(),
            [](const auto& a, const auto& b) { return a.name < b.name; });
  suggest_whole_exports(assessment);
  for (std::size_t i = 0; i < tenant.inputs.size(); ++i) {
    const tenant::Input& input = tenant.inputs[i];
    model::InputResult result{.path = input.path,
                              .format = input.format,
                              .encoding = input.encoding,
                              .sha256 = input.sha256,
                              .datasets = 0,
                              .unrecognised = input.unrecognised};
    for (const tenant::Holding& holding : tenant.holdings) {
      if (std::binary_search(holding.inputs.begin(), holding.inputs.end(), i)) ++result.datasets;
    }
    assessment.inputs.push_back(std::move(result));
  }
  assessment.tenant_id = tenant.id;
  assessment.tenant_name = tenant.display_name;
}

void resolve_lines(const tenant::Tenant& tenant, std::span<model::ControlResult> controls) {
  for (std::size_t i = 0; i < tenant.inputs.size() && i < tenant.documents.size(); ++i) {
    std::vector<model::Source*> sources;
    std::vector<std::string> pointers;
    for (model::ControlResult& control : controls) {
      for (model::Evidence& evidence : control.finding.evidence) {
        if (!evidence.source || evidence.source->path != tenant.inputs[i].path) continue;
        sources.push_back(&*evidence.source);
        pointers.push_back(evidence.source->pointer);
      }
    }
    if (pointers.empty()) continue;
    const auto lines = lines_in(tenant, i, pointers);
    for (std::size_t k = 0; k < sources.size(); ++k) sources[k]->line = lines[k];
  }
}

}  // namespace stance::app
