#include "collect.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using namespace stance::app;

namespace {

const tenant::SourceRule scuba = {.exporter = "scuba", .at = "/a", .commands = {"Get-Scuba"}};
const tenant::SourceRule graph = {
    .exporter = "graph", .request = "v1.0/things", .scopes = {"Things.Read.All"}};
const tenant::SourceRule graph_part = {.exporter = "graph", .at = "/p", .request = "beta/parts"};
const tenant::SourceRule cmdlet = {
    .exporter = "powershell", .commands = {"Get-Thing", "Get-OldThing"}, .session = "exchange"};
const tenant::SourceRule later_cmdlet = {
    .exporter = "powershell", .commands = {"Get-Later"}, .session = "teams"};

std::string told(std::vector<tenant::SourceRule> sources, std::string collect = {}) {
  const model::CollectStep step =
      collect_step({.name = "a.b", .collect = std::move(collect), .sources = std::move(sources)});
  std::string text = std::string(name(step.kind)) + " " + step.request + step.command;
  for (const std::string& scope : step.scopes) text += " " + scope;
  return text + " " + step.session + (step.part ? " part" : "");
}

}  // namespace

TEST_CASE("a dataset is collected by the first request, else by the first cmdlet") {
  CHECK(told({}) == "by_hand  ");
  CHECK(told({scuba}, "ScubaGear") == "by_hand  ");
  CHECK(told({scuba, cmdlet, graph, graph_part}) == "graph v1.0/things Things.Read.All ");
  CHECK(told({graph_part, graph}) == "graph beta/parts  part");
  CHECK(told({scuba, cmdlet, later_cmdlet}) == "cmdlet Get-Thing exchange");
  CHECK(told({scuba, cmdlet, {.exporter = "dns", .request = "spf"}}) == "dns spf ");
}

TEST_CASE("the text for people gives the arguments of a cmdlet") {
  CHECK(told({cmdlet}, "Get-Thing -All") == "cmdlet Get-Thing -All exchange");
  CHECK(told({cmdlet}, "get-oldthing -ResultSize 9") ==
        "cmdlet get-oldthing -ResultSize 9 exchange");
  CHECK(told({cmdlet}, "Get-Things") == "cmdlet Get-Thing exchange");
  CHECK(told({cmdlet}, "ScubaGear (Get-Thing)") == "cmdlet Get-Thing exchange");
}

TEST_CASE(
    "what ConvertTo-Json cut off is exported again with the depth and the list that it needs") {
  const std::string cut = "/rows/0 was cut off by the depth limit of ConvertTo-Json";
  const auto line = [](const model::DatasetResult& dataset) { return whole_export(dataset); };
  model::DatasetResult dataset;
  dataset.name = "a.b";
  dataset.collect = "Get-Thing -All";
  CHECK(line(dataset).empty());
  dataset.detail = "/rows/0 holds a number where an object is expected";
  CHECK(line(dataset).empty());
  dataset.detail = cut;
  CHECK(line(dataset) == "ConvertTo-Json -InputObject @(Get-Thing -All) -Depth 20 > a.b.json");
  dataset.detail.clear();
  dataset.damage = {"x: a number in place of text in 1 row", "y: " + cut};
  CHECK(line(dataset) == "ConvertTo-Json -InputObject @(Get-Thing -All) -Depth 20 > a.b.json");
  dataset.step.part = true;
  CHECK(line(dataset) ==
        "ConvertTo-Json -InputObject @(Get-Thing -All) -Depth 20 > Get-Thing.json");
  dataset.step.part = false;
  dataset.collect = "GET /beta/things";
  CHECK(line(dataset).empty());
  dataset.step.command = "Get-OldThing";
  CHECK(line(dataset) == "ConvertTo-Json -InputObject @(Get-OldThing) -Depth 20 > a.b.json");
}
