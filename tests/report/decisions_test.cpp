#include "decisions.hpp"

#include "samples.hpp"
#include "stance/report/json.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <sstream>

using namespace stance;
using namespace stance::report;

namespace {

model::Decision decision(model::DecisionStatus status) {
  model::Decision out;
  out.status = status;
  out.reason = "The gateway does it.";
  out.owner = "mail@contoso.example";
  out.expires = "2026-12-31";
  out.place = {.file = "decisions.yaml", .line = 7, .column = 3};
  return out;
}

// Contoso with a control of each list, and a decision that has ended.
model::Assessment decided() {
  model::Assessment assessment = contoso();
  model::ControlResult& legacy = assessment.controls[1];
  model::Decision plan = decision(model::DecisionStatus::planned);
  plan.expires.clear();
  plan.ticket = "SEC-1";
  legacy.decision = plan;
  legacy.excepted = {{legacy.finding.evidence[0], decision(model::DecisionStatus::third_party)}};
  legacy.finding.evidence.erase(legacy.finding.evidence.begin());
  legacy.finding.evidence_total = 1;
  legacy.claimed = 100;
  assessment.controls[3].decision = decision(model::DecisionStatus::risk_accepted);
  assessment.controls[3].status = model::Status::risk_accepted;
  assessment.decisions = model::DecisionsResult{
      .files = {{.path = "decisions.yaml", .sha256 = "ab"}},
      .entries = 4,
      .notes = {{.problem = model::DecisionProblem::expired,
                 .message = "'a.b': third_party ended on 2026-01-01",
                 .hint = "decide anew",
                 .place = {.file = "decisions.yaml", .line = 9, .column = 3}},
                {.problem = model::DecisionProblem::unused, .message = "'a.c' is met without it"}}};
  return assessment;
}

std::string printed(const model::Assessment& assessment) {
  const Style style{.width = 80};
  std::ostringstream out;
  Page page(style, out);
  print_decisions(assessment, page);
  return out.str();
}

}  // namespace

TEST_CASE("what people decided is listed apart") {
  CHECK(printed(decided()) == R"(
Claimed by decision, not verified
+1.00     Block legacy authentication for everyone: 1 failing object left out, 1
          still fails
          third party until 2026-12-31 by mail@contoso.example: The gateway does
          it.

Risk accepted
- Require phishing-resistant MFA for every administrator
  risk accepted until 2026-12-31 by mail@contoso.example: The gateway does it.

Planned
- Block legacy authentication for everyone: 1 failing object left out, 1 still
  fails
  planned by mail@contoso.example (SEC-1): The gateway does it.

Decisions that do not count as written
- 'a.b': third_party ended on 2026-01-01
  decisions.yaml:9
)");
}

TEST_CASE("without decisions nothing is said of them") {
  CHECK(printed(contoso()).empty());
  model::Assessment assessment = contoso();
  assessment.decisions = model::DecisionsResult{};
  CHECK(printed(assessment).empty());
}

TEST_CASE("of many decisions the first ones are listed") {
  model::Assessment assessment = decided();
  const model::ControlResult accepted = assessment.controls[3];
  assessment.controls.assign(12, accepted);
  assessment.decisions->notes.assign(12, assessment.decisions->notes.front());
  const std::string text = printed(assessment);
  CHECK(text.find("\n  and 2 more\n\nDecisions that do not count") != std::string::npos);
  CHECK_THAT(text, Catch::EndsWith("\n  and 2 more\n"));
}

TEST_CASE("an attestation is told with its day") {
  const Style style{.width = 80};
  std::ostringstream out;
  const Page page(style, out);
  model::Decision attested = decision(model::DecisionStatus::attested);
  attested.expires.clear();
  attested.attested_on = "2026-03-01";
  attested.valid_days = 7;
  CHECK(decision_text(attested, page) ==
        "attested on 2026-03-01 until 2026-03-08 by mail@contoso.example: The gateway does it.");
}

TEST_CASE("decisions in JSON") {
  std::ostringstream out;
  render_json(decided(), out);
  const auto json = nlohmann::ordered_json::parse(out.str());
  CHECK(json["decisions"].dump() ==
        R"({"files":[{"path":"decisions.yaml","sha256":"ab"}],"entries":4,"declared":0,"notes":[)"
        R"({"problem":"expired","message":"'a.b': third_party ended on 2026-01-01",)"
        R"("hint":"decide anew","source":{"path":"decisions.yaml","line":9}},)"
        R"({"problem":"unused","message":"'a.c' is met without it","hint":null,)"
        R"("source":{"path":"","line":null}}]})");
  const auto& legacy = json["controls"][1];
  CHECK(legacy["decision"].dump() ==
        R"({"status":"planned","reason":"The gateway does it.","owner":"mail@contoso.example",)"
        R"("last_day":null,"ticket":"SEC-1","evidence":[],"notes":null,"tags":[],)"
        R"("source":{"path":"decisions.yaml","line":7}})");
  CHECK(legacy["claimed_points"] == 1);
  CHECK(legacy["evidence"].size() == 1);
  REQUIRE(legacy["excepted"].size() == 1);
  CHECK(legacy["excepted"][0]["key"] == "5b1e1f0e-3c1f-4a6a-9d4b-0d6f7c1b2a10");
  CHECK(legacy["excepted"][0]["decision"]["status"] == "third_party");
  CHECK(json["controls"][0]["decision"].is_null());
  CHECK_FALSE(json["controls"][0].contains("excepted"));
}

TEST_CASE("what was decided about a control stands in its verdict") {
  const model::Assessment assessment = decided();
  std::ostringstream out;
  render_control(assessment.controls[1].info, {}, &assessment.controls[1],
                 {.width = 80, .brief = true}, out);
  const std::string text = out.str();
  CHECK(text.find("Claimed      1.00 more, by decision\n") != std::string::npos);
  CHECK(text.find("Decision     planned by mail@contoso.example (SEC-1): The gateway does it.\n") !=
        std::string::npos);
  CHECK(text.find("\nLeft out by decision\n  Block legacy clients (pilot)\n") != std::string::npos);
}
