#include "node.hpp"

#include "fixture.hpp"

#include <catch2/catch.hpp>

using namespace stance::catalog;
using testing::Yaml;

TEST_CASE("nodes are found by key, with their place") {
  const Yaml yaml("a: 1\nb:\n- x\n- [y]\nc: ~\n");
  CHECK(yaml.at("a").text() == "1");
  const Node list = yaml.at("b");
  REQUIRE(list.items().size() == 2);
  CHECK(list.items()[0].text() == "x");
  CHECK(list.items()[1].is_sequence());
  CHECK(list.items()[1].line() == 4);
  CHECK(list.items()[1].column() == 3);
  CHECK(yaml.at("c").is_null());
  CHECK_FALSE(yaml.at("d"));
  CHECK(yaml.root().pairs()[1].first.text() == "b");
}

TEST_CASE("asking for another kind gives nothing") {
  const Yaml yaml("a: 1\n");
  CHECK(yaml.at("a").items().empty());
  CHECK(yaml.at("a").pairs().empty());
  CHECK_FALSE(yaml.at("a").find("b"));
  CHECK(yaml.root().text().empty());
  CHECK(Node().text().empty());
  CHECK_FALSE(Node().find("a"));
}

TEST_CASE("nodes become plain JSON") {
  const Yaml yaml("a: [1, -2.5, 1.0, true, 'true', yes, null, '1', 2026-01-31, 1e3]\n");
  CHECK(plain_json(yaml.at("a")) ==
        R"([1,-2.5,1.0,true,"true","yes",null,"1","2026-01-31",1000.0])");
}

TEST_CASE("mappings and blocks become plain JSON") {
  const Yaml yaml("b:\n  c: |\n    x \"y\"\n  d: {}\n");
  CHECK(plain_json(yaml.at("b")) == R"({"c":"x \"y\"\u000a","d":{}})");
}
