#include "control_json.hpp"

#include "json_text.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>

namespace stance::report {

namespace {

// A credit with nine decimals; whole ones without a fraction.
Json decimal(const model::Ratio& ratio) {
  const std::int64_t digits = billionths(ratio);
  if (digits % one_in_billionths == 0) return digits / one_in_billionths;
  return static_cast<double>(digits) / static_cast<double>(one_in_billionths);
}

Json decision(const model::Decision& decision) {
  Json entry = {{"status", name(decision.status)},
                {"reason", decision.reason},
                {"owner", decision.owner},
                {"last_day", optional(last_day(decision))},
                {"ticket", optional(decision.ticket)},
                {"evidence", decision.evidence},
                {"notes", optional(decision.notes)},
                {"tags", decision.tags},
                {"source", source(decision.place)}};
  if (!decision.attested_on.empty()) entry["attested_on"] = decision.attested_on;
  return entry;
}

Json population(const model::Finding& finding) {
  if (!finding.population) return nullptr;
  return {{"total", finding.population->total},
          {"met", finding.population->met},
          {"unmet", finding.population->unmet},
          {"unknown", finding.population->unknown},
          {"open", finding.population->open}};
}

Json place(const model::Evidence& evidence) {
  if (!evidence.source) return nullptr;
  const std::uint64_t line = evidence.source->line;
  return {{"path", evidence.source->path},
          {"pointer", evidence.source->pointer},
          {"line", line > 0 ? Json(line) : Json(nullptr)}};
}

Json failing(const model::Finding& finding) {
  Json list = Json::array();
  for (const model::Evidence& item : finding.evidence) list.push_back(evidence(item));
  return list;
}

// Failing objects that decisions take out of the evidence.
Json excepted(const model::ControlResult& result) {
  Json list = Json::array();
  for (const model::Excepted& item : result.excepted) {
    Json entry = evidence(item.object);
    entry["decision"] = decision(item.decision);
    list.push_back(std::move(entry));
  }
  return list;
}

Json missing(const model::Finding& finding) {
  Json list = Json::array();
  for (const model::Missing& item : finding.missing) {
    list.push_back({{"dataset", optional(item.dataset)},
                    {"field", optional(item.field)},
                    {"reason", item.reason},
                    {"detail", optional(item.detail)},
                    {"collect", optional(item.collect)}});
  }
  return list;
}

Json parts(const model::Finding& finding) {
  Json list = Json::array();
  for (const model::PartResult& part : finding.parts) {
    list.push_back({{"label", part.label},
                    {"weight", static_cast<double>(part.weight) / 1000},
                    {"outcome", name(part.outcome)},
                    {"credit_low", decimal(part.low)},
                    {"credit_high", decimal(part.high)}});
  }
  return list;
}

// Outcomes that carry a credit, or at least an interval of one.
bool has_credit(model::Outcome outcome) {
  return outcome != model::Outcome::not_applicable && outcome != model::Outcome::not_licensed &&
         outcome != model::Outcome::manual;
}

Json declarable(const model::Declarable& declarable) {
  Json value;
  for (const model::Declarable::List& list : declarable.lists) {
    (list.name.empty() ? value : value[list.name]) = list.texts;
  }
  return {{"parameter", declarable.parameter}, {"value", value}, {"added", declarable.added}};
}

}  // namespace

Json number(model::Hundredths hundredths) {
  if (hundredths % 100 == 0) return hundredths / 100;
  return static_cast<double>(hundredths) / 100;
}

Json share(model::Hundredths part, model::Hundredths whole) {
  return whole > 0 ? number(model::percent(part, whole)) : Json(nullptr);
}

Json optional(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json credit(const model::Finding& finding) {
  const bool exact = has_credit(finding.outcome) && finding.outcome != model::Outcome::not_assessed;
  return exact ? decimal(finding.low) : Json(nullptr);
}

Json source(const model::DecisionPlace& place) {
  return {{"path", place.file}, {"line", place.line == 0 ? Json(nullptr) : Json(place.line)}};
}

Json references(const model::ControlInfo& info) {
  Json refs = Json::object();
  for (const auto& [framework, ids] : info.refs) refs[framework] = ids;
  return refs;
}

Json offer(const model::LicenceOffer& offer) {
  return {{"plan", offer.plan}, {"product", offer.product}, {"title", offer.product_title}};
}

Json evidence(const model::Evidence& item) {
  Json entry = {{"key", item.key}, {"label", item.label}, {"outcome", name(item.outcome)}};
  if (!item.part.empty()) entry["part"] = item.part;
  entry["actual"] = optional(item.actual);
  entry["expected"] = optional(item.expected);
  entry["source"] = place(item);
  if (!item.unmet.empty()) entry["unmet"] = item.unmet;
  if (!item.shown.empty()) {
    Json& shown = entry["shown"] = Json::object();
    for (const auto& [name, value] : item.shown) shown[name] = value;
  }
  return entry;
}

Json control(const model::ControlResult& result) {
  const model::ControlInfo& info = result.info;
  const model::Finding& finding = result.finding;
  const bool has_interval = has_credit(finding.outcome);
  Json entry = {{"id", info.id},
                {"revision", info.revision},
                {"title", info.title},
                {"category", info.category},
                {"product", info.product},
                {"severity", name(model::severity_of(info.points))},
                {"criticality", optional(info.criticality)},
                {"outcome", name(finding.outcome)},
                {"status", name(result.status)},
                {"credit", credit(finding)},
                {"credit_low", has_interval ? decimal(finding.low) : Json(nullptr)},
                {"credit_high", has_interval ? decimal(finding.high) : Json(nullptr)},
                {"points", number(result.verified)},
                {"max_points", info.points},
                {"population", population(finding)},
                {"refs", references(info)},
                {"decision", result.decision ? decision(*result.decision) : Json(nullptr)},
                {"evidence", failing(finding)},
                {"evidence_total", finding.evidence_total},
                {"missing", missing(finding)}};
  if (!finding.parts.empty()) entry["parts"] = parts(finding);
  if (!finding.assumptions.empty()) entry["assumptions"] = finding.assumptions;
  for (const model::ReferenceResult& reference : finding.references) {
    entry["ref_outcomes"][reference.id] = name(reference.outcome);
  }
  if (finding.declarable) entry["declarable"] = declarable(*finding.declarable);
  if (result.claimed > 0) entry["claimed_points"] = number(result.claimed);
  if (!result.excepted.empty()) entry["excepted"] = excepted(result);
  if (const auto& licence = result.licence) {
    entry["licence"] = {{"plans", licence->plans},
                        {"smallest", licence->offer ? offer(*licence->offer) : Json(nullptr)}};
  }
  return entry;
}

}  // namespace stance::report
