#include "yaml.hpp"

#include "fixture.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using namespace stance::catalog;

namespace {

// With places as "line,column,style".
std::string unpacked(std::string_view json) {
  std::string out;
  for (std::size_t at = 0; at < json.size(); ++at) {
    out += json[at];
    std::int64_t place = 0;
    if (json[at] != '[' || json[at + 1] < '0' || json[at + 1] > '9') continue;
    while (json[at + 1] >= '0' && json[at + 1] <= '9') place = place * 10 + json[++at] - '0';
    const std::int64_t line = place / 8 / columns_in_place;
    const std::int64_t column = place / 8 % columns_in_place;
    out += std::to_string(line) + "," + std::to_string(column) + "," + std::to_string(place % 8);
  }
  return out;
}

std::string json_of(std::string_view text) {
  base::Diagnostics problems;
  const auto json = yaml_to_json(text, "x.yaml", problems);
  CHECK(testing::rendered(problems) == "");
  return unpacked(json.value_or(""));
}

std::string problems_of(std::string_view text) {
  base::Diagnostics problems;
  CHECK_FALSE(yaml_to_json(text, "x.yaml", problems).has_value());
  return testing::rendered(problems);
}

}  // namespace

TEST_CASE("nodes keep where and how they are written") {
  struct Case {
    std::string_view name, yaml, json;
  };
  static constexpr Case cases[] = {
      {"plain", "a: b c", R"([1,1,6,[[1,1,0,"a"],[1,4,0,"b c"]]])"},
      {"quoted", "'a''b': \"c\\td\"", R"([1,1,6,[[1,1,1,"a'b"],[1,9,2,"c\u0009d"]]])"},
      {"nothing", "a:\nb: ~\nc: null\n",
       "[1,1,6,[[1,1,0,\"a\"],[1,1,7],[2,1,0,\"b\"],[2,1,7],[3,1,0,\"c\"],[3,1,7]]]"},
      {"null as a key", "null: []", R"([1,1,6,[[1,1,0,"null"],[1,7,5,[]]]])"},
      {"a block", "a: |\n  b\n   c\n", R"([1,1,6,[[1,1,0,"a"],[2,3,3,"b\u000a c\u000a"]]])"},
      {"a block behind blank lines", "a:\n  b: |-\n\n\n     c\n",
       R"([1,1,6,[[1,1,0,"a"],[2,3,6,[[2,3,0,"b"],[3,6,3,"\u000a\u000ac"]]]]])"},
      {"a block with carriage returns", "a: |\r\n  b\r\n  c\r\nd: e\r\n",
       R"([1,1,6,[[1,1,0,"a"],[2,3,3,"b\u000ac\u000a"],[4,1,0,"d"],[4,4,0,"e"]]])"},
      {"a block with its own indentation", "a: |1\n   b\n",
       R"([1,1,6,[[1,1,0,"a"],[2,2,3,"  b\u000a"]]])"},
      {"an empty block", "a: |\nb: c",
       R"([1,1,6,[[1,1,0,"a"],[2,5,3,""],[2,1,0,"b"],[2,4,0,"c"]]])"},
      {"plain over lines", "a: b\n  c", R"([1,1,6,[[1,1,0,"a"],[1,4,4,"b c"]]])"},
      {"quoted over lines", "a: 'b\n  c'\nd: \"e\\\n f\"",
       R"([1,1,6,[[1,1,0,"a"],[1,4,4,"b c"],[3,1,0,"d"],[3,4,4,"ef"]]])"},
      {"lists", "- [a, {b: 1}]\n- []",
       R"([1,1,5,[[1,3,5,[[1,4,0,"a"],[1,7,6,[[1,8,0,"b"],[1,11,0,"1"]]]]],[2,3,5,[]]]])"},
      {"columns count characters", "é: ü", "[1,1,6,[[1,1,0,\"é\"],[1,4,0,\"ü\"]]]"},
      {"a byte order mark",
       "\xef\xbb\xbf"
       "a: 1",
       R"([1,1,6,[[1,1,0,"a"],[1,4,0,"1"]]])"},
      {"a document mark", "---\na: 1\n", R"([2,1,6,[[2,1,0,"a"],[2,4,0,"1"]]])"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) { CHECK(json_of(c.yaml) == c.json); }
  }
}

TEST_CASE("what the subset leaves out is refused where it stands") {
  struct Case {
    std::string_view name, yaml, problems;
  };
  static constexpr Case cases[] = {
      {"a duplicate key", "a: 1\nb:\n  c: 1\n  c: 2\n",
       "x.yaml:4:3: error: duplicate key 'c' [duplicate-key]\n"
       "    c: 2\n"
       "    ^\n"
       "hint: the first one is in line 3\n"},
      {"an anchor", "a: &x 1\n",
       "x.yaml:1:4: error: anchors are not supported [yaml-feature]\n"
       "  a: &x 1\n"
       "     ^\n"
       "hint: write the value out where it is needed\n"},
      {"an anchored list", "a: &x [1]\n",
       "x.yaml:1:4: error: anchors are not supported [yaml-feature]\n"
       "  a: &x [1]\n"
       "     ^\n"
       "hint: write the value out where it is needed\n"},
      {"an alias", "a: &x 1\nb: *x\n",
       "x.yaml:1:4: error: anchors are not supported [yaml-feature]\n"
       "  a: &x 1\n"
       "     ^\n"
       "hint: write the value out where it is needed\n"
       "x.yaml:2:4: error: aliases are not supported [yaml-feature]\n"
       "  b: *x\n"
       "     ^\n"
       "hint: write the value out where it is needed\n"},
      {"an alias of nothing", "a: *x\n",
       "x.yaml:1:4: error: aliases are not supported [yaml-feature]\n"
       "  a: *x\n"
       "     ^\n"},
      {"a tag", "a: !!str 1\nb: !x y\nc: ! z\n",
       "x.yaml:1:4: error: tags are not supported [yaml-feature]\n"
       "  a: !!str 1\n"
       "     ^\n"
       "hint: put a text that begins with '!' into double quotes\n"
       "x.yaml:2:4: error: tags are not supported [yaml-feature]\n"
       "  b: !x y\n"
       "     ^\n"
       "hint: put a text that begins with '!' into double quotes\n"
       "x.yaml:3:4: error: tags are not supported [yaml-feature]\n"
       "  c: ! z\n"
       "     ^\n"
       "hint: put a text that begins with '!' into double quotes\n"},
      {"a folded block", "a: >\n  b\n  c\n",
       "x.yaml:1:4: error: folded blocks ('>') are not supported [yaml-feature]\n"
       "  a: >\n"
       "     ^\n"
       "hint: use a '|' block\n"},
      {"a merge key", "a: {<<: {b: 1}}\n",
       "x.yaml:1:5: error: merge keys are not supported [yaml-feature]\n"
       "  a: {<<: {b: 1}}\n"
       "      ^\n"
       "hint: write the keys out\n"},
      {"a key that is no text", "? [a]\n: 1\n",
       "x.yaml:1:3: error: a key must be a text [yaml-feature]\n"
       "  ? [a]\n"
       "    ^\n"},
      {"an empty key", ": 1\n",
       "x.yaml:1:1: error: a key must be a text [yaml-feature]\n"
       "  : 1\n"
       "  ^\n"},
      {"a second document", "a: 1\n---\nb: 2\n",
       "x.yaml:2:1: error: the file holds a second document [yaml-feature]\n"
       "  ---\n"
       "  ^\n"
       "hint: one mapping per file\n"},
      {"documents without end", ",",
       "x.yaml:1:1: error: the file holds a second document [yaml-feature]\n"
       "  ,\n"
       "  ^\n"
       "hint: one mapping per file\n"},
      {"nothing", "# only a comment\n",
       "x.yaml:1:1: error: the file is empty [yaml-syntax]\n"
       "  # only a comment\n"
       "  ^\n"},
      {"bytes that are no UTF-8", "a: \xff\n",
       "x.yaml: error: the file is not UTF-8 [encoding]\n"
       "hint: save it as UTF-8\n"},
      {"a control character", "a: 1\nb: \x01\n",
       "x.yaml:2:4: error: the file holds a control character [encoding]\n"
       "  b: \xef\xbf\xbd\n"
       "     ^\n"},
      {"what is wrong behind other letters", "{ä: 1, ö: &x 2}\n",
       "x.yaml:1:11: error: anchors are not supported [yaml-feature]\n"
       "  {ä: 1, ö: &x 2}\n"
       "            ^\n"
       "hint: write the value out where it is needed\n"},
      {"a control character behind other letters", "ä: \x01\n",
       "x.yaml:1:4: error: the file holds a control character [encoding]\n"
       "  ä: \xef\xbf\xbd\n"
       "     ^\n"},
      {"a lone carriage return", "a: 1\rb: 2\n",
       "x.yaml:1:5: error: the file holds a control character [encoding]\n"
       "  a: 1 b: 2\n"
       "      ^\n"},
      {"a list that is not closed", "a: 1\nb: [1, 2\n",
       "x.yaml:2:4: error: no valid YAML: end of sequence flow not found [yaml-syntax]\n"
       "  b: [1, 2\n"
       "     ^\n"},
      {"a value in the wrong place", "a: b: c\n",
       "x.yaml:1:5: error: no valid YAML: illegal map value [yaml-syntax]\n"
       "  a: b: c\n"
       "      ^\n"},
      {"a quote that is not closed", "a: \"b\n",
       "x.yaml:1:4: error: a quote is not closed [yaml-syntax]\n"
       "  a: \"b\n"
       "     ^\n"},
      {"a quote that is not closed in the last line", "a: 'b",
       "x.yaml:1:6: error: no valid YAML: illegal EOF in scalar [yaml-syntax]\n"
       "  a: 'b\n"
       "       ^\n"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) { CHECK(problems_of(c.yaml) == c.problems); }
  }
}

TEST_CASE("all problems of a file are reported in one go") {
  CHECK(problems_of("a: 1\na: &x 2\nb: >\n  c\n") ==
        "x.yaml:2:1: error: duplicate key 'a' [duplicate-key]\n"
        "  a: &x 2\n"
        "  ^\n"
        "hint: the first one is in line 1\n"
        "x.yaml:2:4: error: anchors are not supported [yaml-feature]\n"
        "  a: &x 2\n"
        "     ^\n"
        "hint: write the value out where it is needed\n"
        "x.yaml:3:4: error: folded blocks ('>') are not supported [yaml-feature]\n"
        "  b: >\n"
        "     ^\n"
        "hint: use a '|' block\n");
}

TEST_CASE("bombs are stopped by limits") {
  SECTION("depth") {
    const std::string text = "a: " + std::string(64, '[') + std::string(64, ']');
    CHECK(problems_of(text) ==
          "x.yaml:1:67: error: nested deeper than 64 levels [too-large]\n"
          "  ..." +
              text.substr(17, 100) + "...\n" + "  " + std::string(52, ' ') + "^\n");
    CHECK(json_of("a: " + std::string(63, '[') + std::string(63, ']')).size() > 63);
  }
  SECTION("depth beyond yaml-cpp's own limit") {
    const std::string text = std::string(100'000, '-');
    const std::string flow = std::string(100'000, '[');
    CHECK(problems_of(flow).find("nested deeper than 64 levels") != std::string::npos);
    CHECK(problems_of(std::string(600, '{')).find("nested deeper than 64 levels") !=
          std::string::npos);
  }
  SECTION("size") {
    std::string text = "a:\n";
    for (int i = 0; i < 100'000; ++i) text += "- 1\n";
    CHECK(problems_of(text) ==
          "x.yaml:99999:3: error: the file holds more than 100000 values [too-large]\n"
          "  - 1\n"
          "    ^\n");
  }
  SECTION("aliases") {
    std::string text = "a0: &a0 [x, x]\n";
    for (int i = 1; i < 30; ++i) {
      text += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [*a" +
              std::to_string(i - 1) + ", *a" + std::to_string(i - 1) + "]\n";
    }
    base::Diagnostics problems;
    CHECK_FALSE(yaml_to_json(text, "x.yaml", problems).has_value());
    CHECK(problems.errors() == 30 + 2 * 29);
  }
}

TEST_CASE("columns far to the right are given as the last one") {
  CHECK(json_of("{a: '" + std::string(5000, 'x') + "', b: c}")
            .ends_with("[1,4095,0,\"b\"],[1,4095,0,\"c\"]]]"));
}

TEST_CASE("lines are found by number") {
  CHECK(line_of("a\nb\r\nc", 1) == "a");
  CHECK(line_of("a\nb\r\nc", 2) == "b");
  CHECK(line_of("a\nb\r\nc", 3) == "c");
  CHECK(line_of("a\nb\r\nc", 4).empty());
  CHECK(line_of("a", 0).empty());
}
