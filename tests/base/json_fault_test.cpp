#include "json_fault.hpp"

#include "stance/base/json.hpp"

#include <catch2/catch.hpp>

#include <random>
#include <string>

using namespace stance::base;
using namespace std::string_view_literals;

namespace {

bool parses(std::string_view text) {
  return json::Document::parse(Buffer::copy_of(text), "x").has_value();
}

bool has_fault(std::string_view text) {
  return json::find_fault(text, json::Document::max_depth).has_value();
}

}  // namespace

TEST_CASE("a text that is no JSON is refused with the reason and the place") {
  struct Case {
    std::string_view text;
    std::string_view shown;
  };
  const Case cases[] = {
      {"", "a.json: error: the file is empty\n"},
      {" \r\n\t", "a.json: error: the file is empty\n"},
      {"[1, 2",
       "a.json:1:6: error: invalid JSON: unexpected end of text, expected a comma or a closing "
       "bracket\n"},
      {"[1,\n 2,\n", "a.json:3:1: error: invalid JSON: unexpected end of text, expected a value\n"},
      {"[",
       "a.json:1:2: error: invalid JSON: unexpected end of text, expected a value or a closing "
       "bracket\n"},
      {"{",
       "a.json:1:2: error: invalid JSON: unexpected end of text, expected a key in double quotes "
       "or a closing brace\n"},
      {"{\"a\"", "a.json:1:5: error: invalid JSON: unexpected end of text, expected a colon\n"},
      {"{\"a\": 1",
       "a.json:1:8: error: invalid JSON: unexpected end of text, expected a comma or a closing "
       "brace\n"},
      {"{\"a\": 1,}",
       "a.json:1:9: error: invalid JSON: unexpected '}', expected a key in double quotes\n"},
      {"[1,]", "a.json:1:4: error: invalid JSON: unexpected ']', expected a value\n"},
      {"[1 2]",
       "a.json:1:4: error: invalid JSON: unexpected '2', expected a comma or a closing bracket\n"},
      {"[1}",
       "a.json:1:3: error: invalid JSON: unexpected '}', expected a comma or a closing bracket\n"},
      {"{\"a\" 1}", "a.json:1:6: error: invalid JSON: unexpected '1', expected a colon\n"},
      {"{a: 1}",
       "a.json:1:2: error: invalid JSON: unexpected 'a', expected a key in double quotes or a "
       "closing brace\n"},
      {"{\n  \"\u00fc\u00fc\": 'x'\n}",
       "a.json:2:9: error: invalid JSON: unexpected ''', expected a value\n"},
      {"{} x", "a.json:1:4: error: invalid JSON: unexpected 'x', expected the end of the text\n"},
      {"{}\n{}", "a.json:2:1: error: invalid JSON: unexpected '{', expected the end of the text\n"},
      {"]", "a.json:1:1: error: invalid JSON: unexpected ']', expected a value\n"},
      {"[1,\0]"sv, "a.json:1:4: error: invalid JSON: unexpected '\ufffd', expected a value\n"},
      {"[nul]",
       "a.json:1:2: error: invalid JSON: unexpected 'nul', expected a value or a closing "
       "bracket\n"},
      {"truex", "a.json:1:1: error: invalid JSON: unexpected 'truex', expected a value\n"},
      {"NaN", "a.json:1:1: error: invalid JSON: unexpected 'NaN', expected a value\n"},
      {"-Infinity", "a.json:1:1: error: invalid JSON: '-Infinity' is no number\n"},
      {"[01]", "a.json:1:2: error: invalid JSON: '01' is no number\n"},
      {"[1.]", "a.json:1:2: error: invalid JSON: '1.' is no number\n"},
      {"[1e]", "a.json:1:2: error: invalid JSON: '1e' is no number\n"},
      {"[1.5.5]", "a.json:1:2: error: invalid JSON: '1.5.5' is no number\n"},
      {"1e400", "a.json:1:1: error: invalid JSON: number '1e400' is out of range\n"},
      {"-9223372036854775809",
       "a.json:1:1: error: invalid JSON: number '-9223372036854775809' is out of range\n"},
      {"100000000000000000000000000000000000000000000",
       "a.json:1:1: error: invalid JSON: number '1000000000000000000000000000000000000...' is out "
       "of range\n"},
      {"[\"abc", "a.json:1:2: error: invalid JSON: a string that begins here never ends\n"},
      {"[\"a\nb\"]",
       "a.json:1:4: error: invalid JSON: control character U+000A in a string, expected an "
       "escape\n"},
      {"[\"a\\", "a.json:1:4: error: invalid JSON: unexpected end of text in an escape\n"},
      {"\"\\x\"", "a.json:1:2: error: invalid JSON: unknown escape '\\x'\n"},
      {"\"\\\u00e9\"", "a.json:1:2: error: invalid JSON: unknown escape '\\\u00e9'\n"},
      {"\"\\u12g4\"", "a.json:1:2: error: invalid JSON: '\\u' needs four hexadecimal digits\n"},
      {"\"\\u-123\"", "a.json:1:2: error: invalid JSON: '\\u' needs four hexadecimal digits\n"},
      {"\"\\ud800x\"", "a.json:1:2: error: invalid JSON: unpaired surrogate '\\ud800'\n"},
      {"\"\\udc00\"", "a.json:1:2: error: invalid JSON: unpaired surrogate '\\udc00'\n"},
      {"\"\\ud800\\u0041\"", "a.json:1:2: error: invalid JSON: unpaired surrogate '\\ud800'\n"},
      {"[\"a\xff\"]", "a.json:1:4: error: invalid JSON: invalid UTF-8\n"},
      {"[\xff]", "a.json:1:2: error: invalid JSON: invalid UTF-8\n"},
      {"\ufeff[]", "a.json:1:1: error: invalid JSON: unexpected '\ufffd', expected a value\n"},
  };
  for (const Case& item : cases) {
    DYNAMIC_SECTION(item.shown) {
      const auto document = json::Document::parse(Buffer::copy_of(item.text), "a.json");
      REQUIRE_FALSE(document);
      CHECK(document.error().kind == ErrorKind::malformed);
      CHECK(render(document.error()) == item.shown);
    }
  }
}

TEST_CASE("deep nesting is refused quickly") {
  std::string objects;
  for (int i = 0; i < 100'000; ++i) objects += "{\"a\":";
  const std::string arrays(100'000, '[');
  for (const std::string& text : {arrays, objects, arrays + std::string(100'000, ']')}) {
    const auto document = json::Document::parse(Buffer::copy_of(text), "a.json");
    REQUIRE_FALSE(document);
    const int column = text.front() == '[' ? 513 : 512 * 5 + 1;
    CHECK(render(document.error()) == "a.json:1:" + std::to_string(column) +
                                          ": error: invalid JSON: nested deeper than 512 levels\n");
  }
  const auto nested = [](std::size_t levels) {
    return std::string(levels, '[') + "1" + std::string(levels, ']');
  };
  CHECK(parses(nested(512)));
  CHECK_FALSE(parses(nested(513)));
}

TEST_CASE("a refusal that finds no fault is still reported") {
  CHECK(render(json::explain_fault("[]", "a.json", 512)) ==
        "a.json: error: invalid JSON: the parser gave up\n");
}

TEST_CASE("valid texts have no fault") {
  for (const std::string_view text :
       {"0", "-0", "1e-400", "-1.5e-99999999999999999999", "0e999999999999999999999",
        "0.0000e99999", "18446744073709551615", "-9223372036854775808", "1e308",
        "[{},[],\"\",null,true,false]", " {\"a\" : [ 1 , 2 ] } \r\n",
        "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0000\\ud83d\\udd12\x7f\"",
        "100000000000000000000000000000000000000000.0"}) {
    DYNAMIC_SECTION(text) {
      CHECK(parses(text));
      CHECK_FALSE(has_fault(text));
    }
  }
}

TEST_CASE("every cut of a document has a fault") {
  const std::string text =
      R"( {"a": [1, -2.5e3, true, null], "b\n\u00e9\ud83d\udd12": {"c": "\\é"}, "": [[]]} )";
  const std::size_t end = text.rfind('}') + 1;
  for (std::size_t size = 0; size <= text.size(); ++size) {
    const std::string cut = text.substr(0, size);
    CHECK(parses(cut) == (size >= end));
    CHECK(has_fault(cut) == (size < end));
  }
}

TEST_CASE("parser and fault finder agree on every text") {
  std::mt19937 random(20240502);
  const std::string base =
      R"({"a": [1, -2.5e3, true, null], "b\n\u00e9\ud83d\udd12": {"c": "\\"}})";
  const std::string alphabet = "{}[]:,\"\\ \n01-+.eEutrufalsn\x01\xc3\xa9\xff";
  for (int round = 0; round < 20'000; ++round) {
    std::string text = base;
    if (round % 4 == 0) text.assign(random() % 12, ' ');
    for (std::size_t edits = 1 + random() % 3; edits > 0 && !text.empty(); --edits) {
      text[random() % text.size()] = alphabet[random() % alphabet.size()];
    }
    if (round % 4 == 0) {
      for (char& c : text) c = alphabet[random() % alphabet.size()];
    }
    if (parses(text) == !has_fault(text)) continue;
    FAIL("they disagree on " << text);
  }
}

TEST_CASE("parser and fault finder agree on every number") {
  std::mt19937 random(20240503);
  const std::string alphabet = "0001239.eE-+";
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    const std::size_t size = 1 + random() % 24;
    for (std::size_t i = 0; i < size; ++i) text += alphabet[random() % alphabet.size()];
    if (parses(text) == !has_fault(text)) continue;
    FAIL("they disagree on " << text);
  }
}
