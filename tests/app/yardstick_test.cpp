#include "yardstick.hpp"

#include "fixture.hpp"
#include "read_tenant.hpp"

using namespace stance;
using namespace stance::app;
using namespace stance::app::test;

TEST_CASE("one yardstick judges many tenants as assess() does each") {
  const Folder folder;
  folder.write("better.json", R"({
  "baseline_version": "1", "module_version": "1.8.0", "timestamp_zulu": "2026-05-04T17:15:48Z",
  "tenant_id": "22222222-2222-2222-2222-222222222222", "rows": [{"id": "a", "good": true}]
})");
  catalog::Catalog catalog = folder.catalog();
  base::Diagnostics problems;
  const auto yardstick = make_yardstick(catalog, {}, problems);
  REQUIRE(yardstick);
  for (const std::string name : {"export.json", "better.json", "export.json"}) {
    const Request request{.inputs = {folder.path(name)}};
    base::Diagnostics told;
    const auto tenant = read_tenant(request, catalog.schema(), {}, told);
    REQUIRE(tenant);
    const model::Assessment judged = judge(request, *yardstick, *tenant, told);
    base::Diagnostics expected_told;
    catalog::Catalog other = folder.catalog();
    const auto expected = assess(request, other, expected_told);
    REQUIRE(expected);
    CHECK(judged.tenant_id == expected->tenant_id);
    CHECK(judged.totals.verified == expected->totals.verified);
    CHECK(judged.diagnostics == expected->diagnostics);
    CHECK(told.all().size() == expected_told.all().size());
  }
}

TEST_CASE("what a request asks for is read and checked before any tenant") {
  const Folder folder;
  catalog::Catalog catalog = folder.catalog();
  struct Case {
    Request request;
    std::string message;
  };
  folder.write("bad.yaml", "nothing: 1\n");
  const std::vector<Case> cases = {
      {{.profile = folder.path("bad.yaml")},
       "the profile '" + folder.path("bad.yaml") + "' has errors"},
      {{.decisions = {folder.path("bad.yaml")}}, "the decision file has errors"},
      {{.framework = "cis"}, "no framework with a list of requirements is called 'cis'"},
  };
  for (const Case& c : cases) {
    base::Diagnostics problems;
    const auto asked = read_asked(c.request, catalog, problems);
    REQUIRE_FALSE(asked);
    CHECK(asked.error().kind == base::ErrorKind::usage);
    CHECK(asked.error().message == c.message);
  }
  CHECK(catalog_has_errors().kind == base::ErrorKind::catalog);
  CHECK(catalog_has_errors().message == "the catalog has errors");
}
