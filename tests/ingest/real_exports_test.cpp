#include "fixture.hpp"
#include "stance/ingest/read.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <string>

using namespace stance;
using namespace stance::ingest;

namespace {

TestSchema real_schema() {
  TestSchema schema;
  schema.add("conditionalAccess",
             {{"/conditional_access_policies", {"Get-MgBetaIdentityConditionalAccessPolicy"}}});
  schema.add("users", {{"/privileged_users{}", {"Get-PrivilegedUser"}}});
  schema.add("roles", {{"/privileged_roles", {"Get-PrivilegedRole"}}});
  schema.add("rules", {{"/privileged_roles[]/Rules[]", {"Get-PrivilegedRole"}}});
  schema.add("plans", {{"/service_plans", {"Get-MgBetaSubscribedSku"}}});
  schema.add("domains", {{"/domain_settings", {"Get-MgBetaDomain"}}});
  schema.add("dkim", {{"/dkim_records", {"Get-ScubaDkimRecord", "Get-ScubaDkimRecords"}}});
  schema.add("acceptedDomains", {{"/accepted_domains", {"Get-AcceptedDomain"}},
                                 {"/all_domains", {"Get-AcceptedDomain"}}});
  schema.add("outbound", {{"/outbound_connectors", {"Get-OutboundConnector"}}});
  schema.add("antiPhishRules", {{"/anti_phish_rules", {"Get-AntiPhishRule"}}});
  schema.add("dlp",
             {{"/dlp_policies/0/value", {"Get-PowerPlatformDlpPoliciesRest", "Get-DlpPolicy"}}});
  schema.add("sharepoint", {{"/SPO_tenant/0", {"Get-SPOTenantRest", "SharePoint REST API"}}}, true);
  return schema;
}

// States with the number of rows, or nothing when the export is not beside the source tree.
std::string states(const std::string& name, std::string& id, std::string& collected) {
  const auto path =
      std::filesystem::path(STANCE_SOURCE_DIR).parent_path() / "shared" / "exports" / name;
  if (!std::filesystem::exists(path)) {
    WARN("skipped: no " << path);
    return {};
  }
  const TestSchema schema = real_schema();
  base::Diagnostics problems;
  const std::vector<std::string> paths{path.string()};
  const auto tenant = read(paths, schema, {}, problems);
  REQUIRE(tenant);
  id = tenant->inputs.at(0).format + " " + tenant->display_name;
  collected = cel::to_text(tenant->collected);
  std::string text;
  for (const tenant::Dataset& dataset : schema->datasets()) {
    const tenant::Holding& holding = tenant->holdings.at(dataset.index);
    text += dataset.name + " " + std::string(tenant::name(holding.table->state())) + " " +
            std::to_string(holding.table->count()) + "\n";
  }
  return text;
}

}  // namespace

TEST_CASE("the published sample of ScubaGear 1.8.0 is read") {
  std::string id, collected;
  const std::string text = states("scubagear-sample/ProviderSettingsExport.json", id, collected);
  if (text.empty()) return;
  CHECK(id == "ScubaGear 1.8.0 tqhjy");
  CHECK(collected == "'2026-05-04T17:15:48.307Z'");
  CHECK(text ==
        "conditionalAccess present 7\nusers present 3\nroles present 8\nrules present 17\n"
        "plans present 61\ndomains present 1\ndkim present 1\nacceptedDomains present 7\n"
        "outbound empty 0\nantiPhishRules not_collected 0\ndlp empty 0\nsharepoint present 1\n");
}

TEST_CASE("an export of ScubaGear 1.5.0 is read") {
  std::string id, collected;
  const std::string text =
      states("scubagear/older/ProviderSettingsExport-1.5.0.json", id, collected);
  if (text.empty()) return;
  CHECK(id == "ScubaGear 1.5.0 tqhjy");
  CHECK(collected == "'2025-02-12T14:30:40.420Z'");
  CHECK(text ==
        "conditionalAccess present 6\nusers present 3\nroles present 8\nrules present 17\n"
        "plans present 59\ndomains present 1\ndkim present 2\nacceptedDomains not_collected 0\n"
        "outbound not_collected 0\nantiPhishRules not_collected 0\ndlp present 1\n"
        "sharepoint present 1\n");
}

TEST_CASE("an export of ScubaGear 0.3.0 is read") {
  std::string id, collected;
  const std::string text =
      states("scubagear-stub-createreport/ProviderSettingsExport.json", id, collected);
  if (text.empty()) return;
  CHECK(id == "ScubaGear 0.3.0 Agency");
  CHECK(collected == "'2023-08-23T00:00:00Z'");
  CHECK(text ==
        "conditionalAccess present 20\nusers present 30\nroles present 8\nrules present 17\n"
        "plans present 56\ndomains not_collected 0\ndkim present 4\nacceptedDomains present 4\n"
        "outbound not_collected 0\nantiPhishRules not_collected 0\ndlp present 1\n"
        "sharepoint present 1\n");
}
