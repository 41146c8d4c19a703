#include "samples.hpp"
#include "stance/report/formats.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <sstream>

using namespace stance;
using namespace stance::report;

namespace {

using Table = std::vector<std::vector<std::string>>;
using Writer = void (*)(const model::Assessment&, std::ostream&);

std::string printed(Writer writer, const model::Assessment& assessment) {
  std::ostringstream out;
  writer(assessment, out);
  return out.str();
}

// A reader of RFC 4180 that takes no liberties.
Table parsed(std::string_view text) {
  Table table(1, {""});
  bool quoted = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    std::string& cell = table.back().back();
    const char c = text[at];
    const bool twice = text.substr(at, 2) == "\"\"";
    if (quoted && c == '"' && twice) {
      cell += text[++at];
    } else if (c == '"') {
      REQUIRE((quoted || cell.empty()));
      quoted = !quoted;
    } else if (quoted || (c != ',' && c != '\r')) {
      cell += c;
    } else if (c == ',') {
      table.back().emplace_back();
    } else {
      REQUIRE(text.substr(at++, 2) == "\r\n");
      table.emplace_back(1, "");
    }
  }
  REQUIRE_FALSE(quoted);
  REQUIRE(table.back() == std::vector<std::string>{""});
  table.pop_back();
  return table;
}

// With `\r` as a mark for the eye.
std::string visible(std::string text) {
  for (std::size_t at = text.find('\r'); at != text.npos; at = text.find('\r', at + 1)) {
    text.replace(at, 1, "~");
  }
  return text;
}

model::Assessment titled(std::string title) {
  model::Assessment assessment;
  assessment.controls = {smtp_control()};
  assessment.controls[0].info.title = std::move(title);
  return assessment;
}

model::Decision third_party() {
  return {.status = model::DecisionStatus::third_party,
          .reason = "The gateway \"does\" it",
          .owner = "mail@contoso.example",
          .expires = "2026-12-31"};
}

}  // namespace

TEST_CASE("a row for each control") {
  model::Assessment assessment = contoso();
  assessment.controls = {legacy_control(), smtp_control(), *contoso().find("intune.patch")};
  assessment.controls[2].decision = third_party();
  CHECK(
      visible(printed(render_csv, assessment)) ==
      R"csv(tenant_id,tenant,as_of,control,revision,title,category,product,severity,criticality,)csv"
      R"csv(cost,user_impact,outcome,status,credit,points,claimed_points,max_points,objects,)csv"
      R"csv(objects_met,objects_unmet,objects_unknown,found,references,decision,decision_owner,)csv"
      R"csv(decision_last_day,decision_reason~
7d1c0a3e-5f0b-4b63-9d3e-2f6a1f2b3c4d,Contoso,2026-01-31,entra.block-legacy-authentication,2,)csv"
      R"csv(Block legacy authentication for everyone,identity,Microsoft Entra ID,high,shall,)csv"
      R"csv(moderate,moderate,partial,partially_completed,0.666666666,5.33,0,8,3,1,2,0,)csv"
      R"csv("Block legacy clients (pilot), old (7 in all): the policy is not enforced; )csv"
      R"csv(3 excluded groups are not approved",scuba: MS.AAD.1.1v1; cis_m365_7.0: 5.2.2.3,,,,~
7d1c0a3e-5f0b-4b63-9d3e-2f6a1f2b3c4d,Contoso,2026-01-31,exchange.disable-basic-smtp,1,)csv"
      R"csv(Some control without data,identity,Microsoft Entra ID,medium,,low,low,not_assessed,)csv"
      R"csv(not_assessed,,0,0,5,,,,,no input holds the organization config,,,,,~
7d1c0a3e-5f0b-4b63-9d3e-2f6a1f2b3c4d,Contoso,2026-01-31,intune.patch,1,Patch devices,identity,)csv"
      R"csv(Microsoft Entra ID,medium,,low,low,not_applicable,not_applicable,,0,0,4,,,,,,,)csv"
      R"csv(third_party,mail@contoso.example,2026-12-31,"The gateway ""does"" it"~
)csv");
}

TEST_CASE("a row for each failing object, those left out by decision too") {
  model::Assessment assessment = contoso();
  assessment.controls = {legacy_control()};
  model::ControlResult& control = assessment.controls[0];
  control.excepted = {{control.finding.evidence[1], third_party()}};
  control.finding.evidence.pop_back();
  CHECK(visible(printed(render_evidence_csv, assessment)) ==
        R"csv(tenant_id,as_of,control,part,key,label,outcome,actual,expected,unmet,shown,path,)csv"
        R"csv(pointer,line,decision,decision_owner,decision_last_day,decision_reason~
7d1c0a3e-5f0b-4b63-9d3e-2f6a1f2b3c4d,2026-01-31,entra.block-legacy-authentication,)csv"
        R"csv(Other clients,5b1e1f0e-3c1f-4a6a-9d4b-0d6f7c1b2a10,Block legacy clients (pilot),)csv"
        R"csv(partial,state is enabledForReportingButNotEnforced,)csv"
        R"csv(an enabled policy that blocks both client types,)csv"
        R"csv(the policy is not enforced; 3 excluded groups are not approved,)csv"
        R"csv("excluded groups: Finance, Legal, Scanners",ScubaResults.json,)csv"
        R"csv(/Raw/conditional_access_policies/4,1182,,,,~
7d1c0a3e-5f0b-4b63-9d3e-2f6a1f2b3c4d,2026-01-31,entra.block-legacy-authentication,,old,old,)csv"
        R"csv(unmet,,,,,,,,third_party,mail@contoso.example,2026-12-31,"The gateway ""does"" it"~
)csv");
}

TEST_CASE("a row for each requirement of a baseline") {
  const std::string head =
      "tenant_id,as_of,framework,requirement,criticality,directive,verdict,controls,found,"
      "omission_reason,omission_expires,omission_by,comment,due~\n";
  model::Assessment assessment = contoso();
  CHECK(visible(printed(render_baseline_csv, assessment)) == head);
  assessment.tenant_id = "t";
  model::BaselineResult& result = assessment.baseline.emplace();
  result.baseline.framework = "demo";
  result.rows = {{.requirement = {"D.1", "shall", true},
                  .verdict = model::Verdict::fail,
                  .controls = {"entra.block-legacy-authentication", "exchange.enable-audit"},
                  .annotation = model::Annotation{"D.1", "in spring", "2026-05-31"}},
                 {.requirement = {"D.2", "should"},
                  .verdict = model::Verdict::omitted,
                  .omission = model::Omission{"D.2", "Other, tool", "2026-12-31", "Kim"}}};
  CHECK(visible(printed(render_baseline_csv, assessment)) ==
        head +
            R"csv(t,2026-01-31,demo,D.1,shall,true,fail,)csv"
            R"csv(entra.block-legacy-authentication; exchange.enable-audit,)csv"
            R"csv("Block legacy clients (pilot), old (7 in all): the policy is not enforced; )csv"
            R"csv(3 excluded groups are not approved; annotated: in spring (due 2026-05-31)",)csv"
            R"csv(,,,in spring,2026-05-31~
t,2026-01-31,demo,D.2,should,false,omitted,,"Other, tool (until 2026-12-31), Kim",)csv"
            R"csv("Other, tool",2026-12-31,Kim,,~
)csv");
}

TEST_CASE("a row for each gate") {
  model::Assessment assessment;
  assessment.tenant_id = "T";
  assessment.as_of = "2026-01-31";
  assessment.gate.gates = {
      {"min-score", "at least 80.00 %", "81.00 %", model::GateOutcome::held},
      {"fail-on", "none", "2 controls", model::GateOutcome::failed, "a, b fail"}};
  CHECK(printed(render_gate_csv, assessment) ==
        "tenant_id,as_of,gate,wanted,found,outcome,reason\r\n"
        "T,2026-01-31,min-score,at least 80.00 %,81.00 %,held,\r\n"
        "T,2026-01-31,fail-on,none,2 controls,failed,\"a, b fail\"\r\n");
}

TEST_CASE("texts are no formulas to a spreadsheet, and no cell breaks a row") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"plain", "plain"},
      {"a=1", "a=1"},
      {"=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"},
      {"+1", "'+1"},
      {"-1", "'-1"},
      {"@SUM(A1)", "'@SUM(A1)"},
      {"  =1", "'  =1"},
      {"\t=1", "' =1"},
      {"\ttab", "' tab"},
      {"\rx", "' x"},
      {"\nx", "' x"},
      {"＝1", "'＝1"},
      {"＋1", "'＋1"},
      {"－1", "'－1"},
      {"＠1", "'＠1"},
      {"a\r\n=1", "a  =1"},
      {"a,\"b\"", "\"a,\"\"b\"\"\""},
      {"=\"a\",b", "\"'=\"\"a\"\",b\""},
      {"'", "'"},
      {std::string("\0=1", 3), "\xef\xbf\xbd=1"},
  };
  for (const auto& [title, cell] : cases) {
    const std::string text = printed(render_csv, titled(title));
    const std::string before = "disable-basic-smtp,1,";
    CHECK(text.find(before + cell + ",identity,") != text.npos);
    CHECK(parsed(text).at(1).size() == parsed(text).at(0).size());
  }
}

TEST_CASE("a cell holds no more than Excel does") {
  const std::string cell =
      parsed(printed(render_csv, titled("=" + std::string(40'000, 'x')))).at(1).at(5);
  CHECK(cell.size() == 32'767);
  CHECK(cell.ends_with("x…"));
}

TEST_CASE("every row has a cell for each column") {
  model::Assessment assessment = hostile();
  model::BaselineResult& result = assessment.baseline.emplace();
  const std::string text = assessment.tenant_name;
  result.baseline.framework = text;
  result.rows = {{.requirement = {text, text},
                  .verdict = model::Verdict::fail,
                  .controls = {text},
                  .omission = model::Omission{text, text, text, text},
                  .annotation = model::Annotation{text, text, text}}};
  assessment.gate.gates = {{text, text, text, model::GateOutcome::failed, text}};
  for (const Writer writer :
       {render_csv, render_evidence_csv, render_baseline_csv, render_gate_csv}) {
    for (const model::Assessment& sample : {assessment, contoso(), lacking(), {}}) {
      const Table table = parsed(printed(writer, sample));
      CHECK(std::ranges::all_of(
          table, [&](const auto& row) { return row.size() == table.front().size(); }));
    }
  }
}
