#include "../base/zip_bytes.hpp"
#include "json_files.hpp"
#include "program.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>
#include <regex>
#include <set>
#include <sstream>

using namespace stance::samples;

namespace {

// The one file of a sample that is an export; nothing for a folder of them.
std::optional<fs::path> export_of(const fs::path& folder) {
  const std::vector<std::string> names = exports_in(folder);
  REQUIRE(names.size() == 1);
  const fs::path only = folder / names.front();
  return fs::is_directory(only) ? std::nullopt : std::optional(only);
}

std::vector<fs::path> folders_with_one_file() {
  std::vector<fs::path> folders = sample_folders();
  std::erase_if(folders, [](const fs::path& folder) { return !export_of(folder); });
  return folders;
}

// The lines that `show` prints as a profile, without their margin.
std::string profile_in(const std::string& text) {
  constexpr std::size_t margin = 4;
  const std::size_t begin = text.find("    controls:\n");
  REQUIRE(begin != std::string::npos);
  std::istringstream lines(text.substr(begin));
  std::string profile;
  for (std::string line; std::getline(lines, line) && !line.empty();) {
    profile += line.substr(margin) + "\n";
  }
  return profile;
}

}  // namespace

TEST_CASE("a control is met with the profile that show prints for it") {
  std::size_t declared = 0;
  for (const fs::path& folder : sample_folders()) {
    const std::string name = (folder / exports_in(folder).front()).string();
    const auto all = nlohmann::json::parse(run(folder, {"assess", name, "--format", "json"}).out);
    for (const auto& control : all.at("controls")) {
      if (!control.contains("declarable")) continue;
      ++declared;
      const std::string id = control.at("id");
      CAPTURE(folder.string(), id);
      const fs::path profile = scratch("declared") / "profile.yaml";
      write(profile, profile_in(run(folder, {"show", id, name, "--quiet"}).out));
      const Ran shown =
          run(folder, {"show", id, name, "--profile", profile.string(), "--format", "json"});
      INFO(shown.err);
      REQUIRE(shown.code == 0);
      CHECK(nlohmann::json::parse(shown.out).at("result").at("outcome") == "met");
    }
  }
  CHECK(declared >= 6);
}

TEST_CASE("the order of keys and of rows changes no byte of what is said") {
  struct Case {
    std::string name;
    Order order;
  };
  const std::vector<Case> cases = {{"keys", Order::members},
                                   {"keys and rows", Order::members_and_rows}};
  for (const fs::path& folder : folders_with_one_file()) {
    for (const Case& item : cases) {
      DYNAMIC_SECTION(folder.filename().string() << ": " << item.name) {
        const fs::path original = *export_of(folder);
        const std::string name = original.filename().string();
        const fs::path other = scratch("backwards");
        write(other / name, backwards(read(original), item.order));

        const Ran before = run(folder, {"assess", name});
        const Ran after = run(other, {"assess", name});
        CHECK_THAT(difference(before.out, after.out), Catch::Equals(""));
        CHECK_THAT(difference(before.err, after.err), Catch::Equals(""));
        CHECK(after.code == before.code);

        const Ran json_before = run(folder, {"assess", name, "--format", "json"});
        const Ran json_after = run(other, {"assess", name, "--format", "json"});
        CHECK_THAT(difference(without_places(json_before.out), without_places(json_after.out)),
                   Catch::Equals(""));
      }
    }
  }
}

TEST_CASE("a folder and an archive of it are judged alike") {
  const fs::path folder = fs::path(STANCE_SOURCE_DIR) / "samples/contoso";
  std::vector<stance::base::testing::ZipFile> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder / "export")) {
    files.push_back({.name = entry.path().filename().string(), .content = read(entry.path())});
  }
  const fs::path other = scratch("archive");
  write(other / "export", stance::base::testing::zip_of(files));
  const Ran loose = run(folder, {"assess", "export", "--format", "json"});
  const Ran packed = run(other, {"assess", "export", "--format", "json"});
  CHECK(packed.code == 0);
  CHECK_THAT(difference(loose.out, packed.out), Catch::Equals(""));
  CHECK_THAT(difference(loose.err, packed.err), Catch::Equals(""));
}

TEST_CASE("the names of the files of a folder change no verdict") {
  const fs::path folder = fs::path(STANCE_SOURCE_DIR) / "samples/contoso";
  const fs::path other = scratch("renamed");
  // Pages in another order, and in folders of their own.
  for (const fs::directory_entry& entry : fs::directory_iterator(folder / "export")) {
    const std::string name = entry.path().filename().string();
    const bool page = name.starts_with("managedDevices-");
    write(other / "export" / (page ? name.substr(15, 1) == "1" ? "z" : "a" : "m") / name,
          read(entry.path()));
  }
  const Ran before = run(folder, {"assess", "export"});
  const Ran after = run(other, {"assess", "export"});
  CHECK_THAT(difference(before.out, after.out), Catch::Equals(""));
}

TEST_CASE("the order in which exports are given changes no byte") {
  const fs::path sample = fs::path(STANCE_SOURCE_DIR) / "samples/northwind";
  const std::string name = "ProviderSettingsExport.json";
  auto exported = nlohmann::ordered_json::parse(read(sample / name));
  const fs::path folder = scratch("given");
  // A whole dump beside damaged rows, an older run, and a part of the same run.
  write(folder / "Get-CsTeamsMeetingPolicy.json", exported["meeting_policies"].dump());
  auto older = exported;
  older["report_uuid"] = "another";
  older["timestamp_zulu"] = "2020-01-01T00:00:00Z";
  write(folder / "older.json", older.dump());
  exported["meeting_policies"][0]["AutoAdmittedUsers"] = nlohmann::json::array({"@{a=b}"});
  auto part = exported;
  exported.erase("org_config");
  exported.erase("remote_domains");
  write(folder / name, exported.dump());
  part.erase("domain_settings");
  write(folder / "part.json", part.dump());

  std::vector<std::string> names = {"Get-CsTeamsMeetingPolicy.json", "older.json", name,
                                    "part.json"};
  std::ranges::sort(names);
  for (const std::string command : {"assess", "inspect"}) {
    std::optional<Ran> first;
    do {
      std::vector<std::string> arguments = {command, "--format", "json"};
      arguments.insert(arguments.end(), names.begin(), names.end());
      const Ran ran = run(folder, arguments);
      if (!first) first = ran;
      CHECK(ran.code == first->code);
      CHECK_THAT(difference(first->out, ran.out), Catch::Equals(""));
      CHECK_THAT(difference(first->err, ran.err), Catch::Equals(""));
    } while (std::ranges::next_permutation(names).found);
  }
}

TEST_CASE("the built-in catalog judges as its files do") {
  const fs::path rules = fs::path(STANCE_SOURCE_DIR) / "rules";
  for (const std::string sample : {"contoso/export", "fabrikam"}) {
    const fs::path folder = fs::path(STANCE_SOURCE_DIR) / "samples";
    const Ran built_in = run(folder, {"assess", sample, "--format", "json"});
    const Ran from_files =
        run(folder, {"assess", sample, "--format", "json", "--catalog", rules.string()});
    CHECK(built_in.code == 0);
    CHECK_THAT(difference(built_in.out, from_files.out), Catch::Equals(""));
  }
}

TEST_CASE("an export in UTF-16 is judged like the one in UTF-8") {
  for (const fs::path& folder : folders_with_one_file()) {
    DYNAMIC_SECTION(folder.filename().string()) {
      const fs::path original = *export_of(folder);
      const std::string name = original.filename().string();
      const fs::path other = scratch("utf16");
      write(other / "utf-8.json", without_mark(read(original)));
      const Ran converted = run_line(other,
                                     "{ printf '\\377\\376'; "
                                     "iconv -f UTF-8 -t UTF-16LE utf-8.json; } > " +
                                         name);
      REQUIRE(converted.code == 0);
      REQUIRE(fs::file_size(other / name) > fs::file_size(original));

      const Ran before = run(folder, {"assess", name, "--format", "json"});
      const Ran after = run(other, {"assess", name, "--format", "json"});
      const auto expected = nlohmann::ordered_json::parse(before.out);
      const auto found = nlohmann::ordered_json::parse(after.out);
      CHECK(found["inputs"][0]["encoding"] == "utf-16le");
      CHECK_THAT(difference(expected["controls"].dump(2), found["controls"].dump(2)),
                 Catch::Equals(""));
      CHECK(found["score"] == expected["score"]);
    }
  }
}

TEST_CASE("a filter changes what is shown, never a number, a gate or the exit code") {
  const fs::path folder = fs::path(STANCE_SOURCE_DIR) / "samples/northwind";
  const std::vector<std::string> asked = {"assess",      "ProviderSettingsExport.json",
                                          "--format",    "json",
                                          "--framework", "scuba",
                                          "--strict",    "--min-score",
                                          "52.86",       "--min-category",
                                          "data=60",     "--min-framework",
                                          "scuba=20",    "--fail-on",
                                          "high",        "--min-coverage",
                                          "60"};
  const std::vector<std::vector<std::string>> filters = {
      {"--category", "identity"},
      {"--category", "device", "--category", "data"},
      {"--product", "exchange"},
      {"--control", "teams.*", "--control", "entra.b*"},
      {"--status", "completed"},
      {"--status", "not_assessed", "--category", "identity"},
      {"--status", "attested"},
      {"--top", "0"},
      {"--top", "3", "--product", "entra", "--status", "to_address"},
  };
  const Ran whole = run(folder, asked);
  auto all = nlohmann::json::parse(whole.out);
  for (const auto& filter : filters) {
    std::vector<std::string> words = asked;
    words.insert(words.end(), filter.begin(), filter.end());
    CAPTURE(filter);
    const Ran ran = run(folder, words);
    CHECK(ran.code == whole.code);
    CHECK(ran.err == whole.err);
    auto some = nlohmann::json::parse(ran.out);
    CHECK(some.at("shown").at("controls") == some.at("controls").size());
    // What is left stands in the whole as it is.
    for (const std::string list : {"controls", "recommendations"}) {
      CHECK(some.at(list).size() <= all.at(list).size());
      for (const auto& one : some.at(list)) {
        CHECK(std::ranges::find(all.at(list), one) != all.at(list).end());
      }
    }
    for (auto* report : {&some, &all}) report->at("shown") = nullptr;
    for (const std::string list : {"controls", "recommendations"}) some.at(list) = all.at(list);
    some.at("baseline") = all.at("baseline");
    CHECK(some == all);
  }
}

TEST_CASE("with redaction no report and no message names what the export names") {
  const fs::path folder = fs::path(STANCE_SOURCE_DIR) / "samples/northwind";
  const std::string name = "ProviderSettingsExport.json";
  const std::string exported = read(folder / name);
  std::set<std::string> originals = {name, "Northwind Traders"};
  const std::regex telling(
      R"([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[a-z0-9.-]+@[a-z0-9.-]+|[a-z0-9-]+\.example)",
      std::regex::icase);
  for (std::sregex_iterator at(exported.begin(), exported.end(), telling), end; at != end; ++at) {
    originals.insert(at->str());
  }
  const auto tenant = nlohmann::json::parse(exported);
  for (const auto& [id, user] : tenant.at("privileged_users").items()) {
    originals.insert(user.at("DisplayName"));
  }
  for (const auto& policy : tenant.at("conditional_access_policies")) {
    originals.insert(policy.at("DisplayName"));
  }
  // Objects, candidates, domains and settings.
  const std::vector<std::string> policies = {"MS.AAD.3.1v1", "MS.AAD.7.1v1", "MS.EXO.1.1v2",
                                             "MS.EXO.4.1v1", "MS.SHAREPOINT.1.1v1"};
  // What the catalog says as well is no secret.
  std::string catalog = run(folder, {"catalog", "list", "--width", "200"}).out;
  for (const std::string& policy : policies) {
    catalog += run(folder, {"show", policy, "--format", "json"}).out;
  }
  std::erase_if(originals, [&](const std::string& original) {
    return catalog.find(original) != std::string::npos;
  });
  CHECK(originals.size() > 40);
  const auto tells_nothing = [&](const std::vector<std::string>& words) {
    const Ran ran = run(folder, words);
    CHECK_FALSE(ran.out.empty());
    for (const std::string& original : originals) {
      CAPTURE(words, original);
      CHECK(ran.out.find(original) == std::string::npos);
      CHECK(ran.err.find(original) == std::string::npos);
    }
    return ran.code;
  };
  for (const std::string format :
       {"terminal", "json", "ndjson", "sarif", "junit", "csv", "csv-evidence", "csv-framework",
        "csv-gates", "markdown", "github"}) {
    CHECK(tells_nothing({"assess", name, "--redact", "--framework", "scuba", "--format", format,
                         "--min-score", "99", "--fail-on", "high", "--strict"}) == 1);
  }
  for (const std::string& policy : policies) {
    for (const std::string format : {"terminal", "json"}) {
      CHECK(tells_nothing({"show", policy, name, "--redact", "--format", format}) == 0);
    }
  }
}
