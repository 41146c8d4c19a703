#include "verdict.hpp"

#include "samples.hpp"

#include <catch2/catch.hpp>

#include <sstream>

using namespace stance;
using namespace stance::report;
using model::Outcome;

namespace {

std::string printed(const model::ControlResult& result, std::size_t width) {
  std::ostringstream out;
  Page page({.width = width}, out);
  print_verdict(result, page);
  return out.str();
}

}  // namespace

TEST_CASE("a verdict with parts and evidence") {
  const std::string text = printed(legacy_control(), 80);
  CHECK(text == R"(
Status       Partially completed
Credit       2 of 3 (66.6 %)
Earned       5.33 of 8 points
Judged on    3 objects: 1 met, 2 not met
Assumed      licence data is missing: judged as if licensed

Parts
  Part                 Weight  Outcome        Credit
  Exchange ActiveSync       2  met           100.0 %
  Other clients           0.5  not assessed  unclear

Evidence (2 of 7)
  Object                 Outcome  Found                   Expected
  Block legacy clients   partial  state is                an enabled policy that
  (pilot)                         enabledForReportingBut  blocks both client
                                  NotEnforced             types
                                  excluded groups:        - the policy is not
                                  Finance, Legal,         enforced
                                  Scanners                - 3 excluded groups
                                                          are not approved
  Other clients · 5b1e1f0e-3c1f-4a6a-9d4b-0d6f7c1b2a10 · ScubaResults.json:1182
  old                    unmet                            Block legacy
                                                          authentication for
                                                          everyone
)");
}

TEST_CASE("a verdict in 40 columns") {
  const std::string text = printed(legacy_control(), 40);
  CHECK(text == R"(
Status       Partially completed
Credit       2 of 3 (66.6 %)
Earned       5.33 of 8 points
Judged on    3 objects: 1 met, 2 not met
Assumed      licence data is missing:
             judged as if licensed

Parts
  Part      Weight  Outcome        Credit
  Exchange       2  met           100.0 %
  Active
  Sync
  Other        0.5  not assessed  unclear
  clients

Evidence (2 of 7)
  Block legacy clients (pilot)
    partial
    found     state is
              enabledForReportingButNot
              Enforced
              excluded groups: Finance,
              Legal, Scanners
    expected  an enabled policy that
              blocks both client types
              - the policy is not
              enforced
              - 3 excluded groups are
              not approved
    Other clients ·
    5b1e1f0e-3c1f-4a6a-9d4b-0d6f7c1b2a10
    · ScubaResults.json:1182
  old
    unmet
    expected  Block legacy
              authentication for
              everyone
)");
}

TEST_CASE("a verdict in 120 columns") {
  const std::string text = printed(legacy_control(), 120);
  CHECK(text == R"(
Status       Partially completed
Credit       2 of 3 (66.6 %)
Earned       5.33 of 8 points
Judged on    3 objects: 1 met, 2 not met
Assumed      licence data is missing: judged as if licensed

Parts
  Part                 Weight  Outcome        Credit
  Exchange ActiveSync       2  met           100.0 %
  Other clients           0.5  not assessed  unclear

Evidence (2 of 7)
  Object                        Outcome  Found                                   Expected
  Block legacy clients (pilot)  partial  state is                                an enabled policy that blocks both
                                         enabledForReportingButNotEnforced       client types
                                         excluded groups: Finance, Legal,        - the policy is not enforced
                                         Scanners                                - 3 excluded groups are not approved
  Other clients · 5b1e1f0e-3c1f-4a6a-9d4b-0d6f7c1b2a10 · ScubaResults.json:1182
  old                           unmet                                            Block legacy authentication for
                                                                                 everyone
)");
}

TEST_CASE("a verdict that misses data says which and how to get it") {
  model::ControlResult result = smtp_control();
  result.finding.missing.push_back({"teams.policies", "AllowGuests", "field_absent", "", ""});
  result.finding.missing.push_back({"", "", "budget", "the rule took too long", ""});
  result.finding.low = {1, 4};
  result.finding.population = model::Population{9, 1, 2, 6, true};
  CHECK(printed(result, 80) == R"(
Status       Not assessed
Credit       between 25.0 % and 100.0 %
Judged on    9 objects: 1 met, 2 not met, 6 unclear; more may exist

Missing data
  dataset missing: exchange.organizationConfig
    no input holds the organization config
    collect it with: Get-OrganizationConfig
  field absent: teams.policies.AllowGuests
  too much work
    the rule took too long
)");
}

TEST_CASE("a long command stands on a line of its own") {
  model::ControlResult result = smtp_control();
  const std::string command = "Get-MgPolicyIdentitySecurityDefaultEnforcementPolicy";
  result.finding.missing = {{"entra.defaults", "", "dataset_absent", "", command}};
  const std::string text = printed(result, 40);
  CHECK(text.substr(text.find("Missing data")) == R"(Missing data
  dataset missing: entra.defaults
    collect it with:
      Get-MgPolicyIdentitySecurityDefaultEnforcementPolicy
)");
}

TEST_CASE("other outcomes need a line or two") {
  model::ControlResult result;
  result.info.points = 1;
  const std::vector<std::pair<Outcome, std::string>> cases = {
      {Outcome::manual, "\nStatus       Manual\n"},
      {Outcome::not_applicable, "\nStatus       Not applicable\n"},
      {Outcome::not_licensed, "\nStatus       Not licensed\n"},
      {Outcome::not_assessed,
       "\nStatus       Not assessed\nCredit       between 0.0 % and 100.0 %\n"},
  };
  for (const auto& [outcome, text] : cases) {
    result.finding.outcome = outcome;
    result.status = model::status_of(outcome);
    CHECK(printed(result, 80) == text);
  }
  result.finding.outcome = Outcome::met;
  result.finding.low = {3, 3};
  result.status = model::Status::completed;
  result.verified = 100;
  CHECK(printed(result, 80) ==
        "\nStatus       Completed\nCredit       100.0 %\nEarned       1.00 of 1 point\n");
}

TEST_CASE("a reference that asks for less is told with its own outcome") {
  model::ControlResult result;
  result.finding.outcome = Outcome::unmet;
  result.finding.references = {{"MS.1", Outcome::met}, {"MS.2", Outcome::not_assessed}};
  CHECK(printed(result, 80) == R"(
Status       Not assessed
Credit       between 0.0 % and 100.0 %
Earned       0.00 of 1 point
Reference    MS.1, which asks for less: met
Reference    MS.2, which asks for less: not assessed
)");
}
