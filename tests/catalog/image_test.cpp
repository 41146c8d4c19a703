#include "image.hpp"

#include "fixture.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using namespace stance::catalog;

namespace {

std::unique_ptr<Contents> contents_of(const testing::Folder& folder) {
  base::Diagnostics problems;
  auto contents = read_contents({.built_in = false, .folders = {folder.path()}}, {}, problems);
  CHECK(folder.rendered(problems) == "");
  REQUIRE(contents != nullptr);
  return contents;
}

constexpr std::string_view rich_datasets = R"(datasets:
  rich.policies:
    title: policies
    product: P
    key: id
    collect: Get-Policy
    shows: [[id, state], [id, rules]]
    sources:
      scuba: {at: '/a[]/b[]', parent: {owner: Owner}, commands: [Get-Policy]}
      graph:
      - {context: policies, type: policy, request: v1.0/policies, scopes: [Policy.Read.All]}
      - {at: '/members', limit: 20, context: holders, request: v1.0/holders, scopes: [Read]}
      entraexporter: {path: Policies}
    fields:
      id: string
      state: {type: string, words: ['on', 'off'], closed: true, names: {scuba: State}, fold: true}
      days: {type: int, absent: 5}
      half: {type: double, null: 0.5}
      kinds: {type: list(string), split: ',', null: []}
      mode: {type: string, numbers: {0: low, 1: high}}
      owner: {type: string, sensitive: true, pii: true}
      rules: list(record)
      rules[].name: string
      rules[].on: bool
  rich.devices:
    {title: devices, product: P, key: id, large: true,
     fields: {id: string, owner: string, seen: timestamp}}
)";

constexpr std::string_view licence_table = R"(licence_table:
  source: https://example.com
  date: 2026-01-31
  plans: {PLAN_A: {id: 11111111-1111-1111-1111-111111111111, title: A}}
  products:
    ONE: {id: 22222222-2222-2222-2222-222222222222, title: One, size: 2, plans: [PLAN_A]}
    GOV:
      {id: 33333333-3333-3333-3333-333333333333, title: Gov, size: 3, government: true, plans: []}
)";

constexpr std::string_view rich_control = R"(id: rich.all
revision: 3
title: All forms
category: identity
product: P
points: 7
cost: high
user_impact: moderate
criticality: shall
licence: [PLAN_A, PLAN_B]
refs: {scuba: [A.1], cis: ['1.2']}
params:
  least: {default: 1, min: 0, max: 9, description: How many.}
  names: {default: {a: [x, 2.5, true], b: 'y'}}
let:
  switched_on: rich.policies.filter(p, p.state == 'on')
applies: rich.policies.size() >= params.least
check:
  parts:
  - label: one
    weight: 2
    licence: [PLAN_A]
    applies: size(switched_on) > 0
    assert: |
      switched_on.exists(p, p.rules.exists(r, r.on)) && timestamp('2020-01-01T00:00:00Z') < asof
    otherwise: No rule.
  - label: each
    each:
      in: rich.policies
      as: p
      let: {kind: "p.kinds.size() > 1 ? p.kinds[0] : 'none'"}
      where: p.days > 2
      label: p.owner
      show: {kind: kind}
      weight: p.days
      source: p
      need:
      - {is: "p.mode == 'high'", must: true, otherwise: Low.}
      - {is: "kind in params.names.a", weight: 0.5, otherwise: Other.}
      none: nothing is there
      empty: unmet
  - label: any
    any: {in: switched_on, as: p, key: p.id, pass: p.half * 2.0 > 1.0, empty: not_applicable}
  - label: credit
    each: {in: rich.devices, as: d, credit: "d.owner == '' ? 0.0 : 1.0", empty: met}
  - label: steps
    steps:
      value: switched_on.filter(p, rich.devices.exists(d, d.owner == p.owner)).size()
      credit: [[0, 0], [1, 0.5], [3, 1]]
      between: linear
      evidence: switched_on.map(p, p.id)
      otherwise: Few.
)";

// A catalog with all that has members in an image.
testing::Texts rich_catalog() {
  testing::Texts files = testing::small_catalog();
  files["datasets/rich.yaml"] = rich_datasets;
  files["reference/licences.yaml"] = licence_table;
  files["controls/rich/all.yaml"] = rich_control;
  return files;
}

}  // namespace

TEST_CASE("an image says all that was packed, wherever the files are") {
  const testing::Folder one(rich_catalog());
  const testing::Folder two(rich_catalog());
  const std::string image = write_image(*contents_of(one));
  CHECK(write_image(*contents_of(two)) == image);
  base::Diagnostics problems;
  const auto contents = read_image(image, problems);
  REQUIRE(contents != nullptr);
  CHECK(testing::rendered(problems) == "");
  CHECK_FALSE(contents->licences);
  // Packed again, what was read gives the same: nothing was lost.
  const auto file =
      std::ranges::find(contents->files, "licences.yaml", [](const auto& of) { return of->path; });
  contents->licences = (*file)->root().find("licences");
  const auto facts = std::ranges::find(contents->files, "reference/licences.yaml",
                                       [](const auto& of) { return of->path; });
  contents->licence_table = (*facts)->root().find("licence_table");
  CHECK(write_image(*contents) == image);
}

TEST_CASE("the licence table of an image is read when asked for") {
  const testing::Folder folder(rich_catalog());
  const std::string image = write_image(*contents_of(folder));
  base::Diagnostics problems;
  const auto contents = read_image(image, problems);
  REQUIRE(contents != nullptr);
  const rules::LicenceTable table = compiled_licence_table(*contents->compiled);
  CHECK(table.date == "2026-01-31");
  REQUIRE(table.plans.size() == 1);
  CHECK(table.plans.front().title == "A");
  REQUIRE(table.products.size() == 2);
  CHECK(table.products.front().plans == std::vector<std::string>{"PLAN_A"});
  CHECK(table.products.back().government);
  CHECK(table.products.back().size == 3);
}

TEST_CASE("controls of an image ask for the same fields as compiled ones") {
  const testing::Folder folder(rich_catalog());
  const auto from_folder = contents_of(folder);
  const std::string image = write_image(*from_folder);
  base::Diagnostics problems;
  const auto contents = read_image(image, problems);
  REQUIRE(contents != nullptr);
  REQUIRE(contents->infos.size() == 2);
  for (std::size_t i = 0; i < contents->infos.size(); ++i) {
    CHECK(compiled_control(*contents->compiled, i).id == contents->infos[i].id);
  }
  for (const tenant::Dataset& dataset : from_folder->schema.datasets()) {
    const auto* wanted = from_folder->environment.projections.find(dataset.row->type);
    const auto* found = contents->environment.projections.find(
        contents->schema.datasets()[dataset.index].row->type);
    REQUIRE((wanted == nullptr) == (found == nullptr));
    if (wanted == nullptr) continue;
    CHECK(std::ranges::equal(wanted->fields(), found->fields()));
    CHECK(wanted->keys() == found->keys());
  }
}

TEST_CASE("the files of an image can be read alone") {
  const testing::Folder folder(testing::small_catalog());
  const auto contents = contents_of(folder);
  base::Diagnostics problems;
  const std::string image = write_image(*contents);
  const CatalogFiles files = read_image_files(image, problems);
  CHECK(testing::rendered(problems) == "");
  REQUIRE(files.size() == contents->files.size());
  for (std::size_t i = 0; i < files.size(); ++i) {
    CHECK(files[i]->path == contents->files[i]->path);
    CHECK(files[i]->source.name == "rules/" + files[i]->path);
    CHECK(files[i]->sha256 == contents->files[i]->sha256);
    CHECK(files[i]->json == contents->files[i]->json);
    CHECK(files[i]->datasets.has_value() == files[i]->path.starts_with("controls/"));
  }
}

TEST_CASE("a damaged image is reported") {
  const testing::Folder folder(testing::small_catalog());
  const std::string image = write_image(*contents_of(folder));
  for (std::size_t size = 1; size < image.size(); ++size) {
    base::Diagnostics problems;
    if (read_image(image.substr(0, size), problems) != nullptr) FAIL("read " << size << " bytes");
    CHECK(testing::rendered(problems) == "error: the built-in catalog is damaged\n");
  }
  for (const std::string_view text : {"x", "stance catalog \n", "stance catalog x\n",
                                      "stance catalog 99\nabc", "stance catalog 2\n\xff\xff"}) {
    base::Diagnostics problems;
    CHECK(read_image_files(text, problems).empty());
    CHECK(testing::rendered(problems) == "error: the built-in catalog is damaged\n");
  }
}
