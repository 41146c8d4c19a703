#include "describe.hpp"

#include "fixture.hpp"
#include "stance/ingest/read.hpp"

using namespace stance;
using namespace stance::app;
using namespace stance::app::test;

namespace {

tenant::Tenant read(const Folder& folder, const catalog::Catalog& catalog) {
  base::Diagnostics problems;
  const std::vector<std::string> paths = {folder.path("export.json")};
  auto tenant = ingest::read(paths, catalog.schema(), {}, problems);
  REQUIRE(tenant);
  return std::move(*tenant);
}

model::ControlResult with_evidence(const std::string& path, const std::string& pointer) {
  model::ControlResult control;
  model::Evidence evidence;
  evidence.source = model::Source{.path = path, .pointer = pointer};
  control.finding.evidence = {evidence, model::Evidence{}};
  return control;
}

}  // namespace

TEST_CASE("datasets and inputs are described by what the tables say") {
  const Folder folder;
  const catalog::Catalog catalog = folder.catalog();
  const tenant::Tenant tenant = read(folder, catalog);
  model::Assessment assessment;
  describe_inputs(tenant, catalog.schema(), catalog.controls(), assessment);
  CHECK(assessment.tenant_id == "11111111-1111-1111-1111-111111111111");
  REQUIRE(assessment.inputs.size() == 1);
  CHECK(assessment.inputs.front().path == folder.path("export.json"));
  CHECK(assessment.inputs.front().encoding == "utf-8");
  CHECK(assessment.inputs.front().datasets == 1);
  REQUIRE(assessment.datasets.size() == 2);
  CHECK(assessment.datasets[0].name == "demo.plans");
  CHECK(assessment.datasets[0].controls.empty());
  const model::DatasetResult& rows = assessment.datasets[1];
  CHECK(rows.name == "demo.rows");
  CHECK(rows.title == "Rows");
  CHECK(rows.state == "present");
  CHECK_FALSE(rows.open);
  CHECK(rows.count == 2);
  CHECK(rows.origin == "ScubaGear 1.8.0 /rows");
  CHECK(rows.collect == "Get-Row");
  CHECK(rows.controls == std::vector<std::string>{"demo.one"});
  CHECK(rows.points == 4);
  CHECK(rows.step.kind == model::CollectKind::by_hand);
}

TEST_CASE("damage is told once for the fields that it is alike in, with the rows that it leaves") {
  const Folder folder;
  folder.write("export.json", R"({"baseline_version": "1", "module_version": "1.8.0", "rows": [
    {"id": "a", "good": "@{x=1}", "tags": "@{x=1}"},
    {"id": "b", "good": "@{x=1}", "tags": "@{x=1}"},
    {"id": "c", "good": true, "tags": "x"},
    {"id": "d", "good": true, "tags": []}]})");
  catalog::Catalog catalog = folder.catalog();
  base::Diagnostics problems;
  const auto found = inspect({.inputs = {folder.path("export.json")}}, catalog, problems);
  REQUIRE(found);
  const model::DatasetResult& rows = found->datasets.back();
  CHECK(rows.damage ==
        std::vector<std::string>{"good: PowerShell's @{...} in place of a boolean, cut off by the "
                                 "depth limit of ConvertTo-Json in 2 rows",
                                 "tags: PowerShell's @{...} in place of a list, cut off by the "
                                 "depth limit of ConvertTo-Json in 2 rows",
                                 "tags: one value in place of a list in 1 row, repaired"});
  CHECK(rows.damaged_rows == 2);
  CHECK(rows.more_damaged);
  CHECK(rows.waiting == std::vector<std::string>{"demo.one"});
  CHECK(rows.waiting_points == 4);
  CHECK(rows.again == "ConvertTo-Json -InputObject @(Get-Row) -Depth 20 > demo.rows.json");
  const auto& missing = found->controls.front().finding.missing;
  REQUIRE_FALSE(missing.empty());
  CHECK(missing.front().collect == rows.again);
}

TEST_CASE("fields that were damaged alike are told together") {
  const Folder folder;
  folder.write("rules/texts.yaml", R"(datasets:
  demo.texts:
    title: Texts
    product: Demo
    sources: {scuba: {at: /texts}}
    fields: {a: string, b: string, c: string, d: string, e: string, f: string}
)");
  folder.write_control("two", "pass: \"demo.texts.all(t, t.a == t.b && t.c == t.d && t.e == t.f)\"",
                       "met");
  folder.write("export.json", R"({"baseline_version": "1", "module_version": "1.8.0",
    "texts": [{"a": "@{x=1}", "b": "@{x=1}", "c": "@{x=1}", "d": "@{x=1}", "e": "@{x=1}",
               "f": "@{x=1}"}]})");
  catalog::Catalog catalog = folder.catalog();
  base::Diagnostics problems;
  const auto found = inspect({.inputs = {folder.path("export.json")}}, catalog, problems);
  REQUIRE(found);
  const std::string what =
      "PowerShell's @{...} in place of text, cut off by the depth limit of ConvertTo-Json in 1 row";
  const model::DatasetResult& texts = found->datasets.back();
  CHECK(texts.damage == std::vector<std::string>{what + ": a, b, c, d, e", what + ": f"});
  CHECK(texts.damaged_rows == 1);
  CHECK_FALSE(texts.more_damaged);
}

TEST_CASE("what people may declare is told only where it was declared") {
  const Folder folder;
  folder.write("rules/declared.yaml", R"(datasets:
  demo.declared:
    title: Declared
    product: Demo
    optional: true
    sources: {scuba: {at: /declared}}
    fields: {id: string}
)");
  folder.write_control("two", "pass: \"!demo.declared.exists(d, d.id == r.id)\"", "met");
  const catalog::Catalog catalog = folder.catalog();
  model::Assessment assessment;
  describe_inputs(read(folder, catalog), catalog.schema(), catalog.controls(), assessment);
  CHECK(assessment.datasets.size() == 2);
  CHECK(assessment.datasets.front().name == "demo.plans");

  folder.write("export.json", R"({"baseline_version": "1", "module_version": "1.8.0",
    "declared": [{"id": "a"}]})");
  model::Assessment declared;
  describe_inputs(read(folder, catalog), catalog.schema(), catalog.controls(), declared);
  REQUIRE(declared.datasets.size() == 3);
  CHECK(declared.datasets.front().name == "demo.declared");
  CHECK(declared.datasets.front().controls == std::vector<std::string>{"demo.two"});
}

TEST_CASE("evidence gets the line of its pointer in its own input") {
  const Folder folder;
  const catalog::Catalog catalog = folder.catalog();
  const tenant::Tenant tenant = read(folder, catalog);
  const std::string path = folder.path("export.json");
  std::vector<model::ControlResult> controls = {
      with_evidence(path, "/rows/1"), with_evidence(path, "/rows/0"),
      with_evidence(path, "/rows/9"), with_evidence("elsewhere.json", "/rows/1")};
  resolve_lines(tenant, controls);
  std::vector<std::uint64_t> lines;
  for (const model::ControlResult& control : controls) {
    lines.push_back(control.finding.evidence.front().source->line);
    CHECK_FALSE(control.finding.evidence.back().source);
  }
  CHECK(lines == std::vector<std::uint64_t>{8, 7, 0, 0});
}
