#include "samples.hpp"
#include "stance/report/formats.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <sstream>

using namespace stance;
using namespace stance::report;
using Json = nlohmann::ordered_json;
using model::Outcome;
using model::Status;

namespace {

std::string printed(const model::Assessment& assessment) {
  std::ostringstream out;
  render_sarif(assessment, out);
  return out.str();
}

Json run_of(const model::Assessment& assessment) {
  return Json::parse(printed(assessment))["runs"][0];
}

model::Assessment only(model::ControlResult control) {
  model::Assessment assessment = contoso();
  assessment.controls = {std::move(control)};
  return assessment;
}

model::ControlResult judged(Outcome outcome, Status status, std::int64_t points = 5) {
  model::ControlResult control;
  control.info.id = "a";
  control.info.title = "A";
  control.info.points = points;
  control.finding.outcome = outcome;
  control.status = status;
  return control;
}

model::Evidence object(std::string key, std::string path, std::uint64_t line) {
  model::Evidence evidence;
  evidence.key = std::move(key);
  evidence.actual = "is off";
  evidence.source = {std::move(path), "/value/0", line};
  return evidence;
}

std::string fingerprint(const model::ControlResult& control) {
  return run_of(only(control))["results"][0]["partialFingerprints"]["primaryLocationLineHash"];
}

}  // namespace

TEST_CASE("a whole log") {
  model::Assessment assessment = contoso();
  assessment.controls = {legacy_control(), smtp_control()};
  model::Evidence& other = assessment.controls[0].finding.evidence[1];
  other.source = {"ScubaResults.json", "/Raw/conditional_access_policies/7", 1300};
  assessment.diagnostics = {"a.json: not read"};
  CHECK(printed(assessment) == R"json({
  "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
  "version": "2.1.0",
  "runs": [
    {
      "tool": {
        "driver": {
          "name": "stance",
          "semanticVersion": "0.1.0",
          "rules": [
            {
              "id": "entra.block-legacy-authentication",
              "shortDescription": {
                "text": "Block legacy authentication for everyone."
              },
              "fullDescription": {
                "text": "Block legacy authentication for everyone (Microsoft Entra ID, identity, high severity, 8 points)."
              },
              "help": {
                "text": "Why it matters and how to do it: stance show entra.block-legacy-authentication"
              },
              "defaultConfiguration": {
                "level": "error"
              },
              "properties": {
                "security-severity": "8.0",
                "precision": "high",
                "tags": [
                  "security",
                  "identity",
                  "Microsoft Entra ID",
                  "scuba:MS.AAD.1.1v1",
                  "cis_m365_7.0:5.2.2.3"
                ]
              }
            },
            {
              "id": "exchange.disable-basic-smtp",
              "shortDescription": {
                "text": "Some control without data."
              },
              "fullDescription": {
                "text": "Some control without data (Microsoft Entra ID, identity, medium severity, 5 points)."
              },
              "help": {
                "text": "Why it matters and how to do it: stance show exchange.disable-basic-smtp"
              },
              "defaultConfiguration": {
                "level": "warning"
              },
              "properties": {
                "security-severity": "5.0",
                "precision": "high",
                "tags": [
                  "security",
                  "identity",
                  "Microsoft Entra ID"
                ]
              }
            }
          ]
        }
      },
      "automationDetails": {
        "id": "stance/7d1c0a3e-5f0b-4b63-9d3e-2f6a1f2b3c4d/"
      },
      "invocations": [
        {
          "executionSuccessful": true,
          "toolExecutionNotifications": [
            {
              "level": "warning",
              "message": {
                "text": "a.json: not read"
              }
            }
          ]
        }
      ],
      "results": [
        {
          "ruleId": "entra.block-legacy-authentication",
          "kind": "fail",
          "level": "error",
          "message": {
            "text": "Block legacy authentication for everyone: Block legacy clients (pilot), old (7 in all): the policy is not enforced; 3 excluded groups are not approved."
          },
          "locations": [
            {
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "ScubaResults.json"
                },
                "region": {
                  "startLine": 1182
                }
              }
            }
          ],
          "relatedLocations": [
            {
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "ScubaResults.json"
                },
                "region": {
                  "startLine": 1300
                }
              },
              "id": 1,
              "message": {
                "text": "old"
              }
            }
          ],
          "partialFingerprints": {
            "primaryLocationLineHash": "698758f5653223620d5cd1e8d51dc4ca"
          },
          "properties": {
            "outcome": "partial",
            "status": "partially_completed",
            "points": 5.33,
            "claimed_points": 0,
            "max_points": 8
          },
          "ruleIndex": 0
        },
        {
          "ruleId": "exchange.disable-basic-smtp",
          "kind": "open",
          "level": "none",
          "message": {
            "text": "Some control without data: no input holds the organization config."
          },
          "locations": [
            {
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "exports/ScubaResults.json"
                },
                "region": {
                  "startLine": 1
                }
              }
            }
          ],
          "partialFingerprints": {
            "primaryLocationLineHash": "c5f0513c001af06efa243a987e069417"
          },
          "properties": {
            "outcome": "not_assessed",
            "status": "not_assessed",
            "points": 0,
            "claimed_points": 0,
            "max_points": 5
          },
          "ruleIndex": 1
        }
      ],
      "properties": {
        "gate": {
          "passed": false,
          "reasons": [
            "score 41.96 % is below 70 %"
          ],
          "asked": true,
          "covered": true,
          "gates": [
            {
              "gate": "min-score",
              "wanted": "at least 70.00 %",
              "found": "41.96 %",
              "outcome": "failed"
            }
          ]
        }
      }
    }
  ]
}
)json");
}

TEST_CASE("nothing that fails is a log without results") {
  CHECK(printed({}) == R"({
  "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
  "version": "2.1.0",
  "runs": [
    {
      "tool": {
        "driver": {
          "name": "stance",
          "rules": []
        }
      },
      "invocations": [
        {
          "executionSuccessful": true
        }
      ],
      "results": []
    }
  ]
}
)");
}

TEST_CASE("what a result says follows from the outcome and the severity") {
  struct Case {
    Outcome outcome;
    Status status;
    std::int64_t points;
    std::string result;  // kind, level, severity for GitHub; empty: there is none
  };
  const std::vector<Case> cases = {
      {Outcome::unmet, Status::to_address, 10, "fail error 8.9"},
      {Outcome::partial, Status::planned, 8, "fail error 8.0"},
      {Outcome::unmet, Status::to_address, 7, "fail warning 6.9"},
      {Outcome::unmet, Status::to_address, 4, "fail warning 4.0"},
      {Outcome::partial, Status::partially_completed, 3, "fail note 3.0"},
      {Outcome::unmet, Status::risk_accepted, 1, "fail note 1.0"},
      {Outcome::not_assessed, Status::not_assessed, 10, "open none 8.9"},
      {Outcome::manual, Status::manual, 5, "review none 5.0"},
      {Outcome::manual, Status::attested, 5, ""},
      {Outcome::met, Status::completed, 5, ""},
      {Outcome::not_applicable, Status::not_applicable, 5, ""},
      {Outcome::not_licensed, Status::not_licensed, 5, ""},
  };
  for (const Case& c : cases) {
    const Json run = run_of(only(judged(c.outcome, c.status, c.points)));
    std::string text;
    for (const Json& result : run["results"]) {
      const Json& rule = run["tool"]["driver"]["rules"][result["ruleIndex"].get<std::size_t>()];
      CHECK(rule["id"] == result["ruleId"]);
      text = fmt::format("{} {} {}", result["kind"].get<std::string>(),
                         result["level"].get<std::string>(),
                         rule["properties"]["security-severity"].get<std::string>());
    }
    CHECK(text == c.result);
  }
}

TEST_CASE("what is accepted is suppressed, by the decision about the control or its objects") {
  const model::Decision decision = {.status = model::DecisionStatus::risk_accepted,
                                    .reason = "Old scanners",
                                    .owner = "Kim",
                                    .expires = "2026-12-31",
                                    .ticket = "SEC-1",
                                    .place = {"decisions.yaml", 7, 3, ""}};
  const std::string expected =
      R"([{"kind":"external","status":"accepted",)"
      R"("justification":"risk accepted until 2026-12-31 by Kim (SEC-1): Old scanners",)"
      R"("location":{"physicalLocation":{"artifactLocation":{"uri":"decisions.yaml"},)"
      R"("region":{"startLine":7}}}}])";
  model::ControlResult control = judged(Outcome::unmet, Status::risk_accepted);
  control.decision = decision;
  CHECK(run_of(only(control))["results"][0]["suppressions"].dump() == expected);
  control.decision.reset();
  control.excepted = {{object("k", "a.json", 3), decision}};
  const Json result = run_of(only(control))["results"][0];
  CHECK(result["suppressions"].dump() == expected);
  CHECK(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a.json");
  control = judged(Outcome::unmet, Status::planned);
  control.decision = decision;
  CHECK_FALSE(run_of(only(control))["results"][0].contains("suppressions"));
}

TEST_CASE("a result is where its first object with a place is, else at the first input") {
  model::ControlResult control = judged(Outcome::unmet, Status::to_address);
  const auto place = [&control] { return run_of(only(control))["results"][0]["locations"].dump(); };
  CHECK(place() ==
        R"([{"physicalLocation":{"artifactLocation":{"uri":"exports/ScubaResults.json"},)"
        R"("region":{"startLine":1}}}])");
  control.finding.evidence = {{}, object("b", R"(C:\x y\b.json)", 0), object("c", "c.json", 9)};
  control.finding.evidence[0].key = "a";
  CHECK(place() == R"([{"physicalLocation":{"artifactLocation":{"uri":"C%3A/x%20y/b.json"},)"
                   R"("region":{"startLine":1}}}])");
  CHECK(run_of(only(control))["results"][0]["relatedLocations"].dump() ==
        R"([{"physicalLocation":{"artifactLocation":{"uri":"c.json"},"region":{"startLine":9}},)"
        R"("id":1,"message":{"text":"c: is off"}}])");
  model::Assessment bare = only(judged(Outcome::unmet, Status::to_address));
  bare.inputs.clear();
  CHECK_FALSE(run_of(bare)["results"][0].contains("locations"));
}

TEST_CASE("a result has a hundred related places at most") {
  model::ControlResult control = judged(Outcome::unmet, Status::to_address);
  for (std::uint64_t line = 1; line <= 150; ++line) {
    control.finding.evidence.push_back(object(fmt::format("{}", line), "a.json", line));
  }
  const Json related = run_of(only(control))["results"][0]["relatedLocations"];
  CHECK(related.size() == 100);
  CHECK(related[99]["physicalLocation"]["region"]["startLine"] == 101);
}

TEST_CASE("a fingerprint is of the control and the keys of its objects") {
  model::ControlResult control = judged(Outcome::unmet, Status::to_address);
  control.finding.evidence = {object("k", "a.json", 1), object("l", "a.json", 2)};
  const std::string first = fingerprint(control);
  CHECK(first.size() == 32);
  control.info.title = "Other words";
  control.finding.evidence[0] = object("k", "b.json", 700);
  CHECK(fingerprint(control) == first);
  control.finding.evidence[0].key = "j";
  CHECK(fingerprint(control) != first);
  control.finding.evidence[0].key = "k";
  control.info.id = "b";
  CHECK(fingerprint(control) != first);
}

TEST_CASE("a rule has twenty tags at most, each once") {
  model::ControlResult control = judged(Outcome::unmet, Status::to_address);
  control.info.product = "security";
  control.info.refs = {{"scuba", {"A", "A"}}, {"cis", {}}};
  const auto tags = [&control] {
    return run_of(only(control))["tool"]["driver"]["rules"][0]["properties"]["tags"];
  };
  CHECK(tags().dump() == R"(["security","scuba:A"])");
  for (int i = 0; i < 30; ++i) control.info.refs[1].second.push_back(fmt::format("{}", i));
  CHECK(tags().size() == 20);
}

TEST_CASE("texts are no links, and fit within the limits of GitHub") {
  model::ControlResult control = judged(Outcome::unmet, Status::to_address);
  control.info.title = "See [here](https://evil.example)";
  Json run = run_of(only(control));
  CHECK(run["results"][0]["message"]["text"] == "See [here] (https://evil.example): not met.");
  control.info.title = control.info.id = control.info.product = std::string(5'000, 'x');
  control.finding.evidence = {object(control.info.title, "a.json", 1)};
  run = run_of(only(control));
  const Json& rule = run["tool"]["driver"]["rules"][0];
  CHECK(rule["id"].get<std::string>().size() <= 255);
  for (const Json& text : {rule["shortDescription"], rule["fullDescription"], rule["help"],
                           run["results"][0]["message"]}) {
    CHECK(text["text"].get<std::string>().size() <= 1'024);
  }
}

TEST_CASE("problems of the inputs are notifications") {
  model::Assessment assessment;
  assessment.diagnostics.assign(150, "a.json:\n  broken");
  const Json list = run_of(assessment)["invocations"][0]["toolExecutionNotifications"];
  CHECK(list.size() == 100);
  CHECK(list[0].dump() == R"({"level":"warning","message":{"text":"a.json:   broken"}})");
}
