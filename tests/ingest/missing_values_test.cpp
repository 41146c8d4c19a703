#include "missing_values.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace stance::ingest;

namespace {

// "/a line:property", joined by blanks.
std::string joined(const std::vector<MissingValue>& missing) {
  std::string text;
  for (const MissingValue& one : missing) {
    text += (text.empty() ? "" : " ") + one.pointer + " " + std::to_string(one.line) + ":" +
            one.property;
  }
  return text;
}

}  // namespace

TEST_CASE("missing values become empty lists and are told by their keys") {
  struct Case {
    std::string text;
    std::string filled;  // "" when nothing was missing
    std::string missing;
  };
  const Case cases[] = {
      {R"({"a": ,"b":1})", R"({"a": [] ,"b":1})", "/a 1:a"},
      {R"({"a":})", R"({"a": []})", "/a 1:a"},
      {"{\"a\":\r\n  ,\"b\":\n}", "{\"a\": []\r\n  ,\"b\": []\n}", "/a 1:a /b 2:b"},
      {R"({"a":[{"x":{"y": ,"z":1}}]})", R"({"a":[{"x":{"y": [] ,"z":1}}]})", "/a/ 1:y"},
      {R"({"Raw":{"k":{"x": ,"y": }}})", R"({"Raw":{"k":{"x": [] ,"y": [] }}})", "/Raw/k 1:x"},
      {R"({"a":"b: ,c","d":1})", "", ""},
      {R"({"a":"\": ,","d":1})", "", ""},
      {R"({"a":1})", "", ""},
      {"", "", ""},
      {"\"", "", ""},
      {"\"\\", "", ""},
      {":", "", ""},
      {":,", ": [],", " 1:"},
      {"}}}]]{\"a\":,", "}}}]]{\"a\": [],", "/a 1:a"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.text) {
      const auto filled = fill_missing_values(c.text);
      CHECK((filled ? filled->text : "") == c.filled);
      CHECK((filled ? joined(filled->missing) : "") == c.missing);
    }
  }
}

TEST_CASE("what no exporter writes is not repaired") {
  const auto missing = [](std::size_t count, std::size_t key_bytes) {
    std::string text = "{\"" + std::string(key_bytes, 'a') + "\":";
    for (std::size_t i = 1; i < count; ++i) text += ",:";
    return text + "}";
  };
  CHECK(fill_missing_values(missing(10'000, 1)).has_value());
  CHECK_FALSE(fill_missing_values(missing(10'001, 1)).has_value());
  CHECK(fill_missing_values(missing(1, 511)).has_value());
  CHECK_FALSE(fill_missing_values(missing(1, 512)).has_value());
}

TEST_CASE("a property with a very long name is not told") {
  const auto told = [](std::size_t bytes) {
    const std::string text = R"({"a":{"b":{")" + std::string(bytes, 'x') + R"(": }}})";
    return fill_missing_values(text)->missing.front().property.size();
  };
  CHECK(told(128) == 128);
  CHECK(told(129) == 0);
}
