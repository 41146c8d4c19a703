#include "merge.hpp"

#include "fixture.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>

using namespace stance;
using namespace stance::ingest;

namespace {

struct Part {
  std::string path;
  std::string members;  // of the export
  std::string prefix = {};
};

TestSchema test_schema() {
  TestSchema schema;
  schema.add("a", {{"/a", {"Get-A"}}}).add("b", {{"/b", {"Get-B"}}}).add("c", {{"/c", {"Get-B"}}});
  return schema;
}

struct Merged {
  TestSchema schema = test_schema();
  base::Diagnostics problems = {};
  base::Result<tenant::Tenant> tenant = tl::unexpected(base::Error{});

  explicit Merged(const std::vector<Part>& parts) {
    std::vector<LoadedExport> exports;
    base::Diagnostics ignored;
    for (const Part& part : parts) {
      std::string text = R"({"x_successful_commands":["Get-A","Get-B"],)" + part.members + "}";
      if (!part.prefix.empty()) text.insert(0, R"({"Results":{},"Raw":)").append("}");
      LoadedFile file{
          .path = part.path, .document = parse(text), .sha256 = part.path + part.members};
      auto exported = recognise_scubagear(file, ignored);
      exports.push_back({std::move(file), *std::move(exported),
                         std::filesystem::path(part.path).parent_path().string()});
    }
    tenant = merge(std::move(exports), schema, {}, problems);
  }
  [[nodiscard]] std::string of(std::string_view dataset) const {
    return show(*tenant, schema, dataset);
  }
  [[nodiscard]] std::string inputs() const {
    std::string text;
    for (const auto& input : tenant->inputs) text += input.path + " ";
    return text;
  }
};

const std::string may = R"("timestamp_zulu":"2026-05-04T00:00:00Z")";
const std::string june = R"("timestamp_zulu":"2026-06-04T00:00:00Z")";

}  // namespace

TEST_CASE("parts of one run are joined, whatever their order") {
  std::vector<Part> parts{{"z.json", may + R"(,"tenant_id":"t","a":[{"id":"1"}])"},
                          {"y.json", may + R"(,"tenant_id":"T","b":[{"id":"2"}],"d":1)"}};
  for (int turn = 0; turn < 2; ++turn) {
    const Merged merged(parts);
    REQUIRE(merged.tenant);
    CHECK(merged.inputs() == "y.json z.json ");
    CHECK(merged.of("a") == "present '1'@1/a/0");
    CHECK(merged.of("b") == "present '2'@0/b/0");
    CHECK(show(merged.problems).empty());
    std::reverse(parts.begin(), parts.end());
  }
}

TEST_CASE("of two runs the newer counts where it collected") {
  std::vector<Part> parts{
      {"1.json", may + R"(,"tenant_id":"t","a":[{"id":"old"}],"b":[{"id":"old"}])"},
      {"2.json", june + R"(,"tenant_id":"t","a":[])"}};
  for (int turn = 0; turn < 2; ++turn) {
    const Merged merged(parts);
    REQUIRE(merged.tenant);
    CHECK(merged.of("a") == "empty");
    CHECK(merged.of("b") == "present 'old'@0/b/0");
    CHECK(cel::to_text(merged.tenant->collected) == "'2026-05-04T00:00:00Z'");
    CHECK(show(merged.problems) ==
          "1.json: note: a is read from '2.json' instead: it is newer\n"
          "2.json: note: made at 2026-06-04T00:00:00Z, but '1.json', whose time counts, at "
          "2026-05-04T00:00:00Z\n");
    std::reverse(parts.begin(), parts.end());
  }
}

TEST_CASE("the time is that of the run that most datasets in use are of") {
  std::vector<Part> parts{{"1.json", may + R"(,"tenant_id":"t","b":[{"id":"old"}])"},
                          {"2.json", june + R"(,"tenant_id":"t","a":[],"c":[])"}};
  for (int turn = 0; turn < 2; ++turn) {
    const Merged merged(parts);
    REQUIRE(merged.tenant);
    CHECK(cel::to_text(merged.tenant->collected) == "'2026-06-04T00:00:00Z'");
    CHECK(show(merged.problems) ==
          "1.json: warning: made at 2026-05-04T00:00:00Z, but '2.json', whose time counts, at "
          "2026-06-04T00:00:00Z\n");
    std::reverse(parts.begin(), parts.end());
  }
}

TEST_CASE("a run that nothing is read of has no say in the time") {
  const Merged merged({{"1.json", may + R"(,"tenant_id":"t","a":[],"b":[],"c":[])"},
                       {"2.json", june + R"(,"tenant_id":"t","a":[],"b":[],"c":[])"}});
  REQUIRE(merged.tenant);
  CHECK(cel::to_text(merged.tenant->collected) == "'2026-06-04T00:00:00Z'");
  CHECK(merged.inputs() == "1.json 2.json ");
  CHECK(show(merged.problems) ==
        "1.json: note: a, b, c are read from '2.json' instead: it is newer\n");
}

TEST_CASE("a part without a time leaves the whole without one") {
  const Merged merged(
      {{"1.json", R"("tenant_id":"t","a":[])"}, {"2.json", june + R"(,"tenant_id":"t","b":[])"}});
  REQUIRE(merged.tenant);
  CHECK(merged.tenant->collected.is_null());
  CHECK(show(merged.problems) ==
        "2.json: note: made at 2026-06-04T00:00:00Z, but '1.json', whose time counts, at an "
        "unknown time\n");
}

TEST_CASE("a failed collection is not papered over with older data") {
  const Merged merged({{"1.json", may + R"(,"tenant_id":"t","a":[{"id":"old"}])"},
                       {"2.json", june + R"(,"tenant_id":"t","a":"System.Object[]")"}});
  REQUIRE(merged.tenant);
  CHECK(merged.of("a") == "damaged: /a was cut off by the depth limit of ConvertTo-Json");
}

TEST_CASE("one run is read once, from the export before the results") {
  const std::string run = may + R"(,"tenant_id":"t","report_uuid":"r","a":[{"id":"1"}])";
  const Merged merged({{"a.json", run, "/Raw"}, {"b.json", run}, {"c.json", run}});
  REQUIRE(merged.tenant);
  CHECK(merged.inputs() == "b.json ");
  CHECK(merged.of("a") == "present '1'@0/a/0");
  CHECK(show(merged.problems) ==
        "c.json: note: holds the same run as 'b.json' and is not read again\n"
        "a.json: note: holds the same run as 'b.json' and is not read again\n");
}

TEST_CASE("what is damaged or missing in one file of a run is read from another") {
  const std::string run = may + R"(,"tenant_id":"t","report_uuid":"r")";
  std::vector<Part> parts{
      {"a.json", run + R"(,"a":[{"id":"1"}],"b":[{"id":"2"}],"c":[{"id":"3"}])", "/Raw"},
      {"b.json", run + R"(,"a":"System.Object[]","b":[{"id":"2"}])"}};
  for (int turn = 0; turn < 2; ++turn) {
    const Merged merged(parts);
    REQUIRE(merged.tenant);
    CHECK(merged.inputs() == "a.json b.json ");
    CHECK(merged.of("a") == "present '1'@0/Raw/a/0");
    CHECK(merged.of("b") == "present '2'@1/b/0");
    CHECK(merged.of("c") == "present '3'@0/Raw/c/0");
    CHECK(cel::to_text(merged.tenant->collected) == "'2026-05-04T00:00:00Z'");
    CHECK(show(merged.problems) ==
          "b.json: note: a is read from 'a.json' instead: here /a was cut off by the depth "
          "limit of ConvertTo-Json\n"
          "a.json: note: b is read from 'b.json' instead: it is the same run\n");
    std::reverse(parts.begin(), parts.end());
  }
}

TEST_CASE("parts of one run that hold nothing in common are both read") {
  const std::string run = may + R"(,"tenant_id":"t","report_uuid":"r")";
  const Merged merged(
      {{"a/p.json", run + R"(,"a":[{"id":"1"}])"}, {"b/p.json", run + R"(,"b":[{"id":"2"}])"}});
  REQUIRE(merged.tenant);
  CHECK(merged.of("a") == "present '1'@0/a/0");
  CHECK(merged.of("b") == "present '2'@1/b/0");
  CHECK(merged.of("c") == "not_collected: Get-B ran, but its answer is not in the export");
  CHECK(show(merged.problems).empty());
}

TEST_CASE("many datasets that are not read are told in short") {
  TestSchema schema;
  std::string rows;
  for (const std::string name : {"a", "b", "c", "d", "e", "f", "g"}) {
    schema.add(name, {{"/" + name, {}}});
    rows += ",\"" + name + "\":[{}]";
  }
  std::vector<LoadedExport> exports;
  base::Diagnostics problems;
  for (const std::string& time : {may, june}) {
    LoadedFile file{.path = time == may ? "1.json" : "2.json",
                    .document = parse(R"({"x_successful_commands":[],)" + time + rows + "}"),
                    .sha256 = time};
    auto exported = recognise_scubagear(file, problems);
    exports.push_back({std::move(file), *std::move(exported), {}});
  }
  const bool merged = merge(std::move(exports), schema, {}, problems).has_value();
  REQUIRE(merged);
  CHECK(show(problems) ==
        "1.json: note: a, b, c, d, e and 2 more are read from '2.json' instead: it is newer\n");
}

TEST_CASE("tenants are never mixed") {
  const Merged two(
      {{"1.json", may + R"(,"tenant_id":"t1")"}, {"2.json", may + R"(,"tenant_id":"t2")"}});
  REQUIRE_FALSE(two.tenant);
  CHECK(two.tenant.error().kind == base::ErrorKind::usage);
  CHECK(base::render(two.tenant.error()) ==
        "error: the inputs are of different tenants: '1.json' is of t1, '2.json' of t2\n");

  const Merged apart(
      {{"x/1.json", may + R"(,"tenant_id":"t1")"}, {"y/2.json", may + R"(,"a":[])"}});
  REQUIRE_FALSE(apart.tenant);
  CHECK(base::render(apart.tenant.error()) ==
        "error: 'y/2.json' names no tenant and may be of another one than 'x/1.json'\n"
        "hint: put files of one tenant into one folder\n");

  const Merged together(
      {{"x/1.json", may + R"(,"tenant_id":"t1")"}, {"x/2.json", may + R"(,"a":[])"}});
  REQUIRE(together.tenant);
  CHECK(together.tenant->id == "t1");
}

TEST_CASE("repairs are told") {
  const Merged merged(
      {{"1.json", may + R"(,"a":{"id":"1"},"b":[{"id":"1"},{"id":"2"},{"id":"1"}])"}});
  REQUIRE(merged.tenant);
  CHECK(merged.of("a") == "present '1'@0/a");
  CHECK(merged.of("b") == "present '1'@0/b/0 '2'@0/b/1");
  CHECK(show(merged.problems) ==
        "1.json: note: one object in place of a list of rows (at /a)\n"
        "1.json: note: a row of b counts once with another row of the same key (at /b)\n");
}

TEST_CASE("rows that are missing in part leave the dataset open") {
  TestSchema schema;
  schema.add("a", {{"/a[]/b[]", {}}}).add("c", {{"/c[]/d[]", {}}});
  LoadedFile file{.path = "1.json",
                  .document = parse(R"({"x_successful_commands":[],"a":[{"b":[{"id":"1"}]},{}],)"
                                    R"("c":[{"d":[{"id":"1"}]},"x"]})"),
                  .sha256 = {}};
  base::Diagnostics problems;
  auto exported = recognise_scubagear(file, problems);
  base::Diagnostics found;
  std::vector<LoadedExport> exports;
  exports.push_back({std::move(file), *std::move(exported), {}});
  const auto tenant = merge(std::move(exports), schema, {}, found);
  REQUIRE(tenant);
  CHECK(show(*tenant, schema, "a") == "present open '1'@0/a/0/b/0");
  CHECK(show(found) ==
        "1.json: warning: a part of the rows of a is missing: absent in some objects (at /a)\n"
        "1.json: warning: a part of the rows of c is missing: /c/1 holds text where an object is "
        "expected (at /c)\n");
}

TEST_CASE("failed commands of no dataset are told of their input") {
  const std::string head = may + R"(,"x_unsuccessful_commands":["Get-A")";
  CHECK(show(Merged({{"1.json", head + "]"}}).problems).empty());
  CHECK(show(Merged({{"1.json", head + R"(,"Get-New"])"}}).problems) ==
        "1.json: note: 'Get-New' failed when the export was made, and no dataset of the catalog is "
        "known to come from it\n");
  CHECK(show(Merged({{"1.json", head + R"(,"Get-New","Get-Newer"])"}}).problems) ==
        "1.json: note: 'Get-New' and 'Get-Newer' failed when the export was made, and no dataset "
        "of the catalog is known to come from them\n");
}

TEST_CASE("rows of one key are told with both of their places") {
  const auto told = [](const std::string& rows) {
    return show(Merged({{"1.json", may + R"(,"a":[)" + rows + "]"}}).problems);
  };
  CHECK(told(R"({"id":"1"},{"id":"1"},{"id":"1"})") ==
        "1.json: note: 2 rows of a count once with other rows of the same key (at /a)\n");
  CHECK(told(R"({"id":"1","x":2,"y":1},{"id":"1","x":1,"y":1})") ==
        "1.json: warning: a row of a differs in x, which is unknown therefore, from the row of the "
        "same key in '1.json' at /a/1 (at /a/0)\n");
  CHECK(told(R"({"id":"1","b":1,"c":1,"d":1,"e":1,"f":1,"g":1},)"
             R"({"id":"1","b":2,"c":2,"d":2,"e":2,"f":2,"g":2})") ==
        "1.json: warning: a row of a differs in b, c, d, e, f and 1 more, which is unknown "
        "therefore, from the row of the same key in '1.json' at /a/0 (at /a/1)\n");
  std::string many;
  for (int i = 0; i < 13; ++i) {
    many += (i > 0 ? "," : "") + (R"({"id":"1","x":)" + std::to_string(i) + "}");
  }
  const std::string all = told(many);
  CHECK(all.ends_with("warning: 2 more rows of a differ from rows of the same key\n"));
}
