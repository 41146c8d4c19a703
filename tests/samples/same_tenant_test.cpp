#include "../base/zip_bytes.hpp"
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

// An answer that ScubaGear keeps in a list of answers.
constexpr std::string_view answers = "[]/value[]";

// The key of a source that is one value of the export; empty for parts of values and maps.
std::string whole_key(const SourceRule& source) {
  std::string key = source.at.substr(1);
  if (key.ends_with("/0")) key.resize(key.size() - 2);
  if (key.ends_with(answers)) key.resize(key.size() - answers.size());
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

// Template ids of the directory roles in the sample.
const std::map<std::string, std::string> role_ids = {
    {"Global Administrator", "62e90394-69f5-4237-9190-012177145e10"},
    {"Exchange Administrator", "29232cdf-9323-42fd-ade2-1d097af3e4de"},
    {"Helpdesk Administrator", "729827e3-9c14-49f7-bb1b-9608f156bbb8"},
    {"SharePoint Administrator", "f28a1f50-f6e7-4571-818b-6a12f2af6b6c"},
    {"User Administrator", "fe930be7-5e62-47db-91af-98c3a49a38b1"}};

void write_answer(const fs::path& folder, const std::string& context, const json& rows) {
  write(folder / (context.substr(context.rfind('/') + 1) + ".json"),
        json({{"@odata.context", "https://graph.microsoft.com/beta/$metadata#" + context},
              {"value", rows}})
            .dump());
}

// ScubaGear has a person with roles, Graph an assignment for each of them. It asks for eligible
// holders apart, of which this tenant has none.
void write_roles(const json& people, const fs::path& folder) {
  json assignments = json::array();
  for (const auto& [id, person] : people.items()) {
    for (const json& role : person["roles"]) {
      assignments.push_back({{"id", id + role.get<std::string>()},
                             {"roleDefinitionId", role_ids.at(role)},
                             {"principalId", id},
                             {"directoryScopeId", "/"},
                             {"principal",
                              {{"@odata.type", "#microsoft.graph.user"},
                               {"id", id},
                               {"displayName", person["DisplayName"]},
                               {"onPremisesImmutableId", person["OnPremisesImmutableId"]},
                               {"onPremisesSyncEnabled", nullptr}}}});
    }
  }
  write_answer(folder, "roleManagement/directory/roleAssignments(principal())", assignments);
  write_answer(folder, "roleManagement/directory/roleEligibilityScheduleInstances", json::array());
}

// The value of an export that a source reads as a whole; null when there is none.
json value_of(const json& keys, const SourceRule& source) {
  const std::string key = whole_key(source);
  if (key.empty() || !keys.contains(key)) return nullptr;
  const bool wrapped = source.at.ends_with(answers) && keys[key].size() == 1;
  return wrapped ? keys[key][0] : keys[key];
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
      const json value = value_of(keys, source);
      if (value.is_null()) continue;
      if (write_answer(dataset, value, out)) ++written;
      break;
    }
  }
  write_roles(keys["privileged_users"], out);
  return written;
}

// Nothing that the verdict asks for is unknown.
bool is_whole(const json& control) {
  const std::string outcome = control["outcome"];
  const bool judged = outcome == "met" || outcome == "partial" || outcome == "unmet";
  return judged && control["credit_low"] == control["credit_high"];
}

std::string archive_of(const fs::path& folder) {
  std::vector<stance::base::testing::ZipFile> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    files.push_back({.name = entry.path().filename().string(), .content = read(entry.path())});
  }
  return stance::base::testing::zip_of(files);
}

// The verdicts of the other form of a tenant are those of its ScubaGear export; how many there are.
std::size_t compare(const json& scuba, const json& other) {
  CHECK(other["tenant"] == scuba["tenant"]);
  REQUIRE(other["controls"].size() == scuba["controls"].size());
  std::size_t compared = 0;
  for (std::size_t i = 0; i < scuba["controls"].size(); ++i) {
    const json& one = scuba["controls"][i];
    const json& two = other["controls"][i];
    if (!is_whole(one)) continue;
    INFO(one["id"]);
    CHECK(is_whole(two));
    CHECK(one["outcome"] == two["outcome"]);
    CHECK(one["credit"] == two["credit"]);
    ++compared;
  }
  return compared;
}

}  // namespace

TEST_CASE("a tenant is judged alike as ScubaGear export, as folder of answers and as archive") {
  const fs::path folder = fs::path(STANCE_SOURCE_DIR) / "samples/northwind";
  const std::string exported = "ProviderSettingsExport.json";
  const fs::path other = scratch("same-tenant");
  CHECK(split(folder, exported, other / "answers") >= 25);
  write(other / "answers.zip", archive_of(other / "answers"));

  const json scuba = json::parse(run(folder, {"assess", exported, "--format", "json"}).out);
  const std::string day = scuba["as_of"];
  for (const std::string form : {"answers", "answers.zip"}) {
    INFO(form);
    const Ran ran = run(other, {"assess", form, "--format", "json", "--as-of", day});
    INFO(ran.err);
    REQUIRE(ran.code == 0);
    CHECK(compare(scuba, json::parse(ran.out)) >= 20);
  }
}
