#include "json_files.hpp"
#include "program.hpp"
#include "stance/catalog/catalog.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <map>

using namespace stance::samples;
using nlohmann::json;
using stance::tenant::Dataset;
using stance::tenant::SourceRule;

namespace {

// The key of a source that is one value of the export; empty for parts of values and maps.
std::string whole_key(const SourceRule& source) {
  std::string key = source.at.substr(1);
  if (key.ends_with("/0")) key.resize(key.size() - 2);
  return key.find_first_of("/[{") == std::string::npos ? key : std::string();
}

// Writes a value of the export as Graph or a cmdlet would give it; false when neither has it.
bool write_answer(const Dataset& dataset, const json& value, const fs::path& folder) {
  // ScubaGear tells the plans apart from the subscriptions that hold them; Graph does not.
  if (dataset.name == "entra.subscribedSkus") return false;
  for (const SourceRule& source : dataset.sources) {
    if (source.exporter == "scuba") continue;
    const bool part = !source.at.empty() && source.at.find('/', 1) == std::string::npos;
    if (!source.at.empty() && !part) continue;
    if (!source.contexts.empty()) {
      json rows = value.is_array() ? value : json::array({value});
      if (part) rows = json::array({{{source.at.substr(1), rows}}});
      const std::string context =
          "https://graph.microsoft.com/v1.0/$metadata#" + source.contexts.front();
      write(folder / (dataset.name + ".json"),
            json({{"@odata.context", context}, {"value", rows}}).dump());
      return true;
    }
    if (source.exporter == "powershell") {
      write(folder / (source.commands.front() + ".json"), value.dump());
      return true;
    }
  }
  return false;
}

std::map<std::string, std::string> states_in(const fs::path& folder, const std::string& exported) {
  const Ran ran = run(folder, {"inspect", exported, "--format", "json"});
  std::map<std::string, std::string> states;
  const json inspection = json::parse(ran.out);
  for (const json& dataset : inspection["datasets"]) states[dataset["name"]] = dataset["state"];
  return states;
}

// The datasets of a ScubaGear export as a folder of answers and dumps; how many there are.
std::size_t split(const fs::path& folder, const std::string& exported, const fs::path& out) {
  stance::base::Diagnostics problems;
  const auto catalog = stance::catalog::Catalog::load(
      {.built_in = false, .folders = {fs::path(STANCE_SOURCE_DIR) / "rules"}}, {}, problems);
  REQUIRE(catalog);
  const json document = json::parse(without_mark(read(folder / exported)));
  const json& keys = document.contains("Raw") ? document["Raw"] : document;
  std::map<std::string, std::string> states = states_in(folder, exported);
  std::size_t written = 0;
  for (const Dataset& dataset : catalog->schema().datasets()) {
    const std::string& state = states[dataset.name];
    if (state != "present" && state != "empty") continue;
    for (const SourceRule& source : dataset.sources) {
      if (source.exporter != "scuba") continue;
      const std::string key = whole_key(source);
      if (key.empty() || !keys.contains(key)) continue;
      if (write_answer(dataset, keys[key], out)) ++written;
      break;
    }
  }
  return written;
}

// Nothing that the verdict asks for is unknown.
bool is_whole(const json& control) {
  const std::string outcome = control["outcome"];
  const bool judged = outcome == "met" || outcome == "partial" || outcome == "unmet";
  return judged && control["credit_low"] == control["credit_high"];
}

}  // namespace

TEST_CASE("a tenant is judged alike as ScubaGear export and as a folder of answers and dumps") {
  const fs::path folder = fs::path(STANCE_SOURCE_DIR) / "samples/northwind";
  const std::string exported = "ProviderSettingsExport.json";
  const fs::path other = scratch("same-tenant");
  CHECK(split(folder, exported, other / "answers") >= 25);

  const Ran before = run(folder, {"assess", exported, "--format", "json"});
  const json scuba = json::parse(before.out);
  const Ran after = run(other, {"assess", "answers", "--format", "json", "--as-of",
                                scuba["as_of"].get<std::string>()});
  INFO(after.err);
  REQUIRE(after.code == 0);
  const json answers = json::parse(after.out);
  CHECK(answers["tenant"] == scuba["tenant"]);
  REQUIRE(answers["controls"].size() == scuba["controls"].size());
  std::size_t compared = 0;
  for (std::size_t i = 0; i < scuba["controls"].size(); ++i) {
    const json& one = scuba["controls"][i];
    const json& two = answers["controls"][i];
    if (!is_whole(one) || !is_whole(two)) continue;
    INFO(one["id"]);
    CHECK(one["outcome"] == two["outcome"]);
    CHECK(one["credit"] == two["credit"]);
    ++compared;
  }
  CHECK(compared >= 15);
}
