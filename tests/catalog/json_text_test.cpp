#include "json_text.hpp"

#include "stance/base/file.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using namespace stance::catalog;

TEST_CASE("texts become JSON strings") {
  std::string out = "x";
  append_json(out, "a\"b\\c\n\x01é");
  CHECK(out == "x\"a\\\"b\\\\c\\u000a\\u0001é\"");
}

TEST_CASE("the JSON form of YAML is copied as it is") {
  const std::string text = R"([1,2,6,[[1,2,0,"a"],[3,4,5,[]],[5,6,7]]])";
  const auto document = base::json::Document::parse(base::Buffer::copy_of(text), "x");
  REQUIRE(document.has_value());
  std::string out;
  append_json(out, document->root());
  CHECK(out == text);
}
