#include "result_reader.hpp"
#include "stance/base/sha256.hpp"
#include "stance/base/text.hpp"
#include "stance/compare/fleet.hpp"
#include "stance/model/assessment.hpp"

#include <fmt/format.h>

#include <utility>

namespace stance::compare {

namespace {

using base::json::Document;
using model::GateOutcome;
using model::TenantSummary;

constexpr std::string_view assessment_schema = "stance.assessment/1";
constexpr std::string_view line_schema = "stance.tenant/1";

// What both kinds of result have, in the same places.
void read_common(ResultReader& reader, const At& root, TenantSummary& summary) {
  const At tenant = reader.member(root, "tenant");
  summary.tenant_id = reader.optional_text(reader.member(tenant, "id"));
  summary.tenant_name = reader.optional_text(reader.member(tenant, "name"));
  const At as_of = reader.member(root, "as_of");
  summary.as_of = reader.optional_text(as_of);
  if (!summary.as_of.empty() && !model::days_after(summary.as_of, 0)) {
    reader.refuse(as_of, fmt::format("'{}'", base::printable(summary.as_of)), "a day or null");
  }
  const At tool = reader.member(root, "tool");
  summary.tool_version = reader.text(reader.member(tool, "version"));
  summary.tool_build = reader.text(reader.member(tool, "build"));
  summary.catalog = reader.text(reader.member(reader.member(root, "catalog"), "sha256"));
  if (const At profile = reader.member(root, "profile"); !profile.none()) {
    summary.profile = reader.text(reader.member(profile, "sha256"));
  }
  const At score = reader.member(root, "score");
  summary.points = reader.points(reader.member(score, "points"));
  summary.max = reader.points(reader.member(score, "max"));
  summary.score = reader.percent(reader.member(score, "percent"));
  summary.verified = reader.percent(reader.member(reader.member(score, "verified"), "percent"));
  summary.coverage = reader.percent(reader.member(score, "coverage"));
}

model::CategoryScore read_category(ResultReader& reader, const At& at) {
  return {reader.text(reader.member(at, "category")),
          reader.percent(reader.member(at, "percent")).value_or(0)};
}

model::TopGap read_gap(ResultReader& reader, const At& at) {
  return {{reader.text(reader.member(at, "control")), reader.text(reader.member(at, "title"))},
          reader.points(reader.member(at, "gain"))};
}

// Of equal ones the first.
void read_worst_category(ResultReader& reader, const At& categories, TenantSummary& summary) {
  for (const At& at : reader.elements(categories)) {
    if (reader.member(at, "percent").none()) continue;
    model::CategoryScore category = read_category(reader, at);
    if (!summary.worst || category.percent < summary.worst->percent) {
      summary.worst = std::move(category);
    }
  }
}

void read_control(ResultReader& reader, const At& at, TenantSummary& summary) {
  const At outcome_at = reader.member(at, "outcome");
  const std::string word = reader.text(outcome_at);
  const auto status = model::status_named(reader.text(reader.member(at, "status")));
  std::string id = reader.text(reader.member(at, "id"));
  std::string title = reader.text(reader.member(at, "title"));
  const auto outcome = model::outcome_named(word);
  if (!outcome) {
    return reader.refuse(outcome_at, fmt::format("'{}'", base::printable(word)), "an outcome");
  }
  bool short_of = *outcome == model::Outcome::partial || *outcome == model::Outcome::unmet;
  if (*outcome == model::Outcome::not_assessed) {
    summary.gaps = true;
    // Some inputs prove a failure, however much of them is unknown.
    const At high = reader.member(at, "credit_high");
    short_of = !high.none() && !reader.whole(high);
  }
  if (short_of && !(status && is_settled(*status))) {
    summary.failing.push_back({std::move(id), std::move(title)});
  } else if (short_of || *outcome == model::Outcome::met || status == model::Status::attested) {
    summary.holding.push_back(std::move(id));
  }
}

void read_datasets(ResultReader& reader, const At& datasets, TenantSummary& summary) {
  bool data = false;
  for (const At& at : reader.elements(datasets)) {
    const std::string state = reader.text(reader.member(at, "state"));
    data = data || state == "present" || state == "empty";
    summary.gaps = summary.gaps || state == "damaged";
  }
  if (!data) summary.error = "no dataset in the inputs could be read";
}

GateOutcome read_gate_outcome(ResultReader& reader, const At& at) {
  const std::string word = reader.text(at);
  for (const GateOutcome outcome : {GateOutcome::held, GateOutcome::failed}) {
    if (word == name(outcome)) return outcome;
  }
  if (word != name(GateOutcome::undecided)) {
    reader.refuse(at, fmt::format("'{}'", base::printable(word)), "held, failed or undecided");
  }
  return GateOutcome::undecided;
}

std::vector<std::string> read_texts(ResultReader& reader, const At& list) {
  std::vector<std::string> texts;
  for (const At& at : reader.elements(list)) texts.push_back(reader.text(at));
  return texts;
}

void read_gates(ResultReader& reader, const At& gate, TenantSummary& summary) {
  for (const At& at : reader.elements(reader.member(gate, "gates"))) {
    summary.gate =
        model::worse(summary.gate, read_gate_outcome(reader, reader.member(at, "outcome")));
  }
  summary.gate_reasons = read_texts(reader, reader.member(gate, "reasons"));
}

TenantSummary read_assessment(ResultReader& reader, const At& root) {
  TenantSummary summary;
  read_common(reader, root, summary);
  read_worst_category(reader, reader.member(root, "categories"), summary);
  const std::vector<At> actions = reader.elements(reader.member(root, "recommendations"));
  if (!actions.empty()) summary.top_gap = read_gap(reader, actions.front());
  for (const At& at : reader.elements(reader.member(root, "controls"))) {
    read_control(reader, at, summary);
  }
  read_datasets(reader, reader.member(root, "datasets"), summary);
  read_gates(reader, reader.member(root, "gate"), summary);
  return summary;
}

std::string read_hash(ResultReader& reader, const At& at) {
  std::string hash = reader.text(at);
  constexpr std::size_t digits = 64;
  if (hash.size() != digits || hash.find_first_not_of("0123456789abcdef") != std::string::npos) {
    reader.refuse(at, fmt::format("'{}'", base::printable(hash)), "a SHA-256");
  }
  return hash;
}

TenantSummary read_line(ResultReader& reader, const At& root) {
  TenantSummary summary;
  summary.name = reader.text(reader.member(root, "name"));
  summary.error = reader.optional_text(reader.member(root, "error"));
  const At gate = reader.member(root, "gate");
  if (const At outcome = reader.member(gate, "outcome"); !outcome.none()) {
    summary.gate = read_gate_outcome(reader, outcome);
  }
  summary.gate_reasons = read_texts(reader, reader.member(gate, "reasons"));
  if (!summary.error.empty()) return summary;
  read_common(reader, root, summary);
  if (const At worst = reader.member(root, "worst_category"); !worst.none()) {
    summary.worst = read_category(reader, worst);
  }
  if (const At gap = reader.member(root, "top_gap"); !gap.none()) {
    summary.top_gap = read_gap(reader, gap);
  }
  for (const At& at : reader.elements(reader.member(root, "failing"))) {
    summary.failing.push_back(
        {reader.text(reader.member(at, "control")), reader.text(reader.member(at, "title"))});
  }
  summary.holding = read_texts(reader, reader.member(root, "holding"));
  summary.gaps = reader.flag(reader.member(root, "gaps"));
  summary.sha256 = read_hash(reader, reader.member(root, "sha256"));
  summary.key = reader.optional_text(reader.member(root, "key"));
  return summary;
}

tl::unexpected<base::Error> unknown_schema(std::string_view schema, base::Position position) {
  return tl::unexpected(base::Error{
      .kind = base::ErrorKind::unrecognised,
      .message = fmt::format("/schema is '{}', expected '{}' or '{}'", base::printable(schema),
                             assessment_schema, line_schema),
      .position = std::move(position),
      .hint = schema.starts_with("stance.fleet/")
                  ? "give the fleet.ndjson beside the results: a roll-up cannot be taken apart"
                  : "results are what 'stance assess --format json' and 'stance fleet' write"});
}

base::Result<TenantSummary> read_one(const Document& document, base::Position position,
                                     std::string_view text, std::string name) {
  ResultReader reader(position);
  const At root{.value = document.root()};
  const std::string schema = reader.text(reader.member(root, "schema"));
  if (reader.error()) return tl::unexpected(*reader.error());
  TenantSummary summary;
  if (schema == assessment_schema) {
    summary = read_assessment(reader, root);
    // Without data the numbers mean nothing; so it is in the lines of a fleet.
    if (!summary.error.empty()) {
      summary = {.name = {},
                 .error = std::move(summary.error),
                 .gate = summary.gate,
                 .gate_reasons = std::move(summary.gate_reasons)};
    } else {
      summary.sha256 = base::sha256_hex(text);
    }
    summary.name = std::move(name);
  } else if (schema == line_schema) {
    summary = read_line(reader, root);
  } else {
    return unknown_schema(schema, std::move(position));
  }
  if (reader.error()) return tl::unexpected(*reader.error());
  return summary;
}

base::Result<std::vector<TenantSummary>> read_lines(std::string_view text, std::string_view file) {
  std::vector<TenantSummary> summaries;
  for (std::uint32_t number = 1; !text.empty(); ++number) {
    const std::string_view line = base::take_line(text);
    if (base::trimmed(line).empty()) continue;
    auto document = Document::parse(base::Buffer::copy_of(line), file);
    if (!document) {
      base::Error error = std::move(document).error();
      if (error.position) error.position->line = number;
      return tl::unexpected(std::move(error));
    }
    auto summary = read_one(*document, {std::string(file), number}, line, {});
    if (!summary) return tl::unexpected(std::move(summary).error());
    summaries.push_back(*std::move(summary));
  }
  return summaries;
}

// Whether each line is a document by itself.
bool is_lines(std::string_view text) {
  const std::string_view first = text.substr(0, text.find('\n'));
  return first.size() < text.size() &&
         Document::parse(base::Buffer::copy_of(first), "").has_value();
}

}  // namespace

base::Result<std::vector<TenantSummary>> read_results(std::string_view text, std::string_view file,
                                                      std::string name) {
  if (is_lines(text)) return read_lines(text, file);
  const auto document = Document::parse(base::Buffer::copy_of(text), file);
  if (!document) return tl::unexpected(document.error());
  auto summary = read_one(*document, {std::string(file)}, text, std::move(name));
  if (!summary) return tl::unexpected(std::move(summary).error());
  return std::vector<TenantSummary>{*std::move(summary)};
}

}  // namespace stance::compare
