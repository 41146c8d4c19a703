#include "control_json.hpp"
#include "json_text.hpp"
#include "stance/report/fleet.hpp"

#include <nlohmann/json.hpp>

#include <ostream>
#include <utility>

namespace stance::report {

namespace {

using model::TenantSummary;

Json optional_number(const std::optional<model::Hundredths>& value) {
  return value ? number(*value) : Json(nullptr);
}

Json worst_category(const TenantSummary& tenant) {
  if (!tenant.worst) return nullptr;
  return {{"category", tenant.worst->category}, {"percent", number(tenant.worst->percent)}};
}

Json top_gap(const TenantSummary& tenant) {
  if (!tenant.top_gap) return nullptr;
  return {{"control", tenant.top_gap->control.id},
          {"title", tenant.top_gap->control.title},
          {"gain", number(tenant.top_gap->gain)}};
}

Json gate(const std::optional<model::GateOutcome>& outcome,
          const std::vector<std::string>& reasons) {
  return {{"outcome", outcome ? Json(name(*outcome)) : Json(nullptr)}, {"reasons", reasons}};
}

Json score(const TenantSummary& tenant) {
  return {{"points", number(tenant.points)},
          {"max", number(tenant.max)},
          {"percent", optional_number(tenant.score)},
          {"verified", {{"percent", optional_number(tenant.verified)}}},
          {"coverage", optional_number(tenant.coverage)}};
}

// What lines and rows of the roll-up begin with.
Json head(const TenantSummary& tenant) {
  return {{"name", tenant.name},
          {"tenant", {{"id", optional(tenant.tenant_id)}, {"name", optional(tenant.tenant_name)}}},
          {"as_of", optional(tenant.as_of)},
          {"score", score(tenant)},
          {"worst_category", worst_category(tenant)},
          {"top_gap", top_gap(tenant)},
          {"gate", gate(tenant.gate, tenant.gate_reasons)}};
}

Json line(const TenantSummary& tenant) {
  Json entry = {{"schema", "stance.tenant/1"}, {"name", tenant.name}};
  if (!tenant.error.empty()) {
    entry["error"] = tenant.error;
    entry["gate"] = gate(tenant.gate, tenant.gate_reasons);
    return entry;
  }
  entry["error"] = nullptr;
  entry.update(head(tenant));
  entry["tool"] = {
      {"name", "stance"}, {"version", tenant.tool_version}, {"build", tenant.tool_build}};
  entry["catalog"] = {{"sha256", tenant.catalog}};
  entry["profile"] = tenant.profile.empty() ? Json(nullptr) : Json{{"sha256", tenant.profile}};
  entry["failing"] = Json::array();
  for (const model::NamedControl& control : tenant.failing) {
    entry["failing"].push_back({{"control", control.id}, {"title", control.title}});
  }
  entry["holding"] = tenant.holding;
  entry["gaps"] = tenant.gaps;
  entry["sha256"] = tenant.sha256;
  entry["key"] = optional(tenant.key);
  return entry;
}

Json spread(const model::FleetReport& fleet) {
  if (!fleet.spread) return nullptr;
  Json ranks = Json::array();
  for (std::size_t i = 0; i < model::ScoreSpread::ranks.size(); ++i) {
    ranks.push_back(
        {{"rank", model::ScoreSpread::ranks[i]}, {"percent", number(fleet.spread->percent[i])}});
  }
  return {{"method", "nearest-rank"}, {"tenants", fleet.spread->tenants}, {"percentiles", ranks}};
}

Json outliers(const model::FleetReport& fleet) {
  Json list = Json::array();
  for (const model::Outlier& outlier : fleet.outliers) {
    list.push_back({{"name", outlier.name},
                    {"percent", number(outlier.score)},
                    {"side", outlier.below ? "below" : "above"}});
  }
  return list;
}

Json controls(const model::FleetReport& fleet) {
  Json list = Json::array();
  for (const model::ControlFailures& one : fleet.controls) {
    list.push_back({{"control", one.control.id},
                    {"title", one.control.title},
                    {"failing", one.failing},
                    {"assessed", one.assessed},
                    {"percent", share(static_cast<model::Hundredths>(one.failing),
                                      static_cast<model::Hundredths>(one.assessed))}});
  }
  return list;
}

Json unassessed(const model::FleetReport& fleet) {
  Json list = Json::array();
  for (const TenantSummary& tenant : fleet.unassessed) {
    list.push_back({{"name", tenant.name}, {"reason", tenant.error}});
  }
  return list;
}

Json gates(const model::FleetReport& fleet) {
  Json reasons = Json::array();
  for (const auto* list : {&fleet.assessed, &fleet.unassessed}) {
    for (const TenantSummary& tenant : *list) {
      if (tenant.gate_reasons.empty()) continue;
      reasons.push_back({{"name", tenant.name},
                         {"outcome", tenant.gate ? Json(name(*tenant.gate)) : Json(nullptr)},
                         {"reasons", tenant.gate_reasons}});
    }
  }
  const auto outcome = fleet.gate();
  return {{"outcome", outcome ? Json(name(*outcome)) : Json(nullptr)}, {"tenants", reasons}};
}

std::string text_of(const Json& json, int indent) {
  return without_hidden(json.dump(indent, ' ', false, Json::error_handler_t::replace)) + '\n';
}

}  // namespace

std::string tenant_line(const TenantSummary& tenant) { return text_of(line(tenant), -1); }

void render_fleet_json(const model::FleetReport& fleet, std::ostream& out) {
  Json tenants = Json::array();
  for (const TenantSummary& tenant : fleet.assessed) tenants.push_back(head(tenant));
  out << text_of({{"schema", "stance.fleet/1"},
                  {"assessed", fleet.assessed.size()},
                  {"not_assessed", fleet.unassessed.size()},
                  {"scores", spread(fleet)},
                  {"tenants", std::move(tenants)},
                  {"unassessed", unassessed(fleet)},
                  {"outliers", outliers(fleet)},
                  {"controls", controls(fleet)},
                  {"gate", gates(fleet)},
                  {"notes", fleet.notes}},
                 2);
}

}  // namespace stance::report
