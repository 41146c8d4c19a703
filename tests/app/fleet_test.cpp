#include "stance/app/fleet.hpp"

#include "fixture.hpp"
#include "stance/base/folder_lock.hpp"
#include "stance/base/sha256.hpp"
#include "stance/report/fleet.hpp"
#include "stance/report/json.hpp"

#include <algorithm>
#include <map>
#include <sstream>

using namespace stance;
using namespace stance::app;
using namespace stance::app::test;

namespace {

namespace fs = std::filesystem;

std::string export_of(const std::string& id, const std::string& rows) {
  return R"({"baseline_version": "1", "module_version": "1.8.0",)"
         R"( "timestamp_zulu": "2026-05-04T17:15:48Z", "tenant_id": "00000000-0000-0000-0000-)" +
         id + R"(", "rows": [)" + rows + "]}";
}

// A fleet of five, one of which is broken.
void write_fleet(const Folder& folder) {
  for (const std::string name : {"a", "b", "c", "d"}) {
    folder.write("fleet/" + name + "/export.json",
                 export_of("00000000000" + name, R"({"id": "x", "good": true},)"
                                                 R"({"id": ")" +
                                                     name + R"(", "good": false})"));
  }
  folder.write("fleet/broken/export.json", "{");
}

// Files below a folder with what is in them.
std::map<std::string, std::string> files_in(const std::string& path) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(path)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    files[entry.path().string().substr(path.size() + 1)] = {std::istreambuf_iterator<char>(in), {}};
  }
  return files;
}

FleetRequest request_for(const Folder& folder, const std::string& out = "out") {
  return {.tenants = folder.path("fleet"), .folder = folder.path(out), .jobs = 2};
}

FleetRun assessed(const Folder& folder, const FleetRequest& request) {
  catalog::Catalog catalog = folder.catalog();
  base::Diagnostics problems;
  auto run = assess_fleet(request, catalog, problems);
  REQUIRE(run);
  return *std::move(run);
}

std::string rendered(const model::FleetReport& report) {
  std::ostringstream out;
  report::render_fleet_json(report, out);
  return out.str();
}

base::Error refused(const Folder& folder, const FleetRequest& request) {
  catalog::Catalog catalog = folder.catalog();
  base::Diagnostics problems;
  const auto run = assess_fleet(request, catalog, problems);
  REQUIRE_FALSE(run);
  return run.error();
}

}  // namespace

TEST_CASE("a result for each tenant, with the bytes of its own assessment") {
  const Folder folder;
  write_fleet(folder);
  const FleetRun run = assessed(folder, request_for(folder));
  CHECK(run.kept == 0);
  CHECK(run.report.assessed.size() == 4);
  REQUIRE(run.report.unassessed.size() == 1);
  CHECK(run.report.unassessed[0].name == "broken");
  CHECK(run.report.unassessed[0].error ==
        "'" + folder.path("fleet/broken") + "' holds no known export; JSON files in it: 1");
  const auto files = files_in(folder.path("out"));
  std::vector<std::string> names;
  names.reserve(files.size());
  for (const auto& [name, text] : files) names.push_back(name);
  CHECK(names == std::vector<std::string>{".stance/a.json", ".stance/b.json", ".stance/c.json",
                                          ".stance/d.json", "a.json", "b.json", "c.json", "d.json",
                                          "fleet.ndjson"});
  catalog::Catalog catalog = folder.catalog();
  std::string lines;
  for (const std::string name : {"a", "b", "c", "d"}) {
    base::Diagnostics problems;
    const auto alone = assess({.inputs = {folder.path("fleet/" + name)}}, catalog, problems);
    REQUIRE(alone);
    std::ostringstream json;
    report::render_json(*alone, json);
    CHECK(files.at(name + ".json") == json.str());
    lines += files.at(".stance/" + name + ".json");
    if (name == "b") {
      lines += R"({"schema":"stance.tenant/1","name":"broken","error":)"
               R"("')" +
               folder.path("fleet/broken") +
               R"(' holds no known export; JSON files in it: 1",)"
               R"("gate":{"outcome":null,"reasons":[]}})"
               "\n";
    }
  }
  CHECK(files.at("fleet.ndjson") == lines);
}

TEST_CASE("no output of a fleet depends on the number of threads") {
  const Folder folder;
  write_fleet(folder);
  FleetRequest request = request_for(folder, "out1");
  request.jobs = 1;
  const std::string report = rendered(assessed(folder, request).report);
  const auto files = files_in(folder.path("out1"));
  for (const std::size_t jobs : {0U, 2U, 7U}) {
    request.jobs = jobs;
    request.folder = folder.path("out" + std::to_string(jobs) + "x");
    CHECK(rendered(assessed(folder, request).report) == report);
    CHECK(files_in(request.folder) == files);
  }
}

TEST_CASE("results that still hold are kept, everything else is made anew") {
  const Folder folder;
  write_fleet(folder);
  const FleetRequest request = request_for(folder);
  const std::string report = rendered(assessed(folder, request).report);
  const auto files = files_in(request.folder);
  CHECK(assessed(folder, request).kept == 4);

  struct Case {
    std::string name;
    std::function<void()> damage;
    std::size_t kept;
  };
  const std::vector<Case> cases = {
      {"a result is gone", [&] { fs::remove(folder.path("out/a.json")); }, 3},
      {"what vouches for it is gone", [&] { fs::remove(folder.path("out/.stance/a.json")); }, 3},
      {"both are gone", [&] { fs::remove_all(request.folder); }, 0},
      {"a result was changed", [&] { folder.write("out/b.json", files.at("b.json") + "\n"); }, 3},
      {"a result was cut", [&] { folder.write("out/b.json", files.at("b.json").substr(0, 99)); },
       3},
      {"it vouches for another",
       [&] { folder.write("out/.stance/a.json", files.at(".stance/b.json")); }, 3},
      {"it is nonsense", [&] { folder.write("out/.stance/a.json", "{}"); }, 3},
      {"it has too many lines",
       [&] { folder.write("out/.stance/a.json", files.at("fleet.ndjson")); }, 3},
      {"the lines are gone", [&] { fs::remove(folder.path("out/fleet.ndjson")); }, 4},
      {"a temporary file is left", [&] { folder.write("out/.stance-abcdef", "x"); }, 4},
      {"a temporary file is left beside", [&] { folder.write("out/.stance/.stance-abcdef", "x"); },
       4},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) {
      c.damage();
      const FleetRun run = assessed(folder, request);
      CHECK(run.kept == c.kept);
      CHECK(rendered(run.report) == report);
      CHECK(files_in(request.folder) == files);
    }
  }
  FleetRequest fresh = request;
  fresh.fresh = true;
  CHECK(assessed(folder, fresh).kept == 0);
  CHECK(files_in(request.folder) == files);
}

TEST_CASE("what was made from something else does not hold") {
  const Folder folder;
  write_fleet(folder);
  FleetRequest request = request_for(folder);
  static_cast<void>(assessed(folder, request));
  folder.write("fleet/c/export.json", export_of("00000000000c", ""));
  CHECK(assessed(folder, request).kept == 3);
  request.each.evidence = 0;
  CHECK(assessed(folder, request).kept == 0);
  folder.write_control("two", "pass: '!r.good'", "unmet");
  CHECK(assessed(folder, request).kept == 0);
  CHECK(assessed(folder, request).kept == 4);
}

TEST_CASE("a tenant that can no longer be read loses the result it had") {
  const Folder folder;
  write_fleet(folder);
  static_cast<void>(assessed(folder, request_for(folder)));
  folder.write("fleet/a/export.json", "{");
  folder.write("out/broken.json", "of somebody else");
  CHECK(assessed(folder, request_for(folder)).report.unassessed.size() == 2);
  const auto files = files_in(folder.path("out"));
  CHECK_FALSE(files.contains("a.json"));
  CHECK_FALSE(files.contains(".stance/a.json"));
  CHECK(files.at("broken.json") == "of somebody else");
}

TEST_CASE("a tenant with a name that no result can have stops no other") {
  const Folder folder;
  write_fleet(folder);
  static_cast<void>(assessed(folder, request_for(folder)));
  folder.write("fleet/a.zip", "");
  const FleetRun run = assessed(folder, request_for(folder));
  CHECK(run.kept == 4);
  REQUIRE(run.report.unassessed.size() == 2);
  CHECK(run.report.unassessed[0].error == "two tenants are called 'a': '" + folder.path("fleet/a") +
                                              "' and '" + folder.path("fleet/a.zip") + "'");
}

TEST_CASE("results of tenants that left the fleet stay, and are told") {
  const Folder folder;
  write_fleet(folder);
  static_cast<void>(assessed(folder, request_for(folder)));
  fs::remove_all(folder.path("fleet/c"));
  catalog::Catalog catalog = folder.catalog();
  base::Diagnostics problems;
  REQUIRE(assess_fleet(request_for(folder), catalog, problems));
  CHECK(files_in(folder.path("out")).contains("c.json"));
  REQUIRE(problems.all().size() == 1);
  CHECK(problems.all()[0].severity == base::Severity::note);
  CHECK(problems.all()[0].message == "'" + folder.path("out/c.json") +
                                         "' is the result of a tenant that is no longer in the "
                                         "fleet");
}

TEST_CASE("one tenant in two folders counts once, and the other is told") {
  const Folder folder;
  write_fleet(folder);
  folder.write("fleet/twin/export.json", export_of("00000000000a", ""));
  const FleetRun run = assessed(folder, request_for(folder));
  CHECK(run.report.assessed.size() == 4);
  REQUIRE(run.report.unassessed.size() == 2);
  CHECK(run.report.unassessed[1].name == "twin");
  CHECK(run.report.unassessed[1].error == "it is the same tenant as 'a', and none is newer");
  // So it is for those who merge what was written.
  const auto merged = merge_results(std::vector{folder.path("out/fleet.ndjson")});
  REQUIRE(merged);
  CHECK(rendered(*merged) == rendered(run.report));
}

TEST_CASE("progress is told after each tenant, in the thread of the caller") {
  const Folder folder;
  write_fleet(folder);
  FleetRequest request = request_for(folder);
  std::vector<std::size_t> told;
  request.progress = [&](std::size_t done, std::size_t of) {
    CHECK(of == 5);
    told.push_back(done);
  };
  static_cast<void>(assessed(folder, request));
  CHECK(told == std::vector<std::size_t>{1, 2, 3, 4, 5});
}

TEST_CASE("what stops a whole fleet") {
  const Folder folder;
  write_fleet(folder);
  FleetRequest request = request_for(folder);
  request.each.framework = "cis";
  CHECK(refused(folder, request).message ==
        "no framework with a list of requirements is called 'cis'");

  request = request_for(folder);
  request.tenants = folder.path("absent");
  CHECK(refused(folder, request).kind == base::ErrorKind::unreadable);

  for (const std::string out : {"fleet", "fleet/out", "fleet/a/out"}) {
    const base::Error error = refused(folder, request_for(folder, out));
    CHECK(error.kind == base::ErrorKind::usage);
    CHECK(error.message == "the folder of the results, '" + folder.path(out) + "', lies in '" +
                               folder.path("fleet") + "'");
    CHECK(error.hint == "name one outside of the exports");
  }
  folder.write("list.txt", "fleet/a\nfleet/b\n");
  request = request_for(folder, "fleet/b/out");
  request.tenants = folder.path("list.txt");
  CHECK(refused(folder, request).message == "the folder of the results, '" +
                                                folder.path("fleet/b/out") + "', lies in '" +
                                                folder.path("fleet/b") + "'");

  folder.write("out/c.json", "{\"mine\": true}");
  const base::Error foreign = refused(folder, request_for(folder));
  CHECK(foreign.kind == base::ErrorKind::output);
  CHECK(foreign.message ==
        "'" + folder.path("out/c.json") + "' is no result, and would be replaced by one");
  CHECK(foreign.hint == "name another folder for the results");
  CHECK(files_in(folder.path("out")).at("c.json") == "{\"mine\": true}");

  const auto lock = base::FolderLock::take(folder.path("busy"));
  REQUIRE(lock);
  CHECK(refused(folder, request_for(folder, "busy")).message ==
        "another run writes to '" + folder.path("busy") + "'");
}
