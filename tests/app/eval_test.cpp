#include "stance/app/eval.hpp"

#include "fixture.hpp"

using namespace stance;
using namespace stance::app;
using namespace stance::app::test;

namespace {

base::Result<Answer> ask(const Folder& folder, std::string expression, bool with_export = true) {
  const catalog::Catalog catalog = folder.catalog();
  base::Diagnostics problems;
  Request request;
  if (with_export) request.inputs = {folder.path("export.json")};
  return app::evaluate({.expression = std::move(expression)}, request, catalog, problems);
}

std::string json(const Folder& folder, std::string expression) {
  const auto answer = ask(folder, std::move(expression));
  REQUIRE(answer);
  CHECK(answer->unknown.empty());
  return answer->json;
}

std::string unknown(const Folder& folder, std::string expression, bool with_export = true) {
  const auto answer = ask(folder, std::move(expression), with_export);
  REQUIRE(answer);
  CHECK(answer->json.empty());
  return answer->unknown + "|" + answer->hint;
}

}  // namespace

TEST_CASE("an expression is evaluated over an export") {
  const Folder folder;
  CHECK(json(folder, "demo.rows.filter(r, r.good).size()") == "1");
  CHECK(json(folder, "asof") == R"("2026-05-04T17:15:48Z")");
}

TEST_CASE("a row has all its fields, wherever it stands in the value") {
  const Folder folder;
  const std::string a = R"({"id":"a","good":true,"tags":[]})";
  CHECK(json(folder, "demo.rows.filter(r, r.id == 'a')") == "[" + a + "]");
  CHECK(json(folder, "{'first': demo.rows[0]}") == R"({"first":)" + a + "}");
  CHECK(json(folder, "demo.rows.map(r, [r, 1])[0]") == "[" + a + ",1]");
}

TEST_CASE("a large dataset is a list like any other") {
  const Folder folder;
  folder.write("rules/more.yaml", R"(datasets:
  demo.many:
    title: Many
    product: Demo
    key: id
    large: true
    sources: {scuba: {at: /rows}}
    fields: {id: string, good: bool}
)");
  CHECK(json(folder, "demo.many.filter(m, m.good)") == R"([{"id":"a","good":true}])");
}

TEST_CASE("a value that is unknown says why") {
  const Folder folder;
  CHECK(unknown(folder, "demo.rows.size()", false) ==
        "the value is unknown: Rows is in no input (dataset_absent, demo.rows)|"
        "collect it: Get-Row");
  CHECK(unknown(folder, "asof", false) ==
        "the value is unknown: the inputs do not say when they were collected|");
  CHECK(unknown(folder, "[1, 1 / 0]") == "[1] is unknown: '1 / 0' has no value (range)|");
  CHECK(unknown(folder, "{1: true, '1': false}") == "1 has two keys that are the same in JSON|");
}

TEST_CASE("a field that is unknown is a gap of a value, and left out of a row") {
  const Folder folder;
  folder.write("export.json", R"({
  "baseline_version": "1",
  "module_version": "1.8.0",
  "tenant_id": "11111111-1111-1111-1111-111111111111",
  "rows": [{"id": "a", "tags": []}]
}
)");
  CHECK(unknown(folder, "demo.rows.map(r, r.good)") ==
        "[0] is unknown: Rows was exported without 'good' (field_absent, demo.rows.good)|"
        "collect it: Get-Row");
  const auto answer = ask(folder, "demo.rows");
  REQUIRE(answer);
  CHECK(answer->json == R"([{"id":"a","tags":[]}])");
  CHECK(answer->left_out == std::vector<std::string>{"demo.rows.good"});
}

TEST_CASE("a dataset whose last page is missing is no value") {
  const Folder folder;
  folder.write("rules/more.yaml", R"(datasets:
  demo.pages:
    title: Pages
    product: Demo
    key: id
    sources: {graph: {request: v1.0/pages, context: pages}}
    fields: {id: string}
)");
  folder.write("pages.json", R"({
  "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#pages",
  "@odata.nextLink": "https://graph.microsoft.com/v1.0/pages?$skiptoken=a",
  "value": [{"id": "a"}]
}
)");
  const catalog::Catalog catalog = folder.catalog();
  base::Diagnostics problems;
  const auto answer = app::evaluate({.expression = "demo.pages.map(p, p.id)"},
                                    {.inputs = {folder.path("pages.json")}}, catalog, problems);
  REQUIRE(answer);
  CHECK(answer->json.empty());
  CHECK(answer->unknown ==
        "the value may have more members than are known: more Pages may exist than were exported "
        "(open_list, demo.pages)");
}

TEST_CASE("an evaluation has a budget") {
  const Folder folder;
  std::string rows = "[0,1,2,3,4,5,6,7,8,9]";
  std::string expression = "1";
  for (const char* name : {"a", "b", "c", "d", "e", "f", "g", "h", "i"}) {
    expression = rows + ".map(" + name + ", " + expression + ")";
  }
  CHECK(unknown(folder, expression) ==
        "the value is unknown: the expression needs more steps or memory than it is allowed|");
}

TEST_CASE("an expression that does not compile, and exports that cannot be read") {
  const Folder folder;
  const auto wrong = ask(folder, "demo.rows +");
  REQUIRE_FALSE(wrong);
  CHECK(wrong.error().kind == base::ErrorKind::usage);
  CHECK(wrong.error().message == "the expression was not evaluated");

  const catalog::Catalog catalog = folder.catalog();
  base::Diagnostics problems;
  const auto unread =
      app::evaluate({.expression = "1"}, {.inputs = {folder.path("none")}}, catalog, problems);
  REQUIRE_FALSE(unread);
  CHECK(unread.error().kind == base::ErrorKind::unreadable);
}
