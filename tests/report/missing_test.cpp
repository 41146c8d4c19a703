#include "missing.hpp"

#include "samples.hpp"
#include "stance/report/json.hpp"
#include "stance/report/terminal.hpp"

#include <catch2/catch.hpp>

#include <sstream>

using namespace stance;
using namespace stance::report;

namespace {

std::string printed(const model::Assessment& assessment, const Style& style) {
  std::ostringstream out;
  render_missing(assessment, style, out);
  return out.str();
}

}  // namespace

TEST_CASE("what controls wait for stands with most points first") {
  CHECK(printed(lacking(), {.width = 80}) ==
        R"(7 missing or not whole, of 8 datasets that the catalog reads

   Points  Dataset             State
  waiting
        9  exchange.mailboxes  open
           Get-CASMailbox -ResultSize Unlimited
           more rows may exist than the input holds
           demo.first
           demo.second
        9  exchange.rules      damaged
           Get-TransportRule
           rows: a text in place of a list
           demo.first
           demo.second
        6  entra.rules         failed
           GET /beta/rules?$filter=id eq 'a'
           Forbidden: Insufficient privileges
           demo.first
           demo.second
        4  dns.spf             not collected
           ScubaGear
           demo.first
           demo.second
        3  entra.skus          not collected
           GET v1.0/subscribedSkus
           demo.first
           demo.second
        2  sharepoint.tenant   not collected
           Get-SPOTenant
           demo.first
           demo.second
        0  entra.plans         not collected
           GET v1.0/subscribedSkus
           tells which licences the tenant has

For a script that collects them add --as powershell or --as curl.
)");
}

TEST_CASE("a narrow page has no columns") {
  CHECK(printed(lacking(), {.width = 40}) == R"(7 missing or not whole, of 8 datasets
that the catalog reads

     9  exchange.mailboxes
        open
        Get-CASMailbox -ResultSize Unlimited
        more rows may exist than the
        input holds
        demo.first
        demo.second

     9  exchange.rules
        damaged
        Get-TransportRule
        rows: a text in place of a list
        demo.first
        demo.second

     6  entra.rules
        failed
        GET /beta/rules?$filter=id eq 'a'
        Forbidden: Insufficient
        privileges
        demo.first
        demo.second

     4  dns.spf
        not collected
        ScubaGear
        demo.first
        demo.second

     3  entra.skus
        not collected
        GET v1.0/subscribedSkus
        demo.first
        demo.second

     2  sharepoint.tenant
        not collected
        Get-SPOTenant
        demo.first
        demo.second

     0  entra.plans
        not collected
        GET v1.0/subscribedSkus
        tells which licences the tenant
        has

For a script that collects them add --as
powershell or --as curl.
)");
}

TEST_CASE("brief leaves out the controls") {
  CHECK(printed(lacking(), {.width = 80, .brief = true}) ==
        R"(7 missing or not whole, of 8 datasets that the catalog reads

   Points  Dataset             State
  waiting
        9  exchange.mailboxes  open
           Get-CASMailbox -ResultSize Unlimited
           more rows may exist than the input holds
        9  exchange.rules      damaged
           Get-TransportRule
           rows: a text in place of a list
        6  entra.rules         failed
           GET /beta/rules?$filter=id eq 'a'
           Forbidden: Insufficient privileges
        4  dns.spf             not collected
           ScubaGear
        3  entra.skus          not collected
           GET v1.0/subscribedSkus
        2  sharepoint.tenant   not collected
           Get-SPOTenant
        0  entra.plans         not collected
           GET v1.0/subscribedSkus
)");
}

TEST_CASE("nothing is missing") {
  model::Assessment assessment = lacking();
  assessment.datasets = {assessment.datasets.back()};
  CHECK(printed(assessment, {.width = 80}) ==
        "Nothing is missing of 1 dataset that the catalog reads\n");
}

TEST_CASE("what is there and leaves controls waiting is listed with what it lacks") {
  CHECK(printed(cut_off(), {.width = 80}) ==
        R"(5 missing or not whole, of 5 datasets that the catalog reads

ScubaGear ran aad, exo; this gives 5 more of these datasets:
  Invoke-SCuBA -ProductNames sharepoint,teams

   Points  Dataset            State
  waiting
        9  entra.policies     damaged in part
           ConvertTo-Json -InputObject @(Get-MgPolicy -All) -Depth 20 > entra.policies.json
           at least 1 of 7 rows damaged
           PowerShell's @{...} in place of an object, cut off by the depth limit
           of ConvertTo-Json in 1 row: conditions.users, conditions.platforms
           demo.first
           demo.second
        7  sharepoint.tenant  incomplete
           Get-SPOTenant
           exported without 'sharingCapability', 'showPeoplePicker'
           demo.first
           demo.second
        4  exchange.presets   empty
           Get-Preset
           demo.first
           demo.second
        3  dns.spf            incomplete
           nobody answered for the domain in DNS
           demo.first
           demo.second
        2  teams.federation   not collected
           Get-CsTenantFederationConfiguration
           demo.first
           demo.second

Causes without a dataset
     4  the policy Standard is in use but not in the export
        stance show demo.first EXPORT
        stance show demo.second EXPORT
     3  nobody answered for the domain in DNS
        stance show demo.spf EXPORT

For a script that collects them add --as powershell or --as curl.
)");
}

TEST_CASE("a run over one product says so, and what nothing settles is told without controls") {
  model::Assessment assessment = cut_off();
  assessment.datasets = {assessment.datasets.back()};
  assessment.runs->ran = {"teams"};
  assessment.runs->datasets = 1;
  CHECK(printed(assessment, {.width = 100, .brief = true}) ==
        R"(1 missing or not whole, of 1 dataset that the catalog reads

ScubaGear ran teams only; this gives 1 more of these datasets:
  Invoke-SCuBA -ProductNames sharepoint,teams

   Points  Dataset           State          Collect it with
  waiting
        2  teams.federation  not collected  Get-CsTenantFederationConfiguration

Causes without a dataset
     4  the policy Standard is in use but not in the export
     3  nobody answered for the domain in DNS
)");
  assessment.datasets = {lacking().datasets.back()};
  assessment.unsettled.pop_back();
  CHECK(printed(assessment, {.width = 80}) ==
        R"(Nothing is missing of 1 dataset that the catalog reads

Causes without a dataset
     4  the policy Standard is in use but not in the export
        stance show demo.first EXPORT
        stance show demo.second EXPORT
)");
}
