#include "samples.hpp"
#include "stance/base/text.hpp"
#include "stance/report/formats.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <sstream>

using namespace stance;
using namespace stance::report;
using model::Outcome;
using model::Status;

namespace {

std::string printed(const model::Assessment& assessment) {
  std::ostringstream out;
  render_markdown(assessment, out);
  return out.str();
}

model::Assessment decided() {
  model::Assessment assessment = contoso();
  model::ControlResult& legacy = assessment.controls[1];
  legacy.status = Status::third_party;
  legacy.claimed = 267;
  legacy.decision = {.status = model::DecisionStatus::third_party,
                     .reason = "The gateway does it, ask @kim",
                     .owner = "mail@contoso.example",
                     .expires = "2026-12-31"};
  model::ControlResult& lockbox = assessment.controls[6];
  lockbox.status = Status::risk_accepted;
  lockbox.decision = {.status = model::DecisionStatus::risk_accepted,
                      .reason = "Not worth it",
                      .owner = "Kim",
                      .ticket = "SEC-1"};
  assessment.totals.claimed = assessment.categories[0].totals.claimed = 267;
  return assessment;
}

// A control that takes some hundred bytes.
model::ControlResult failing(std::size_t number) {
  model::ControlResult control;
  control.info.id = fmt::format("demo.control-{:04}", number);
  control.info.title = std::string(250, 'x');
  control.finding.outcome = Outcome::unmet;
  control.status = Status::to_address;
  return control;
}

}  // namespace

TEST_CASE("a whole comment") {
  CHECK(printed(contoso()) == R"md(## Contoso

**41.9 % of what could be assessed (54 % of all points); the true score lies between 22 % and 69 %**

11.33 of 27 points · as of 2026-01-31 · tenant `7d1c0a3e-5f0b-4b63-9d3e-2f6a1f2b3c4d`

**Gate failed**

- score 41.96 % is below 70 %

| Category | Score | Points verified | Claimed | Assessed |
| --- | ---: | ---: | ---: | ---: |
| Identity | 47.2 % | 11.33 of 24 | - | 100.0 % |
| Data | 0.0 % | 0.00 of 3 | - | 16.6 % |
| Infrastructure | - | 0.00 of 0 | - | 0.0 % |

### Do next

| # | Points | Action | Status | Cost | User impact |
| ---: | ---: | --- | --- | --- | --- |
| 1 | +10.00 | Require phishing-resistant MFA for every administrator (`entra.require-phishing-resistant-mfa-for-admins`) | To address | low | low |
| 2 | +2.67 | Block legacy authentication for everyone (`entra.block-legacy-authentication`) | Partially completed | moderate | moderate |
| 3 | +3.00 | Turn on Customer Lockbox (`exchange.enable-customer-lockbox`) | To address | high | low |

5 controls not assessed for want of data: `stance inspect EXPORT --missing` tells what is missing.

1 control to be checked by hand.

<details>
<summary>3 failing controls</summary>

**Require phishing-resistant MFA for every administrator** (`entra.require-phishing-resistant-mfa-for-admins`) · high severity · 0.00 of 10 points

- not met

**Turn on Customer Lockbox** (`exchange.enable-customer-lockbox`) · low severity · 0.00 of 3 points

- not met

**Block legacy authentication for everyone** (`entra.block-legacy-authentication`) · high severity · 5.33 of 8 points

- `Block legacy clients (pilot)`: the policy is not enforced; 3 excluded groups are not approved (`ScubaResults.json:1182`)
- `old`
- and 5 more

</details>
)md");
}

TEST_CASE("what is claimed and accepted stands apart") {
  CHECK(printed(decided()) == R"md(## Contoso

**51.8 % of what could be assessed, 41.9 % without claims (54 % of all points); the true score lies between 22 % and 69 %**

11.33 of 27 points verified, **2.67 more claimed by decision** · as of 2026-01-31 · tenant `7d1c0a3e-5f0b-4b63-9d3e-2f6a1f2b3c4d`

**Gate failed**

- score 41.96 % is below 70 %

| Category | Score | Points verified | Claimed | Assessed |
| --- | ---: | ---: | ---: | ---: |
| Identity | 58.3 % | 11.33 of 24 | 2.67 | 100.0 % |
| Data | 0.0 % | 0.00 of 3 | - | 16.6 % |
| Infrastructure | - | 0.00 of 0 | - | 0.0 % |

### Do next

| # | Points | Action | Status | Cost | User impact |
| ---: | ---: | --- | --- | --- | --- |
| 1 | +10.00 | Require phishing-resistant MFA for every administrator (`entra.require-phishing-resistant-mfa-for-admins`) | To address | low | low |
| 2 | +2.67 | Block legacy authentication for everyone (`entra.block-legacy-authentication`) | Resolved through third party | moderate | moderate |
| 3 | +3.00 | Turn on Customer Lockbox (`exchange.enable-customer-lockbox`) | Risk accepted | high | low |

### Decided, not verified

- Block legacy authentication for everyone (`entra.block-legacy-authentication`) · +2.67 points · third party until 2026-12-31 by mail@&#8203;contoso.example: The gateway does it, ask @&#8203;kim
- Turn on Customer Lockbox (`exchange.enable-customer-lockbox`) · no points · risk accepted by Kim (SEC-1): Not worth it

5 controls not assessed for want of data: `stance inspect EXPORT --missing` tells what is missing.

1 control to be checked by hand.

<details>
<summary>1 failing control</summary>

**Require phishing-resistant MFA for every administrator** (`entra.require-phishing-resistant-mfa-for-admins`) · high severity · 0.00 of 10 points

- not met

</details>
)md");
}

TEST_CASE("nothing to tell is a headline") {
  CHECK(printed({}) == R"(## Assessment

**nothing could be assessed: the catalog has no controls**

collection time not known
)");
}

TEST_CASE("a gate passes, fails or cannot be decided") {
  const model::Gate holds = {"a", "b", "c"};
  const model::Gate low = {"a", "b", "c", model::GateOutcome::failed, "too low"};
  const model::Gate little = {"a", "b", "c", model::GateOutcome::undecided, "too little"};
  const std::vector<std::pair<model::GateResult, std::string>> cases = {
      {{}, ""},
      {{{holds}}, "\n**Gate passed**\n"},
      {{{holds, low, little}}, "\n**Gate failed**\n\n- too low\n- too little\n"},
      {{{little, holds}}, "\n**Gate not decided**\n\n- too little\n"},
  };
  for (const auto& [gate, text] : cases) {
    model::Assessment assessment;
    assessment.gate = gate;
    CHECK(printed(assessment).substr(printed({}).size()) == text);
  }
}

TEST_CASE("a control has five objects at most, then how many more there are") {
  model::Assessment assessment;
  assessment.controls = {failing(1)};
  model::Finding& finding = assessment.controls[0].finding;
  finding.evidence.resize(9);
  for (std::size_t i = 0; i < 9; ++i) finding.evidence[i].key = fmt::format("k{}", i);
  finding.evidence_total = 12;
  const std::string text = printed(assessment);
  CHECK(text.ends_with("- `k3`\n- `k4`\n- and 7 more\n\n</details>\n"));
}

TEST_CASE("ten recommendations are shown, and how many there are") {
  model::Assessment assessment;
  for (std::uint32_t i = 1; i <= 12; ++i) {
    assessment.controls.push_back(failing(i));
    assessment.recommendations.push_back({i, assessment.controls.back().info.id, 100, 0, 100});
  }
  const std::string text = printed(assessment);
  CHECK(text.find("### Do next (10 of 12)\n") != text.npos);
  CHECK(text.find("| 10 | +1.00 |") != text.npos);
  CHECK(text.find("| 11 | +1.00 |") == text.npos);
}

TEST_CASE("a part of an assessment says what it is") {
  model::Assessment assessment;
  assessment.shown = model::Shown{.filters = {"category identity", "status to_address"}, .of = 12};
  CHECK(printed(assessment)
            .ends_with("\n\nShown: 0 of 12 controls: category identity; status to\\_address\n"));
  assessment.shown->filters.clear();
  CHECK(printed(assessment).find("Shown") == std::string::npos);
}

TEST_CASE("more recommendations are shown when they are asked for") {
  model::Assessment assessment;
  for (std::uint32_t i = 1; i <= 12; ++i) {
    assessment.controls.push_back(failing(i));
    assessment.recommendations.push_back({i, assessment.controls.back().info.id, 100, 0, 100});
  }
  assessment.shown = model::Shown{.top = 12};
  CHECK(printed(assessment).find("\n### Do next\n") != std::string::npos);
}

TEST_CASE("what has no room is left out, and said to be") {
  model::Assessment assessment;
  for (std::size_t i = 0; i < 500; ++i) assessment.controls.push_back(failing(i));
  const std::string text = printed(assessment);
  CHECK(text.size() > 59'000);
  CHECK(text.size() < 60'000);
  CHECK(text.find("<summary>500 failing controls</summary>") != text.npos);
  std::size_t shown = 0;
  for (std::size_t at = text.find("\n**x"); at != text.npos; at = text.find("\n**x", at + 1)) {
    ++shown;
  }
  CHECK(text.ends_with(
      fmt::format("\n</details>\n\nLeft out, as a comment holds no more: {} failing controls.\n",
                  500 - shown)));
}

TEST_CASE("texts of a tenant are no markup, mention nobody and link nothing") {
  const std::string attack =
      "@team <img src=x> [a](https://e.example) | `b` #1 **c**\n\n# d\n</details>";
  model::Assessment assessment = decided();
  assessment.tenant_name = assessment.as_of = assessment.gate.gates[0].reason = attack;
  assessment.categories[0].category = attack;
  for (model::ControlResult& control : assessment.controls) {
    control.info.title = attack;
    if (control.decision) control.decision->reason = attack;
    for (model::Evidence& evidence : control.finding.evidence) {
      evidence.unmet = {attack};
    }
  }
  const std::string text = printed(assessment);
  for (const std::string_view forbidden :
       {"<img", "@team", "| `b`", " #1", "**c", "\n# d", " </details>", "https://"}) {
    INFO(forbidden);
    CHECK(text.find(forbidden) == text.npos);
  }
  CHECK(text.find(R"(@&#8203;team &lt;img src=x&gt; \[a\](https:&#8203;//e.example) \| \`b\` )"
                  R"(\#&#8203;1 \*\*c\*\*  \#&#8203; d &lt;/details&gt;)") != text.npos);
}

TEST_CASE("hostile inputs leave room for the rest") {
  model::Assessment assessment = hostile();
  assessment.gate.gates.assign(1'000, assessment.gate.gates[0]);
  const std::string text = printed(assessment);
  CHECK(text.size() < 60'000);
  CHECK(text.find("###") == text.npos);
  CHECK(text.find("<details>") == text.npos);
  CHECK(
      text.ends_with(" reasons, 1 category row, 1 recommendation, 1 decision, "
                     "1 failing control.\n"));
}
