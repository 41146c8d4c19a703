#include "fixture.hpp"
#include "load_file.hpp"
#include "stance/ingest/read.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace stance;
using namespace stance::ingest;

namespace {

TestSchema test_schema() {
  TestSchema schema;
  schema.add("a", {{"/a", {"Get-A"}}});
  schema.add("b", {{"/b/0", {"Get-A"}}}, true);
  schema.add("c", {{"/c[]/d[]", {"Get-A"}}});
  schema.add("e", {{"/e{}", {"Get-A"}}});
  schema.add("f", {{"/f/0/g", {"Get-A"}}});
  return schema;
}

constexpr const char* exported =
    R"({"module_version":"1.8.0","baseline_version":"1","timestamp_zulu":"2026-05-04T17:15:48Z",)"
    R"("tenant_id":"t1","x_successful_commands":["Get-A"],"a":[{"id":"\u0041\n"},{"id":"2"}],)"
    R"("b":{"id":"1","AdditionalProperties":{"parentId":null}},"c":[{"id":"p","d":[{"id":"1"}]}],)"
    R"("e":{"k":{"x":1.5e3}},"f":[{"g":[{"id":"@{a=1}"}]}]})";

// Reads and scans everything; only that it ends well matters.
bool survives(const std::string& path) {
  const TestSchema schema = test_schema();
  base::Diagnostics problems;
  const std::vector<std::string> paths{path};
  const auto tenant = read(paths, schema, {}, problems);
  if (!tenant) return false;
  for (const tenant::Dataset& dataset : schema->datasets()) {
    static_cast<void>(show(*tenant, schema, dataset.name));
    static_cast<void>(tenant->holdings.at(dataset.index).table->damage());
  }
  return true;
}

}  // namespace

TEST_CASE("an export cut at any byte is refused, the whole is read") {
  Folder folder;
  const std::string whole = exported;
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const auto path = folder.write("cut.json", whole.substr(0, size));
    if (survives(path)) FAIL("read when cut at byte " << size);
  }
  CHECK(survives(folder.write("whole.json", whole)));
}

TEST_CASE("an export with any byte changed is read or refused") {
  Folder folder;
  const std::string whole = exported;
  for (const char other : {'"', '{', ']', ',', ':', '0', '\0', '\\', '\xFF'}) {
    for (std::size_t at = 0; at < whole.size(); ++at) {
      std::string text = whole;
      text[at] = other;
      static_cast<void>(survives(folder.write("changed.json", text)));
    }
  }
  SUCCEED();
}

TEST_CASE("every key may hold a value of any kind") {
  Folder folder;
  const char* values[] = {"null",
                          "true",
                          "0",
                          "-1.5",
                          "\"\"",
                          "\"@{a=b}\"",
                          "[]",
                          "[null]",
                          "{}",
                          "[[]]",
                          "[{}]",
                          "[\"x\",{}]",
                          "{\"value\":[],\"Count\":0}",
                          "\"System.Object[]\"",
                          "18446744073709551615"};
  const char* keys[] = {"module_version",
                        "timestamp_zulu",
                        "tenant_id",
                        "tenant_details",
                        "x_successful_commands",
                        "date",
                        "report_uuid",
                        "a",
                        "b",
                        "c",
                        "e",
                        "f"};
  for (const char* key : keys) {
    for (const char* value : values) {
      std::string text = R"({"baseline_version":"1","module_version":"1",)"
                         R"("y_successful_commands":["Get-A"],")";
      text += std::string(key) + "\":" + value + "}";
      INFO(key << ": " << value);
      CHECK(survives(folder.write("kinds.json", text)));
    }
  }
}

TEST_CASE("deep nesting is refused or read without harm") {
  Folder folder;
  for (const std::size_t depth : {50U, 500U, 510U, 600U, 100'000U}) {
    std::string text = R"({"x_successful_commands":["Get-A"],"a":)";
    text += std::string(depth, '[') + std::string(depth, ']') + "}";
    CHECK(survives(folder.write("deep.json", text)) == (depth <= 510));
    text = R"({"x_successful_commands":["Get-A"],"a":[{"id":"1"})";
    for (std::size_t i = 0; i < depth; ++i) text += R"(,{"AdditionalProperties":)";
    text += "1" + std::string(depth, '}') + "]}";
    static_cast<void>(survives(folder.write("deep.json", text)));
  }
}

TEST_CASE("huge texts and many keys are read") {
  Folder folder;
  std::string text = R"({"x_successful_commands":["Get-A"],"a":[{"id":")";
  text += std::string(4'000'000, 'x') + "\"}]";
  for (int i = 0; i < 20'000; ++i) text += ",\"k" + std::to_string(i) + "\":" + std::to_string(i);
  CHECK(survives(folder.write("huge.json", text + "}")));
}
