#include "stance/report/json.hpp"

#include "samples.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <sstream>

using namespace stance;
using namespace stance::report;
using Json = nlohmann::ordered_json;

namespace {

Json parsed(const model::Assessment& assessment) {
  std::ostringstream out;
  render_json(assessment, out);
  return Json::parse(out.str());
}

// Keeps one of the controls, so that a whole document fits into a test.
std::string printed(model::Assessment assessment) {
  assessment.controls = {legacy_control()};
  assessment.recommendations = {assessment.recommendations[1]};
  assessment.datasets.resize(1);
  std::ostringstream out;
  render_json(assessment, out);
  return out.str();
}

}  // namespace

TEST_CASE("a whole document") {
  const std::string text = printed(contoso());
  CHECK(text == R"json({
  "schema": "stance.assessment/1",
  "tool": {
    "name": "stance",
    "version": "0.1.0",
    "build": "abc"
  },
  "tenant": {
    "id": "7d1c0a3e-5f0b-4b63-9d3e-2f6a1f2b3c4d",
    "name": "Contoso"
  },
  "as_of": "2026-01-31",
  "catalog": {
    "name": "stance built-in",
    "version": "1.0.0",
    "sha256": "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc",
    "controls": 12
  },
  "profile": null,
  "decisions": null,
  "inputs": [
    {
      "path": "exports/ScubaResults.json",
      "format": "ScubaGear 1.8.0",
      "sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
      "datasets": 2,
      "encoding": "UTF-8",
      "unrecognised": [
        "new_key",
        "other_key"
      ]
    }
  ],
  "score": {
    "points": 11.33,
    "max": 27,
    "percent": 41.96,
    "verified": {
      "points": 11.33,
      "percent": 41.96
    },
    "claimed": {
      "points": 0
    },
    "coverage": 54,
    "low": 22.66,
    "high": 68.66,
    "model": "secure-score",
    "licences": {
      "known": true,
      "now": {
        "points": 11.33,
        "max": 31,
        "percent": 36.54
      },
      "owned": {
        "points": 27,
        "max": 31,
        "percent": 87.09
      },
      "everything": {
        "points": 31,
        "max": 31,
        "percent": 100
      }
    }
  },
  "categories": [
    {
      "category": "identity",
      "points": 11.33,
      "max": 24,
      "percent": 47.2,
      "coverage": 100
    },
    {
      "category": "data",
      "points": 0,
      "max": 3,
      "percent": 0,
      "coverage": 16.66
    },
    {
      "category": "infrastructure",
      "points": 0,
      "max": 0,
      "percent": null,
      "coverage": 0
    }
  ],
  "controls": [
    {
      "id": "entra.block-legacy-authentication",
      "revision": 2,
      "title": "Block legacy authentication for everyone",
      "category": "identity",
      "product": "Microsoft Entra ID",
      "severity": "high",
      "criticality": "shall",
      "outcome": "partial",
      "status": "partially_completed",
      "credit": 0.666666666,
      "credit_low": 0.666666666,
      "credit_high": 0.666666666,
      "points": 5.33,
      "max_points": 8,
      "population": {
        "total": 3,
        "met": 1,
        "unmet": 2,
        "unknown": 0,
        "open": false
      },
      "refs": {
        "scuba": [
          "MS.AAD.1.1v1"
        ],
        "cis_m365_7.0": [
          "5.2.2.3"
        ]
      },
      "decision": null,
      "evidence": [
        {
          "key": "5b1e1f0e-3c1f-4a6a-9d4b-0d6f7c1b2a10",
          "label": "Block legacy clients (pilot)",
          "outcome": "partial",
          "part": "Other clients",
          "actual": "state is enabledForReportingButNotEnforced",
          "expected": "an enabled policy that blocks both client types",
          "source": {
            "path": "ScubaResults.json",
            "pointer": "/Raw/conditional_access_policies/4",
            "line": 1182
          },
          "unmet": [
            "the policy is not enforced",
            "3 excluded groups are not approved"
          ],
          "shown": {
            "excluded groups": "Finance, Legal, Scanners"
          }
        },
        {
          "key": "old",
          "label": "old",
          "outcome": "unmet",
          "actual": null,
          "expected": null,
          "source": null
        }
      ],
      "evidence_total": 7,
      "missing": [],
      "parts": [
        {
          "label": "Exchange ActiveSync",
          "weight": 2.0,
          "outcome": "met",
          "credit_low": 1,
          "credit_high": 1
        },
        {
          "label": "Other clients",
          "weight": 0.5,
          "outcome": "not_assessed",
          "credit_low": 0,
          "credit_high": 1
        }
      ],
      "assumptions": [
        "licence data is missing: judged as if licensed"
      ]
    }
  ],
  "recommendations": [
    {
      "rank": 2,
      "control": "entra.block-legacy-authentication",
      "title": "Block legacy authentication for everyone",
      "gain": 2.67,
      "gain_percent": 9.88,
      "priority": 0.89,
      "status": "partially_completed",
      "user_impact": "moderate",
      "cost": "moderate"
    }
  ],
  "baseline": null,
  "datasets": [
    {
      "name": "apps.forms",
      "state": "not_collected",
      "open": false,
      "count": 0,
      "origin": null,
      "damage": [],
      "duplicates": 0,
      "title": "",
      "detail": null,
      "collect": null,
      "controls": []
    }
  ],
  "assumptions": [
    "licence data is missing: 2 controls are judged as if licensed"
  ],
  "shown": null,
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
  },
  "diagnostics": []
}
)json");
}

TEST_CASE("a control that is not licensed tells what it needs") {
  const Json controls = parsed(contoso())["controls"];
  for (const Json& control : controls) {
    CHECK(control.contains("licence") == (control["id"] == "intune.encrypt"));
    if (!control.contains("licence")) continue;
    CHECK(control["licence"].dump() ==
          R"({"plans":["INTUNE_A"],"smallest":{"plan":"INTUNE_A","product":"INTUNE_A",)"
          R"("title":"Intune"}})");
  }
}

TEST_CASE("without anything assessed there is no percentage") {
  const Json score = parsed(unassessed())["score"];
  CHECK(score.dump() ==
        R"({"points":0,"max":0,"percent":null,"verified":{"points":0,"percent":null},)"
        R"("claimed":{"points":0},"coverage":0,"low":0,"high":100,"model":"secure-score",)"
        R"("licences":{"known":false,"now":{"points":0,"max":0,"percent":null},"owned":null,)"
        R"("everything":{"points":0,"max":0,"percent":null}}})");
  const Json nothing = parsed({});
  CHECK(nothing["score"]["coverage"] == nullptr);
  CHECK(nothing["score"]["high"] == nullptr);
  CHECK(nothing["tenant"].dump() == R"({"id":null,"name":null})");
  CHECK(nothing["as_of"] == nullptr);
  CHECK(nothing["gate"].dump() ==
        R"({"passed":true,"reasons":[],"asked":false,"covered":true,"gates":[]})");
}

TEST_CASE("credits have at most nine decimals") {
  const std::vector<std::pair<model::Ratio, std::string>> cases = {
      {{0, 5}, "0"},           {{5, 5}, "1"},
      {{1, 2}, "0.5"},         {{2, 3}, "0.666666666"},
      {{1, 7}, "0.142857142"}, {{999'999'999'999, 1'000'000'000'000}, "0.999999999"},
  };
  for (const auto& [credit, text] : cases) {
    model::Assessment assessment;
    model::ControlResult& control = assessment.controls.emplace_back();
    control.finding.outcome = model::Outcome::partial;
    control.finding.low = control.finding.high = credit;
    CHECK(parsed(assessment)["controls"][0]["credit"].dump() == text);
  }
}

TEST_CASE("hundredths are printed as what they are") {
  // Every fraction, at sizes where a binary number is least exact.
  for (const model::Hundredths whole : {0, 1, 7, 99, 1'000, 65'535, 10'000'000}) {
    for (model::Hundredths fraction = 0; fraction < 100; ++fraction) {
      model::Assessment assessment;
      assessment.totals.verified = whole * 100 + fraction;
      std::string expected = fmt::format("{}.{:02}", whole, fraction);
      while (expected.ends_with('0')) expected.pop_back();
      if (expected.ends_with('.')) expected.pop_back();
      const Json points = parsed(assessment)["score"]["points"];
      if (points.dump() != expected) CHECK(points.dump() == expected);
    }
  }
  CHECK(parsed({})["score"]["points"].dump() == "0");
}

TEST_CASE("outcomes without a credit have none") {
  using model::Outcome;
  struct Case {
    Outcome outcome;
    std::string credits;
  };
  const std::vector<Case> cases = {
      {Outcome::not_applicable, "null null null"},
      {Outcome::not_licensed, "null null null"},
      {Outcome::manual, "null null null"},
      {Outcome::not_assessed, "null 0 1"},
      {Outcome::partial, "0 0 1"},
  };
  for (const Case& c : cases) {
    model::Assessment assessment;
    assessment.controls.emplace_back().finding.outcome = c.outcome;
    const Json control = parsed(assessment)["controls"][0];
    CHECK(control["credit"].dump() + " " + control["credit_low"].dump() + " " +
              control["credit_high"].dump() ==
          c.credits);
  }
}

TEST_CASE("what would meet a control if declared is told with the value that does") {
  model::Assessment assessment = contoso();
  assessment.controls = {legacy_control()};
  model::Finding& finding = assessment.controls[0].finding;
  CHECK_FALSE(parsed(assessment)["controls"][0].contains("declarable"));
  finding.declarable = {"allowed", {{"users", {"a", "b"}}, {"groups", {}}}, {"b"}};
  CHECK(parsed(assessment)["controls"][0]["declarable"].dump() ==
        R"({"parameter":"allowed","value":{"users":["a","b"],"groups":[]},"added":["b"]})");
  finding.declarable = {"allowed", {{"", {"a"}}}, {"a"}};
  CHECK(parsed(assessment)["controls"][0]["declarable"].dump() ==
        R"({"parameter":"allowed","value":["a"],"added":["a"]})");
}

TEST_CASE("a gate that could not be decided has not passed") {
  model::Assessment assessment;
  assessment.gate.gates = {{"min-coverage", "a", "b", model::GateOutcome::undecided, "too little"}};
  CHECK(parsed(assessment)["gate"].dump() ==
        R"({"passed":false,"reasons":["too little"],"asked":true,"covered":false,"gates":[)"
        R"({"gate":"min-coverage","wanted":"a","found":"b","outcome":"undecided"}]})");
}

TEST_CASE("one control with its texts") {
  model::ControlTexts texts = legacy_texts();
  texts.description = "What it asks.";
  texts.steps.resize(1);
  std::ostringstream out;
  render_control_json(legacy_control().info, texts, nullptr, out);
  CHECK(out.str() == R"json({
  "schema": "stance.control/1",
  "control": {
    "id": "entra.block-legacy-authentication",
    "revision": 2,
    "title": "Block legacy authentication for everyone",
    "category": "identity",
    "product": "Microsoft Entra ID",
    "severity": "high",
    "criticality": "shall",
    "points": 8,
    "cost": "moderate",
    "user_impact": "moderate",
    "refs": {
      "scuba": [
        "MS.AAD.1.1v1"
      ],
      "cis_m365_7.0": [
        "5.2.2.3"
      ]
    },
    "datasets": [
      "entra.conditionalAccessPolicies",
      "entra.securityDefaults"
    ]
  },
  "texts": {
    "description": "What it asks.",
    "rationale": "Legacy protocols know no second factor, so a stolen password is enough.",
    "threats": [
      "accountBreach",
      "passwordCracking"
    ],
    "steps": [
      "Open the Entra admin center, Protection, Conditional Access."
    ],
    "user_effect": "Old mail programs and scanners can no longer sign in.",
    "notes": "SCuBA accepts no exclusion by role.",
    "licence": [
      "AAD_PREMIUM"
    ],
    "check": [
      "any policy of entra.conditionalAccessPolicies with the best credit:",
      "  must: the policy is enforced",
      "  all users are included"
    ],
    "parameters": {
      "allowedExclusions": "{}: users, groups and apps that may be left out"
    },
    "links": [
      "https://learn.microsoft.com/entra/identity/conditional-access/"
    ],
    "file": "controls/entra/block-legacy-authentication.yaml",
    "smallest_licence": {
      "plan": "AAD_PREMIUM",
      "product": "AAD_PREMIUM",
      "title": "Microsoft Entra ID P1"
    }
  },
  "deviations": [],
  "result": null
}
)json");
}

TEST_CASE("an inspection has inputs and datasets") {
  std::ostringstream out;
  render_inspection_json(contoso(), out);
  const Json document = Json::parse(out.str());
  const Json whole = parsed(contoso());
  std::string keys;
  for (const auto& item : document.items()) keys += item.key() + " ";
  CHECK(keys == "schema tool tenant as_of inputs datasets diagnostics runs ");
  CHECK(document["schema"] == "stance.inspection/1");
  CHECK(document["inputs"] == whole["inputs"]);
  CHECK(document["datasets"] == whole["datasets"]);
}

TEST_CASE("what is missing has its controls and its step") {
  std::ostringstream out;
  render_missing_json(lacking(), out);
  const Json document = Json::parse(out.str());
  std::string keys;
  for (const auto& item : document.items()) keys += item.key() + " ";
  CHECK(keys == "schema tool tenant as_of inputs missing diagnostics runs unsettled ");
  CHECK(document["schema"] == "stance.missing/1");
  std::string names;
  for (const auto& item : document["missing"]) names += item["name"].get<std::string>() + " ";
  CHECK(names ==
        "exchange.mailboxes exchange.rules entra.rules dns.spf entra.skus sharepoint.tenant "
        "entra.plans ");
  CHECK(document["missing"][2].dump(2) == R"json({
  "name": "entra.rules",
  "title": "",
  "points": 6,
  "controls": [
    "demo.first",
    "demo.second"
  ],
  "licences": false,
  "state": "failed",
  "open": false,
  "detail": "Forbidden: Insufficient privileges",
  "damage": [],
  "collect": null,
  "step": {
    "kind": "graph",
    "request": "/beta/rules?$filter=id eq 'a'",
    "scopes": [
      "Policy.Read.All"
    ],
    "command": null,
    "session": null
  },
  "count": 0,
  "damaged_rows": 0,
  "lacks": [],
  "export_again": null
})json");
  CHECK(document["runs"].is_null());
  CHECK(document["unsettled"].empty());
}

TEST_CASE("what is there and not enough says what it lacks") {
  std::ostringstream out;
  render_missing_json(cut_off(), out);
  const Json document = Json::parse(out.str());
  const Json& policies = document["missing"][0];
  CHECK(policies["name"] == "entra.policies");
  CHECK(policies["state"] == "present");
  CHECK(policies["count"] == 7);
  CHECK(policies["damaged_rows"] == 1);
  CHECK(policies["export_again"] ==
        "ConvertTo-Json -InputObject @(Get-MgPolicy -All) -Depth 20 > entra.policies.json");
  CHECK(document["missing"][1]["lacks"].dump() ==
        R"(["exported without 'sharingCapability', 'showPeoplePicker'"])");
  CHECK(document["runs"].dump() ==
        R"({"ran":["aad","exo"],"left_out":["sharepoint","teams"],"datasets":5})");
  CHECK(document["unsettled"][1].dump() ==
        R"({"detail":"nobody answered for the domain in DNS","points":3,"controls":["demo.spf"]})");
  std::ostringstream inspection;
  render_inspection_json(cut_off(), inspection);
  CHECK(Json::parse(inspection.str())["runs"] == document["runs"]);
}

TEST_CASE("a list is an array of controls") {
  const std::vector<model::ControlInfo> controls = {legacy_control().info};
  std::ostringstream out;
  render_list_json(controls, out);
  CHECK(out.str() == R"json([
  {
    "id": "entra.block-legacy-authentication",
    "revision": 2,
    "title": "Block legacy authentication for everyone",
    "category": "identity",
    "product": "Microsoft Entra ID",
    "severity": "high",
    "criticality": "shall",
    "points": 8,
    "cost": "moderate",
    "user_impact": "moderate",
    "refs": {
      "scuba": [
        "MS.AAD.1.1v1"
      ],
      "cis_m365_7.0": [
        "5.2.2.3"
      ]
    },
    "datasets": [
      "entra.conditionalAccessPolicies",
      "entra.securityDefaults"
    ]
  }
]
)json");
}

TEST_CASE("a profile is told with what it changes") {
  model::Assessment assessment = contoso();
  assessment.profile = model::ProfileResult{.name = "Ours",
                                            .path = "profile.yaml",
                                            .sha256 = "ab",
                                            .target = 9050,
                                            .target_gap = 1250,
                                            .deviations = {"a differs"}};
  CHECK(parsed(assessment)["profile"].dump() ==
        R"({"path":"profile.yaml","sha256":"ab","name":"Ours","deviations":["a differs"],)"
        R"("target":{"percent":90.5,"missing_points":12.5}})");
  assessment.profile->target.reset();
  assessment.profile->name.clear();
  assessment.profile->deviations.clear();
  CHECK(parsed(assessment)["profile"].dump() ==
        R"({"path":"profile.yaml","sha256":"ab","name":null,"deviations":[]})");
}

TEST_CASE("a value is laid out as reports are") {
  std::ostringstream out;
  render_value_json("{\"b\":[9223372036854775807,1.0],\"a\":\"\u202e\"}", out);
  CHECK(out.str() == R"({
  "b": [
    9223372036854775807,
    1.0
  ],
  "a": "\u202e"
}
)");
}
