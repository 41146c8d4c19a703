#include "answer_datasets.hpp"

#include "fixture.hpp"

#include <catch2/catch.hpp>

#include <deque>

using namespace stance;
using namespace stance::ingest;

namespace {

TestSchema test_schema() {
  TestSchema schema;
  const std::vector<std::string> things = {"things"};
  schema.add("a.things", {}).last().sources = {
      {.exporter = "graph", .contexts = things, .limit = 3},
      {.exporter = "powershell", .commands = {"Get-Thing"}}};
  schema.add("a.parts", {}).last().sources = {{.exporter = "graph",
                                               .at = "/parts",
                                               .parent = {{"parentId", "id"}},
                                               .contexts = things,
                                               .limit = 3}};
  schema.add("a.settings", {}, true).last().sources = {
      {.exporter = "graph", .contexts = {"settings"}}};
  return schema;
}

struct File {
  std::string_view path, json;
};

std::string told(const DatasetFinding& finding) {
  std::string text(tenant::name(finding.state));
  if (finding.found.open) text += " open";
  for (std::size_t i = 0; i < finding.found.rows.size(); ++i) {
    const tenant::RawRow& row = finding.found.rows[i];
    text += " ";
    if (row.parent.valid()) text += std::string(row.parent.find("id").text()) + "/";
    text += std::string(row.self.find_fold("id").text()) + "@" +
            std::to_string(finding.row_files[i]) + finding.found.pointers[i];
  }
  const std::string& detail = finding.detail.empty() ? finding.found.detail : finding.detail;
  return detail.empty() ? text : text + ": " + detail;
}

// "present open 'a'@0/value/0: why" of each source of a dataset in these files.
std::string told(std::string_view dataset, const std::vector<File>& files) {
  static const TestSchema schema = test_schema();
  const Recogniser recogniser(schema);
  std::deque<base::json::Document> documents;
  std::deque<std::vector<RecognisedAnswer>> recognised;
  AnswerGroup group;
  for (std::size_t i = 0; i < files.size(); ++i) {
    documents.push_back(parse(files[i].json));
    recognised.push_back(recogniser.recognise(documents.back().root(), files[i].path).answers);
    for (const RecognisedAnswer& answer : recognised.back()) {
      group.answers.push_back({i, &answer, std::string(files[i].path)});
    }
  }
  std::string text;
  for (const DatasetFinding& finding : find_datasets(*schema->find(dataset), group)) {
    text += (text.empty() ? "" : " | ") + told(finding);
  }
  return text.empty() ? "-" : text;
}

constexpr std::string_view page =
    R"({"@odata.context":"https://h/$metadata#things","@odata.nextLink":"x","value":[{"id":"a"}]})";
constexpr std::string_view last_page =
    R"({"@odata.context":"https://h/$metadata#things","value":[{"id":"b"}]})";

}  // namespace

TEST_CASE("pages are joined, and what is missing is told") {
  struct Case {
    std::string_view name;
    std::vector<File> files;
    std::string_view told;
  };
  const Case cases[] = {
      {"all pages", {{"1.json", page}, {"2.json", last_page}}, "present a@0/value/0 b@1/value/0"},
      {"in another order",
       {{"1.json", last_page}, {"2.json", page}},
       "present b@0/value/0 a@1/value/0"},
      {"without the last page",
       {{"1.json", page}},
       "present open a@0/value/0: the last page is missing"},
      {"fewer than were counted",
       {{"1.json", R"({"@odata.context":"https://h/$metadata#things","@odata.count":3,)"
                   R"("value":[{"id":"a"}]})"}},
       "present open a@0/value/0: 1 of 3 rows are there"},
      {"one object of a collection",
       {{"1.json", R"({"@odata.context":"https://h/$metadata#things/$entity","id":"a"})"}},
       "present open a@0: one object of the collection was asked for"},
      {"a page failed",
       {{"things-1.json", last_page}, {"things-2.json", R"({"error":{"code":"Throttled"}})"}},
       "present open b@0/value/0: a page failed: Throttled"},
      {"all failed", {{"things.json", R"({"error":{"code":"Forbidden"}})"}}, "failed: Forbidden"},
      {"nothing there", {{"a.things.json", R"({"value":[]})"}}, "empty"},
      {"a command gave nothing", {{"Get-Thing.json", "null"}}, "empty"},
      {"nothing collected", {{"other.json", R"({"value":[]})"}}, "-"},
      {"rows that are null", {{"things.json", R"([null,{"id":"a"}])"}}, "present a@0/1"},
      {"of two failures always the same",
       {{"things-1.json", R"({"error":{"code":"Throttled"}})"},
        {"things-2.json", R"({"error":{"code":"Forbidden"}})"}},
       "failed: Forbidden"},
      {"as many as there are at most",
       {{"1.json", R"({"@odata.context":"https://h/$metadata#things",)"
                   R"("value":[{"id":"a"},{"id":"b"},{"id":"c"}]})"}},
       "present open a@0/value/0 b@0/value/1 c@0/value/2: 3 rows are as many as an answer has at "
       "most"},
      {"as many as there are at most, but linked",
       {{"1.json", R"({"@odata.context":"https://h/$metadata#things","@odata.nextLink":"x",)"
                   R"("value":[{"id":"a"},{"id":"b"},{"id":"c"}]})"},
        {"2.json", last_page}},
       "present a@0/value/0 b@0/value/1 c@0/value/2 b@1/value/0"},
      {"rows cut to text",
       {{"1.json", R"({"@odata.context":"https://h/$metadata#things","value":"System.Object[]"})"}},
       "damaged: '1.json' holds text in place of rows: ConvertTo-Json cut them off, write it again "
       "with -Depth 20"},
      {"a page cut to text",
       {{"1.json", last_page},
        {"2.json", R"({"@odata.context":"https://h/$metadata#things","value":"@{id=c}"})"}},
       "present open b@0/value/0: '2.json' holds text in place of rows: ConvertTo-Json cut them "
       "off, write it again with -Depth 20"},
      {"several sources",
       {{"Get-Thing.json", R"({"Id":"a"})"}, {"things.json", R"({"error":{"code":"Forbidden"}})"}},
       "failed: Forbidden | present a@0"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) { CHECK(told("a.things", c.files) == c.told); }
  }
}

TEST_CASE("parts of objects know what they are parts of") {
  const auto things = [](const std::string& rows) {
    return R"({"@odata.context":"https://h/$metadata#things","value":[)" + rows + "]}";
  };
  const std::string all =
      things(R"({"id":"a","parts":[{"id":"1"},{"id":"2"}]},{"id":"b","parts":[]})");
  CHECK(told("a.parts", {{"x.json", all}}) ==
        "present a/1@0/value/0/parts/0 a/2@0/value/0/parts/1");
  const std::string some = things(R"({"id":"a","parts":[{"id":"1"}]},{"id":"b"})");
  CHECK(told("a.parts", {{"x.json", some}}) ==
        "present open a/1@0/value/0/parts/0: some objects have no /parts");
  const std::string none = things(R"({"id":"a"})");
  CHECK(told("a.parts", {{"x.json", none}}) == "not_collected: the answer has no /parts");
  const std::string full =
      things(R"({"id":"a","parts":[{"id":"1"},{"id":"2"},{"id":"3"}]},{"id":"b","parts":[]})");
  CHECK(told("a.parts", {{"x.json", full}}) ==
        "present open a/1@0/value/0/parts/0 a/2@0/value/0/parts/1 a/3@0/value/0/parts/2: a list of "
        "3 is as long as an answer has them at most");
  const std::string linked =
      things(R"({"id":"a","parts":[{"id":"1"}],"parts@odata.nextLink":"https://h/2"})");
  CHECK(told("a.parts", {{"x.json", linked}}) ==
        "present open a/1@0/value/0/parts/0: a list links to its next page");
  const std::string damaged = things(R"({"id":"a","parts":5})");
  CHECK(told("a.parts", {{"x.json", damaged}}) ==
        "present open: /value/0/parts holds a number where rows are expected");
}

TEST_CASE("a singleton that was collected twice is one, unless the answers contradict") {
  const auto settings = [](const std::string& members) {
    return R"({"@odata.context":"https://h/$metadata#settings","id":"s",)" + members + "}";
  };
  const std::string small = settings(R"("mode":1)");
  const std::string full = settings(R"("mode":1,"level":2)");
  const std::string other = settings(R"("mode":2)");
  CHECK(told("a.settings", {{"1.json", small}, {"2.json", full}}) == "present s@1");
  CHECK(told("a.settings", {{"1.json", small}, {"2.json", other}}) ==
        "damaged: two answers contradict each other");
  CHECK(
      told("a.settings", {{"1.json", R"({"@odata.context":"h/$metadata#settings","value":[]})"}}) ==
      "failed: the answer is empty where one object is expected");
}
