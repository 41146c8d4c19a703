#include "stance/base/json.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

using namespace stance::base;
using namespace std::string_view_literals;
using json::Kind;

namespace {

json::Document parsed(std::string_view text) {
  auto document = json::Document::parse(Buffer::copy_of(text), "test.json");
  REQUIRE(document);
  return std::move(*document);
}

// The document written again, through every accessor.
std::string shown(json::Cursor value) {
  std::string out;
  switch (value.kind()) {
    case Kind::null: return "null";
    case Kind::boolean: return value.boolean() ? "true" : "false";
    case Kind::integer: return std::to_string(value.integer());
    case Kind::real: return std::to_string(value.real());
    case Kind::text: return "'" + std::string(value.text()) + "'";
    case Kind::array:
      for (const json::Cursor element : value.elements()) out += shown(element) + ",";
      return "[" + out + "]" + std::to_string(value.size());
    case Kind::object:
      for (const auto& [key, member] : value.members()) {
        out += std::string(key) + ":" + shown(member) + ",";
      }
      return "{" + out + "}" + std::to_string(value.size());
  }
  return out;
}

}  // namespace

TEST_CASE("a document is read through its cursor") {
  struct Case {
    std::string_view text;
    std::string_view expected;
  };
  const Case cases[] = {
      {"null", "null"},
      {" true\n", "true"},
      {"false", "false"},
      {"-12", "-12"},
      {"9223372036854775807", "9223372036854775807"},
      {"9223372036854775808", "9223372036854775808.000000"},
      {"1.5", "1.500000"},
      {"\"\"", "''"},
      {"\"a\\n\\u00e9\\ud83d\\udd12\"", "'a\n\u00e9\U0001f512'"},
      {"[]", "[]0"},
      {"{}", "{}0"},
      {"[[],{},[1],2]", "[[]0,{}0,[1,]1,2,]4"},
      {R"({"a": 1, "b": {"c": [true, 1.5, null]}, "d": "x"})",
       "{a:1,b:{c:[true,1.500000,null,]3,}1,d:'x',}3"},
      {R"({"a": 1, "a": 2})", "{a:1,a:2,}2"},
  };
  for (const Case& item : cases) {
    DYNAMIC_SECTION(item.text) { CHECK(shown(parsed(item.text).root()) == item.expected); }
  }
}

TEST_CASE("numbers of any kind are read as real") {
  CHECK(parsed("-3").root().real() == -3.0);
  CHECK(parsed("18446744073709551615").root().real() == 18446744073709551615.0);
  CHECK(parsed("2.5").root().real() == 2.5);
  CHECK(parsed("-9223372036854775808").root().integer() ==
        std::numeric_limits<std::int64_t>::min());
  const json::Document negative_zero = parsed("-0.0");
  CHECK(std::signbit(negative_zero.root().real()));
}

TEST_CASE("text may hold zero bytes") {
  const json::Document document = parsed("[\"a\\u0000b\"]");
  CHECK(document.root().at(0).text() == "a\0b"sv);
}

TEST_CASE("members and elements are found, or an invalid cursor says that they are not") {
  const json::Document document =
      parsed(R"({"Id": 1, "id": 2, "list": [10, [20], {"x": 30}], "ID": 3})");
  const json::Cursor root = document.root();
  CHECK(root.find("id").integer() == 2);
  CHECK(root.find("Id").integer() == 1);
  CHECK(root.find("ID").integer() == 3);
  CHECK_FALSE(root.find("iD").valid());
  CHECK(root.find_fold("iD").integer() == 1);
  CHECK(root.find_fold("LIST").is(Kind::array));
  CHECK_FALSE(root.find_fold("lis").valid());

  const json::Cursor list = root.find("list");
  CHECK(list.at(0).integer() == 10);
  CHECK(list.at(1).at(0).integer() == 20);
  CHECK(list.at(2).find("x").integer() == 30);
  CHECK_FALSE(list.at(3).valid());
  CHECK_FALSE(list.find("x").valid());
  CHECK_FALSE(list.find_fold("x").valid());
  CHECK_FALSE(root.at(0).valid());
  CHECK_FALSE(list.at(0).find("x").valid());
}

TEST_CASE("an invalid cursor answers every question with no") {
  const json::Cursor none;
  CHECK_FALSE(none.valid());
  CHECK_FALSE(none.is(Kind::null));
  CHECK_FALSE(none.find("x").valid());
  CHECK_FALSE(none.find_fold("x").valid());
  CHECK_FALSE(none.at(0).valid());
}

TEST_CASE("identities differ and grow in document order") {
  const json::Document document = parsed(R"([1, {"a": [2.5, "x"]}, null])");
  const json::Cursor root = document.root();
  const std::vector<std::uint64_t> ids = {root.id(),
                                          root.at(0).id(),
                                          root.at(1).id(),
                                          root.at(1).find("a").id(),
                                          root.at(1).find("a").at(0).id(),
                                          root.at(1).find("a").at(1).id(),
                                          root.at(2).id()};
  for (std::size_t i = 1; i < ids.size(); ++i) CHECK(ids[i - 1] < ids[i]);
}

TEST_CASE("cursors and text outlive a move of the document") {
  json::Document document = parsed(R"({"a": "contoso"})");
  const json::Cursor value = document.root().find("a");
  json::Document moved = std::move(document);
  CHECK(value.text() == "contoso");
  CHECK(moved.text() == R"({"a": "contoso"})");
  json::Document other = parsed("[]");
  other = std::move(moved);
  CHECK(value.text() == "contoso");
  CHECK(other.root().find("a").id() == value.id());
}

TEST_CASE("large containers keep their sizes") {
  std::string text = "[0";
  for (int i = 1; i < 70'000; ++i) text += ",0";
  const json::Document document = parsed(text + "]");
  CHECK(document.root().size() == 70'000);
  std::size_t count = 0;
  for (const json::Cursor element : document.root().elements()) count += element.is(Kind::integer);
  CHECK(count == 70'000);
}

TEST_CASE("tokens of pointers are escaped") {
  CHECK(json::escape_pointer("").empty());
  CHECK(json::escape_pointer("plain") == "plain");
  CHECK(json::escape_pointer("a/b~c~1") == "a~1b~0c~01");
}

TEST_CASE("a text that is not valid stays where it is") {
  Buffer text = Buffer::copy_of("[1");
  CHECK_FALSE(json::Document::take(text, "x"));
  CHECK(text.view() == "[1");
  text = Buffer::copy_of("[1]");
  const auto document = json::Document::take(text, "x");
  REQUIRE(document);
  CHECK(document->text() == "[1]");
}

TEST_CASE("a parser takes one text after the other") {
  json::Parser parser;
  const auto parse_next = [&](std::string_view text) {
    const Buffer buffer = Buffer::copy_of(text);
    const json::Cursor value = parser.parse(buffer.view());
    return value.is(Kind::array) ? static_cast<int>(value.size()) : -1;
  };
  CHECK(parse_next("[1,2]") == 2);
  CHECK(parse_next("[" + std::string(10'000, ' ') + "1,2,3]") == 3);
  CHECK(parse_next("[1,") == -1);
  CHECK(parse_next("") == -1);
  CHECK(parse_next("[]") == 0);
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + "1" + std::string(depth, ']');
  };
  CHECK(parse_next(nested(json::Document::max_depth)) == 1);
  CHECK(parse_next(nested(json::Document::max_depth + 1)) == -1);
}
