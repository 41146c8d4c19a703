#include "scubagear.hpp"

#include "fixture.hpp"
#include "stance/cel/time.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <utility>

using namespace stance;
using namespace stance::ingest;

namespace {

LoadedFile loaded(std::string_view json) {
  return {.path = "x.json", .document = parse(json), .sha256 = {}};
}

std::string identity(std::string_view json) {
  base::Diagnostics problems;
  const LoadedFile file = loaded(json);
  const auto found = recognise_scubagear(file, problems);
  if (!found) return "-";
  return found->format() + "|" + found->prefix + "|" + found->tenant_id + "|" + found->tenant_name +
         "|" + (found->collected.is_null() ? "-" : cel::format_time(found->collected)) + "\n" +
         show(problems);
}

constexpr const char* when = R"("timestamp_zulu":"2026-05-04T17:15:48.307Z")";

}  // namespace

TEST_CASE("ScubaGear exports are known by their content") {
  const std::string time = when;
  CHECK(identity(R"({"baseline_version":"1","module_version":"1.8.0",)" + time + "}") ==
        "ScubaGear 1.8.0||||2026-05-04T17:15:48.307Z\n");
  CHECK(identity(R"({"AAD_Successful_Commands":[],)" + time + "}") ==
        "ScubaGear||||2026-05-04T17:15:48.307Z\n");
  CHECK(identity(R"({"MetaData":{},"Summary":{},"Results":{},"Raw":{"module_version":"1.5.0",)"
                 R"("baseline_version":"1",)" +
                 time + "}}") == "ScubaGear 1.5.0|/Raw|||2026-05-04T17:15:48.307Z\n");
  const std::string longest(32, '1');
  const std::string head = R"({"baseline_version":"1",)" + time + R"(,"module_version":")";
  CHECK(identity(head + longest + R"("})") ==
        "ScubaGear " + longest + "||||2026-05-04T17:15:48.307Z\n");
  CHECK(identity(head + longest + R"(1"})") == "ScubaGear||||2026-05-04T17:15:48.307Z\n");
  CHECK(identity(R"({"module_version":"1.8.0"})") == "-");
  CHECK(identity(R"({"aad_unsuccessful_commands":[]})") == "-");
  CHECK(identity(R"({"Raw":{"aad_successful_commands":[],)" + time + "}}") ==
        "ScubaGear|/Raw|||2026-05-04T17:15:48.307Z\n");
  CHECK(identity(R"({"MetaData":{},"Results":{},"Raw":{}})") == "-");
  CHECK(identity("[]") == "-");
  CHECK(identity("null") == "-");
  CHECK(identity("\"module_version\"") == "-");
}

TEST_CASE("results are told from configuration") {
  const auto results = [](std::string_view json) {
    return std::string(recognise_results(parse(json).root()).value_or("-"));
  };
  CHECK(results(R"([{"PolicyId":"MS.AAD.1.1v1","RequirementMet":true,"Criticality":"Shall"}])") ==
        "ScubaGear's TestResults.json");
  CHECK(results(R"([{"ReportSummary":{},"Results":[],"MetaData":{}}])") ==
        "one of ScubaGear's individual reports");
  CHECK(results(R"({"ReportSummary":{},"Results":[]})") == "one of ScubaGear's individual reports");
  CHECK(results(R"({"MetaData":{},"Summary":{},"Results":{}})") ==
        "a ScubaResults file without its Raw part");
  CHECK(results("[]") == "-");
  CHECK(results("{}") == "-");
  CHECK(results("1") == "-");
}

TEST_CASE("the tenant is named by its id or its details") {
  const std::string base = R"({"x_successful_commands":[],)" + std::string(when) + ",";
  CHECK(identity(base + R"("tenant_id":"t1","tenant_details":[{"DisplayName":"N"}]})") ==
        "ScubaGear||t1|N|2026-05-04T17:15:48.307Z\n");
  CHECK(identity(base + R"("tenant_details":[{"TenantId":"t2","DisplayName":"N"}]})") ==
        "ScubaGear||t2|N|2026-05-04T17:15:48.307Z\n");
  CHECK(identity(base + R"("tenant_details":{"tenantid":"t3"}})") ==
        "ScubaGear||t3||2026-05-04T17:15:48.307Z\n");
  CHECK(identity(base + R"("tenant_id":"T1","tenant_details":[{"TenantId":"t1"}]})") ==
        "ScubaGear||T1||2026-05-04T17:15:48.307Z\n");
  CHECK(identity(base + R"("tenant_id":5,"tenant_details":"x"})") ==
        "ScubaGear||||2026-05-04T17:15:48.307Z\n");
  CHECK(identity(base + R"("tenant_id":"t1","tenant_details":[{"TenantId":"t2"}]})") ==
        "ScubaGear||t1||2026-05-04T17:15:48.307Z\n"
        "x.json: warning: 'tenant_id' is t1, but 'tenant_details' is of t2 (at /tenant_id)\n");
}

TEST_CASE("the collection time is taken only when it is certain") {
  const auto time = [](const std::string& members) {
    return identity(R"({"x_successful_commands":[])" + members + "}");
  };
  CHECK(time(R"(,"date":"05/04/2026 17:15:48 Coordinated Universal Time")") ==
        "ScubaGear||||2026-05-04T17:15:48Z\n");
  CHECK(time(R"(,"date":"05/04/2026 17:15:48 UTC")") == "ScubaGear||||2026-05-04T17:15:48Z\n");
  CHECK(time(R"(,"timestamp_zulu":"soon","date":"05/04/2026 17:15:48 UTC")") ==
        "ScubaGear||||2026-05-04T17:15:48Z\n");
  CHECK(time(R"(,"date":"08/23/2023 12:23:24 Eastern Daylight Time")") ==
        "ScubaGear||||2023-08-23T00:00:00Z\nx.json: note: the export was made at '08/23/2023 "
        "12:23:24 Eastern Daylight Time', in a time zone that is not known: only the day counts "
        "(at /date)\n");
  const std::string hint = "hint: say it with --as-of, such as --as-of 2026-05-04\n";
  for (const std::string nonsense : {"13/13/2023 12:23:24 UTC", "08/23/2023 25:23:24 EST",
                                     "08/23/2023 12:23:24", "2023/08/23 12:23:24 UTC"}) {
    CHECK(time(R"(,"date":")" + nonsense + '"') ==
          "ScubaGear||||-\nx.json: note: the export was made at '" + nonsense +
              "', which is no time that is known (at /date)\n" + hint);
  }
  CHECK(time(R"(,"date":")" + std::string(100, 'x') + '"') ==
        "ScubaGear||||-\nx.json: note: the export was made at '" + std::string(59, 'x') +
            "…', which is no time that is known (at /date)\n" + hint);
  CHECK(time("") ==
        "ScubaGear||||-\nx.json: note: the export does not tell when it was made\n" + hint);
}

TEST_CASE("commands are read from every list, without case") {
  base::Diagnostics problems;
  const LoadedFile file = loaded(R"({"aad_successful_commands":["Get-A","get-b",5,null],
    "SharePoint_Successful_Commands":"Get-C","exo_unsuccessful_commands":["Get-D"],
    "aad_successful_commands":["Get-E"],"timestamp_zulu":"2026-05-04T17:15:48Z"})");
  const auto found = recognise_scubagear(file, problems);
  REQUIRE(found);
  CHECK(found->commands.listed);
  CHECK(found->commands.successful ==
        Commands::List{
            {"get-a", "Get-A"}, {"get-b", "get-b"}, {"get-c", "Get-C"}, {"get-e", "Get-E"}});
  CHECK(found->commands.unsuccessful == Commands::List{{"get-d", "Get-D"}});
  CHECK(show(problems) ==
        "x.json: note: 'aad_successful_commands' is 2 times in the export, with different values, "
        "which are taken together (at /aad_successful_commands)\n");
}

TEST_CASE("a command that worked and failed counts as failed") {
  const auto told = [](const std::string& lists) {
    base::Diagnostics problems;
    const LoadedFile file = loaded("{" + lists + "," + when + "}");
    const auto found = recognise_scubagear(file, problems);
    std::string text;
    for (const auto& [name, spelled] : found->commands.successful) text += spelled + " ";
    text += "|";
    for (const auto& [name, spelled] : found->commands.unsuccessful) text += " " + spelled;
    return text + "\n" + show(problems);
  };
  CHECK(told(R"("a_successful_commands":["Get-A","Get-B"],"a_unsuccessful_commands":["get-a"])") ==
        "Get-B | get-a\n"
        "x.json: note: 'get-a' is listed as successful and as failed, and counts as failed\n");
  CHECK(told(R"("a_successful_commands":["Get-A","Get-B","Get-C"],)"
             R"("b_unsuccessful_commands":["Get-C","Get-A"])") ==
        "Get-B | Get-A Get-C\n"
        "x.json: note: 'Get-A' and 'Get-C' are listed as successful and as failed, and count as "
        "failed\n");
  CHECK(told(R"("a_successful_commands":[],"a_unsuccessful_commands":[],)"
             R"("a_unsuccessful_commands":["Get-A"])") ==
        "| Get-A\n"
        "x.json: note: 'a_unsuccessful_commands' is 2 times in the export, with different values, "
        "which are taken together (at /a_unsuccessful_commands)\n");
  CHECK(told(R"("a_successful_commands":[],"A_successful_commands":[])") == "|\n");
}

TEST_CASE("commands are quoted, but not very many and no long ones") {
  std::vector<std::string> commands = {"Get-A"};
  CHECK(quoted_commands(commands) == "'Get-A'");
  commands.emplace_back("Get-\x1b");
  commands.emplace_back(100, 'x');
  CHECK(quoted_commands(commands) == "'Get-A', 'Get-�' and '" + std::string(59, 'x') + "…'");
  commands.assign(12, "A");
  CHECK(quoted_commands(commands) == "'A', 'A', 'A', 'A', 'A', 'A', 'A', 'A', 'A', 'A' and 2 more");
}

TEST_CASE("keys that come twice and values that are missing are told") {
  base::Diagnostics problems;
  LoadedFile file = loaded(R"({"x_successful_commands":[],"a":[1],"A":[1],"b":[1],"b":[2],
    "c":[],"timestamp_zulu":"2026-05-04T17:15:48Z"})");
  file.filled = {{"/c/x", 2, "x"}, {"/nowhere", 1, "y"}};
  const auto found = recognise_scubagear(file, problems);
  REQUIRE(found);
  CHECK_FALSE(found->keys.at("a").disputed);
  CHECK(found->keys.at("b").disputed);
  CHECK(found->keys.at("c").lacks == "'x' in line 2");
  CHECK(show(problems) ==
        "x.json: warning: a value of 'c' is missing in the file: 'x' in line 2 (at /c)\n"
        "x.json: note: 'a' is 2 times in the export, with equal values (at /a)\n"
        "x.json: warning: 'b' is 2 times in the export, with different values (at /b)\n");
}

TEST_CASE("keys about the run are no datasets") {
  CHECK(is_administrative("tenant_details"));
  CHECK(is_administrative("aad_successful_commands"));
  CHECK(is_administrative("aad_unsuccessful_commands"));
  CHECK_FALSE(is_administrative("privileged_users"));
}
