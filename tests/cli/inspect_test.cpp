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

Not collected (1 dataset)
  Controls  Dataset                    Collect it with
   waiting
         1  entra.authorizationPolicy  Get-MgBetaPolicyAuthorizationPolicy
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
