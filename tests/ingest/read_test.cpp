#include "stance/ingest/read.hpp"

#include "../base/zip_bytes.hpp"
#include "fixture.hpp"

#include <catch2/catch.hpp>

#include <fcntl.h>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

using namespace stance;
using namespace stance::ingest;
using base::testing::zip_of;

namespace {

constexpr const char* exported =
    R"({"module_version":"1.8.0","baseline_version":"1","timestamp_zulu":"2026-05-04T17:15:48Z",)"
    R"("tenant_id":"t1","tenant_details":{"DisplayName":"Contoso"},"report_uuid":"r1",)"
    R"("aad_successful_commands":["Get-User"],"aad_unsuccessful_commands":[],)"
    R"("users":[{"Id":"a"},{"Id":"b"}],"mystery":1})";

TestSchema test_schema() {
  TestSchema schema;
  schema.add("users", {{"/users", {"Get-User"}}});
  return schema;
}

base::Result<tenant::Tenant> read_paths(const std::vector<std::string>& paths,
                                        base::Diagnostics& problems) {
  static const TestSchema schema = test_schema();
  return read(paths, schema, {}, problems);
}

std::string failure(const Folder& folder, const std::vector<std::string>& paths) {
  base::Diagnostics problems;
  const auto tenant = read_paths(paths, problems);
  REQUIRE_FALSE(tenant);
  return folder.without_path(base::render(tenant.error()));
}

// Standard input from a file for as long as it lives.
class StandardInput {
 public:
  explicit StandardInput(const std::string& file) : saved_(dup(0)) {
    const int opened = open(file.c_str(), O_RDONLY);
    dup2(opened, 0);
    close(opened);
  }
  StandardInput(const StandardInput&) = delete;
  StandardInput& operator=(const StandardInput&) = delete;
  ~StandardInput() {
    dup2(saved_, 0);
    close(saved_);
  }

 private:
  int saved_;
};

}  // namespace

TEST_CASE("a provider export is read") {
  Folder folder;
  const TestSchema schema = test_schema();
  base::Diagnostics problems;
  const auto tenant = read_paths({folder.write("p.json", exported)}, problems);
  REQUIRE(tenant);
  CHECK(tenant->id == "t1");
  CHECK(tenant->display_name == "Contoso");
  CHECK(cel::to_text(tenant->collected) == "'2026-05-04T17:15:48Z'");
  REQUIRE(tenant->inputs.size() == 1);
  CHECK(folder.without_path(tenant->inputs[0].path) == "p.json");
  CHECK(tenant->inputs[0].format == "ScubaGear 1.8.0");
  CHECK(tenant->inputs[0].encoding == "utf-8");
  CHECK(tenant->inputs[0].sha256.size() == 64);
  CHECK(tenant->inputs[0].unrecognised == std::vector<std::string>{"mystery"});
  CHECK(tenant->documents.size() == 1);
  CHECK(tenant->holdings.at(0).origin == "ScubaGear 1.8.0 /users");
  CHECK(show(*tenant, schema, "users") == "present 'a'@0/users/0 'b'@0/users/1");
  CHECK(show(problems).empty());
}

TEST_CASE("the raw part of results is read") {
  Folder folder;
  const TestSchema schema = test_schema();
  base::Diagnostics problems;
  const std::string results =
      std::string(R"({"MetaData":{},"Summary":{},"Results":{},"Raw":)") + exported + "}";
  const auto tenant = read_paths({folder.write("r.json", "\xEF\xBB\xBF" + results)}, problems);
  REQUIRE(tenant);
  CHECK(tenant->holdings.at(0).origin == "ScubaGear 1.8.0 /Raw/users");
  CHECK(show(*tenant, schema, "users") == "present 'a'@0/Raw/users/0 'b'@0/Raw/users/1");
}

TEST_CASE("standard input is read") {
  Folder folder;
  base::Diagnostics problems;
  {
    const StandardInput input(folder.write("p.json", exported));
    const auto tenant = read_paths({"-"}, problems);
    REQUIRE(tenant);
    CHECK(tenant->inputs[0].path == "standard input");
  }
  const StandardInput input(folder.write("q.json", "{}"));
  CHECK(failure(folder, {"-"}) ==
        "error: 'standard input' is no known export: neither a ScubaGear run nor an answer "
        "or dump of a dataset of the catalog\n"
        "hint: files that do not say what they hold are recognised by name, such as "
        "Get-TransportConfig.json\n");
}

TEST_CASE("standard input is read once") {
  Folder folder;
  CHECK(failure(folder, {"-", "-"}) ==
        "error: standard input is given twice\n"
        "hint: give '-' once\n");
}

TEST_CASE("a named file that is no export is an error") {
  Folder folder;
  CHECK(failure(folder, {folder.write("x.json", "[1]")}) ==
        "error: 'x.json' is no known export: neither a ScubaGear run nor an answer "
        "or dump of a dataset of the catalog\n"
        "hint: files that do not say what they hold are recognised by name, such as "
        "Get-TransportConfig.json\n");
  CHECK(failure(folder, {folder.write("TestResults.json",
                                      R"([{"RequirementMet":true,"Criticality":"Shall"}])")}) ==
        "error: 'TestResults.json' is ScubaGear's TestResults.json: it holds results, not "
        "configuration\n"
        "hint: give ProviderSettingsExport.json of the same run instead\n");
  CHECK(failure(folder, {}) == "error: no export is given\n");

  base::Diagnostics problems;
  const auto absent = read_paths({(folder / "absent.json").string()}, problems);
  REQUIRE_FALSE(absent);
  CHECK(absent.error().kind == base::ErrorKind::unreadable);
  const auto broken = read_paths({folder.write("broken.json", "{")}, problems);
  REQUIRE_FALSE(broken);
  CHECK(broken.error().kind == base::ErrorKind::malformed);
}

TEST_CASE("a folder is searched for exports and the rest is listed") {
  Folder folder;
  const TestSchema schema = test_schema();
  folder.write("run/ProviderSettingsExport.json", exported);
  folder.write("run/ScubaResults_1.json",
               std::string(R"({"MetaData":{},"Results":{},"Raw":)") + exported + "}");
  folder.write("run/TestResults.json", R"([{"RequirementMet":true,"Criticality":"Shall"}])");
  folder.write("run/Report.HTML", "<html>");
  folder.write("notes.JSON", "{}");
  folder.write("broken.json", "{\"a\":");
  std::filesystem::create_symlink(folder.path(), folder / "loop");
  REQUIRE(mkfifo((folder / "fifo.json").c_str(), 0600) == 0);
  base::Diagnostics problems;
  const auto tenant = read_paths({folder.path()}, problems);
  REQUIRE(tenant);
  REQUIRE(tenant->inputs.size() == 1);
  CHECK(folder.without_path(tenant->inputs[0].path) == "run/ProviderSettingsExport.json");
  CHECK(show(*tenant, schema, "users") == "present 'a'@0/users/0 'b'@0/users/1");
  CHECK(folder.without_path(show(problems)) ==
        "note: passed over fifo.json: a FIFO\n"
        "note: passed over loop: a link to a folder\n"
        "broken.json:1:6: warning: invalid JSON: unexpected end of text, expected a "
        "value\n"
        "note: 'notes.JSON' is no known export: neither a ScubaGear run nor an answer or "
        "dump of a dataset of the catalog\n"
        "note: 'run/TestResults.json' is ScubaGear's TestResults.json: it holds results, not "
        "configuration\n"
        "run/ScubaResults_1.json: note: holds the same run as "
        "'run/ProviderSettingsExport.json' and is not read again\n");
}

TEST_CASE("a folder without an export is an error") {
  Folder folder;
  folder.write("a.json", "{}");
  folder.write("b.txt", "{}");
  base::Diagnostics problems;
  const auto tenant = read_paths({folder.path()}, problems);
  REQUIRE_FALSE(tenant);
  CHECK(tenant.error().kind == base::ErrorKind::unrecognised);
  CHECK(folder.without_path(base::render(tenant.error())) ==
        "error: 'FOLDER' holds no known export; JSON files in it: 1\n"
        "hint: give the folder of a ScubaGear run, of Microsoft Graph answers, or of dumps of "
        "cmdlets, or a zip archive of it\n");
}

TEST_CASE("files over the limit are not read") {
  Folder folder;
  const TestSchema schema = test_schema();
  base::Diagnostics problems;
  const std::vector<std::string> paths{folder.write("p.json", exported)};
  const auto tenant = read(paths, schema, {.file_bytes = 10}, problems);
  REQUIRE_FALSE(tenant);
  CHECK(tenant.error().kind == base::ErrorKind::unreadable);
}

TEST_CASE("missing values damage the dataset that they belong to") {
  Folder folder;
  const TestSchema schema = test_schema();
  base::Diagnostics problems;
  const auto tenant =
      read_paths({folder.write("p.json", R"({"aad_successful_commands":["Get-User"],"users": ,)"
                                         R"("timestamp_zulu":"2026-05-04T17:15:48Z"})")},
                 problems);
  REQUIRE(tenant);
  CHECK(show(*tenant, schema, "users") ==
        "damaged: a value of /users is missing in the file: 'users' in line 1");
  CHECK(folder.without_path(show(problems)) ==
        "p.json: warning: a value of 'users' is missing in the file: 'users' in line 1 (at "
        "/users)\n");
}

namespace {

TestSchema mixed_schema() {
  TestSchema schema;
  schema.add("a.users", {{"/users", {"Get-User"}}});
  schema.last().sources.push_back({.exporter = "graph", .contexts = {"users"}});
  schema.add("a.tenant", {{"/tenant_details/0", {}}}, true);
  schema.last().tenant_id = "id";
  schema.last().tenant_name = "parentId";
  schema.last().sources.push_back({.exporter = "graph", .contexts = {"organization"}});
  return schema;
}

constexpr const char* users_page = R"({"@odata.context":"https://h/$metadata#users",)"
                                   R"("@odata.nextLink":"x","value":[{"id":"c"}]})";
constexpr const char* last_users =
    R"({"@odata.context":"https://h/$metadata#users","value":[{"id":"b"}]})";
constexpr const char* organization = R"({"@odata.context":"https://h/$metadata#organization",)"
                                     R"("value":[{"id":"t2","parentId":"Fabrikam"}]})";

}  // namespace

TEST_CASE("a folder of answers is one tenant, whatever the names of its pages") {
  const TestSchema schema = mixed_schema();
  for (const char* first : {"a.json", "z/y.json"}) {
    Folder folder;
    base::Diagnostics problems;
    folder.write(first, users_page);
    folder.write("m.json", last_users);
    folder.write("organization.json", organization);
    folder.write("other.json", "{}");
    const std::vector<std::string> paths = {folder.path()};
    const auto tenant = read(paths, schema, {}, problems);
    REQUIRE(tenant);
    CHECK(tenant->id == "t2");
    CHECK(tenant->display_name == "Fabrikam");
    CHECK(tenant->collected.is_null());
    CHECK(tenant->inputs.size() == 3);
    CHECK(tenant->inputs[0].format == "Microsoft Graph");
    const bool before = std::string_view(first) == "a.json";
    CHECK(show(*tenant, schema, "a.users") ==
          (before ? "present 'b'@1/value/0 'c'@0/value/0" : "present 'b'@0/value/0 'c'@2/value/0"));
    CHECK(tenant->holdings[0].origin == (before ? "Microsoft Graph a.json and 1 more file"
                                                : "Microsoft Graph m.json and 1 more file"));
    CHECK(folder.without_path(show(problems)) ==
          "note: 'other.json' is no known export: neither a ScubaGear run nor an answer or dump of "
          "a dataset of the catalog\n");
  }
}

TEST_CASE("answers stand in where a run has no data") {
  const TestSchema schema = mixed_schema();
  Folder folder;
  base::Diagnostics problems;
  folder.write("scuba.json", R"({"module_version":"1","baseline_version":"1","tenant_id":"T2",)"
                             R"("timestamp_zulu":"2026-05-04T17:15:48Z",)"
                             R"("aad_successful_commands":[],)"
                             R"("aad_unsuccessful_commands":["Get-User"]})");
  folder.write("users.json", last_users);
  folder.write("organization.json", organization);
  const std::vector<std::string> paths = {folder.path()};
  const auto tenant = read(paths, schema, {}, problems);
  REQUIRE(tenant);
  CHECK(tenant->id == "T2");
  CHECK(cel::to_text(tenant->collected) == "'2026-05-04T17:15:48Z'");
  CHECK(show(*tenant, schema, "a.users") == "present 'b'@2/value/0");
}

TEST_CASE("a whole answer stands in for damaged rows of a run") {
  const TestSchema schema = mixed_schema();
  const auto said = [&](const std::string& rows, const std::string& answer) {
    Folder folder;
    base::Diagnostics problems;
    folder.write("scuba.json", R"({"module_version":"1","baseline_version":"1","tenant_id":"T2",)"
                               R"("timestamp_zulu":"2026-05-04T17:15:48Z",)"
                               R"("aad_successful_commands":["Get-User"],"users":)" +
                                   rows + "}");
    folder.write("a.users.json", answer);
    const std::vector<std::string> paths = {folder.path()};
    const auto tenant = read(paths, schema, {}, problems);
    REQUIRE(tenant);
    return show(*tenant, schema, "a.users") + "\n" + folder.without_path(show(problems));
  };
  const std::string whole = R"([{"id":"a"},{"id":"b"}])";
  const std::string cut = R"([{"id":"a"},{"id":{}}])";
  CHECK(said(cut, whole) ==
        "present 'a'@0/0 'b'@0/1\n"
        "scuba.json: note: a.users is read from 'a.users.json' instead: 1 of its values is damaged "
        "here, none there\n");
  const std::string instead = "a.users.json: note: a.users is read from 'scuba.json' instead: ";
  CHECK(said(whole, whole) == "present 'a'@1/users/0 'b'@1/users/1\n" + instead +
                                  "a run of ScubaGear goes first, as it says when it was made\n");
  CHECK(said(cut, R"([{"id":"a"}])") ==
        "present 'a'@1/users/0 unknown (wrong_type)@1/users/1\n" + instead +
            "1 of its rows is here and 2 there, though values of these are damaged\n");
}

TEST_CASE("answers of two tenants stop a run, or are only told") {
  const TestSchema schema = mixed_schema();
  Folder folder;
  folder.write("1/organization.json", organization);
  std::string other = organization;
  other.replace(other.find("t2"), 2, "t3");
  folder.write("2/organization.json", other);
  const std::vector<std::string> paths = {folder.path()};
  base::Diagnostics problems;
  const std::string told =
      "the inputs are of different tenants: '1/organization.json' is of t2, "
      "'2/organization.json' of t3\n";
  const auto stopped = read(paths, schema, {}, problems);
  REQUIRE_FALSE(stopped);
  CHECK(folder.without_path(base::render(stopped.error())) == "error: " + told);
  REQUIRE(read(paths, schema, {.one_tenant = false}, problems));
  CHECK(folder.without_path(show(problems)) == "error: " + told);
}

namespace {

// What is said of a folder with these files beside organization.json.
std::string said_of(const std::vector<std::pair<std::string, std::string>>& files) {
  TestSchema schema = mixed_schema();
  schema.add("a.things", {}).last().sources = {
      {.exporter = "powershell", .commands = {"Get-Thing"}}};
  Folder folder;
  folder.write("organization.json", organization);
  for (const auto& [name, content] : files) folder.write(name, content);
  base::Diagnostics problems;
  const std::vector<std::string> paths = {folder.path()};
  const auto tenant = read(paths, schema, {}, problems);
  REQUIRE(tenant);
  std::string text = show(*tenant, schema, "a.users") + "\n" + show(*tenant, schema, "a.things");
  for (const tenant::Holding& holding : tenant->holdings) {
    for (const std::string& repair : holding.repairs) text += "\n" + repair;
  }
  return folder.without_path(text + "\n" + show(problems));
}

}  // namespace

TEST_CASE("what a file without rows says is told") {
  const std::string none = "not_collected: no input holds it\nnot_collected: no input holds it\n";
  CHECK(said_of({{"users.json", "[]"}}) ==
        none +
            "note: 'users.json' has no rows and does not say of what; called 'a.users.json' it "
            "would mean that there are none\n");
  CHECK(said_of({{"a.users.json", "[]"}, {"Get-Thing.json", "null"}}) == "empty\nempty\n");
  CHECK(said_of({{"Get-Thing.json", ""}}) ==
        none +
            "warning: 'Get-Thing.json' is empty: Get-Thing found nothing, or it failed\n"
            "hint: write it with ConvertTo-Json -InputObject @(Get-Thing), which gives [] when "
            "there is nothing\n");
  CHECK(said_of({{"x.json", R"({"error":{"code":"Forbidden","message":"no"}})"}}) ==
        none +
            "warning: 'x.json' is the answer to a failed request for something unknown: "
            "Forbidden: no\nhint: call the file as the dataset or the command, such as "
            "entra.users.json or Get-MgUser.json\n");
  CHECK(said_of({{"x.json", R"(["@{id=1}"])"}}) ==
        none +
            "warning: 'x.json' holds text in place of objects: ConvertTo-Json cut them off\n"
            "hint: write it again with ConvertTo-Json -Depth 20\n");
  CHECK(said_of({{"Get-Thing.json", R"("@{id=1}")"}}) ==
        "not_collected: no input holds it\n"
        "damaged: 'Get-Thing.json' holds text in place of rows: ConvertTo-Json cut them off, write "
        "it again with -Depth 20\n"
        "Get-Thing.json: warning: a.things is damaged: 'Get-Thing.json' holds text in place of "
        "rows: ConvertTo-Json cut them off, write it again with -Depth 20\n");
  CHECK(said_of({{"x.json",
                  std::string(R"({"responses":[{"status":403},{"body":)") + last_users + "}]}"}}) ==
        "present 'b'@1/responses/1/body/value/0\nnot_collected: no input holds it\n"
        "x.json: warning: a request for something unknown failed: status 403 (at "
        "/responses/0/body)\n");
}

TEST_CASE("pages that overlap are told with both places, whatever they are called") {
  const std::string page = R"({"@odata.context":"https://h/$metadata#users","value":[)";
  const std::string one = page + R"({"id":"a"},{"id":"b","x":1},{"id":"c"}]})";
  const std::string other = page + R"({"id":"b","x":2},{"id":"c"}]})";
  for (const bool swapped : {false, true}) {
    const std::string first = swapped ? "2.json" : "1.json";
    const std::string second = swapped ? "1.json" : "2.json";
    std::string expected =
        "present 'a'@0/value/0 'b'@0/value/1 'c'@1/value/1\nnot_collected: no input holds it\n" +
        second + ": warning: a row of a.users differs in x, which is unknown therefore, from the " +
        "row of the same key in '" + first + "' at /value/1 (at /value/0)\n" + first +
        ": note: a row of a.users counts once with another row of the same key, first with that " +
        "in '" + second + "' at /value/1 (at /value/2)\n";
    if (swapped) {
      expected.replace(0, expected.find('\n'), "present 'a'@1/value/0 'b'@1/value/1 'c'@0/value/1");
    }
    CHECK(said_of({{first, one}, {second, other}}) == expected);
  }
}

TEST_CASE("repairs of a file are told with the file and with its datasets") {
  CHECK(said_of({{"Get-Thing.jsonl", "{\"id\":\"1\"}\n{\"id\":\"2\",}\n{\"id\":\"3\"}"}}) ==
        "not_collected: no input holds it\npresent '1'@0/0 '2'@0/1 '3'@0/2\n"
        "Get-Thing.jsonl: commas before a closing bracket\n"
        "Get-Thing.jsonl: several JSON values one after the other: read as a list\n"
        "Get-Thing.jsonl:2: note: commas before a closing bracket\n"
        "Get-Thing.jsonl:2: note: several JSON values one after the other: read as a list, in 2 "
        "places\n");
  CHECK(said_of({{"Get-Thing.json", "Get-Thing : denied\n[]"}}) ==
        "not_collected: no input holds it\n"
        "failed: no rows, but 'Get-Thing : denied'\n"
        "Get-Thing.json: text before the JSON is left out\n"
        "Get-Thing.json:1: note: text before the JSON is left out\n");
}

TEST_CASE("a folder and an archive of it hold the same datasets") {
  const TestSchema schema = mixed_schema();
  const std::vector<std::pair<std::string, std::string>> files = {
      {"broken.json", "{"},   {"m.json", last_users}, {"organization.json", organization},
      {"other.json", "{}"},   {"read.me", "x"},       {"z/y.json", users_page},
      {"z/twice.json", "[1]"}};
  Folder folder;
  std::vector<base::testing::ZipFile> packed;
  for (const auto& [name, content] : files) {
    folder.write("run.zip/" + name, content);
    packed.push_back({name, content});
  }
  std::ranges::reverse(packed);
  Folder other;
  const std::string bytes = zip_of(packed);
  const auto archive = other.write("run.zip", bytes);

  const auto shown = [&](const Folder& in, const std::string& path) {
    base::Diagnostics problems;
    const std::vector<std::string> paths = {path};
    const auto tenant = read(paths, schema, {}, problems);
    REQUIRE(tenant);
    std::string text = tenant->id + "\n" + show(*tenant, schema, "a.users") + "\n";
    for (const tenant::Holding& holding : tenant->holdings) text += holding.origin + "\n";
    for (const auto& input : tenant->inputs) text += input.path + " " + input.sha256 + "\n";
    return in.without_path(text + show(problems));
  };
  const std::string expected = shown(folder, (folder / "run.zip").string());
  CHECK(expected.find("present 'b'@0/value/0 'c'@2/value/0") != expected.npos);
  CHECK(expected.find("run.zip/broken.json:1:2: warning") != expected.npos);
  CHECK(shown(other, archive) == expected);
  // Whatever it is called, and wherever it is.
  CHECK(shown(other, other.write("export", bytes)).find("export/z/y.json ") != expected.npos);
  CHECK(shown(other, other.write("a.json", bytes)).find("a.json/z/y.json ") != expected.npos);
  Folder outer;
  outer.write("in/run.ZIP", bytes);
  CHECK(shown(outer, outer.path()).find("in/run.ZIP/z/y.json ") != expected.npos);
  const StandardInput input(archive);
  CHECK(shown(other, "-").find("standard input/z/y.json ") != expected.npos);
}

TEST_CASE("an archive in a folder is of the same group as the files beside it") {
  const TestSchema schema = mixed_schema();
  Folder folder;
  folder.write("a.json", users_page);
  folder.write("rest.zip", zip_of({{"b.json", last_users}}));
  base::Diagnostics problems;
  const std::vector<std::string> paths = {folder.path()};
  const auto tenant = read(paths, schema, {}, problems);
  REQUIRE(tenant);
  CHECK(show(*tenant, schema, "a.users") == "present 'b'@1/value/0 'c'@0/value/0");
  CHECK(show(problems).empty());
}

TEST_CASE("the rest of an archive is listed") {
  Folder folder;
  const std::string archive =
      folder.write("x.zip", zip_of({{"p.json", exported},
                                    {"../up.json", exported},
                                    {.name = "secret.json", .content = exported, .flags = 1},
                                    {"inner.zip", zip_of({{"p.json", exported}})},
                                    {"named.json", zip_of({{"p.json", exported}})},
                                    {"twice.json", exported},
                                    {"twice.json", exported}}));
  base::Diagnostics problems;
  const auto tenant = read_paths({archive}, problems);
  REQUIRE(tenant);
  CHECK(tenant->inputs.size() == 1);
  CHECK(folder.without_path(show(problems)) ==
        "note: passed over x.zip/../up.json: a path that leaves the archive\n"
        "note: passed over x.zip/inner.zip: an archive in an archive\n"
        "note: passed over x.zip/named.json: an archive in an archive\n"
        "warning: 'x.zip/secret.json' is encrypted\n"
        "hint: unpack the archive and give the folder\n"
        "warning: 'x.zip/twice.json' is 2 times in the archive\n"
        "hint: unpack the archive, keep one of them, and give the folder\n");
}

TEST_CASE("an archive without an export is an error") {
  Folder folder;
  const std::string hint =
      "hint: give the folder of a ScubaGear run, of Microsoft Graph answers, or of dumps of "
      "cmdlets, or a zip archive of it\n";
  const std::string bytes = zip_of({{"a.json", "{}"}, {"b.txt", "{}"}});
  CHECK(failure(folder, {folder.write("x.zip", bytes)}) ==
        "error: archive 'x.zip' holds no known export; JSON files in it: 1\n" + hint);
  CHECK(failure(folder, {folder.write("empty.zip", zip_of({}))}) ==
        "error: archive 'empty.zip' holds no known export; JSON files in it: 0\n" + hint);
  CHECK(failure(folder, {folder.write("cut.zip", bytes.substr(0, 60))}) ==
        "error: 'cut.zip' is a damaged archive: the list of its files is missing\n"
        "hint: copy or download the archive again\n");
  CHECK(failure(folder, {folder.write("page.zip", "<html>")}) ==
        "error: 'page.zip' is no zip archive\n"
        "hint: copy or download the archive again\n");

  base::Diagnostics problems;
  REQUIRE_FALSE(read_paths({folder.path()}, problems));
  CHECK(folder.without_path(show(problems)) ==
        "warning: 'cut.zip' is a damaged archive: the list of its files is missing\n"
        "hint: copy or download the archive again\n"
        "note: archive 'empty.zip' holds no known export; JSON files in it: 0\n"
        "warning: 'page.zip' is no zip archive\n"
        "hint: copy or download the archive again\n"
        "note: 'x.zip/a.json' is no known export: neither a ScubaGear run nor an answer or dump "
        "of a dataset of the catalog\n"
        "note: archive 'x.zip' holds no known export; JSON files in it: 1\n");
}

TEST_CASE("a file that is packed by itself is told") {
  Folder folder;
  const std::string bytes = "\x1f\x8b\x08 packed";
  const std::string hint = "hint: unpack it, such as with gunzip, and give the file\n";
  CHECK(failure(folder, {folder.write("p.json.gz", bytes)}) ==
        "error: 'p.json.gz' is packed with gzip\n" + hint);
  folder.write("named.json", bytes);
  folder.write("x.zip", zip_of({{"p.json", exported}, {"q.json.gz", bytes}, {"q.json", bytes}}));
  folder.write("notes.gz", bytes);
  base::Diagnostics problems;
  const auto tenant = read_paths({folder.path()}, problems);
  REQUIRE(tenant);
  CHECK(folder.without_path(show(problems)) ==
        "warning: 'named.json' is packed with gzip\n" + hint +
            "note: passed over p.json.gz: packed with gzip\n"
            "warning: 'x.zip/q.json' is packed with gzip\n" +
            hint + "note: passed over x.zip/q.json.gz: packed with gzip\n");
}

TEST_CASE("an export is read whatever its name ends in") {
  Folder folder;
  base::Diagnostics problems;
  CHECK(read_paths({folder.write("p.zip", exported)}, problems));
}

TEST_CASE("the limit of a file holds for what an archive unpacks to") {
  Folder folder;
  base::Diagnostics problems;
  const TestSchema schema = test_schema();
  const std::string bytes =
      zip_of({base::testing::thousand_letters("a.txt"), {"p.json", exported}});
  const std::vector<std::string> paths = {folder.write("x.zip", bytes)};
  const std::uint64_t unpacked = 1000 + std::string_view(exported).size();
  REQUIRE(bytes.size() < unpacked);
  CHECK(read(paths, schema, {.file_bytes = unpacked}, problems));
  const auto larger = read(paths, schema, {.file_bytes = unpacked - 1}, problems);
  REQUIRE_FALSE(larger);
  CHECK(folder.without_path(base::render(larger.error())) ==
        "error: 'x.zip' unpacks to more than " + std::to_string(unpacked - 1) +
            " bytes\nhint: unpack the archive and give the folder\n");
}
