#include "samples.hpp"
#include "stance/report/formats.hpp"
#include "stance/report/json.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <sstream>

using namespace stance;
using namespace stance::report;
using Json = nlohmann::ordered_json;

namespace {

std::string printed(const model::Assessment& assessment) {
  std::ostringstream out;
  render_ndjson(assessment, out);
  return out.str();
}

std::vector<std::string> lines_of(const model::Assessment& assessment) {
  std::istringstream text(printed(assessment));
  std::vector<std::string> lines;
  for (std::string line; std::getline(text, line);) lines.push_back(line);
  return lines;
}

}  // namespace

TEST_CASE("the score, the controls, then their objects") {
  model::Assessment assessment = contoso();
  assessment.controls = {legacy_control(), smtp_control()};
  assessment.tenant_id = "t";
  assessment.controls[0].excepted = {{assessment.controls[0].finding.evidence[1],
                                      {.status = model::DecisionStatus::third_party,
                                       .reason = "The gateway does it",
                                       .owner = "Kim",
                                       .place = {"decisions.yaml", 7, 3, ""}}}};
  assessment.controls[0].finding.evidence.pop_back();
  CHECK(
      printed(assessment) ==
      R"json({"event":"score","tenant":{"id":"t","name":"Contoso"},"as_of":"2026-01-31","schema":"stance.events/1","tool":{"name":"stance","version":"0.1.0","build":"abc"},"score":{"points":11.33,"max":27,"percent":41.96,"verified":{"points":11.33,"percent":41.96},"claimed":{"points":0},"coverage":54,"low":22.66,"high":68.66,"model":"secure-score","licences":{"known":true,"now":{"points":11.33,"max":31,"percent":36.54},"owned":{"points":27,"max":31,"percent":87.09},"everything":{"points":31,"max":31,"percent":100}}},"categories":[{"category":"identity","points":11.33,"max":24,"percent":47.2,"coverage":100},{"category":"data","points":0,"max":3,"percent":0,"coverage":16.66},{"category":"infrastructure","points":0,"max":0,"percent":null,"coverage":0}],"gate":{"passed":false,"reasons":["score 41.96 % is below 70 %"],"asked":true,"covered":true,"gates":[{"gate":"min-score","wanted":"at least 70.00 %","found":"41.96 %","outcome":"failed"}]}}
{"event":"control","tenant":{"id":"t","name":"Contoso"},"as_of":"2026-01-31","id":"entra.block-legacy-authentication","revision":2,"title":"Block legacy authentication for everyone","category":"identity","product":"Microsoft Entra ID","severity":"high","criticality":"shall","outcome":"partial","status":"partially_completed","credit":0.666666666,"credit_low":0.666666666,"credit_high":0.666666666,"points":5.33,"max_points":8,"population":{"total":3,"met":1,"unmet":2,"unknown":0,"open":false},"refs":{"scuba":["MS.AAD.1.1v1"],"cis_m365_7.0":["5.2.2.3"]},"decision":null,"evidence_total":7,"missing":[],"parts":[{"label":"Exchange ActiveSync","weight":2.0,"outcome":"met","credit_low":1,"credit_high":1},{"label":"Other clients","weight":0.5,"outcome":"not_assessed","credit_low":0,"credit_high":1}],"assumptions":["licence data is missing: judged as if licensed"]}
{"event":"control","tenant":{"id":"t","name":"Contoso"},"as_of":"2026-01-31","id":"exchange.disable-basic-smtp","revision":1,"title":"Some control without data","category":"identity","product":"Microsoft Entra ID","severity":"medium","criticality":null,"outcome":"not_assessed","status":"not_assessed","credit":null,"credit_low":0,"credit_high":1,"points":0,"max_points":5,"population":null,"refs":{},"decision":null,"evidence_total":0,"missing":[{"dataset":"exchange.organizationConfig","field":null,"reason":"dataset_absent","detail":"no input holds the organization config","collect":"Get-OrganizationConfig"}]}
{"event":"evidence","tenant":{"id":"t","name":"Contoso"},"as_of":"2026-01-31","control":"entra.block-legacy-authentication","key":"5b1e1f0e-3c1f-4a6a-9d4b-0d6f7c1b2a10","label":"Block legacy clients (pilot)","outcome":"partial","part":"Other clients","actual":"state is enabledForReportingButNotEnforced","expected":"an enabled policy that blocks both client types","source":{"path":"ScubaResults.json","pointer":"/Raw/conditional_access_policies/4","line":1182},"unmet":["the policy is not enforced","3 excluded groups are not approved"],"shown":{"excluded groups":"Finance, Legal, Scanners"}}
{"event":"evidence","tenant":{"id":"t","name":"Contoso"},"as_of":"2026-01-31","control":"entra.block-legacy-authentication","key":"old","label":"old","outcome":"unmet","actual":null,"expected":null,"source":null,"decision":{"status":"third_party","reason":"The gateway does it","owner":"Kim","last_day":null,"ticket":null,"evidence":[],"notes":null,"tags":[],"source":{"path":"decisions.yaml","line":7}}}
)json");
}

TEST_CASE("without controls there is the score alone") {
  const std::vector<std::string> lines = lines_of({});
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].starts_with(
      R"({"event":"score","tenant":{"id":null,"name":null},"as_of":null,"schema":"stance.events/1",)"));
}

TEST_CASE("an event of a control has what the report has") {
  const model::Assessment assessment = contoso();
  std::ostringstream whole;
  render_json(assessment, whole);
  const Json report = Json::parse(whole.str());
  const std::vector<std::string> lines = lines_of(assessment);
  for (std::size_t i = 0; i < assessment.controls.size(); ++i) {
    Json expected = report["controls"][i];
    expected.erase("evidence");
    Json event = Json::parse(lines.at(i + 1));
    CHECK(event["event"] == "control");
    CHECK(event["tenant"] == report["tenant"]);
    for (const std::string key : {"event", "tenant", "as_of"}) event.erase(key);
    CHECK(event == expected);
  }
}

TEST_CASE("a line that would be too long is cut step by step, and says so") {
  struct Case {
    std::size_t objects;
    std::string text;
    std::size_t kept;        // objects
    std::size_t text_bytes;  // of each
  };
  const std::vector<Case> cases = {
      {2, std::string(3'000, 'x'), 2, 3'000},   // fits
      {3, std::string(3'000, 'x'), 3, 1'000},   //
      {60, std::string(400, 'x'), 20, 300},     //
      {200, std::string(10, 'x'), 200, 10},     // fits
      {2'000, std::string(10, 'x'), 50, 10},    //
      {9, std::string(3'000, '\x1b'), 9, 100},  // escaped
  };
  for (const Case& c : cases) {
    model::Assessment assessment;
    model::ControlResult control;
    control.finding.assumptions.assign(c.objects, c.text);
    assessment.controls = {control};
    const std::string line = lines_of(assessment).at(1);
    CHECK(line.size() < 8'192);
    const Json event = Json::parse(line);
    CHECK(event["assumptions"].size() == c.kept);
    CHECK(event["assumptions"][0].get<std::string>().size() == c.text_bytes);
    const bool whole = c.kept == c.objects && c.text_bytes == c.text.size();
    CHECK(event.contains("truncated") != whole);
    CHECK(event["status"] == "not_assessed");
  }
}

TEST_CASE("no input makes a line longer than 8 KiB") {
  const std::string worst(2'000, '\x1b');
  model::Assessment assessment = hostile();
  model::ControlResult& control = assessment.controls[0];
  assessment.tenant_name = assessment.tenant_id = assessment.as_of = worst;
  assessment.gate.gates.assign(100, {worst, worst, worst, model::GateOutcome::failed, worst});
  assessment.categories.assign(100, {worst, {}});
  control.info.id = control.info.title = control.info.product = control.info.category = worst;
  control.finding.assumptions.assign(100, worst);
  control.finding.missing.assign(100, {worst, worst, worst, worst, worst});
  control.finding.parts.resize(100);
  for (model::PartResult& part : control.finding.parts) part.label = worst;
  control.decision->reason = control.decision->owner = control.decision->notes = worst;
  control.decision->tags.assign(100, worst);
  model::Evidence& evidence = control.finding.evidence[0];
  for (int i = 0; i < 100; ++i) {
    const std::string name = fmt::format("{}{}", i, worst);
    control.info.refs.push_back({name, {worst, worst}});
    control.finding.references.push_back({name});
    evidence.shown.emplace_back(name, worst);
  }
  const std::vector<std::string> lines = lines_of(assessment);
  CHECK(lines.size() == 5);
  for (const std::string& line : lines) {
    CHECK(line.size() < 8'192);
    CHECK(Json::parse(line)["truncated"] == true);
  }
}
