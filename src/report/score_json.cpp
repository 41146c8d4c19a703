#include "score_json.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace stance::report {

namespace {

// Of each, the share of all that could be earned with all licences.
Json licences(const model::LicenceTotals& totals) {
  const auto of = [&](model::Hundredths points) -> Json {
    return {{"points", number(points)},
            {"max", number(totals.everything)},
            {"percent", share(points, totals.everything)}};
  };
  return {{"known", totals.known},
          {"now", of(totals.now)},
          {"owned", totals.known ? of(totals.owned) : Json(nullptr)},
          {"everything", of(totals.everything)}};
}

}  // namespace

Json tool(const model::Assessment& assessment) {
  return {
      {"name", "stance"}, {"version", assessment.tool_version}, {"build", assessment.tool_build}};
}

Json tenant(const model::Assessment& assessment) {
  return {{"id", optional(assessment.tenant_id)}, {"name", optional(assessment.tenant_name)}};
}

Json score(const model::Assessment& assessment) {
  const model::Totals& totals = assessment.totals;
  return {{"points", number(totals.points())},
          {"max", number(totals.assessed_max)},
          {"percent", share(totals.points(), totals.assessed_max)},
          {"verified",
           {{"points", number(totals.verified)},
            {"percent", share(totals.verified, totals.assessed_max)}}},
          {"claimed", {{"points", number(totals.claimed)}}},
          {"coverage", share(totals.assessed_max, totals.applicable_max)},
          {"low", share(totals.low, totals.applicable_max)},
          {"high", share(totals.high, totals.applicable_max)},
          {"model", assessment.model},
          {"licences", licences(assessment.licences)}};
}

Json categories(const model::Assessment& assessment) {
  Json list = Json::array();
  for (const model::CategoryResult& category : assessment.categories) {
    const model::Totals& totals = category.totals;
    Json entry = {{"category", category.category},
                  {"points", number(totals.points())},
                  {"max", number(totals.assessed_max)},
                  {"percent", share(totals.points(), totals.assessed_max)},
                  {"coverage", share(totals.assessed_max, totals.applicable_max)}};
    if (totals.claimed > 0) entry["claimed"] = {{"points", number(totals.claimed)}};
    list.push_back(std::move(entry));
  }
  return list;
}

Json gate(const model::GateResult& gate) {
  Json reasons = Json::array();
  Json gates = Json::array();
  for (const model::Gate& one : gate.gates) {
    if (!one.reason.empty()) reasons.push_back(one.reason);
    gates.push_back({{"gate", one.name},
                     {"wanted", one.wanted},
                     {"found", one.found},
                     {"outcome", name(one.outcome)}});
  }
  return {{"passed", gate.passed() && gate.covered()},
          {"reasons", reasons},
          {"asked", gate.asked()},
          {"covered", gate.covered()},
          {"gates", gates}};
}

}  // namespace stance::report
