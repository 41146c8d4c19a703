#include "origins.hpp"

#include "fixture.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using namespace stance::catalog;
using namespace stance::catalog::testing;

namespace {

// Where each "#" of the value of `a` is reported to stand.
std::string places(std::string_view yaml) {
  const Yaml file{std::string(yaml)};
  CHECK(file.problems().empty());
  const Node node = file.at("a");
  const auto origins = origins_of(node, node.text());
  std::string out;
  for (std::size_t at = 0; at < node.text().size(); ++at) {
    if (node.text()[at] != '#') continue;
    auto last = origins.front();
    for (const auto& origin : origins) {
      if (origin.begin <= at) last = origin;
    }
    std::size_t column = last.column;
    for (const char c : node.text().substr(last.begin, at - last.begin)) {
      column += (static_cast<unsigned char>(c) & 0xC0U) == 0x80U ? 0 : 1;
    }
    out += std::to_string(last.line) + ":" + std::to_string(column) + " ";
  }
  return out;
}

}  // namespace

TEST_CASE("what is behind an escape has the column that it has in the file") {
  struct Case {
    std::string_view name, yaml, places;
  };
  static constexpr Case cases[] = {
      {"plain", "a: x#y#", "1:5 1:7 "},
      {"plain with other letters", "a: é#ü#", "1:5 1:7 "},
      {"single quotes", "a: '#b#'", "1:5 1:7 "},
      {"a quote in single quotes", "a: 'x''#''''#'", "1:8 1:13 "},
      {"double quotes", "a: \"#b#\"", "1:5 1:7 "},
      {"short escapes", R"(a: "\"#\\#\t#")", "1:7 1:10 1:13 "},
      {"long escapes", R"(a: "\x41#\u00e9#\U0001F600#")", "1:9 1:16 1:27 "},
      {"an escape that gives three bytes", R"(a: "\L#\P#")", "1:7 1:10 "},
      {"other letters behind escapes", "a: \"\\\"é#\\\"ü#\"", "1:8 1:12 "},
      {"a block", "a: |\n  x#\n   y#\n\n  #\n", "2:4 3:5 5:3 "},
      {"a block behind other letters", "ä: 1\na: |-\n  é#\n", "3:4 "},
      {"behind other letters", "{ä: 1, a: \"\\\"#\"}", "1:14 "},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) { CHECK(places(c.yaml) == c.places); }
  }
}

TEST_CASE("without the text of the file columns are those of a text without escapes") {
  const std::string yaml = R"(a: "\"x")";
  base::Diagnostics problems;
  const auto json = yaml_to_json(yaml, "x.yaml", problems);
  REQUIRE(json);
  const auto document = base::json::Document::parse(base::Buffer::copy_of(*json), "json");
  REQUIRE(document);
  const SourceFile file{.name = "x.yaml"};
  const Node node = Node(document->root(), file).find("a");
  const auto origins = origins_of(node, node.text());
  REQUIRE(origins.size() == 1);
  CHECK(origins[0].line == 1);
  CHECK(origins[0].column == 5);
  CHECK(origins[0].begin == 0);
}
