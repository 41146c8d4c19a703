#include "product_runs.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

using namespace stance;
using namespace stance::app;

namespace {

struct Place {
  std::string dataset;
  std::string at;  // empty: ScubaGear has no place for it
};

const std::vector<Place> places = {
    {"dns.spf", "/spf_records"},
    {"entra.directorySettings", "/directory_settings"},
    {"entra.organization", "/tenant_details/0/AADAdditionalData/0"},
    {"entra.securityDefaults", ""},
    {"entra.subscribedSkus", "/license_information"},
    {"exchange.organizationConfig", "/org_config/0"},
    {"exchange.safeLinksRules", "/safe_links_rules"},
    {"exchange.transportConfig", "/transport_config/0"},
    {"fabric.tenantSettings", "/powerbi_tenant_settings"},
    {"powerplatform.dlpPolicies", "/dlp_policies[]/value[]"},
    {"purview.protectionAlerts", "/protection_alerts"},
    {"scuba.config", "/scuba_config/0"},
    {"sharepoint.tenant", "/SPO_tenant/0"},
    {"teams.meetingPolicies", "/meeting_policies"},
};

// What is told when these datasets were collected by ScubaGear and no others were.
std::string told(const std::vector<std::string>& collected, const std::string& elsewhere = {}) {
  tenant::Schema schema;
  std::vector<model::DatasetResult> results;
  for (const auto& [name, at] : places) {
    tenant::Dataset dataset{.name = name};
    dataset.sources = {{.exporter = "graph", .at = "/value"}};
    if (!at.empty()) dataset.sources.push_back({.exporter = "scuba", .at = at});
    schema.add(std::move(dataset));
    model::DatasetResult result;
    result.name = name;
    result.controls = {"demo.one"};
    const bool there = std::find(collected.begin(), collected.end(), name) != collected.end();
    result.state = there || name == elsewhere ? "failed" : "not_collected";
    result.origin = name == elsewhere ? "PowerShell a.json" : "ScubaGear 1.8.0 " + at;
    results.push_back(std::move(result));
  }
  const auto runs = product_runs(schema, results);
  if (!runs) return "nothing";
  return fmt::format("{} | {} | {}", fmt::join(runs->ran, ","), fmt::join(runs->left_out, ","),
                     runs->datasets);
}

}  // namespace

TEST_CASE("a run over some products is told from what every run writes") {
  CHECK(told({"teams.meetingPolicies"}) ==
        "teams | aad,securitysuite,exo,sharepoint,powerplatform,powerbi | 9");
  CHECK(told({"exchange.organizationConfig", "entra.organization", "entra.subscribedSkus"}) ==
        "exo | aad,securitysuite,sharepoint,teams,powerplatform,powerbi | 7");
  CHECK(told({"entra.organization", "scuba.config"}) == "nothing");
  CHECK(told({}) == "nothing");
}

TEST_CASE("a product is left out when a run over it would give more") {
  const std::vector<std::string> most = {"dns.spf", "entra.directorySettings",
                                         "powerplatform.dlpPolicies", "purview.protectionAlerts",
                                         "sharepoint.tenant"};
  CHECK(told(most, "fabric.tenantSettings") ==
        "aad,securitysuite,exo,sharepoint,powerplatform | teams | 1");
  std::vector<std::string> all = most;
  all.emplace_back("teams.meetingPolicies");
  CHECK(told(all) == "aad,securitysuite,exo,sharepoint,teams,powerplatform | powerbi | 1");
  all.emplace_back("fabric.tenantSettings");
  CHECK(told(all) == "nothing");
}
