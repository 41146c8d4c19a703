#include "samples.hpp"
#include "stance/report/terminal.hpp"

#include <catch2/catch.hpp>

#include <sstream>

using namespace stance;
using namespace stance::report;

namespace {

std::string printed(const model::ControlTexts& texts, const Style& style) {
  std::ostringstream out;
  render_control(legacy_control().info, texts, nullptr, style, out);
  return out.str();
}

}  // namespace

TEST_CASE("a control with all its texts") {
  const std::string text = printed(legacy_texts(), {.width = 80});
  CHECK(text == R"(Block legacy authentication for everyone
entra.block-legacy-authentication

Category     Identity
Product      Microsoft Entra ID
Points       8 (high severity)
Cost         moderate
User impact  moderate
Criticality  shall
Protects     against account breach, password cracking
Licence      AAD_PREMIUM
Sold in      Microsoft Entra ID P1 (AAD_PREMIUM), or larger
Reads        entra.conditionalAccessPolicies, entra.securityDefaults
Revision     2
File         controls/entra/block-legacy-authentication.yaml

What it asks
  Clients that cannot do modern authentication are refused. Both client types
  must be blocked.

  Break-glass accounts may stay out.

Why
  Legacy protocols know no second factor, so a stolen password is enough.

How to do it
   1. Open the Entra admin center, Protection, Conditional Access.
   2. Create a policy for all users and all apps with the conditions Exchange
      ActiveSync clients and Other clients, and grant: block access.

How users are affected
  Old mail programs and scanners can no longer sign in.

What is checked
  any policy of entra.conditionalAccessPolicies with the best credit:
    must: the policy is enforced
    all users are included

Parameters (default)
  allowedExclusions  {}: users, groups and apps that may be left out

Compliance
  scuba         MS.AAD.1.1v1
  cis_m365_7.0  5.2.2.3

Notes
  SCuBA accepts no exclusion by role.

Links
  https://learn.microsoft.com/entra/identity/conditional-access/
)");
}

TEST_CASE("a control in 40 columns of ASCII") {
  const std::string text = printed(legacy_texts(), {.width = 40, .utf8 = false});
  CHECK(text == R"(Block legacy authentication for everyone
entra.block-legacy-authentication

Category     Identity
Product      Microsoft Entra ID
Points       8 (high severity)
Cost         moderate
User impact  moderate
Criticality  shall
Protects     against account breach,
             password cracking
Licence      AAD_PREMIUM
Sold in      Microsoft Entra ID P1
             (AAD_PREMIUM), or larger
Reads        entra.conditionalAccess
             Policies,
             entra.securityDefaults
Revision     2
File         controls/entra/block-
             legacy-authentication.yaml

What it asks
  Clients that cannot do modern
  authentication are refused. Both
  client types must be blocked.

  Break-glass accounts may stay out.

Why
  Legacy protocols know no second
  factor, so a stolen password is
  enough.

How to do it
   1. Open the Entra admin center,
      Protection, Conditional Access.
   2. Create a policy for all users and
      all apps with the conditions
      Exchange ActiveSync clients and
      Other clients, and grant: block
      access.

How users are affected
  Old mail programs and scanners can no
  longer sign in.

What is checked
  any policy of
  entra.conditionalAccessPolicies with
  the best credit:
    must: the policy is enforced
    all users are included

Parameters (default)
  allowedExclusions  {}: users, groups
                     and apps that may
                     be left out

Compliance
  scuba         MS.AAD.1.1v1
  cis_m365_7.0  5.2.2.3

Notes
  SCuBA accepts no exclusion by role.

Links
  https://learn.microsoft.com/entra/identity/conditional-access/
)");
}

TEST_CASE("empty texts have no headings, several licences are alternatives") {
  model::ControlTexts texts;
  texts.licence = {"ATP_ENTERPRISE", "THREAT_INTELLIGENCE"};
  CHECK(printed(texts, {.width = 80}) == R"(Block legacy authentication for everyone
entra.block-legacy-authentication

Category     Identity
Product      Microsoft Entra ID
Points       8 (high severity)
Cost         moderate
User impact  moderate
Criticality  shall
Licence      any of ATP_ENTERPRISE, THREAT_INTELLIGENCE
Reads        entra.conditionalAccessPolicies, entra.securityDefaults
Revision     2

Compliance
  scuba         MS.AAD.1.1v1
  cis_m365_7.0  5.2.2.3
)");
}

TEST_CASE("the lines of a check hang below their bullets") {
  model::ControlTexts texts;
  texts.check = {"every policy, where each needs all of this:",
                 "- (must) a condition that takes more than one line to write",
                 "  otherwise: is not switched on"};
  const std::string text = printed(texts, {.width = 40});
  CHECK(text.substr(text.find("What is"), text.find("Compl") - text.find("What is")) ==
        R"(What is checked
  every policy, where each needs all of
  this:
  - (must) a condition that takes more
    than one line to write
    otherwise: is not switched on

)");
}

TEST_CASE("a brief control is its title and id") {
  const std::string text = printed(legacy_texts(), {.width = 80, .brief = true});
  CHECK(text == R"(Block legacy authentication for everyone
entra.block-legacy-authentication
)");
}

TEST_CASE("what the profile asks of a control stands before its verdict") {
  model::ControlTexts texts = legacy_texts();
  texts.deviations = {"worth 8 points, not 10", "parameter days is 30"};
  CHECK(printed(texts, {.width = 80, .brief = true}) == R"(Block legacy authentication for everyone
entra.block-legacy-authentication

Asked for by the profile
- worth 8 points, not 10
- parameter days is 30
)");
}
