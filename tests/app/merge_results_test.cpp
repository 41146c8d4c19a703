#include "fixture.hpp"
#include "stance/app/fleet.hpp"
#include "stance/report/fleet.hpp"
#include "stance/report/json.hpp"

#include <algorithm>
#include <random>
#include <sstream>

using namespace stance;
using namespace stance::app;
using namespace stance::app::test;

namespace {

constexpr int tenants = 12;

std::string rendered(const base::Result<model::FleetReport>& report) {
  REQUIRE(report);
  std::ostringstream out;
  report::render_fleet_json(*report, out);
  return out.str();
}

// Tenants t0, t1, ... of which t7 is broken.
void write_fleet(const Folder& folder) {
  for (int i = 0; i < tenants; ++i) {
    const std::string id = std::to_string(100'000'000'000 + i);
    std::string rows = R"({"id": "0", "good": true})";
    for (int row = 1; row <= i; ++row) rows += R"(, {"id": ")" + std::to_string(row) + R"("})";
    folder.write("fleet/t" + std::to_string(i) + "/export.json",
                 i == 7 ? std::string("{")
                        : R"({"baseline_version": "1", "module_version": "1.8.0",)"
                          R"( "timestamp_zulu": "2026-05-04T17:15:48Z",)"
                          R"( "tenant_id": "00000000-0000-0000-0000-)" +
                              id + R"(", "rows": [)" + rows + "]}");
  }
}

std::vector<std::string> lines_of(const std::string& path) {
  std::ifstream file(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

// The result of the tenant of a line; empty when there is none.
std::string result_of(const Folder& folder, const std::string& line) {
  if (line.find(R"("error":null)") == std::string::npos) return {};
  const std::size_t from = line.find(R"("name":")") + 8;
  return folder.path("out/" + line.substr(from, line.find('"', from) - from) + ".json");
}

// Files that hold all of it between them, in any order: some tenants as a line, some as the result
// itself, some as both.
std::vector<std::string> write_parts(const Folder& folder, const std::vector<std::string>& lines,
                                     std::mt19937& random) {
  std::vector<std::string> parts(3);
  std::vector<std::string> files;
  for (const std::string& line : lines) {
    const std::string result = random() % 3 == 0 ? result_of(folder, line) : std::string();
    if (!result.empty()) files.push_back(result);
    if (result.empty() || random() % 2 == 0) parts[random() % parts.size()] += line + "\n";
  }
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::string name = "part" + std::to_string(i) + ".ndjson";
    folder.write(name, parts[i]);
    if (!parts[i].empty()) files.push_back(folder.path(name));
  }
  std::shuffle(files.begin(), files.end(), random);
  return files;
}

}  // namespace

TEST_CASE("a roll-up of parts is that of the whole, whatever the parts") {
  const Folder folder;
  write_fleet(folder);
  catalog::Catalog catalog = folder.catalog();
  base::Diagnostics problems;
  const auto run = assess_fleet({.tenants = folder.path("fleet"), .folder = folder.path("out")},
                                catalog, problems);
  REQUIRE(run);
  const std::string whole = rendered(run->report);
  CHECK(rendered(merge_results(std::vector{folder.path("out/fleet.ndjson")})) == whole);
  const std::vector<std::string> lines = lines_of(folder.path("out/fleet.ndjson"));
  REQUIRE(lines.size() == tenants);
  std::mt19937 random(11);
  for (int turn = 0; turn < 10; ++turn) {
    CHECK(rendered(merge_results(write_parts(folder, lines, random))) == whole);
  }
}

TEST_CASE("what cannot be merged is an error") {
  const Folder folder;
  folder.write("odd.json", "{\"schema\": \"odd/1\"}");
  const auto odd = merge_results(std::vector{folder.path("odd.json")});
  REQUIRE_FALSE(odd);
  CHECK(odd.error().kind == base::ErrorKind::unrecognised);
  const auto absent = merge_results(std::vector{folder.path("absent.json")});
  REQUIRE_FALSE(absent);
  CHECK(absent.error().message ==
        "cannot open '" + folder.path("absent.json") + "': No such file or directory");
}
