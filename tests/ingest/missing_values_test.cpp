#include "missing_values.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace stance::ingest;

namespace {

std::string joined(const std::vector<std::string>& pointers) {
  std::string text;
  for (const std::string& pointer : pointers) text += (text.empty() ? "" : " ") + pointer;
  return text;
}

}  // namespace

TEST_CASE("missing values become empty lists and are told by their keys") {
  struct Case {
    std::string text;
    std::string filled;    // "" when nothing was missing
    std::string pointers;  // joined by blanks
  };
  const Case cases[] = {
      {R"({"a": ,"b":1})", R"({"a": [] ,"b":1})", "/a"},
      {R"({"a":})", R"({"a": []})", "/a"},
      {"{\"a\":\r\n  ,\"b\":\n}", "{\"a\": []\r\n  ,\"b\": []\n}", "/a /b"},
      {R"({"a":[{"x":{"y": ,"z":1}}]})", R"({"a":[{"x":{"y": [] ,"z":1}}]})", "/a/"},
      {R"({"Raw":{"k":{"x": ,"y": }}})", R"({"Raw":{"k":{"x": [] ,"y": [] }}})", "/Raw/k"},
      {R"({"a":"b: ,c","d":1})", "", ""},
      {R"({"a":"\": ,","d":1})", "", ""},
      {R"({"a":1})", "", ""},
      {"", "", ""},
      {"\"", "", ""},
      {"\"\\", "", ""},
      {":", "", ""},
      {":,", ": [],", ""},
      {"}}}]]{\"a\":,", "}}}]]{\"a\": [],", "/a"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.text) {
      const auto filled = fill_missing_values(c.text);
      CHECK((filled ? filled->text : "") == c.filled);
      CHECK((filled ? joined(filled->pointers) : "") == c.pointers);
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
