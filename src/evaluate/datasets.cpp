#include "stance/evaluate/evaluate.hpp"

#include <algorithm>

namespace stance::evaluate {

namespace {

cel::Why why_of(tenant::State state) {
  switch (state) {
    case tenant::State::failed: return cel::Why::dataset_failed;
    case tenant::State::damaged: return cel::Why::dataset_damaged;
    default: return cel::Why::dataset_absent;
  }
}

bool is_data(tenant::State state) {
  return state == tenant::State::present || state == tenant::State::empty;
}

}  // namespace

Datasets::Datasets(const tenant::Tenant& tenant, const tenant::Schema& schema,
                   const cel::Projections& projections)
    : tenant_(tenant),
      schema_(schema),
      projections_(projections),
      values_(schema.datasets().size()),
      indexes_(schema.datasets().size()),
      loaded_(schema.datasets().size(), false),
      noted_(schema.datasets().size(), false) {}

cel::Value Datasets::missing(std::uint32_t dataset, cel::Why why) {
  auto* subject = new (arena_.array<cel::Subject>(1)) cel::Subject;
  subject->dataset = schema_.datasets()[dataset].name;
  return cel::Value::unknown(why, subject);
}

cel::Value Datasets::state_of(std::uint32_t dataset) {
  const tenant::Table& table = *tenant_.holdings[dataset].table;
  return is_data(table.state()) ? cel::Value::null() : missing(dataset, why_of(table.state()));
}

cel::Value Datasets::read(const tenant::Dataset& dataset) {
  tenant::Table& table = *tenant_.holdings[dataset.index].table;
  if (dataset.optional && table.state() == tenant::State::not_collected) {
    return cel::Value::list({});
  }
  if (!is_data(table.state())) return state_of(dataset.index);
  const tenant::Rows held = table.hold(projections_);
  if (!is_data(table.state())) return state_of(dataset.index);
  std::vector<cel::Value> rows;
  for (std::size_t r = 0; r < held.count; ++r) rows.push_back(cel::Value::record(held.row(r)));
  if (dataset.singleton) {
    return rows.empty() ? missing(dataset.index, cel::Why::dataset_absent) : rows.front();
  }
  if (table.open()) {
    return cel::uncertain_list(rows, missing(dataset.index, cel::Why::open_list), arena_);
  }
  cel::Value* stored = arena_.array<cel::Value>(rows.size());
  std::copy(rows.begin(), rows.end(), stored);
  return cel::Value::list({stored, rows.size()});
}

void Datasets::note_origin(const cel::Value& value, const Origin& origin) {
  if (value.kind == cel::Kind::record) {
    origins_.emplace(value.values, origin);
  } else if (value.kind == cel::Kind::list) {
    for (const cel::Value& member : value.members()) {
      if (member.kind != cel::Kind::record) return;
      note_origin(member, origin);
    }
  }
}

void Datasets::note_origins(std::uint32_t dataset) {
  if (noted_[dataset] || !loaded_[dataset]) return;
  noted_[dataset] = true;
  tenant::Table& table = *tenant_.holdings[dataset].table;
  if (!is_data(table.state())) return;
  const tenant::Rows rows = table.hold(projections_);
  if (rows.width == 0) return;
  for (std::size_t r = 0; r < rows.count; ++r) {
    const Origin origin{dataset, rows.places[r]};
    note_origin(cel::Value::record(rows.row(r)), origin);
    for (std::size_t i = 0; i < rows.width; ++i) note_origin(rows.row(r)[i], origin);
  }
}

model::Source Datasets::source_of(std::uint32_t dataset, tenant::Place place) const {
  const tenant::Located located = tenant_.holdings[dataset].table->locate(place);
  const bool known = located.input < tenant_.inputs.size();
  return {known ? tenant_.inputs[located.input].path : std::string(), located.pointer, 0};
}

std::optional<model::Source> Datasets::source_of(const cel::Value& value) {
  if (value.kind == cel::Kind::list) {
    return value.size == 0 ? std::nullopt : source_of(value.values[0]);
  }
  if (value.kind != cel::Kind::record) return std::nullopt;
  for (std::uint32_t i = 0; i < loaded_.size(); ++i) note_origins(i);
  const auto found = origins_.find(value.values);
  if (found == origins_.end()) return std::nullopt;
  return source_of(found->second.dataset, found->second.place);
}

void Datasets::load_one(const tenant::Dataset& dataset) {
  if (loaded_[dataset.index]) return;
  loaded_[dataset.index] = true;
  values_[dataset.index] = read(dataset);
  for (const std::uint32_t slot : keys_of(dataset)) {
    indexes_[dataset.index].emplace_back(values_[dataset.index], slot);
  }
}

// Slots by which programs look up rows of the dataset.
std::set<std::uint32_t> Datasets::keys_of(const tenant::Dataset& dataset) const {
  const cel::Projection* projection = projections_.find(dataset.row->type);
  return projection == nullptr ? std::set<std::uint32_t>() : projection->keys();
}

void Datasets::load(std::span<const std::uint32_t> datasets) {
  for (const std::uint32_t index : datasets) {
    const tenant::Dataset& dataset = schema_.datasets()[index];
    if (!dataset.large || !keys_of(dataset).empty()) load_one(dataset);
  }
}

void Datasets::load_whole(std::span<const std::uint32_t> datasets) {
  for (const std::uint32_t index : datasets) load_one(schema_.datasets()[index]);
}

}  // namespace stance::evaluate
