#pragma once

#include "stance/app/assess.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>

namespace stance::app::test {

// A folder with a small catalog and a small export.
class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "stance-test-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    root_ = name;
    write("rules/catalog.yaml", R"(catalog: {name: test, version: 1.0.0}
categories: [identity]
frameworks: {scuba: SCuBA}
licences:
  plans: demo.plans.map(p, p.name)
  includes: {}
datasets:
  demo.rows:
    title: Rows
    product: Demo
    key: id
    collect: Get-Row
    sources: {scuba: {at: /rows}}
    fields: {id: string, good: bool, tags: list(string)}
  demo.plans:
    title: Plans
    product: Demo
    sources: {scuba: {at: /plans}}
    fields: {name: string}
)");
    write_control("one", "pass: r.good", "met");
    write("export.json", R"({
  "baseline_version": "1",
  "module_version": "1.8.0",
  "timestamp_zulu": "2026-05-04T17:15:48Z",
  "tenant_id": "11111111-1111-1111-1111-111111111111",
  "rows": [
    {"id": "a", "good": true, "tags": []},
    {"id": "b", "good": false, "tags": "x"}
  ]
}
)");
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(root_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  void write(const std::string& name, std::string_view text) const {
    std::filesystem::create_directories((root_ / name).parent_path());
    std::ofstream(root_ / name, std::ios::binary) << text;
  }

  // A control demo.<name> with a test that expects `outcome` of one good row.
  void write_control(const std::string& name, const std::string& check,
                     const std::string& outcome) const {
    write("rules/controls/demo/" + name + ".yaml",
          "id: demo." + name +
              "\nrevision: 1\ntitle: Title\ncategory: identity\nproduct: Demo\npoints: 4\n"
              "cost: low\nuser_impact: low\nthreats: [accountBreach]\nlicence: [PLAN]\n"
              "description: d\nrationale: r\nsteps: [s]\nuser_effect: u\ncheck:\n"
              "  each: {in: demo.rows, as: r, key: r.id, " +
              check +
              ", empty: unmet, show: {tags: r.tags}}\n"
              "tests:\n- name: a good row\n  rows: {demo.rows: [{id: a, good: true, tags: []}]}\n"
              "  expect: {outcome: " +
              outcome + ", failed: []}\n");
  }

  [[nodiscard]] std::string path(std::string_view name) const { return (root_ / name).string(); }

  [[nodiscard]] catalog::Catalog catalog() const {
    base::Diagnostics problems;
    auto loaded = load_catalog({.built_in = false, .folders = {root_ / "rules"}}, problems);
    for (const auto& problem : problems.all()) UNSCOPED_INFO(base::render(problem));
    REQUIRE(loaded);
    return std::move(*loaded);
  }

 private:
  std::filesystem::path root_;
};

}  // namespace stance::app::test
