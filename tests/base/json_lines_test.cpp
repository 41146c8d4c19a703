#include "stance/base/json.hpp"

#include <catch2/catch.hpp>

#include <random>
#include <string>
#include <vector>

using namespace stance::base;

namespace {

using Lines = std::vector<std::uint64_t>;

std::uint64_t line_of(std::string_view text, const std::string& pointer) {
  return json::lines_of(text, std::vector{pointer}).at(0);
}

// Every pointer of a document, in document order.
void collect(json::Cursor value, const std::string& pointer, std::vector<std::string>& out) {
  out.push_back(pointer);
  if (value.is(json::Kind::object)) {
    for (const auto& [key, child] : value.members()) {
      collect(child, pointer + "/" + json::escape_pointer(key), out);
    }
  }
  if (!value.is(json::Kind::array)) return;
  std::size_t index = 0;
  for (const json::Cursor child : value.elements()) {
    collect(child, pointer + "/" + std::to_string(index++), out);
  }
}

// A document with one value a line, so that the line tells the value.
std::string document_with_lines(std::mt19937& random, int depth) {
  const auto kind = random() % (depth > 0 ? 4 : 2);
  if (kind == 0) return "\n \"x\\\"]}\\\\\" ";
  if (kind == 1) return "\n -1.5";
  std::string out = kind == 2 ? "\n{" : "\n[";
  const std::size_t count = random() % 4;
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) out += " ,";
    if (kind == 2) out += "\"~/\\u00e9" + std::to_string(i) + "\" : ";
    out += document_with_lines(random, depth - 1);
  }
  return out + (kind == 2 ? "}" : "]");
}

}  // namespace

TEST_CASE("pointers are resolved to lines") {
  const std::string text =
      "\n"                                     // 1
      "{\n"                                    // 2
      "  \"value\": [\n"                       // 3
      "    {\"id\": 1, \"n\": \"]}\\\"\"},\n"  // 4
      "    {\"id\": 2,\n"                      // 5
      "     \"deep\": {\"x\":\n"               // 6
      "       [1, 2,\n"                        // 7
      "        3]}}\n"                         // 8
      "  ],\n"                                 // 9
      "  \"a/b\": 1, \"~\": 2,\n"              // 10
      "  \"\\u00e9\\ud83d\\udd12\\n\": 3,\n"   // 11
      "  \"\": 4,\n"                           // 12
      "  \"dup\": {\"x\": 1},\n"               // 13
      "  \"dup\": {\"y\": 2},\n"               // 14
      "  \"last\": null\n"                     // 15
      "}\n";
  struct Case {
    std::string pointer;
    std::uint64_t line;
  };
  const std::vector<Case> cases = {
      {"", 2},
      {"/value", 3},
      {"/value/0", 4},
      {"/value/0/n", 4},
      {"/value/1", 5},
      {"/value/1/id", 5},
      {"/value/1/deep", 6},
      {"/value/1/deep/x", 7},
      {"/value/1/deep/x/2", 8},
      {"/value/1/deep/x/3", 0},
      {"/value/2", 0},
      {"/value/01", 0},
      {"/value/-", 0},
      {"/value/x", 0},
      {"/value/-1", 0},
      {"/value/99999999999999999999999", 0},
      {"/a~1b", 10},
      {"/~0", 10},
      {"/~", 0},
      {"/~2", 0},
      {"/\u00e9\U0001f512\n", 11},
      {"/", 12},
      {"/dup/x", 13},
      {"/dup/y", 0},
      {"/last", 15},
      {"/last/0", 0},
      {"/missing", 0},
      {"value", 0},
      {"/value/0/n", 4},
  };
  std::vector<std::string> pointers;
  Lines lines;
  for (const Case& item : cases) {
    DYNAMIC_SECTION("'" << item.pointer << "'") { CHECK(line_of(text, item.pointer) == item.line); }
    pointers.push_back(item.pointer);
    lines.push_back(item.line);
  }
  CHECK(json::lines_of(text, pointers) == lines);
  CHECK(json::lines_of(text, {}).empty());
}

TEST_CASE("every value of a document is found on its line") {
  std::mt19937 random(20240504);
  for (int round = 0; round < 300; ++round) {
    const std::string text = document_with_lines(random, 5);
    const auto document = json::Document::parse(Buffer::copy_of(text), "x");
    REQUIRE(document);
    std::vector<std::string> pointers;
    collect(document->root(), "", pointers);
    Lines expected;
    for (std::size_t i = 0; i < pointers.size(); ++i) expected.push_back(i + 2);
    CHECK(json::lines_of(text, pointers) == expected);
    std::vector<std::string> few;
    Lines few_expected;
    for (std::size_t i = random() % 7; i < pointers.size(); i += 1 + random() % 7) {
      few.push_back(pointers[i]);
      few_expected.push_back(expected[i]);
    }
    CHECK(json::lines_of(text, few) == few_expected);
  }
}

TEST_CASE("cut and broken texts neither crash nor hang the walk") {
  const std::string text =
      "{\"a\": [1, {\"b\": \"x\\\"\"}], \"\\u00e9\\ud83d\\udd12\": {\"c\": [[]]}}";
  const std::vector<std::string> pointers = {"/a/1/b", "/\u00e9\U0001f512/c/0", "/z", "/a/7", ""};
  for (std::size_t size = 0; size <= text.size(); ++size) {
    CHECK(json::lines_of(text.substr(0, size), pointers).size() == pointers.size());
  }
  std::mt19937 random(20240505);
  const std::string alphabet = "{}[]:,\"\\ua1 \n";
  for (int round = 0; round < 5000; ++round) {
    std::string garbage(random() % 60, ' ');
    for (char& c : garbage) c = alphabet[random() % alphabet.size()];
    CHECK(json::lines_of(garbage, pointers).size() == pointers.size());
  }
}

TEST_CASE("deep texts and deep pointers are no danger") {
  const std::string deep = std::string(200'000, '[') + std::string(200'000, ']');
  std::string pointer;
  for (int i = 0; i < 200'000; ++i) pointer += "/0";
  CHECK(line_of(deep, pointer) == 0);
  CHECK(line_of(deep, "/0/0") == 1);
  CHECK(line_of(deep, "/0/1") == 0);
}

TEST_CASE("many pointers into one long line are found in one pass") {
  std::string text = "[";
  std::vector<std::string> pointers;
  for (int i = 0; i < 100'000; ++i) {
    text += "{\"id\":1},";
    pointers.push_back("/" + std::to_string(i) + "/id");
  }
  text += "0]";
  CHECK(json::lines_of(text, pointers) == Lines(pointers.size(), 1));
}
