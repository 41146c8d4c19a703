#include "baseline.hpp"
#include "control_json.hpp"
#include "csv_table.hpp"
#include "found.hpp"
#include "stance/report/formats.hpp"
#include "standing.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstdint>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stance::report {

namespace {

using csv::Column;
using csv::text;
using csv::write;
using csv::write_head;

// A row of each table, with all that its cells are taken from.
struct ControlRow {
  const model::Assessment& assessment;
  const model::ControlResult& control;
};

struct EvidenceRow {
  const model::Assessment& assessment;
  const model::ControlResult& control;
  const model::Evidence& evidence;
  const model::Decision* decision;
};

struct RequirementRow {
  const model::Assessment& assessment;
  const model::RequirementResult& result;
};

struct GateRow {
  const model::Assessment& assessment;
  const model::Gate& gate;
};

std::string value(const Json& number) { return number.is_null() ? std::string() : number.dump(); }

std::string whole(std::int64_t number) { return fmt::format("{}", number); }

std::string joined(const std::vector<std::string>& texts) {
  return text(fmt::format("{}", fmt::join(texts, "; ")));
}

// A number of the population; nothing where there is none.
std::string objects(const ControlRow& row, std::uint64_t model::Population::*number) {
  const auto& population = row.control.finding.population;
  return population ? fmt::format("{}", (*population).*number) : std::string();
}

std::string references(const ControlRow& row) {
  std::vector<std::string> texts;
  texts.reserve(row.control.info.refs.size());
  for (const auto& [framework, ids] : row.control.info.refs) {
    texts.push_back(fmt::format("{}: {}", framework, fmt::join(ids, " ")));
  }
  return joined(texts);
}

std::string of_decision(const model::Decision* decision, std::string model::Decision::*member) {
  return decision == nullptr ? std::string() : text(decision->*member);
}

std::string decided(const model::Decision* decision) {
  return decision == nullptr ? std::string() : text(name(decision->status));
}

std::string ends(const model::Decision* decision) {
  return decision == nullptr ? std::string() : text(last_day(*decision));
}

std::string shown(const model::Evidence& evidence) {
  std::vector<std::string> texts;
  texts.reserve(evidence.shown.size());
  for (const auto& [name, value] : evidence.shown) {
    texts.push_back(fmt::format("{}: {}", name, value));
  }
  return joined(texts);
}

std::string line(const model::Evidence& evidence) {
  const bool known = evidence.source && evidence.source->line > 0;
  return known ? fmt::format("{}", evidence.source->line) : std::string();
}

std::string of_source(const model::Evidence& evidence, std::string model::Source::*member) {
  return evidence.source ? text((*evidence.source).*member) : std::string();
}

using Control = const ControlRow&;
constexpr Column<ControlRow> control_columns[] = {
    {"tenant_id", [](Control row) { return text(row.assessment.tenant_id); }},
    {"tenant", [](Control row) { return text(row.assessment.tenant_name); }},
    {"as_of", [](Control row) { return text(row.assessment.as_of); }},
    {"control", [](Control row) { return text(row.control.info.id); }},
    {"revision", [](Control row) { return whole(row.control.info.revision); }},
    {"title", [](Control row) { return text(row.control.info.title); }},
    {"category", [](Control row) { return text(row.control.info.category); }},
    {"product", [](Control row) { return text(row.control.info.product); }},
    {"severity",
     [](Control row) { return text(name(model::severity_of(row.control.info.points))); }},
    {"criticality", [](Control row) { return text(row.control.info.criticality); }},
    {"cost", [](Control row) { return text(name(row.control.info.cost)); }},
    {"user_impact", [](Control row) { return text(name(row.control.info.user_impact)); }},
    {"outcome", [](Control row) { return text(name(row.control.finding.outcome)); }},
    {"status", [](Control row) { return text(name(row.control.status)); }},
    {"credit", [](Control row) { return value(credit(row.control.finding)); }},
    {"points", [](Control row) { return value(number(row.control.verified)); }},
    {"claimed_points", [](Control row) { return value(number(row.control.claimed)); }},
    {"max_points", [](Control row) { return whole(row.control.info.points); }},
    {"objects", [](Control row) { return objects(row, &model::Population::total); }},
    {"objects_met", [](Control row) { return objects(row, &model::Population::met); }},
    {"objects_unmet", [](Control row) { return objects(row, &model::Population::unmet); }},
    {"objects_unknown", [](Control row) { return objects(row, &model::Population::unknown); }},
    {"found", [](Control row) { return text(found_text(row.control)); }},
    {"references", references},
    {"decision", [](Control row) { return decided(deciding(row.control)); }},
    {"decision_owner",
     [](Control row) { return of_decision(deciding(row.control), &model::Decision::owner); }},
    {"decision_last_day", [](Control row) { return ends(deciding(row.control)); }},
    {"decision_reason",
     [](Control row) { return of_decision(deciding(row.control), &model::Decision::reason); }},
};

using Object = const EvidenceRow&;
constexpr Column<EvidenceRow> evidence_columns[] = {
    {"tenant_id", [](Object row) { return text(row.assessment.tenant_id); }},
    {"as_of", [](Object row) { return text(row.assessment.as_of); }},
    {"control", [](Object row) { return text(row.control.info.id); }},
    {"part", [](Object row) { return text(row.evidence.part); }},
    {"key", [](Object row) { return text(row.evidence.key); }},
    {"label", [](Object row) { return text(row.evidence.label); }},
    {"outcome", [](Object row) { return text(name(row.evidence.outcome)); }},
    {"actual", [](Object row) { return text(row.evidence.actual); }},
    {"expected", [](Object row) { return text(row.evidence.expected); }},
    {"unmet", [](Object row) { return joined(row.evidence.unmet); }},
    {"shown", [](Object row) { return shown(row.evidence); }},
    {"path", [](Object row) { return of_source(row.evidence, &model::Source::path); }},
    {"pointer", [](Object row) { return of_source(row.evidence, &model::Source::pointer); }},
    {"line", [](Object row) { return line(row.evidence); }},
    {"decision", [](Object row) { return decided(row.decision); }},
    {"decision_owner",
     [](Object row) { return of_decision(row.decision, &model::Decision::owner); }},
    {"decision_last_day", [](Object row) { return ends(row.decision); }},
    {"decision_reason",
     [](Object row) { return of_decision(row.decision, &model::Decision::reason); }},
};

// What somebody left out, or remarked: nothing where nobody did.
template <class Said>
std::string said(const std::optional<Said>& words, std::string Said::*member) {
  return words ? text((*words).*member) : std::string();
}

using Row = const RequirementRow&;
constexpr Column<RequirementRow> baseline_columns[] = {
    {"tenant_id", [](Row row) { return text(row.assessment.tenant_id); }},
    {"as_of", [](Row row) { return text(row.assessment.as_of); }},
    {"framework", [](Row row) { return text(row.assessment.baseline->baseline.framework); }},
    {"requirement", [](Row row) { return text(row.result.requirement.id); }},
    {"criticality", [](Row row) { return text(row.result.requirement.criticality); }},
    {"directive",
     [](Row row) { return std::string(row.result.requirement.directive ? "true" : "false"); }},
    {"verdict", [](Row row) { return text(name(row.result.verdict)); }},
    {"controls", [](Row row) { return joined(row.result.controls); }},
    {"found", [](Row row) { return text(found_text(row.result, row.assessment)); }},
    {"omission_reason",
     [](Row row) { return said(row.result.omission, &model::Omission::reason); }},
    {"omission_expires",
     [](Row row) { return said(row.result.omission, &model::Omission::expires); }},
    {"omission_by", [](Row row) { return said(row.result.omission, &model::Omission::origin); }},
    {"comment", [](Row row) { return said(row.result.annotation, &model::Annotation::comment); }},
    {"due", [](Row row) { return said(row.result.annotation, &model::Annotation::due); }},
};

using Asked = const GateRow&;
constexpr Column<GateRow> gate_columns[] = {
    {"tenant_id", [](Asked row) { return text(row.assessment.tenant_id); }},
    {"as_of", [](Asked row) { return text(row.assessment.as_of); }},
    {"gate", [](Asked row) { return text(row.gate.name); }},
    {"wanted", [](Asked row) { return text(row.gate.wanted); }},
    {"found", [](Asked row) { return text(row.gate.found); }},
    {"outcome", [](Asked row) { return text(name(row.gate.outcome)); }},
    {"reason", [](Asked row) { return text(row.gate.reason); }},
};

}  // namespace

void render_csv(const model::Assessment& assessment, std::ostream& out) {
  const std::span columns(control_columns);
  write_head<ControlRow>(columns, out);
  for (const model::ControlResult& control : assessment.controls) {
    write<ControlRow>(columns, {assessment, control}, out);
  }
}

void render_evidence_csv(const model::Assessment& assessment, std::ostream& out) {
  const std::span columns(evidence_columns);
  write_head<EvidenceRow>(columns, out);
  for (const model::ControlResult& control : assessment.controls) {
    for (const model::Evidence& evidence : control.finding.evidence) {
      write<EvidenceRow>(columns, {assessment, control, evidence, nullptr}, out);
    }
    for (const model::Excepted& one : control.excepted) {
      write<EvidenceRow>(columns, {assessment, control, one.object, &one.decision}, out);
    }
  }
}

void render_baseline_csv(const model::Assessment& assessment, std::ostream& out) {
  const std::span columns(baseline_columns);
  write_head<RequirementRow>(columns, out);
  if (!assessment.baseline) return;
  for (const model::RequirementResult& result : assessment.baseline->rows) {
    write<RequirementRow>(columns, {assessment, result}, out);
  }
}

void render_gate_csv(const model::Assessment& assessment, std::ostream& out) {
  const std::span columns(gate_columns);
  write_head<GateRow>(columns, out);
  for (const model::Gate& gate : assessment.gate.gates) {
    write<GateRow>(columns, {assessment, gate}, out);
  }
}

}  // namespace stance::report
