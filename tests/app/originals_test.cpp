#include "fixture.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using namespace stance::app;
using Texts = std::vector<std::string>;

namespace {

Texts originals_of(const test::Folder& folder, bool asked) {
  catalog::Catalog catalog = folder.catalog();
  base::Diagnostics problems;
  const auto assessment =
      assess({.inputs = {folder.path("export.json")}, .originals = asked}, catalog, problems);
  REQUIRE(assessment);
  return assessment->originals;
}

}  // namespace

TEST_CASE("the texts of rows are told when they are asked for") {
  const test::Folder folder;
  CHECK(originals_of(folder, true) == Texts{"a", "b", "x"});
  CHECK(originals_of(folder, false).empty());
}

TEST_CASE("lists, records and maps hold texts, words that datasets declare are none") {
  const test::Folder folder;
  folder.write("rules/more.yaml", R"(datasets:
  demo.policies:
    title: Policies
    product: Demo
    key: id
    sources: {scuba: {at: /policies}}
    fields:
      id: string
      mode: {type: string, words: [strict, loose]}
      names: list(string)
      rules: list(record)
      rules[].target: string
      free: dyn
)");
  folder.write_control("two",
                       "pass: \"r.good && demo.policies.all(p, p.mode != '' && p.names.size() > 0 "
                       "&& p.rules.all(x, x.target != '') && p.free != null && p.id != '')\"",
                       "met");
  folder.write("export.json", R"({"baseline_version": "1", "module_version": "1.8.0",
    "rows": [{"id": "a", "good": true}],
    "policies": [{"id": "P", "mode": "Strict", "names": ["Kim", "Lee"],
                  "rules": [{"target": "Ops"}], "free": {"key": ["deep"]}}]})");
  CHECK(originals_of(folder, true) == Texts{"Kim", "Lee", "Ops", "P", "a", "deep", "key"});
}
