#include "program.hpp"

#include <catch2/catch.hpp>

#include <map>

using namespace stance::samples;

namespace {

const fs::path source = STANCE_SOURCE_DIR;

// Every file below a folder with what is in it.
std::map<std::string, std::string> files_in(const fs::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) files[entry.path().lexically_relative(folder)] = read(entry);
  }
  return files;
}

// So many tenants in "fleet", which differ in their ids, and one that is broken.
fs::path fleet_of(const std::string& name, int tenants) {
  fs::path folder = scratch(name);
  const std::string text = read(source / "samples/northwind/ProviderSettingsExport.json");
  const std::string id = "aaaaaaaa-0001-4000-8000-000000000001";
  REQUIRE(text.find(id) != std::string::npos);
  for (int i = 0; i < tenants; ++i) {
    std::string own = text;
    const std::string own_id = id.substr(0, id.size() - 2) + std::to_string(10 + i);
    for (std::size_t at = 0; (at = own.find(id, at)) != std::string::npos;) {
      own.replace(at, id.size(), own_id);
    }
    write(folder / "fleet" / ("t" + std::to_string(10 + i)) / "export.json", own);
  }
  write(folder / "fleet/broken/export.json", "{");
  return folder;
}

}  // namespace

TEST_CASE("no output of a fleet depends on the number of threads") {
  const fs::path folder = scratch("fleet-threads");
  fs::create_directory_symlink(source / "samples", folder / "samples");
  const std::string rest =
      " --as-of 2026-03-02 --decisions samples/decisions.yaml --profile "
      "samples/profile.yaml --min-score 55 --framework scuba -o csv=out/x.csv "
      "-o csv-controls=out/y.csv -o json=out/z.json 2>&1";
  const Ran one = run_line(folder, "stance fleet samples --out out --jobs 1" + rest);
  CHECK(one.code == 1);
  const auto files = files_in(folder / "out");
  CHECK(files.size() == 10);
  for (const std::string jobs : {"2", "7"}) {
    fs::remove_all(folder / "out");
    const Ran more = run_line(folder, "stance fleet samples --out out --jobs " + jobs + rest);
    CHECK(more.code == one.code);
    CHECK_THAT(difference(one.out, more.out), Catch::Equals(""));
    CHECK(files_in(folder / "out") == files);
  }
}

TEST_CASE("a result of a fleet is what assess gives, and merged they are the fleet") {
  const fs::path folder = scratch("fleet-results");
  fs::create_directory_symlink(source / "samples", folder / "samples");
  write(folder / "list.txt",
        "# from elsewhere\nsamples/fabrikam\nContoso Ltd = samples/contoso/export\n");
  const Ran fleet = run_line(folder, "stance fleet list.txt --out out --as-of 2026-03-02");
  CHECK(fleet.code == 0);
  CHECK(fleet.err.empty());
  CHECK(run_line(folder, "stance assess samples/contoso/export --as-of 2026-03-02 --format json")
            .out == read(folder / "out/Contoso Ltd.json"));
  CHECK(run_line(folder, "stance assess samples/fabrikam --as-of 2026-03-02 --format json").out ==
        read(folder / "out/fabrikam.json"));
  CHECK(run_line(folder, "cut -c 1-49 out/fleet.ndjson").out ==
        "{\"schema\":\"stance.tenant/1\",\"name\":\"fabrikam\",\"er\n"
        "{\"schema\":\"stance.tenant/1\",\"name\":\"Contoso Ltd\",\n");
  for (const std::string parts :
       {"out/fleet.ndjson", "out/*.json", "out/*.json out/fleet.ndjson"}) {
    const Ran merged = run_line(folder, "stance merge " + parts);
    CHECK(merged.code == 0);
    CHECK_THAT(difference(fleet.out, merged.out), Catch::Equals(""));
  }
}

TEST_CASE("a fleet that is killed at any moment goes on to the same bytes") {
  const fs::path folder = fleet_of("fleet-killed", 6);
  const std::string call = "stance fleet fleet --out out --jobs 2";
  const Ran whole = run_line(folder, call);
  CHECK(whole.code == 3);
  const auto files = files_in(folder / "out");
  CHECK(files.size() == 13);
  // As soon as there are so many files, whatever their names.
  const std::vector<std::pair<std::string, int>> moments = {{"KILL", 0}, {"KILL", 1}, {"KILL", 2},
                                                            {"KILL", 5}, {"KILL", 9}, {"KILL", 12},
                                                            {"INT", 2},  {"INT", 7},  {"TERM", 4}};
  int stopped = 0;
  for (const auto& [signal, count] : moments) {
    fs::remove_all(folder / "out");
    // A shell has what runs behind it ignore Ctrl-C.
    const Ran ended = run_line(folder, "env --default-signal " + call +
                                           " >/dev/null 2>&1 & while kill -0 $! && [ $(find "
                                           "out -type f 2>/dev/null | wc -l) -lt " +
                                           std::to_string(count) + " ]; do :; done; kill -" +
                                           signal + " $!; wait $!");
    if (ended.code > 128) ++stopped;
    if (signal != "KILL") {
      // Only then temporary files may be left.
      for (const auto& [name, text] : files_in(folder / "out")) CHECK(files.contains(name));
    }
    const Ran again = run_line(folder, call);
    CHECK(again.code == whole.code);
    CHECK_THAT(difference(whole.out, again.out), Catch::Equals(""));
    CHECK(files_in(folder / "out") == files);
  }
  // One may have been done before it was seen.
  CHECK(stopped > 0);
}
