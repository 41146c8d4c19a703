#include "brief.hpp"
#include "control_json.hpp"
#include "decisions.hpp"
#include "found.hpp"
#include "score_json.hpp"
#include "stance/base/sha256.hpp"
#include "stance/base/text.hpp"
#include "stance/report/formats.hpp"
#include "standing.hpp"
#include "uri.hpp"
#include "words.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

namespace stance::report {

namespace {

// GitHub refuses a whole file for one value over its limits.
constexpr std::size_t longest_text = 1'000;  // of 1,024 characters
constexpr std::size_t longest_name = 250;    // of 255 characters
constexpr std::size_t longest_tag = 100;
constexpr std::size_t most_tags = 20;
constexpr std::size_t most_related = 100;
constexpr std::size_t most_notifications = 100;

std::string id_of(const model::ControlInfo& info) { return brief(info.id, longest_name); }

// A text in brackets before parentheses would be a link.
std::string without_links(std::string text) {
  for (std::size_t at = text.find("]("); at != text.npos; at = text.find("](", at)) {
    text.insert(at + 1, 1, ' ');
  }
  return text;
}

Json message(std::string_view text) { return {{"text", without_links(brief(text, longest_text))}}; }

Json sentence(std::string_view text) {
  std::string whole = without_links(brief(text, longest_text - 1));
  if (!whole.ends_with('.')) whole += '.';
  return {{"text", std::move(whole)}};
}

std::string_view level_of(const model::ControlInfo& info) {
  switch (model::severity_of(info.points)) {
    case model::Severity::high: return "error";
    case model::Severity::medium: return "warning";
    case model::Severity::low: break;
  }
  return "note";
}

// The points, within what GitHub gives the same name to: "high" is 7.0 to 8.9.
std::string security_severity(const model::ControlInfo& info) {
  constexpr std::int64_t high = 89;
  constexpr std::int64_t medium = 69;
  constexpr std::int64_t low = 39;
  std::int64_t most = low;
  switch (model::severity_of(info.points)) {
    case model::Severity::high: most = high; break;
    case model::Severity::medium: most = medium; break;
    case model::Severity::low: break;
  }
  const std::int64_t tenths = std::min(info.points * 10, most);
  return fmt::format("{}.{}", tenths / 10, tenths % 10);
}

Json tags(const model::ControlInfo& info) {
  std::vector<std::string> tags = {"security"};
  const auto add = [&tags](std::string_view text) {
    std::string tag = brief(text, longest_tag);
    const bool known = tag.empty() || std::ranges::find(tags, tag) != tags.end();
    if (!known && tags.size() < most_tags) tags.push_back(std::move(tag));
  };
  add(info.category);
  add(info.product);
  for (const auto& [framework, ids] : info.refs) {
    for (const std::string& id : ids) add(fmt::format("{}:{}", framework, id));
  }
  return tags;
}

Json rule(const model::ControlInfo& info) {
  const std::string about =
      fmt::format("{} ({}, {}, {} severity, {})", brief(info.title, longest_text / 2),
                  brief(info.product, longest_tag), brief(info.category, longest_tag),
                  name(model::severity_of(info.points)),
                  count(static_cast<std::uint64_t>(info.points), "point"));
  const std::string help =
      fmt::format("Why it matters and how to do it: stance show {}", id_of(info));
  return {{"id", id_of(info)},
          {"shortDescription", sentence(info.title)},
          {"fullDescription", sentence(about)},
          {"help", message(help)},
          {"defaultConfiguration", {{"level", level_of(info)}}},
          {"properties",
           {{"security-severity", security_severity(info)},
            {"precision", "high"},
            {"tags", tags(info)}}}};
}

Json physical(std::string_view path, std::uint64_t line) {
  Json place = {{"artifactLocation", {{"uri", uri_of(path)}}}};
  if (line > 0) place["region"] = {{"startLine", line}};
  return place;
}

// What fails, also where a decision takes it out.
std::vector<const model::Evidence*> objects_of(const model::ControlResult& control) {
  std::vector<const model::Evidence*> objects;
  objects.reserve(control.finding.evidence.size() + control.excepted.size());
  for (const model::Evidence& evidence : control.finding.evidence) objects.push_back(&evidence);
  for (const model::Excepted& one : control.excepted) objects.push_back(&one.object);
  return objects;
}

// A place that is shown: GitHub asks for a line, and the first stands for the whole file.
Json shown(std::string_view path, std::uint64_t line) {
  return {{"physicalLocation", physical(path, std::max<std::uint64_t>(line, 1))}};
}

// The first object's place; else the first input, as nothing is shown that has no place.
void add_places(const std::vector<const model::Evidence*>& objects,
                const model::Assessment& assessment, Json& result) {
  Json related = Json::array();
  for (const model::Evidence* object : objects) {
    if (!object->source) continue;
    const model::Source& source = *object->source;
    if (!result.contains("locations")) {
      result["locations"] = Json::array({shown(source.path, source.line)});
      continue;
    }
    if (related.size() == most_related) break;
    Json place = {{"physicalLocation", physical(source.path, source.line)}};
    const std::string lack = lack_of(*object);
    place["id"] = related.size() + 1;
    place["message"] =
        message(lack.empty() ? name_of(*object) : fmt::format("{}: {}", name_of(*object), lack));
    related.push_back(std::move(place));
  }
  if (!result.contains("locations") && !assessment.inputs.empty()) {
    result["locations"] = Json::array({shown(assessment.inputs.front().path, 0)});
  }
  if (!related.empty()) result["relatedLocations"] = std::move(related);
}

// The same for as long as the same objects fail, wherever they stand.
std::string fingerprint(const model::ControlInfo& info,
                        const std::vector<const model::Evidence*>& objects) {
  constexpr std::size_t digits = 32;
  std::string text = info.id;
  for (const model::Evidence* object : objects) text.append(1, '\0').append(object->key);
  return base::sha256_hex(text).substr(0, digits);
}

Json suppression(const model::Decision& decision) {
  const std::string text =
      decision_text(decision, [](std::string_view part) { return brief(part, longest_text / 2); });
  Json entry = {{"kind", "external"}, {"status", "accepted"}, {"justification", text}};
  if (!decision.place.file.empty()) {
    entry["location"] = {{"physicalLocation", physical(decision.place.file, decision.place.line)}};
  }
  return entry;
}

std::string_view kind_of(Standing standing) {
  switch (standing) {
    case Standing::open: return "open";
    case Standing::by_hand: return "review";
    default: return "fail";
  }
}

Json result(const model::ControlResult& control, const model::Assessment& assessment) {
  const Standing standing = standing_of(control);
  const std::string_view kind = kind_of(standing);
  const std::vector<const model::Evidence*> objects = objects_of(control);
  Json entry = {
      {"ruleId", id_of(control.info)},
      {"kind", kind},
      {"level", kind == "fail" ? level_of(control.info) : "none"},
      {"message", sentence(fmt::format("{}: {}", brief(control.info.title, longest_text / 2),
                                       found_text(control)))}};
  add_places(objects, assessment, entry);
  entry["partialFingerprints"] = {{"primaryLocationLineHash", fingerprint(control.info, objects)}};
  const model::Decision* decision = deciding(control);
  if (standing == Standing::accepted && decision != nullptr) {
    entry["suppressions"] = Json::array({suppression(*decision)});
  }
  entry["properties"] = {{"outcome", name(control.finding.outcome)},
                         {"status", name(control.status)},
                         {"points", number(control.verified)},
                         {"claimed_points", number(control.claimed)},
                         {"max_points", control.info.points}};
  return entry;
}

Json invocation(const model::Assessment& assessment) {
  Json entry = {{"executionSuccessful", true}};
  Json notifications = Json::array();
  for (const std::string& text : assessment.diagnostics) {
    if (notifications.size() == most_notifications) break;
    notifications.push_back({{"level", "warning"}, {"message", message(text)}});
  }
  if (!notifications.empty()) entry["toolExecutionNotifications"] = std::move(notifications);
  return entry;
}

model::GateResult printable(model::GateResult result) {
  for (model::Gate& gate : result.gates) {
    for (std::string* text : {&gate.name, &gate.wanted, &gate.found, &gate.reason}) {
      *text = base::printable(*text);
    }
  }
  return result;
}

}  // namespace

void render_sarif(const model::Assessment& assessment, std::ostream& out) {
  Json rules = Json::array();
  Json results = Json::array();
  for (const model::ControlResult& control : assessment.controls) {
    const Standing standing = standing_of(control);
    if (standing == Standing::pass || standing == Standing::unneeded) continue;
    Json entry = result(control, assessment);
    entry["ruleIndex"] = rules.size();
    results.push_back(std::move(entry));
    rules.push_back(rule(control.info));
  }
  Json driver = {{"name", "stance"}};
  if (!assessment.tool_version.empty()) driver["semanticVersion"] = assessment.tool_version;
  driver["rules"] = std::move(rules);
  Json run = {{"tool", {{"driver", std::move(driver)}}}};
  // Results of another tenant belong to another analysis, and do not close these.
  if (!assessment.tenant_id.empty()) {
    run["automationDetails"] = {
        {"id", fmt::format("stance/{}/", brief(assessment.tenant_id, longest_tag))}};
  }
  run["invocations"] = Json::array({invocation(assessment)});
  run["results"] = std::move(results);
  if (assessment.gate.asked()) run["properties"] = {{"gate", gate(printable(assessment.gate))}};
  const Json document = {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                         {"version", "2.1.0"},
                         {"runs", Json::array({std::move(run)})}};
  out << document.dump(2) << '\n';
}

}  // namespace stance::report
