#include "stance/base/element_splitter.hpp"

#include <catch2/catch.hpp>

#include <random>
#include <string>
#include <string_view>
#include <vector>

using namespace stance::base::json;

namespace {

enum class Way { fast, slow };

// "1 5 | 9": where separators stand, and how many bytes were taken when the list ended.
std::string split(std::string_view text, ListForm form, std::size_t piece, Way way = Way::fast) {
  ElementSplitter splitter(form);
  std::vector<std::uint64_t> separators;
  std::size_t taken = 0;
  while (taken < text.size() && !splitter.ended()) {
    const std::string_view next = text.substr(taken, piece);
    taken +=
        way == Way::fast ? splitter.feed(next, separators) : splitter.feed_slowly(next, separators);
  }
  std::string told;
  for (const std::uint64_t place : separators) told += std::to_string(place) + " ";
  if (splitter.ended()) told += "| " + std::to_string(taken);
  return told;
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

void check_all_pieces(std::string_view text, ListForm form, const std::string& expected) {
  for (std::size_t piece = 1; piece <= text.size() + 1; ++piece) {
    CAPTURE(piece);
    REQUIRE(split(text, form, piece) == expected);
  }
}

}  // namespace

TEST_CASE("the elements of a list are told apart in pieces of any size") {
  struct Case {
    std::string name;
    ListForm form;
    std::string text;
    std::string expected;
  };
  const auto array = ListForm::array;
  const auto lines = ListForm::lines;
  const Case cases[] = {
      {"nothing", array, "]", "| 1"},
      {"blanks", array, " \n]", "| 3"},
      {"scalars", array, R"(1,"a,b",null])", "1 7 | 13"},
      {"objects", array, R"({"a":[1,2],"b":{}},{"c":3}],"x":[9,9])", "18 | 27"},
      {"brackets in texts", array, R"("]","}{","[",1])", "3 8 12 | 15"},
      {"escaped quotes", array, R"("\"],","\\",2])", "6 11 | 14"},
      {"an escape at every place of a block", array, repeated(R"("\\\"]",)", 40) + "1]",
       [] {
         std::string all;
         for (int i = 0; i < 40; ++i) all += std::to_string(8 * i + 7) + " ";
         return all + "| 322";
       }()},
      {"a long text", array, "\"" + repeated("[,]\\\"", 60) + "\",1]", "302 | 305"},
      {"a run of backslashes over two blocks", array,
       std::string(50, ' ') + "\"" + std::string(64, '\\') + "\",1]", "116 | 119"},
      {"deep nesting", array, repeated("[", 100) + "," + repeated("]", 100) + ",2]", "201 | 204"},
      {"text that ends too early", array, R"({"a":1},{"b")", "7 "},
      {"a text that never ends", array, "\"" + std::string(200, ','), ""},
      {"brackets of the wrong kind", array, "{1],2}", "3 | 6"},
      {"text behind the end", array, "1],2,3" + std::string(100, ','), "| 2"},
      {"lines", lines, "{\"a\":1}\n{\"b\":[1,\n2]}\n\n[3]\n", "7 20 21 25 "},
      {"lines without an end", lines, "{}\n{}", "2 "},
      {"a bracket too many", lines, "{}\n}\n{}", "2 | 4"},
      {"a text over lines", lines, "{\"a\":\"\n\"}\n", "9 "},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) {
      CHECK(split(c.text, c.form, c.text.size(), Way::slow) == c.expected);
      check_all_pieces(c.text, c.form, c.expected);
    }
  }
}

TEST_CASE("blocks of bytes are split as single bytes are") {
  constexpr std::string_view alphabet = "\"\\[]{},\n a";
  std::mt19937 random(20260302);
  const auto below = [&](std::size_t limit) { return random() % limit; };
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    const std::size_t size = below(400);
    // Some texts are mostly quotes and backslashes, some mostly plain.
    const std::size_t letters = 2 + below(alphabet.size() - 1);
    while (text.size() < size) {
      text += below(3) == 0 ? alphabet[below(alphabet.size())] : alphabet[below(letters)];
    }
    const auto form = below(2) == 0 ? ListForm::array : ListForm::lines;
    CAPTURE(text);
    const std::string expected = split(text, form, text.size() + 1, Way::slow);
    REQUIRE(split(text, form, text.size() + 1) == expected);
    REQUIRE(split(text, form, 1 + below(200)) == expected);
    REQUIRE(split(text, form, 64) == expected);
  }
}
