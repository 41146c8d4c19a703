#include "stance/report/terminal.hpp"

#include "samples.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <sstream>

using namespace stance;
using namespace stance::report;

namespace {

std::string printed(const model::Assessment& assessment, const Style& style) {
  std::ostringstream out;
  render_terminal(assessment, style, out);
  return out.str();
}

std::string without_codes(std::string text) {
  for (std::size_t at = text.find('\x1b'); at != std::string::npos; at = text.find('\x1b')) {
    text.erase(at, text.find('m', at) + 1 - at);
  }
  return text;
}

}  // namespace

TEST_CASE("an assessment in 80 columns") {
  const std::string text = printed(contoso(), {.width = 80});
  CHECK(text == R"(Contoso · 7d1c0a3e-5f0b-4b63-9d3e-2f6a1f2b3c4d · as of 2026-01-31

41.9 % of what could be assessed (54 % of all points); the true score lies
between 22 % and 69 %
11.33 of 27 points
11.33 points now, 27 with the licences owned, 31 with all licences

Identity        ━━━━━━━━━━━━───────────────   47.2 %  11.33 of 24
Data            ───────────────────────────    0.0 %    0.00 of 3  16 % assessed
Infrastructure  ───────────────────────────                0 of 6  not assessed

Do next
#  Points  Action                                 Status      Cost      User
                                                                        impact
1  +10.00  Require phishing-resistant MFA for     To address  low       low
           every administrator
           entra.require-phishing-resistant-mfa-for-admins
2   +2.67  Block legacy authentication for        Partially   moderate  moderate
           everyone                               completed
           entra.block-legacy-authentication
3   +3.00  Turn on Customer Lockbox               To address  high      low
           exchange.enable-customer-lockbox

How to do one of them: stance show CONTROL

Not assessed
Points  Controls  Cause
     9         2  dataset missing: exchange.organizationConfig
                  Get-OrganizationConfig
     6         1  dataset failed: dns.dmarc
     2         1  dataset damaged: sharepoint.tenant (Get-SPOTenant)
     2         1  field absent in teams.meetingPolicies

Manual        1 control with 4 points to be checked by hand
Not counted   1 not licensed, 1 not applicable
Not licensed  Intune (INTUNE_A): 1 control, 4 points

Assumed
- licence data is missing: 2 controls are judged as if licensed

Gate failed
- score 41.96 % is below 70 %
)");
}

TEST_CASE("an assessment in 40 columns of ASCII") {
  const std::string text = printed(contoso(), {.width = 40, .utf8 = false});
  CHECK(text == R"(Contoso -
7d1c0a3e-5f0b-4b63-9d3e-2f6a1f2b3c4d -
as of 2026-01-31

41.9 % of what could be assessed (54 %
of all points); the true score lies
between 22 % and 69 %
11.33 of 27 points
11.33 points now, 27 with the licences
owned, 31 with all licences

Identity         47.2 %      11.33 of 24
##################----------------------
Data              0.0 %        0.00 of 3
----------------------------------------
Infrastructure                    0 of 6
----------------------------------------

Do next
 1  +10.00  Require phishing-resistant
            MFA for every administrator
    To address - cost low - user impact
    low
    entra.require-phishing-resistant-
    mfa-for-admins
 2  +2.67   Block legacy authentication
            for everyone
    Partially completed - cost moderate
    - user impact moderate
    entra.block-legacy-authentication
 3  +3.00   Turn on Customer Lockbox
    To address - cost high - user impact
    low
    exchange.enable-customer-lockbox

How to do one of them: stance show
CONTROL

Not assessed
   9  dataset missing:
      exchange.organizationConfig
      Get-OrganizationConfig
   6  dataset failed: dns.dmarc
   2  dataset damaged: sharepoint.tenant
      Get-SPOTenant
   2  field absent in
      teams.meetingPolicies

Manual        1 control with 4 points to
              be checked by hand
Not counted   1 not licensed, 1 not
              applicable
Not licensed  Intune (INTUNE_A): 1
              control, 4 points

Assumed
- licence data is missing: 2 controls
  are judged as if licensed

Gate failed
- score 41.96 % is below 70 %
)");
}

TEST_CASE("an assessment in 120 columns") {
  const std::string text = printed(contoso(), {.width = 120});
  CHECK(text == R"(Contoso · 7d1c0a3e-5f0b-4b63-9d3e-2f6a1f2b3c4d · as of 2026-01-31

41.9 % of what could be assessed (54 % of all points); the true score lies between 22 % and 69 %
11.33 of 27 points
11.33 points now, 27 with the licences owned, 31 with all licences

Identity        ━━━━━━━━━━━━━━━━━━──────────────────────   47.2 %  11.33 of 24
Data            ────────────────────────────────────────    0.0 %    0.00 of 3  16 % assessed
Infrastructure  ────────────────────────────────────────                0 of 6  not assessed

Do next
#  Points  Action                                                  Status               Cost      User impact
1  +10.00  Require phishing-resistant MFA for every administrator  To address           low       low
           entra.require-phishing-resistant-mfa-for-admins
2   +2.67  Block legacy authentication for everyone                Partially completed  moderate  moderate
           entra.block-legacy-authentication
3   +3.00  Turn on Customer Lockbox                                To address           high      low
           exchange.enable-customer-lockbox

How to do one of them: stance show CONTROL

Not assessed
Points  Controls  Cause
     9         2  dataset missing: exchange.organizationConfig (Get-OrganizationConfig)
     6         1  dataset failed: dns.dmarc
     2         1  dataset damaged: sharepoint.tenant (Get-SPOTenant)
     2         1  field absent in teams.meetingPolicies

Manual        1 control with 4 points to be checked by hand
Not counted   1 not licensed, 1 not applicable
Not licensed  Intune (INTUNE_A): 1 control, 4 points

Assumed
- licence data is missing: 2 controls are judged as if licensed

Gate failed
- score 41.96 % is below 70 %
)");
}

TEST_CASE("colour changes nothing but colour") {
  for (const std::size_t width : {40U, 60U, 80U, 120U, 160U}) {
    for (const bool utf8 : {false, true}) {
      const Style plain = {.width = width, .utf8 = utf8};
      const Style colored = {.width = width, .color = true, .utf8 = utf8};
      const std::string text = printed(contoso(), colored);
      CHECK(text.find('\x1b') != std::string::npos);
      CHECK(without_codes(text) == printed(contoso(), plain));
    }
  }
}

TEST_CASE("an assessment without data") {
  const std::string text = printed(unassessed(), {.width = 80});
  CHECK(text == R"(collection time not known

nothing could be assessed: the inputs hold none of the data that the controls
need

Infrastructure  ────────────────────────────────           0 of 10  not assessed

Not assessed
Points  Controls  Cause
     6         1  dataset missing: dns.dmarc
     4         1  cause not recorded
)");
}

TEST_CASE("a cause without a dataset is told in its own words") {
  model::Assessment assessment = unassessed();
  assessment.controls[1].finding.missing = {
      {"", "", "not_verified", "nobody answered for the domain in DNS", ""}};
  const std::string text = printed(assessment, {.width = 80});
  CHECK(text.substr(text.find("Not assessed\nPoints")) == R"(Not assessed
Points  Controls  Cause
     6         1  dataset missing: dns.dmarc
     4         1  not verified: nobody answered for the domain in DNS
)");
}

TEST_CASE("a brief report is the headline") {
  const std::string text = printed(contoso(), {.width = 80, .brief = true});
  CHECK(text == R"(41.9 % of what could be assessed (54 % of all points); the true score lies
between 22 % and 69 %
)");
}

TEST_CASE("claimed points are named") {
  model::Assessment assessment;
  assessment.totals = {3420, 300, 5600, 5600, 3720, 3720};
  CHECK(printed(assessment, {.width = 80}) == R"(collection time not known

66.4 % of what could be assessed, 61.0 % without claims
37.20 of 56 points, 3 of them claimed
)");
}

TEST_CASE("at most ten recommendations and five gaps are shown") {
  model::Assessment assessment = contoso();
  for (std::uint32_t rank = 4; rank <= 14; ++rank) {
    assessment.recommendations.push_back({rank, "intune.patch", 100, 1, 1});
  }
  for (const std::string dataset : {"a", "b", "c"}) {
    model::ControlResult control = smtp_control();
    control.finding.missing[0].dataset = dataset;
    control.info.id += dataset;
    control.info.points = 1;
    assessment.controls.push_back(control);
  }
  std::ranges::sort(assessment.controls, {},
                    [](const model::ControlResult& result) { return result.info.id; });
  const std::string text = printed(assessment, {.width = 80});
  CHECK(text.substr(text.find("Do next")) == R"(Do next (10 of 14)
 #  Points  Action                                Status      Cost      User
                                                                        impact
 1  +10.00  Require phishing-resistant MFA for    To address  low       low
            every administrator
            entra.require-phishing-resistant-mfa-for-admins
 2   +2.67  Block legacy authentication for       Partially   moderate  moderate
            everyone                              completed
            entra.block-legacy-authentication
 3   +3.00  Turn on Customer Lockbox              To address  high      low
            exchange.enable-customer-lockbox
 4   +1.00  Patch devices                         Not         low       low
                                                  applicable
            intune.patch
 5   +1.00  Patch devices                         Not         low       low
                                                  applicable
            intune.patch
 6   +1.00  Patch devices                         Not         low       low
                                                  applicable
            intune.patch
 7   +1.00  Patch devices                         Not         low       low
                                                  applicable
            intune.patch
 8   +1.00  Patch devices                         Not         low       low
                                                  applicable
            intune.patch
 9   +1.00  Patch devices                         Not         low       low
                                                  applicable
            intune.patch
10   +1.00  Patch devices                         Not         low       low
                                                  applicable
            intune.patch

How to do one of them: stance show CONTROL

Not assessed
Points  Controls  Cause
     9         2  dataset missing: exchange.organizationConfig
                  Get-OrganizationConfig
     6         1  dataset failed: dns.dmarc
     2         1  dataset damaged: sharepoint.tenant (Get-SPOTenant)
     2         1  field absent in teams.meetingPolicies
     3         3  3 more causes: stance inspect EXPORT --missing lists them

Manual        1 control with 4 points to be checked by hand
Not counted   1 not licensed, 1 not applicable
Not licensed  Intune (INTUNE_A): 1 control, 4 points

Assumed
- licence data is missing: 2 controls are judged as if licensed

Gate failed
- score 41.96 % is below 70 %
)");
}

TEST_CASE("what the gates said") {
  struct Case {
    model::GateResult gate;
    std::string text;
  };
  const model::Gate holds = {"min-score", "a", "b"};
  const model::Gate low = {"min-score", "a", "b", model::GateOutcome::failed, "too low"};
  const model::Gate little = {"min-coverage", "a", "b", model::GateOutcome::undecided,
                              "too little"};
  const std::vector<Case> cases = {
      {{},
       "collection time not known\n\nnothing could be assessed: the "
       "catalog has no controls\n"},
      {{{holds}}, "\nGate passed\n"},
      {{{low, holds, little}}, "\nGate failed\n- too low\n- too little\n"},
      {{{little, holds}}, "\nGate not decided\n- too little\n"},
  };
  for (const Case& c : cases) {
    model::Assessment assessment;
    assessment.gate = c.gate;
    CHECK_THAT(printed(assessment, {}), Catch::Matchers::EndsWith(c.text));
  }
}

TEST_CASE("a profile and its target are told") {
  model::Assessment assessment = contoso();
  assessment.profile = model::ProfileResult{.name = "Ours",
                                            .path = "profile.yaml",
                                            .sha256 = {},
                                            .target = 9050,
                                            .target_gap = 1250,
                                            .deviations = {"a differs", "b differs"}};
  const auto text = [&] { return printed(assessment, {.width = 80}); };
  CHECK_THAT(text(), Catch::Contains("\n12.50 points to the target of 90.5 %\n"));
  CHECK_THAT(text(), Catch::Contains("\nProfile: Ours\n- a differs\n- b differs\n"));
  CHECK_THAT(printed(assessment, {.width = 80, .brief = true}),
             Catch::EndsWith("\nwith the profile Ours: 2 deviations\n"));
  assessment.profile->target_gap = 0;
  CHECK_THAT(text(), Catch::Contains("\ntarget 90.5 % reached\n"));
  assessment.profile->deviations.clear();
  assessment.profile->name.clear();
  CHECK_THAT(text(), Catch::Contains("\nProfile\n- changes nothing\n"));
}
