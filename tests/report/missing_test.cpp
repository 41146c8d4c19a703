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

   Points  Dataset             State          Collect it with
  waiting
        9  exchange.mailboxes  open           Get-CASMailbox -ResultSize
                                              Unlimited
           more rows may exist than the input holds
           demo.first
           demo.second
        9  exchange.rules      damaged        Get-TransportRule
           rows: a text in place of a list
           demo.first
           demo.second
        6  entra.rules         failed         GET /beta/rules?$filter=id eq 'a'
           Forbidden: Insufficient privileges
           demo.first
           demo.second
        4  dns.spf             not collected  ScubaGear
           demo.first
           demo.second
        3  entra.skus          not collected  GET v1.0/subscribedSkus
           demo.first
           demo.second
        2  sharepoint.tenant   not collected  Get-SPOTenant
           demo.first
           demo.second
        0  entra.plans         not collected  GET v1.0/subscribedSkus
           tells which licences the tenant has

For a script that collects them add --as powershell or --as curl.
)");
}

TEST_CASE("a narrow page has no columns") {
  CHECK(printed(lacking(), {.width = 40}) == R"(7 missing or not whole, of 8 datasets
that the catalog reads

     9  exchange.mailboxes
        open
        Get-CASMailbox -ResultSize
        Unlimited
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
        GET /beta/rules?$filter=id eq
        'a'
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

   Points  Dataset             State          Collect it with
  waiting
        9  exchange.mailboxes  open           Get-CASMailbox -ResultSize
                                              Unlimited
           more rows may exist than the input holds
        9  exchange.rules      damaged        Get-TransportRule
           rows: a text in place of a list
        6  entra.rules         failed         GET /beta/rules?$filter=id eq 'a'
           Forbidden: Insufficient privileges
        4  dns.spf             not collected  ScubaGear
        3  entra.skus          not collected  GET v1.0/subscribedSkus
        2  sharepoint.tenant   not collected  Get-SPOTenant
        0  entra.plans         not collected  GET v1.0/subscribedSkus
)");
}

TEST_CASE("nothing is missing") {
  model::Assessment assessment = lacking();
  assessment.datasets = {assessment.datasets.back()};
  CHECK(printed(assessment, {.width = 80}) ==
        "Nothing is missing of 1 dataset that the catalog reads\n");
}
