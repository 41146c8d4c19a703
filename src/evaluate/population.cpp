#include "population.hpp"

#include <fmt/format.h>

#include <utility>

namespace stance::evaluate {

std::string plain(const cel::Value& value) {
  return value.kind == cel::Kind::text ? std::string(value.text()) : cel::to_text(value);
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
      visit_one(cel::Value::record(batch.row(r)), member, visit);
      ++member.ordinal;
    }
  }
  return cel::Value::null();
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
  if (evidence.label.empty()) evidence.label = evidence.key;
  for (const rules::Shown& shown : population_.show) {
    evidence.shown.emplace_back(shown.name, plain(run_.told_value(shown.value)));
  }
  if (!member.place) return evidence;
  const std::uint32_t dataset = std::get<std::uint32_t>(population_.in);
  const tenant::Tenant& tenant = run_.datasets().tenant();
  const tenant::Located located = tenant.holdings[dataset].table->locate(*member.place);
  const std::string path =
      located.input < tenant.inputs.size() ? tenant.inputs[located.input].path : std::string{};
  evidence.source = model::Source{path, located.pointer, 0};
  return evidence;
}

}  // namespace stance::evaluate
