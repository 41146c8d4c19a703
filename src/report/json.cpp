#include "stance/report/json.hpp"

#include "baseline.hpp"
#include "control_json.hpp"
#include "json_text.hpp"
#include "missing.hpp"
#include "score_json.hpp"

#include <nlohmann/json.hpp>

#include <ostream>
#include <string>
#include <utility>

namespace stance::report {

namespace {

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
  return {{"files", files},
          {"entries", assessment.decisions->entries},
          {"declared", assessment.decisions->declared},
          {"notes", notes}};
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

Json omission(const model::Omission& omission) {
  return {{"reason", optional(omission.reason)},
          {"expires", optional(omission.expires)},
          {"by", optional(omission.origin)}};
}

Json annotation(const model::Annotation& annotation) {
  return {{"comment", optional(annotation.comment)}, {"due", optional(annotation.due)}};
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
                    {"omission", row.omission ? omission(*row.omission) : Json(nullptr)},
                    {"annotation", row.annotation ? annotation(*row.annotation) : Json(nullptr)}});
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

Json shown(const model::Assessment& assessment) {
  if (!assessment.shown) return nullptr;
  const model::Shown& shown = *assessment.shown;
  return {{"filters", shown.filters},
          {"controls", shown.controls},
          {"of", shown.of},
          {"top", shown.top ? Json(*shown.top) : Json(nullptr)}};
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
  return {{"description", texts.description},
          {"rationale", texts.rationale},
          {"threats", texts.threats},
          {"steps", texts.steps},
          {"user_effect", texts.user_effect},
          {"notes", optional(texts.notes)},
          {"licence", texts.licence},
          {"check", texts.check},
          {"parameters", parameters},
          {"links", texts.links},
          {"file", optional(texts.file)},
          {"smallest_licence", texts.offer ? offer(*texts.offer) : Json(nullptr)}};
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
         {"shown", shown(assessment)},
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
