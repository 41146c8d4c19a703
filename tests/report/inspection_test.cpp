#include "samples.hpp"
#include "stance/report/terminal.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <sstream>

using namespace stance;
using namespace stance::report;

namespace {

std::string printed(const model::Assessment& assessment, const Style& style) {
  std::ostringstream out;
  render_inspection(assessment, style, out);
  return out.str();
}

}  // namespace

TEST_CASE("an inspection lists inputs, datasets and what is not collected") {
  const std::string text = printed(contoso(), {.width = 80});
  CHECK(text == R"(Tenant     Contoso · 7d1c0a3e-5f0b-4b63-9d3e-2f6a1f2b3c4d
Collected  2026-01-31

Inputs
  exports/ScubaResults.json
    ScubaGear 1.8.0 · UTF-8 · 2 datasets · sha256 aaaaaaaaaaaa
    not recognised: new_key, other_key

Datasets
  Dataset                          State    Rows  Origin
  dns.dmarc                        failed         ScubaGear 1.8.0
                                   the lookup timed out
  entra.conditionalAccessPolicies  present   12+  ScubaGear 1.8.0
                                                  /conditional_access_policies
                                   more rows may exist than the input holds
                                   1 row left out because of an equal key
                                   conditions.users: one object in place of a
                                   list, repaired in 2 rows

Failed or not whole (1 dataset)
  Controls   Points  Dataset                          State
   waiting  waiting
         1        8  entra.conditionalAccessPolicies  open
                     Get-MgBetaIdentityConditionalAccessPolicy

Not collected (1 dataset)
  Controls   Points  Dataset                      Collect it with
   waiting  waiting
         2        9  exchange.organizationConfig  Get-OrganizationConfig
  Of no use to any control: 1 dataset more

A script that collects them:
  stance inspect EXPORT --missing --as powershell
)");
}

TEST_CASE("what is there and not enough stands before what is not collected") {
  model::Assessment assessment = cut_off();
  const std::string text = printed(assessment, {.width = 80});
  CHECK(text.substr(text.find("\nScubaGear ran")) == R"(
ScubaGear ran aad, exo; this gives 5 more of these datasets:
  Invoke-SCuBA -ProductNames sharepoint,teams

Failed or not whole (4 datasets)
  Controls   Points  Dataset            State
   waiting  waiting
         2        3  dns.spf            incomplete
                     nobody answered for the domain in DNS
         2        9  entra.policies     damaged in part
                     ConvertTo-Json -InputObject @(Get-MgPolicy -All) -Depth 20 > entra.policies.json
         2        4  exchange.presets   empty
                     Get-Preset
         2        7  sharepoint.tenant  incomplete
                     Get-SPOTenant
                     exported without 'sharingCapability', 'showPeoplePicker'

Not collected (1 dataset)
  Controls   Points  Dataset           Collect it with
   waiting  waiting
         2        2  teams.federation  Get-CsTenantFederationConfiguration

A script that collects them:
  stance inspect EXPORT --missing --as powershell
)");
  CHECK_THAT(text, Catch::Contains("  entra.policies     present     7\n"
                                   "                     at least 1 of 7 rows damaged\n"
                                   "                     PowerShell's @{...} in place of an object,"
                                   " cut off by the\n"));
}

TEST_CASE("a narrow inspection has no columns") {
  const std::string text = printed(contoso(), {.width = 40});
  CHECK(text == R"(Tenant     Contoso ·
           7d1c0a3e-5f0b-4b63-9d3e-
           2f6a1f2b3c4d
Collected  2026-01-31

Inputs
  exports/ScubaResults.json
    ScubaGear 1.8.0 · UTF-8 · 2 datasets
    · sha256 aaaaaaaaaaaa
    not recognised: new_key, other_key

Datasets
  dns.dmarc
    failed
    ScubaGear 1.8.0
    the lookup timed out
  entra.conditionalAccessPolicies
    present · 12+
    ScubaGear 1.8.0
    /conditional_access_policies
    more rows may exist than the input
    holds
    1 row left out because of an equal
    key
    conditions.users: one object in
    place of a list, repaired in 2 rows

Failed or not whole (1 dataset)
   1  entra.conditionalAccessPolicies
      open · 8 points
      Get-MgBetaIdentityConditionalAccessPolicy

Not collected (1 dataset)
   2  exchange.organizationConfig
      9 points
      Get-OrganizationConfig
  Of no use to any control: 1 dataset
  more

A script that collects them:
  stance inspect EXPORT --missing --as powershell
)");
}

TEST_CASE("an inspection in ASCII") {
  const std::string text = printed(contoso(), {.width = 120, .utf8 = false});
  CHECK(text == R"(Tenant     Contoso - 7d1c0a3e-5f0b-4b63-9d3e-2f6a1f2b3c4d
Collected  2026-01-31

Inputs
  exports/ScubaResults.json
    ScubaGear 1.8.0 - UTF-8 - 2 datasets - sha256 aaaaaaaaaaaa
    not recognised: new_key, other_key

Datasets
  Dataset                          State    Rows  Origin
  dns.dmarc                        failed         ScubaGear 1.8.0
                                   the lookup timed out
  entra.conditionalAccessPolicies  present   12+  ScubaGear 1.8.0 /conditional_access_policies
                                   more rows may exist than the input holds
                                   1 row left out because of an equal key
                                   conditions.users: one object in place of a list, repaired in 2 rows

Failed or not whole (1 dataset)
  Controls   Points  Dataset                          State  Collect it with
   waiting  waiting
         1        8  entra.conditionalAccessPolicies  open   Get-MgBetaIdentityConditionalAccessPolicy

Not collected (1 dataset)
  Controls   Points  Dataset                      Collect it with
   waiting  waiting
         2        9  exchange.organizationConfig  Get-OrganizationConfig
  Of no use to any control: 1 dataset more

A script that collects them:
  stance inspect EXPORT --missing --as powershell
)");
}

TEST_CASE("a brief inspection names the tenant only") {
  const std::string text = printed(contoso(), {.width = 80, .brief = true});
  CHECK(text == R"(Tenant     Contoso · 7d1c0a3e-5f0b-4b63-9d3e-2f6a1f2b3c4d
Collected  2026-01-31
)");
  CHECK(printed({}, {.width = 80, .brief = true}) == R"(Tenant     not named in the inputs
Collected  time not known
)");
}

TEST_CASE("of many unrecognised keys the first ones are shown") {
  model::Assessment assessment;
  assessment.inputs.emplace_back().path = "a.json";
  for (char c = 'a'; c <= 'z'; ++c) {
    assessment.inputs[0].unrecognised.push_back(std::string("a") + c);
    assessment.inputs[0].unrecognised.push_back(std::string("b") + c);
  }
  CHECK(printed(assessment, {.width = 80}) == R"(Tenant     not named in the inputs
Collected  time not known

Inputs
  a.json
    0 datasets
    not recognised: aa, ba, ab, bb, ac, bc, ad, bd, ae, be, af, bf, ag, bg, ah,
    bh, ai, bi, aj, bj, ak, bk, al, bl, am, bm, an, bn, ao, bo, ap, bp, aq, bq,
    ar, br, as, bs, at, bt and 12 more
)");
}

TEST_CASE("many inputs are summed up") {
  model::Assessment assessment;
  for (int i = 0; i < 9; ++i) {
    assessment.inputs.push_back({.path = fmt::format("{}.json", i),
                                 .format = i < 3 ? "PowerShell" : "Microsoft Graph",
                                 .encoding = "utf-8",
                                 .sha256 = {},
                                 .datasets = i == 4 ? 0U : 1U,
                                 .unrecognised = {}});
  }
  std::ostringstream out;
  render_inspection(assessment, {.width = 80}, out);
  CHECK_THAT(out.str(), Catch::Contains("Inputs\n"
                                        "  9 files · 6 Microsoft Graph · 3 PowerShell\n"
                                        "  not used: 4.json\n"));
}
