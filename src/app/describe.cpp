#include "describe.hpp"

#include "collect.hpp"
#include "stance/base/json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

namespace stance::app {

namespace {

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

std::string sentence(const tenant::Damage& damage) {
  return fmt::format("{}: {} in {} {}{}", damage.field, damage.what, damage.rows,
                     damage.rows == 1 ? "row" : "rows", damage.repaired ? ", repaired" : "");
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
  for (const tenant::Damage& damage : holding.table->damage()) {
    result.damage.push_back(sentence(damage));
  }
  result.damage.insert(result.damage.end(), holding.repairs.begin(), holding.repairs.end());
  const auto found = readers.find(dataset.name);
  if (found != readers.end()) {
    result.controls = found->second.controls;
    result.points = found->second.points;
  }
  result.step = collect_step(dataset);
  return result;
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
    const auto lines = base::json::lines_of(tenant.documents[i].text(), pointers);
    for (std::size_t k = 0; k < sources.size(); ++k) sources[k]->line = lines[k];
  }
}

}  // namespace stance::app
