#include "scubagear_datasets.hpp"

#include "fixture.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace stance;
using namespace stance::ingest;

namespace {

LoadedFile loaded(std::string_view json) {
  return {.path = "x.json", .document = parse(json), .sha256 = {}};
}

// State, number of rows, detail.
std::string judged(const TestSchema& schema, std::string_view json,
                   std::vector<MissingValue> filled = {}) {
  LoadedFile file = loaded(json);
  file.filled = std::move(filled);
  base::Diagnostics problems;
  const auto exported = recognise_scubagear(file, problems);
  if (!exported) return "-";
  const DatasetFinding found = find_dataset(schema->datasets().front(), *exported);
  std::string text(tenant::name(found.state));
  if (!found.found.rows.empty()) text += " " + std::to_string(found.found.rows.size());
  if (found.found.open) text += " open";
  return text + (found.detail.empty() ? "" : ": " + found.detail);
}

TestSchema users() {
  TestSchema schema;
  schema.add("users", {{"/k", {"Get-User", "Get-OldUser"}}});
  return schema;
}

constexpr const char* none = R"({"a_successful_commands":[],"a_unsuccessful_commands":[])";
constexpr const char* ran = R"({"a_successful_commands":["get-user"],"b_unsuccessful_commands":[])";
constexpr const char* broke =
    R"({"a_successful_commands":[],"b_unsuccessful_commands":["Get-OLDUser"])";
constexpr const char* unlisted = R"({"baseline_version":"1","module_version":"1.8.0")";

std::string with(const char* head, const std::string& members = {}) {
  return std::string(head) + (members.empty() ? "" : "," + members) + "}";
}

}  // namespace

TEST_CASE("the state of a dataset follows from its data and its commands") {
  const TestSchema schema = users();
  const std::string silent = "not_collected: Get-User ran, but its answer is not in the export";
  const std::string nobody =
      "not_collected: /k is empty, and no command that fills it is known to have run";
  const std::string failed = "failed: Get-OldUser failed when the export was made";
  const std::string nothing = "not_collected: the export has no /k";

  CHECK(judged(schema, with(ran, R"("k":[{},{}])")) == "present 2");
  CHECK(judged(schema, with(ran, R"("K":[{}])")) == "present 1");
  CHECK(judged(schema, with(ran, R"("k":{})")) == "present 1");
  CHECK(judged(schema, with(none, R"("k":[{}])")) == "present 1");
  CHECK(judged(schema, with(unlisted, R"("k":[{}])")) == "present 1");
  for (const char* empty : {R"("k":[])", R"("k":[null])", R"("k":null)"}) {
    CHECK(judged(schema, with(ran, empty)) == "empty");
    CHECK(judged(schema, with(none, empty)) == nobody);
    CHECK(judged(schema, with(unlisted, empty)) == "empty");
    CHECK(judged(schema, with(broke, empty)) == failed);
  }
  CHECK(judged(schema, with(ran)) == silent);
  CHECK(judged(schema, with(none)) == nothing);
  CHECK(judged(schema, with(unlisted)) == nothing);
  CHECK(judged(schema, with(broke)) == failed);
  CHECK(judged(schema, with(broke, R"("k":[{}])")) == failed);
  CHECK(judged(schema, with(ran, R"("c_unsuccessful_commands":["Get-User"],"k":[{}])")) ==
        "failed: Get-User failed when the export was made");
  // Another name of the command of another version.
  CHECK(judged(schema, with(ran, R"("c_unsuccessful_commands":["Get-OldUser"],"k":[])")) ==
        "empty");
}

TEST_CASE("damage of the outermost value damages the dataset") {
  const TestSchema schema = users();
  CHECK(judged(schema, with(ran, R"("k":"System.Object[]")")) ==
        "damaged: /k was cut off by the depth limit of ConvertTo-Json");
  CHECK(judged(schema, with(ran, R"("k":[{"a":1}],"K":[{"a":2}])")) ==
        "damaged: /k is 2 times in the export, with different values");
  CHECK(judged(schema, with(ran, R"("k":[{"a":1}],"k":[{"a":1}])")) == "present 1");
  CHECK(judged(schema, with(ran, R"("k":[])"), {{"/k", 7, "k"}}) ==
        "damaged: a value of /k is missing in the file: 'k' in line 7");
  CHECK(judged(schema, with(ran, R"("k":[{"a":[]}])"), {{"/k/x", 8, "x"}}) ==
        "damaged: a value of /k is missing in the file: 'x' in line 8");
}

TEST_CASE("inside ScubaResults pointers and repairs are below Raw") {
  const TestSchema schema = users();
  const std::string results = R"({"Results":{},"Raw":)" + with(ran, R"("k":5)") + "}";
  CHECK(judged(schema, results) == "damaged: /Raw/k holds a number where rows are expected");
  CHECK(judged(schema, results, {{"/Raw/k", 1, "k"}}) ==
        "damaged: a value of /Raw/k is missing in the file: 'k' in line 1");
  CHECK(judged(schema, results, {{"/k", 1, "k"}}) ==
        "damaged: /Raw/k holds a number where rows are expected");
}

TEST_CASE("a singleton has one row") {
  TestSchema schema;
  schema.add("config", {{"/k", {"Get-User"}}}, true);
  CHECK(judged(schema, with(ran, R"("k":[{"a":1}])")) == "present 1");
  CHECK(judged(schema, with(ran, R"("k":[{},{}])")) ==
        "damaged: /k holds 2 rows where one is expected");
}

TEST_CASE("a singleton without its row has failed, whatever the lists say") {
  TestSchema schema;
  schema.add("config", {{"/k/0", {"Get-User"}}}, true);
  for (const char* empty : {R"("k":[])", R"("k":null)", R"("k":{})", R"("k":[{}])"}) {
    CHECK(judged(schema, with(ran, empty)) ==
          "failed: /k/0 is empty where one object is expected: Get-User gave no answer");
    CHECK(judged(schema, with(unlisted, empty)) ==
          "failed: /k/0 is empty where one object is expected");
  }
}

TEST_CASE("what people may declare can be empty") {
  TestSchema schema;
  schema.add("config", {{"/k/0", {}}}, true).last().optional = true;
  CHECK(judged(schema, with(ran, R"("k":{})")) == "empty");
  CHECK(judged(schema, with(ran, R"("k":{"a":1})")) == "present 1");
}

TEST_CASE("a part that is absent everywhere was not collected") {
  TestSchema schema;
  schema.add("assignments", {{"/k[]/b[]", {"Get-User"}}});
  CHECK(judged(schema, with(ran, R"("k":[{"b":[{}]}])")) == "present 1");
  CHECK(judged(schema, with(ran, R"("k":[{"b":[{}]},{}])")) == "present 1 open");
  CHECK(judged(schema, with(ran, R"("k":[{"b":[]},{}])")) == "present open");
  CHECK(judged(schema, with(ran, R"("k":[{}])")) ==
        "not_collected: Get-User ran, but its answer is not in the export");
  CHECK(judged(schema, with(unlisted, R"("k":[{}])")) ==
        "not_collected: the export has no /k[]/b[]");
}

TEST_CASE("the best of several sources counts, the first of equals") {
  TestSchema schema;
  schema.add("rows", {{"/new", {"Get-New"}}, {"/old", {"Get-User"}}});
  CHECK(judged(schema, with(ran, R"("new":[{}],"old":[{},{}])")) == "present 1");
  CHECK(judged(schema, with(ran, R"("new":"x","old":[{},{}])")) == "present 2");
  CHECK(judged(schema, with(ran, R"("old":[])")) == "empty");
  CHECK(judged(schema, with(none)) == "not_collected: the export has no /new");
  CHECK(judged(schema, R"({"a_successful_commands":[],"a_unsuccessful_commands":["Get-User"]})") ==
        "failed: Get-User failed when the export was made");

  TestSchema elsewhere;
  elsewhere.add("rows", {});
  CHECK(judged(elsewhere, with(none)) == "not_collected: ScubaGear does not collect it");
}

TEST_CASE("a source without commands is taken as it stands") {
  TestSchema schema;
  schema.add("rows", {{"/k"}});
  CHECK(judged(schema, with(none, R"("k":[])")) == "empty");
  CHECK(judged(schema, with(none)) == "not_collected: the export has no /k");
}

TEST_CASE("an empty answer counts as failed when ScubaGear saw no licence") {
  TestSchema schema;
  schema.add("atp", {{"/atp_policy_rules", {"Get-User"}}});
  CHECK(judged(schema, with(ran, R"("atp_policy_rules":[],"defender_license":false)")) ==
        "failed: /atp_policy_rules is empty and defender_license is false: its commands gave no "
        "answer");
  CHECK(judged(schema, with(ran, R"("atp_policy_rules":[],"defender_license":true)")) == "empty");
  CHECK(judged(schema, with(ran, R"("atp_policy_rules":[],"defender_license":"no")")) == "empty");
  CHECK(judged(schema, with(ran, R"("atp_policy_rules":[{}],"defender_license":false)")) ==
        "present 1");
  CHECK(judged(schema, with(ran, R"("atp_policy_rules":"[]","defender_license":false)")) ==
        "failed: /atp_policy_rules is empty and defender_license is false: its commands gave no "
        "answer");
}

TEST_CASE("failed commands that fill no dataset are listed") {
  const TestSchema schema = users();
  const auto listed = [&](const std::string& commands) {
    base::Diagnostics problems;
    const LoadedFile file = loaded(with(none, R"("b_unsuccessful_commands":)" + commands));
    const auto exported = recognise_scubagear(file, problems);
    REQUIRE(exported);
    return unknown_failures(schema, *exported);
  };
  CHECK(listed("[]").empty());
  CHECK(listed(R"(["get-user"])").empty());
  CHECK(listed(R"(["Get-Zeta","Get-User","Get-Alpha"])") ==
        std::vector<std::string>{"Get-Alpha", "Get-Zeta"});
}

TEST_CASE("keys that no dataset reads are listed") {
  TestSchema schema;
  schema.add("a", {{"/Users/0", {}}}).add("b", {{"/roles[]/b[]", {}}});
  const LoadedFile file = loaded(with(ran, R"("users":[],"roles":[],"zeta":1,"Alpha":2,
      "tenant_details":[],"date":"x")"));
  base::Diagnostics problems;
  const auto exported = recognise_scubagear(file, problems);
  REQUIRE(exported);
  CHECK(unread_keys(schema, *exported) == std::vector<std::string>{"Alpha", "zeta"});
}
