#include "population.hpp"

#include "stance/cel/time.hpp"

#include <fmt/format.h>

#include <utility>

namespace stance::evaluate {

namespace {

std::string plain_list(const cel::Value& list) {
  constexpr std::size_t longest = 200;
  std::string text;
  std::size_t told = 0;
  for (; told < list.size && text.size() < longest; ++told) {
    if (told > 0) text += ", ";
    text += plain(list.values[told]);
  }
  if (told < list.size) text += fmt::format(" and {} more", list.size - told);
  if (list.uncertain) return text.empty() ? "not known" : text + ", perhaps more";
  return text.empty() ? "none" : text;
}

}  // namespace

std::string plain(const cel::Value& value) {
  switch (value.kind) {
    case cel::Kind::text: return std::string(value.text());
    case cel::Kind::unknown: return "not known";
    case cel::Kind::null: return "none";
    case cel::Kind::time: return cel::format_time(value);
    case cel::Kind::list: return plain_list(value);
    default: return cel::to_text(value);
  }
}

cel::Value Walk::each(const std::function<void(const Member&)>& visit) {
  if (const auto* dataset = std::get_if<std::uint32_t>(&population_.in)) {
    return scan(*dataset, visit);
  }
  const cel::Value list = run_.value(std::get<cel::Program>(population_.in));
  if (list.kind != cel::Kind::list) return cause_of(list);
  if (list.uncertain) open_ = list.values[-1];
  Member member;
  for (const cel::Value& row : list.members()) {
    visit_one(row, member, visit);
    ++member.ordinal;
  }
  return cel::Value::null();
}

cel::Value Walk::scan(std::uint32_t dataset, const std::function<void(const Member&)>& visit) {
  const cel::Value state = run_.datasets().state_of(dataset);
  if (state.is_unknown()) return state;
  tenant::Table& table = *run_.datasets().tenant().holdings[dataset].table;
  if (table.open()) open_ = run_.datasets().missing(dataset, cel::Why::open_list);
  const auto rows = table.scan(run_.datasets().projections());
  Member member;
  for (tenant::Rows batch; rows->next(batch);) {
    for (std::size_t r = 0; r < batch.count; ++r) {
      member.place = batch.places[r];
      member.order = batch.order.empty() ? std::string_view{} : batch.order[r];
      visit_one(cel::Value::record(batch.row(r)), member, visit);
      ++member.ordinal;
    }
  }
  // A file can turn out to be damaged on the way.
  return run_.datasets().state_of(dataset);
}

void Walk::visit_one(const cel::Value& row, Member member,
                     const std::function<void(const Member&)>& visit) {
  run_.next_row();
  run_.set_local(population_.row_local, row);
  for (const rules::Let& let : population_.lets) {
    run_.set_local(let.local, run_.row_value(let.program));
  }
  if (population_.where) {
    const cel::Value belongs = run_.row_value(*population_.where);
    if (belongs.is(false)) return;
    if (!belongs.is(true)) member.unclear = cause_of(belongs);
  }
  visit(member);
}

std::string Walk::key(const Member& member) const {
  const cel::Value key = run_.told_value(population_.key);
  if (key.is_unknown() || key.is_null()) return fmt::format("#{}", member.ordinal + 1);
  return plain(key);
}

model::Evidence Walk::evidence(const Member& member, std::string key) const {
  model::Evidence evidence;
  evidence.key = std::move(key);
  if (population_.label) {
    const cel::Value label = run_.told_value(*population_.label);
    if (!label.is_unknown() && !label.is_null()) evidence.label = plain(label);
  }
  if (evidence.label.empty()) evidence.label = name_of_whole().value_or(evidence.key);
  for (const rules::Shown& shown : population_.show) {
    evidence.shown.emplace_back(shown.name, plain(run_.told_value(shown.value)));
  }
  evidence.source = source(member);
  return evidence;
}

// People call the only object of a dataset as the dataset.
std::optional<std::string> Walk::name_of_whole() const {
  const auto* dataset = std::get_if<std::uint32_t>(&population_.in);
  if (dataset == nullptr) return std::nullopt;
  const tenant::Dataset& declared = run_.datasets().schema().datasets()[*dataset];
  return declared.singleton ? std::optional(declared.title) : std::nullopt;
}

std::optional<model::Source> Walk::source(const Member& member) const {
  Datasets& datasets = run_.datasets();
  if (population_.source) {
    if (auto named = datasets.source_of(run_.told_value(*population_.source))) return named;
  }
  if (!member.place) return datasets.source_of(run_.local(population_.row_local));
  return datasets.source_of(std::get<std::uint32_t>(population_.in), *member.place);
}

}  // namespace stance::evaluate
