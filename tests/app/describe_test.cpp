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
