#include "fixture.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace stance::cli;

namespace {

Called inspect(std::vector<std::string> words) {
  words.insert(words.begin(), {"inspect", "--catalog", "@catalog"});
  return call(words);
}

}  // namespace

TEST_CASE("what was recognised, dataset by dataset") {
  const Called called = inspect({"@exchange.json"});
  CHECK(called.code == 0);
  CHECK(called.err.empty());
  // The path of the test data is as long as it is: names are cut where they are.
  CHECK(called.out.substr(called.out.find("\nDatasets")) == R"(
Datasets
  Dataset                      State    Rows  Origin
  exchange.organizationConfig  present     1  ScubaGear 1.8.0 /org_config/0

ScubaGear ran exo only; this gives 1 more of these datasets:
  Invoke-SCuBA -ProductNames aad

Not collected (1 dataset)
  Controls   Points  Dataset
   waiting  waiting
         1        4  entra.authorizationPolicy
                     Get-MgBetaPolicyAuthorizationPolicy

A script that collects them:
  stance inspect EXPORT --missing --as powershell
)");
}

TEST_CASE("an inspection as JSON") {
  const auto document = nlohmann::json::parse(inspect({"@full.json", "--format", "json"}).out);
  CHECK(document["schema"] == "stance.inspection/1");
  CHECK(document["inputs"].size() == 1);
  CHECK(document["datasets"].size() == 2);
}

TEST_CASE("errors of inputs and catalogs end an inspection") {
  CHECK(inspect({"@none.json"}).code == 3);
  CHECK(call({"inspect", "--catalog", "@broken", "@full.json"}).code == 4);
}

TEST_CASE("inputs of two tenants are shown, named, and end with 2 as everywhere") {
  const Scratch scratch;
  for (const std::string tenant : {"one", "two"}) {
    scratch.write(tenant + ".json",
                  replaced(R"({"baseline_version":"1","module_version":"1",)"
                           R"("timestamp_zulu":"2026-01-31T10:00:00Z","tenant_id":"ID",)"
                           R"("org_config":[{"AuditDisabled":false}]})",
                           "ID", tenant));
  }
  const std::vector<std::string> inputs = {scratch.file("one.json"), scratch.file("two.json")};
  const Called shown = inspect(inputs);
  CHECK(shown.code == 2);
  CHECK(shown.out.find("exchange.organizationConfig") != std::string::npos);
  CHECK(replaced(replaced(shown.err, inputs[0], "one.json"), inputs[1], "two.json") ==
        "error: the inputs are of different tenants: 'one.json' is of one, 'two.json' of two\n"
        "two.json: note: exchange.organizationConfig is read from 'one.json' instead: its name "
        "comes first\n");
  CHECK(call({"assess", "--catalog", "@catalog", inputs[0], inputs[1]}).code == 2);
}

TEST_CASE("what is missing, without an export too") {
  CHECK(inspect({"@exchange.json", "--missing"}).out ==
        R"(1 missing or not whole, of 2 datasets that the catalog reads

ScubaGear ran exo only; this gives 1 more of these datasets:
  Invoke-SCuBA -ProductNames aad

   Points  Dataset                    State
  waiting
        4  entra.authorizationPolicy  not collected
           Get-MgBetaPolicyAuthorizationPolicy
           the export has no /authorization_policies/0
           entra.restrict-invites

For a script that collects them add --as powershell or --as curl.
)");
  CHECK(inspect({"--missing"}).out.starts_with("2 missing or not whole, of 2 datasets"));
  const auto document = nlohmann::json::parse(inspect({"--missing", "--format", "json"}).out);
  CHECK(document["schema"] == "stance.missing/1");
  CHECK(document["missing"].size() == 2);
}

TEST_CASE("scripts are printed as they are") {
  CHECK(inspect({"--missing", "--as", "powershell"}).out.starts_with("# Collects configuration"));
  CHECK(inspect({"@exchange.json", "--missing", "--as=curl"}).out.starts_with("#!/bin/sh\n"));
}

TEST_CASE("wrong ways to ask for what is missing") {
  struct Case {
    std::vector<std::string> words;
    std::string message;
  };
  const std::vector<Case> cases = {
      {{"--missing", "--as", "bash"},
       "stance: error: 'bash' is no value of --as\nhint: one of: powershell, curl\n"},
      {{"@full.json", "--as", "curl"},
       "stance: error: '--as' needs '--missing'\n"
       "hint: stance inspect --missing --as powershell prints a collection script\n"},
      {{"--missing", "--as", "curl", "--format", "json"},
       "stance: error: '--as' prints a script, which has no JSON form\n"
       "hint: leave out '--format json' or '--as'\n"},
      {{},
       "stance: error: 'stance inspect' needs more: stance inspect EXPORT...\n"
       "hint: name a file, folder or zip archive, such as ScubaResults.json, or - for standard "
       "input\n"},
  };
  for (const Case& c : cases) {
    const Called called = inspect(c.words);
    CHECK(called.code == 2);
    CHECK(called.out.empty());
    CHECK(called.err == c.message);
  }
}
