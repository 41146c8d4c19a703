#include "samples.hpp"
#include "stance/report/formats.hpp"

#include <catch2/catch.hpp>

#include <sstream>

using namespace stance;
using namespace stance::report;
using model::Outcome;
using model::Status;

namespace {

std::string printed(const model::Assessment& assessment) {
  std::ostringstream out;
  render_junit(assessment, out);
  return out.str();
}

model::Decision decision(model::DecisionStatus status) {
  return {.status = status, .reason = "The \"gateway\" does it", .owner = "Kim"};
}

// What stands in the case of a control.
std::string body(model::ControlResult control) {
  control.info.id = "a.b";
  model::Assessment assessment;
  assessment.controls = {std::move(control)};
  const std::string text = printed(assessment);
  const std::string head = "name=\"a.b: \">\n";
  const std::size_t from = text.find(head) + head.size();
  return text.substr(from, text.find("    </testcase>") - from);
}

}  // namespace

TEST_CASE("a suite for each product, a case for each control") {
  model::Assessment assessment = contoso();
  assessment.controls[0].info.product = "DNS & mail";
  CHECK(printed(assessment) == R"xml(<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="stance" tests="13" failures="4" errors="0">
  <testsuite name="gates" tests="1" failures="1" errors="0" skipped="0">
    <properties>
      <property name="tenant_id" value="7d1c0a3e-5f0b-4b63-9d3e-2f6a1f2b3c4d"/>
      <property name="tenant" value="Contoso"/>
      <property name="as_of" value="2026-01-31"/>
      <property name="score" value="41.9 % of what could be assessed (54 % of all points); the true score lies between 22 % and 69 %"/>
    </properties>
    <testcase classname="gate" name="min-score">
      <failure type="failed" message="score 41.96 % is below 70 %"></failure>
    </testcase>
  </testsuite>
  <testsuite name="DNS &amp; mail" tests="1" failures="0" errors="0" skipped="1">
    <properties>
      <property name="tenant_id" value="7d1c0a3e-5f0b-4b63-9d3e-2f6a1f2b3c4d"/>
      <property name="tenant" value="Contoso"/>
      <property name="as_of" value="2026-01-31"/>
      <property name="score" value="41.9 % of what could be assessed (54 % of all points); the true score lies between 22 % and 69 %"/>
    </properties>
    <testcase classname="dns" name="dns.publish-dmarc: Some control without data">
      <skipped message="not assessed: the lookup timed out"/>
    </testcase>
  </testsuite>
  <testsuite name="Microsoft Entra ID" tests="11" failures="3" errors="0" skipped="7">
    <properties>
      <property name="tenant_id" value="7d1c0a3e-5f0b-4b63-9d3e-2f6a1f2b3c4d"/>
      <property name="tenant" value="Contoso"/>
      <property name="as_of" value="2026-01-31"/>
      <property name="score" value="41.9 % of what could be assessed (54 % of all points); the true score lies between 22 % and 69 %"/>
    </properties>
    <testcase classname="entra" name="entra.block-legacy-authentication: Block legacy authentication for everyone">
      <failure type="partial" message="Block legacy clients (pilot), old (7 in all): the policy is not enforced; 3 excluded groups are not approved">Block legacy clients (pilot): the policy is not enforced; 3 excluded groups are not approved (ScubaResults.json:1182)
old
and 5 more
</failure>
      <system-out>5.33 of 8 points</system-out>
    </testcase>
    <testcase classname="entra" name="entra.limit-global-administrators: Keep two to four Global Administrators">
      <system-out>6.00 of 6 points</system-out>
    </testcase>
    <testcase classname="entra" name="entra.require-phishing-resistant-mfa-for-admins: Require phishing-resistant MFA for every administrator">
      <failure type="unmet" message="not met"></failure>
      <system-out>0.00 of 10 points</system-out>
    </testcase>
    <testcase classname="exchange" name="exchange.disable-basic-smtp: Some control without data">
      <skipped message="not assessed: no input holds the organization config"/>
    </testcase>
    <testcase classname="exchange" name="exchange.enable-audit: Some control without data">
      <skipped message="not assessed: dataset missing"/>
    </testcase>
    <testcase classname="exchange" name="exchange.enable-customer-lockbox: Turn on Customer Lockbox">
      <failure type="unmet" message="not met"></failure>
      <system-out>0.00 of 3 points</system-out>
    </testcase>
    <testcase classname="intune" name="intune.encrypt: Encrypt devices">
      <skipped message="not licensed"/>
    </testcase>
    <testcase classname="intune" name="intune.patch: Patch devices">
      <skipped message="not applicable"/>
    </testcase>
    <testcase classname="purview" name="purview.review-labels: Review labels">
      <skipped message="to be checked by hand"/>
    </testcase>
    <testcase classname="sharepoint" name="sharepoint.limit-sharing: Some control without data">
      <skipped message="not assessed: dataset damaged"/>
    </testcase>
    <testcase classname="teams" name="teams.limit-guests: Some control without data">
      <skipped message="not assessed: field absent"/>
    </testcase>
  </testsuite>
</testsuites>
)xml");
}

TEST_CASE("without controls there are no suites") {
  CHECK(printed({}) == R"(<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="stance" tests="0" failures="0" errors="0">
</testsuites>
)");
}

TEST_CASE("a case passes, fails or is skipped as its control stands") {
  struct Case {
    Outcome outcome;
    Status status;
    std::optional<model::Decision> decision;
    std::string body;
  };
  const std::vector<Case> cases = {
      {Outcome::met, Status::completed, {}, R"(      <system-out>0.00 of 5 points</system-out>
)"},
      {Outcome::manual, Status::attested, decision(model::DecisionStatus::attested),
       R"(      <system-out>0.00 of 5 points; attested by Kim: The &quot;gateway&quot; does it</system-out>
)"},
      {Outcome::unmet, Status::planned, decision(model::DecisionStatus::planned),
       R"(      <failure type="unmet" message="not met"></failure>
      <system-out>0.00 of 5 points; planned by Kim: The &quot;gateway&quot; does it</system-out>
)"},
      {Outcome::partial, Status::third_party, decision(model::DecisionStatus::third_party),
       R"(      <skipped message="third party by Kim: The &quot;gateway&quot; does it"/>
      <system-out>0.00 of 5 points</system-out>
)"},
      {Outcome::unmet, Status::risk_accepted, {}, R"(      <skipped message="Risk accepted"/>
      <system-out>0.00 of 5 points</system-out>
)"},
      {Outcome::not_assessed,
       Status::not_assessed,
       {},
       "      <skipped message=\"not assessed\"/>\n"},
      {Outcome::manual, Status::manual, {}, "      <skipped message=\"to be checked by hand\"/>\n"},
      {Outcome::not_applicable,
       Status::not_applicable,
       {},
       "      <skipped message=\"not applicable\"/>\n"},
      {Outcome::not_licensed,
       Status::not_licensed,
       {},
       "      <skipped message=\"not licensed\"/>\n"},
  };
  for (const Case& c : cases) {
    model::ControlResult control;
    control.info.points = 5;
    control.finding.outcome = c.outcome;
    control.status = c.status;
    control.decision = c.decision;
    CHECK(body(control) == c.body);
  }
}

TEST_CASE("claimed points stand apart") {
  model::ControlResult control = legacy_control();
  control.status = Status::alternate_mitigation;
  control.claimed = 267;
  model::Assessment assessment;
  assessment.controls = {control};
  CHECK(printed(assessment)
            .find("<system-out>5.33 of 8 points, 2.67 more claimed by decision</system-out>") !=
        std::string::npos);
}
