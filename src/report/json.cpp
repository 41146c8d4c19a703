#include "stance/report/json.hpp"

#include "baseline.hpp"
#include "json_text.hpp"
#include "missing.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <ostream>
#include <string>
#include <utility>

namespace stance::report {

namespace {

using Json = nlohmann::ordered_json;

// Hundredths as the decimal number they are; whole ones without a fraction.
Json number(model::Hundredths hundredths) {
  if (hundredths % 100 == 0) return hundredths / 100;
  return static_cast<double>(hundredths) / 100;
}

Json share(model::Hundredths part, model::Hundredths whole) {
  return whole > 0 ? number(model::percent(part, whole)) : Json(nullptr);
}

Json optional(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

// A credit with nine decimals; whole ones without a fraction.
Json decimal(const model::Ratio& ratio) {
  const std::int64_t digits = billionths(ratio);
  if (digits % one_in_billionths == 0) return digits / one_in_billionths;
  return static_cast<double>(digits) / static_cast<double>(one_in_billionths);
}

Json tool(const model::Assessment& assessment) {
  return {
      {"name", "stance"}, {"version", assessment.tool_version}, {"build", assessment.tool_build}};
}

Json tenant(const model::Assessment& assessment) {
  return {{"id", optional(assessment.tenant_id)}, {"name", optional(assessment.tenant_name)}};
}

Json profile(const model::Assessment& assessment) {
  if (!assessment.profile) return nullptr;
  const model::ProfileResult& profile = *assessment.profile;
  Json entry = {{"path", profile.path},
                {"sha256", profile.sha256},
                {"name", optional(profile.name)},
                {"deviations", profile.deviations}};
  if (profile.target) {
    entry["target"] = {{"percent", number(*profile.target)},
                       {"missing_points", number(profile.target_gap)}};
  }
  return entry;
}

Json source(const model::DecisionPlace& place) {
  return {{"path", place.file}, {"line", place.line}};
}

Json decisions(const model::Assessment& assessment) {
  if (!assessment.decisions) return nullptr;
  Json files = Json::array();
  for (const model::DecisionFile& file : assessment.decisions->files) {
    files.push_back({{"path", file.path}, {"sha256", file.sha256}});
  }
  Json notes = Json::array();
  for (const model::DecisionNote& note : assessment.decisions->notes) {
    notes.push_back({{"problem", name(note.problem)},
                     {"message", note.message},
                     {"hint", optional(note.hint)},
                     {"source", source(note.place)}});
  }
  return {{"files", files}, {"entries", assessment.decisions->entries}, {"notes", notes}};
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

Json inputs(const model::Assessment& assessment) {
  Json list = Json::array();
  for (const model::InputResult& input : assessment.inputs) {
    list.push_back({{"path", input.path},
                    {"format", input.format},
                    {"sha256", input.sha256},
                    {"datasets", input.datasets},
                    {"encoding", input.encoding},
                    {"unrecognised", input.unrecognised}});
  }
  return list;
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
          {"model", assessment.model}};
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

Json population(const model::Finding& finding) {
  if (!finding.population) return nullptr;
  return {{"total", finding.population->total},
          {"met", finding.population->met},
          {"unmet", finding.population->unmet},
          {"unknown", finding.population->unknown},
          {"open", finding.population->open}};
}

Json references(const model::ControlInfo& info) {
  Json refs = Json::object();
  for (const auto& [framework, ids] : info.refs) refs[framework] = ids;
  return refs;
}

Json source(const model::Evidence& evidence) {
  if (!evidence.source) return nullptr;
  const std::uint64_t line = evidence.source->line;
  return {{"path", evidence.source->path},
          {"pointer", evidence.source->pointer},
          {"line", line > 0 ? Json(line) : Json(nullptr)}};
}

Json evidence(const model::Evidence& item) {
  Json entry = {{"key", item.key}, {"label", item.label}, {"outcome", name(item.outcome)}};
  if (!item.part.empty()) entry["part"] = item.part;
  entry["actual"] = optional(item.actual);
  entry["expected"] = optional(item.expected);
  entry["source"] = source(item);
  if (!item.unmet.empty()) entry["unmet"] = item.unmet;
  if (!item.shown.empty()) {
    Json& shown = entry["shown"] = Json::object();
    for (const auto& [name, value] : item.shown) shown[name] = value;
  }
  return entry;
}

Json evidence(const model::Finding& finding) {
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

Json control(const model::ControlResult& result) {
  const model::ControlInfo& info = result.info;
  const model::Finding& finding = result.finding;
  const bool credit = has_credit(finding.outcome);
  const bool exact = credit && finding.outcome != model::Outcome::not_assessed;
  Json entry = {{"id", info.id},
                {"revision", info.revision},
                {"title", info.title},
                {"category", info.category},
                {"product", info.product},
                {"severity", name(model::severity_of(info.points))},
                {"criticality", optional(info.criticality)},
                {"outcome", name(finding.outcome)},
                {"status", name(result.status)},
                {"credit", exact ? decimal(finding.low) : Json(nullptr)},
                {"credit_low", credit ? decimal(finding.low) : Json(nullptr)},
                {"credit_high", credit ? decimal(finding.high) : Json(nullptr)},
                {"points", number(result.verified)},
                {"max_points", info.points},
                {"population", population(finding)},
                {"refs", references(info)},
                {"decision", result.decision ? decision(*result.decision) : Json(nullptr)},
                {"evidence", evidence(finding)},
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
  return entry;
}

Json omission(const model::Omission& omission) {
  return {{"reason", optional(omission.reason)},
          {"expires", optional(omission.expires)},
          {"by", optional(omission.origin)}};
}

Json baseline(const model::Assessment& assessment) {
  if (!assessment.baseline) return nullptr;
  const model::Baseline& about = assessment.baseline->baseline;
  Json rows = Json::array();
  for (const model::RequirementResult& row : assessment.baseline->rows) {
    rows.push_back({{"id", row.requirement.id},
                    {"criticality", row.requirement.criticality},
                    {"directive", row.requirement.directive},
                    {"verdict", name(row.verdict)},
                    {"controls", row.controls},
                    {"found", optional(found_text(row, assessment))},
                    {"omission", row.omission ? omission(*row.omission) : Json(nullptr)}});
  }
  Json removed = Json::array();
  for (const model::RemovedRequirement& one : about.removed) {
    removed.push_back({{"id", one.id}, {"superseded_by", one.superseded_by}});
  }
  return {{"framework", about.framework},
          {"title", about.title},
          {"edition", optional(about.edition)},
          {"source", optional(about.source)},
          {"directive", optional(about.directive)},
          {"requirements", rows},
          {"removed", removed}};
}

Json controls(const model::Assessment& assessment) {
  Json list = Json::array();
  for (const model::ControlResult& result : assessment.controls) list.push_back(control(result));
  return list;
}

Json recommendations(const model::Assessment& assessment) {
  Json list = Json::array();
  for (const model::Recommendation& item : assessment.recommendations) {
    const model::ControlResult* about = assessment.find(item.control);
    if (about == nullptr) continue;
    list.push_back({{"rank", item.rank},
                    {"control", item.control},
                    {"title", about->info.title},
                    {"gain", number(item.gain)},
                    {"gain_percent", number(item.gain_percent)},
                    {"priority", number(item.priority)},
                    {"status", name(about->status)},
                    {"user_impact", name(about->info.user_impact)},
                    {"cost", name(about->info.cost)}});
  }
  return list;
}

Json datasets(const model::Assessment& assessment) {
  Json list = Json::array();
  for (const model::DatasetResult& dataset : assessment.datasets) {
    list.push_back({{"name", dataset.name},
                    {"state", dataset.state},
                    {"open", dataset.open},
                    {"count", dataset.count},
                    {"origin", optional(dataset.origin)},
                    {"damage", dataset.damage},
                    {"duplicates", dataset.duplicates},
                    {"title", dataset.title},
                    {"detail", optional(dataset.detail)},
                    {"collect", optional(dataset.collect)},
                    {"controls", dataset.controls}});
  }
  return list;
}

Json step(const model::CollectStep& step) {
  return {{"kind", name(step.kind)},
          {"request", optional(step.request)},
          {"scopes", step.scopes},
          {"command", optional(step.command)},
          {"session", optional(step.session)}};
}

Json missing_datasets(const model::Assessment& assessment) {
  Json list = Json::array();
  for (const model::DatasetResult* dataset : missing_of(assessment)) {
    list.push_back({{"name", dataset->name},
                    {"title", dataset->title},
                    {"points", dataset->waiting_points},
                    {"controls", dataset->waiting},
                    {"licences", dataset->licences},
                    {"state", dataset->state},
                    {"open", dataset->open},
                    {"detail", optional(dataset->detail)},
                    {"damage", dataset->damage},
                    {"collect", optional(dataset->collect)},
                    {"step", step(dataset->step)},
                    {"count", dataset->count},
                    {"damaged_rows", dataset->damaged_rows},
                    {"lacks", dataset->lacks},
                    {"export_again", optional(dataset->again)}});
  }
  return list;
}

// Which products of ScubaGear ran, and which would give more.
Json runs(const model::Assessment& assessment) {
  if (!assessment.runs) return nullptr;
  return {{"ran", assessment.runs->ran},
          {"left_out", assessment.runs->left_out},
          {"datasets", assessment.runs->datasets}};
}

Json unsettled(const model::Assessment& assessment) {
  Json list = Json::array();
  for (const model::UnsettledCause& cause : assessment.unsettled) {
    list.push_back(
        {{"detail", cause.detail}, {"points", cause.points}, {"controls", cause.controls}});
  }
  return list;
}

Json catalog(const model::Assessment& assessment) {
  return {{"name", assessment.catalog.name},
          {"version", assessment.catalog.version},
          {"sha256", assessment.catalog.sha256},
          {"controls", assessment.catalog.controls}};
}

Json gate(const model::GateResult& gate) {
  return {{"passed", gate.passed && gate.covered},
          {"reasons", gate.reasons},
          {"asked", gate.asked},
          {"covered", gate.covered}};
}

Json described(const model::ControlInfo& info) {
  return {{"id", info.id},
          {"revision", info.revision},
          {"title", info.title},
          {"category", info.category},
          {"product", info.product},
          {"severity", name(model::severity_of(info.points))},
          {"criticality", optional(info.criticality)},
          {"points", info.points},
          {"cost", name(info.cost)},
          {"user_impact", name(info.user_impact)},
          {"refs", references(info)},
          {"datasets", info.datasets}};
}

Json long_texts(const model::ControlTexts& texts) {
  Json parameters = Json::object();
  for (const auto& [name, text] : texts.parameters) parameters[name] = text;
  return {{"description", texts.description}, {"rationale", texts.rationale},
          {"threats", texts.threats},         {"steps", texts.steps},
          {"user_effect", texts.user_effect}, {"notes", optional(texts.notes)},
          {"licence", texts.licence},         {"check", texts.check},
          {"parameters", parameters},         {"links", texts.links},
          {"file", optional(texts.file)}};
}

void write(const Json& document, std::ostream& out) {
  out << without_hidden(document.dump(2, ' ', false, Json::error_handler_t::replace)) + '\n';
}

}  // namespace

void render_json(const model::Assessment& assessment, std::ostream& out) {
  write({{"schema", "stance.assessment/1"},
         {"tool", tool(assessment)},
         {"tenant", tenant(assessment)},
         {"as_of", optional(assessment.as_of)},
         {"catalog", catalog(assessment)},
         {"profile", profile(assessment)},
         {"decisions", decisions(assessment)},
         {"inputs", inputs(assessment)},
         {"score", score(assessment)},
         {"categories", categories(assessment)},
         {"controls", controls(assessment)},
         {"recommendations", recommendations(assessment)},
         {"baseline", baseline(assessment)},
         {"datasets", datasets(assessment)},
         {"assumptions", assessment.assumptions},
         {"gate", gate(assessment.gate)},
         {"diagnostics", assessment.diagnostics}},
        out);
}

void render_inspection_json(const model::Assessment& assessment, std::ostream& out) {
  write({{"schema", "stance.inspection/1"},
         {"tool", tool(assessment)},
         {"tenant", tenant(assessment)},
         {"as_of", optional(assessment.as_of)},
         {"inputs", inputs(assessment)},
         {"datasets", datasets(assessment)},
         {"diagnostics", assessment.diagnostics},
         {"runs", runs(assessment)}},
        out);
}

void render_missing_json(const model::Assessment& assessment, std::ostream& out) {
  write({{"schema", "stance.missing/1"},
         {"tool", tool(assessment)},
         {"tenant", tenant(assessment)},
         {"as_of", optional(assessment.as_of)},
         {"inputs", inputs(assessment)},
         {"missing", missing_datasets(assessment)},
         {"diagnostics", assessment.diagnostics},
         {"runs", runs(assessment)},
         {"unsettled", unsettled(assessment)}},
        out);
}

void render_control_json(const model::ControlInfo& info, const model::ControlTexts& texts,
                         const model::ControlResult* result, std::ostream& out) {
  write({{"schema", "stance.control/1"},
         {"control", described(info)},
         {"texts", long_texts(texts)},
         {"deviations", texts.deviations},
         {"result", result != nullptr ? control(*result) : Json(nullptr)}},
        out);
}

void render_list_json(std::span<const model::ControlInfo> controls, std::ostream& out) {
  Json list = Json::array();
  for (const model::ControlInfo& info : controls) list.push_back(described(info));
  write(list, out);
}

void render_value_json(std::string_view json, std::ostream& out) { write(Json::parse(json), out); }

}  // namespace stance::report
