#include "stance/base/element_reader.hpp"

#include "scratch.hpp"
#include "stance/base/sha256.hpp"

#include <catch2/catch.hpp>

#include <random>
#include <string>
#include <string_view>
#include <vector>

using namespace stance::base;
using namespace stance::base::json;
using stance::base::testing::Scratch;

namespace {

// A file with a list, and how it is read.
struct Given {
  std::string text;
  ListForm form = ListForm::array;
  std::size_t begin = 1;
  std::size_t levels = 1;
  std::size_t window = 1;
  std::size_t longest = 1000;
};

// A value without blanks; texts as they are.
std::string compact(Cursor value) {
  std::string text;
  switch (value.kind()) {
    case Kind::null: return "null";
    case Kind::boolean: return value.boolean() ? "true" : "false";
    case Kind::integer: return std::to_string(value.integer());
    case Kind::real: return std::to_string(value.real());
    case Kind::text: return "'" + std::string(value.text()) + "'";
    case Kind::array:
      for (const Cursor element : value.elements()) text += compact(element) + ",";
      return "[" + text + "]";
    case Kind::object:
      for (const Member member : value.members()) {
        text += std::string(member.key) + ":" + compact(member.value) + ",";
      }
      return "{" + text + "}";
  }
  return text;
}

// "0:'a' 1:2 & rest", or the message of the error.
std::string read_all(Scratch& scratch, const Given& given) {
  const auto file = scratch.write("x.json", given.text);
  const auto source = open_bytes(file);
  if (!source) return source.error().message;
  Sha256 hash;
  ElementReader reader({.bytes = *source,
                        .form = given.form,
                        .begin = given.begin,
                        .levels = given.levels,
                        .window = given.window,
                        .longest = given.longest},
                       &hash);
  const auto told = [&](const Error& error) {
    const auto position = error.position.value_or(Position{});
    CHECK(position.file == file.string());
    return error.message + " in line " + std::to_string(position.line);
  };
  std::string text;
  Elements elements;
  while (true) {
    const auto more = reader.next(elements);
    if (!more) return told(more.error());
    if (!*more) break;
    const auto list = reader.parse(elements);
    if (!list) return told(list.error());
    std::uint64_t index = elements.first;
    for (const Cursor element : list->elements()) {
      text += std::to_string(index++) + ":" + compact(element) + " ";
    }
  }
  CHECK_FALSE(reader.next(elements).value());
  const auto rest = reader.rest(100);
  REQUIRE(rest);
  if (!*rest) return text + "& more";
  CHECK(hash.hex() == sha256_hex(given.text));
  return text + "& " + **rest;
}

}  // namespace

TEST_CASE("a list is read through windows of any size") {
  struct Case {
    std::string name;
    Given given;
    std::string expected;
  };
  const auto lines = ListForm::lines;
  const std::string end = "invalid JSON: unexpected end of text, expected a closing bracket";
  const Case cases[] = {
      {"an array", {R"([1,"a,]",{"b":[2,3]}])"}, "0:1 1:'a,]' 2:{b:[2,3,],} & ]"},
      {"no element", {"[ \n ]"}, "& ]"},
      {"text around it",
       {.text = R"({"x":1,"value":[{"a":1},{"b":"\u00e9"}],"next":"y"} )",
        .begin = 16,
        .levels = 2},
       R"(0:{a:1,} 1:{b:'é',} & ],"next":"y"} )"},
      {"blanks", {"[\n 1 ,\n\n 2\n]"}, "0:1 1:2 & ]"},
      {"lines",
       {.text = "{\"a\":1}\n\n[2]\r\n  \n{\n}\n", .form = lines, .begin = 0},
       "0:{a:1,} 1:[2,] 2:{} & "},
      {"lines without a last line feed",
       {.text = "\n{}\n{}", .form = lines, .begin = 0},
       "0:{} 1:{} & "},
      {"blank lines", {.text = "\n \n", .form = lines, .begin = 0}, "& "},
      {"long text behind it", {"[1]" + std::string(100, ' ')}, "0:1 & more"},
      {"a comma too many", {"[1,2,]"}, "invalid JSON: a value is missing in line 1"},
      {"a value that is missing", {"[1,\n,2]"}, "invalid JSON: a value is missing in line 1"},
      {"bytes that end", {"[{\"a\":\n1},{\"a\""}, end + " in line 2"},
      {"a text that ends", {"[\"a,b]"}, end + " in line 1"},
      {"a wrong word",
       {"[{\"a\":\ntru}]"},
       "invalid JSON: unexpected 'tru', expected a value in line 2"},
      {"bytes that are no UTF-8", {"[\"\xff\"]"}, "invalid JSON: invalid UTF-8 in line 1"},
      {"brackets of the wrong kind",
       {"[{\"a\":1]]"},
       "invalid JSON: unexpected ']', expected a comma or a closing brace in line 1"},
      {"lines with commas",
       {.text = "{}\n{},{}\n", .form = lines, .begin = 0},
       "a line is neither an object nor a list in line 2"},
      {"lines of numbers",
       {.text = "{}\n2\n", .form = lines, .begin = 0},
       "a line is neither an object nor a list in line 2"},
      {"an element that is too long",
       {.text = "[1,\n\"" + std::string(100, 'a') + "\"]", .longest = 50},
       "an element has more than 50 bytes in line 1"},
  };
  Scratch scratch;
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) {
      for (const std::size_t window : {1U, 2U, 3U, 7U, 64U, 4096U}) {
        CAPTURE(window);
        Given given = c.given;
        given.window = window;
        const std::string found = read_all(scratch, given);
        // How much is read of what is wrong differs.
        if (c.expected.starts_with("invalid") || c.expected.starts_with("a line")) {
          CHECK(found.substr(0, 12) == c.expected.substr(0, 12));
          if (window == 1) CHECK(found == c.expected);
        } else if (given.longest == 1000 || window < given.longest) {
          CHECK(found == c.expected);
        }
      }
    }
  }
}

TEST_CASE("elements read through windows are those of the whole document") {
  std::mt19937 random(20260302);
  const auto below = [&](std::size_t limit) { return random() % limit; };
  const std::string_view values[] = {"1",  "null",  R"("a\"],[\\")", R"({"k":[1,{"l":"}"}]})",
                                     "[]", "  {} ", R"("\\")",       "\"\xc3\xa9\""};
  Scratch scratch;
  for (int round = 0; round < 60; ++round) {
    std::string text = "[";
    const std::size_t count = below(40);
    for (std::size_t i = 0; i < count; ++i) {
      text += (i > 0 ? below(2) == 0 ? "," : " ,\n" : "") + std::string(values[below(8)]);
    }
    text += "]";
    CAPTURE(text);
    const auto document = Document::parse(Buffer::copy_of(text), "x").value();
    std::string expected;
    std::uint64_t index = 0;
    for (const Cursor element : document.root().elements()) {
      expected += std::to_string(index++) + ":" + compact(element) + " ";
    }
    for (const std::size_t window : {std::size_t{1}, 1 + below(100)}) {
      REQUIRE(read_all(scratch, {.text = text, .window = window}) == expected + "& ]");
    }
  }
}

TEST_CASE("the lines on which elements begin are found") {
  Scratch scratch;
  const auto lines = [&](const std::string& text, ListForm form, std::size_t begin,
                         std::size_t window, const std::vector<std::uint64_t>& indexes) {
    const ElementList list{.bytes = open_bytes(scratch.write("x.json", text)).value(),
                           .form = form,
                           .begin = begin,
                           .window = window};
    std::string told;
    for (const std::uint64_t line : lines_of(list, indexes)) told += std::to_string(line) + " ";
    return told;
  };
  for (const std::size_t window : {1U, 3U, 100U}) {
    CHECK(lines("\n[1,\n 2, 3,\n\n\n4]", ListForm::array, 2, window, {3, 0, 1, 1, 2, 4}) ==
          "6 2 3 3 3 0 ");
    CHECK(lines("\n{}\n\n \n{\n}\n[]\n", ListForm::lines, 0, window, {0, 1, 2, 3}) == "2 5 7 0 ");
    CHECK(lines("[1,\n2", ListForm::array, 1, window, {1, 0}) == "0 1 ");
  }
}

TEST_CASE("elements are told apart in a window") {
  const std::vector<std::uint64_t> separators = {2, 3, 7};
  std::string told;
  for_each_element({.first = 5, .text = "1 \n\n [2\n3", .separators = separators},
                   [&](std::uint64_t index, std::size_t at, std::size_t size) {
                     told += std::to_string(index) + "@" + std::to_string(at) + "+" +
                             std::to_string(size) + " ";
                   });
  CHECK(told == "5@0+2 6@4+3 7@8+1 ");
}
