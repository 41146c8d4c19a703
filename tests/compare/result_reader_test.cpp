#include "result_reader.hpp"

#include <catch2/catch.hpp>

#include <functional>

using namespace stance;
using namespace stance::compare;

namespace {

base::json::Document parse(const std::string& text) {
  auto document = base::json::Document::parse(base::Buffer::copy_of(text), "x.json");
  REQUIRE(document);
  return *std::move(document);
}

}  // namespace

TEST_CASE("values are read by their kind") {
  const auto document = parse(
      R"({"text": "a", "yes": true, "none": null, "points": 140.62, "percent": 52.86,
          "all": 100, "credit": 0.999999999, "one": 1, "list": ["x", "y"], "a/b": "slash"})");
  ResultReader reader({"x.json"});
  const At root{document.root()};
  CHECK(reader.text(reader.member(root, "text")) == "a");
  CHECK(reader.text(reader.member(root, "a/b")) == "slash");
  CHECK(reader.member(root, "a/b").pointer == "/a~1b");
  CHECK(reader.optional_text(reader.member(root, "none")).empty());
  CHECK(reader.optional_text(reader.member(root, "absent")).empty());
  CHECK(reader.flag(reader.member(root, "yes")));
  CHECK(reader.points(reader.member(root, "points")) == 14'062);
  CHECK(reader.points(reader.member(root, "all")) == 10'000);
  CHECK(reader.percent(reader.member(root, "percent")) == 5'286);
  CHECK_FALSE(reader.percent(reader.member(root, "none")));
  CHECK_FALSE(reader.whole(reader.member(root, "credit")));
  CHECK(reader.whole(reader.member(root, "one")));
  const auto list = reader.elements(reader.member(root, "list"));
  REQUIRE(list.size() == 2);
  CHECK(reader.text(list[1]) == "y");
  CHECK(list[1].pointer == "/list/1");
  CHECK_FALSE(reader.error());
}

TEST_CASE("what is not as expected is an error with its JSON path") {
  struct Case {
    std::string name;
    std::function<void(ResultReader&, const At&)> read;
    std::string message;
  };
  const std::string json = R"({"text": "a", "number": 1, "null": null, "list": [], "yes": true,
      "negative": -1, "much": 1000000001, "object": {}, "long": ")" +
                           std::string(65'537, 'x') + R"(", "many": [)" +
                           [] {
                             std::string many = "1";
                             for (int i = 0; i < 100'000; ++i) many += ",1";
                             return many;
                           }() +
                           "]}";
  const auto document = parse(json);
  const std::vector<Case> cases = {
      {"absent", [](auto& r, const At& at) { (void)r.text(r.member(at, "absent")); },
       "/absent is missing, expected a text"},
      {"number", [](auto& r, const At& at) { (void)r.text(r.member(at, "number")); },
       "/number is a number, expected a text"},
      {"null", [](auto& r, const At& at) { (void)r.flag(r.member(at, "null")); },
       "/null is null, expected true or false"},
      {"list", [](auto& r, const At& at) { (void)r.points(r.member(at, "list")); },
       "/list is an array, expected a number"},
      {"yes", [](auto& r, const At& at) { (void)r.elements(r.member(at, "yes")); },
       "/yes is true or false, expected an array"},
      {"text", [](auto& r, const At& at) { (void)r.member(r.member(at, "text"), "x"); },
       "/text is a text, expected an object"},
      {"object", [](auto& r, const At& at) { (void)r.text(r.member(at, "object")); },
       "/object is an object, expected a text"},
      {"negative", [](auto& r, const At& at) { (void)r.points(r.member(at, "negative")); },
       "/negative is out of range, expected a number from 0 to 1000000000"},
      {"much", [](auto& r, const At& at) { (void)r.points(r.member(at, "much")); },
       "/much is out of range, expected a number from 0 to 1000000000"},
      {"percent", [](auto& r, const At& at) { (void)r.percent(r.member(at, "much")); },
       "/much is out of range, expected a number from 0 to 100"},
      {"long", [](auto& r, const At& at) { (void)r.text(r.member(at, "long")); },
       "/long is longer, expected at most 65536 bytes"},
      {"many", [](auto& r, const At& at) { (void)r.elements(r.member(at, "many")); },
       "/many is longer, expected at most 100000 elements"},
      {"root", [](auto& r, const At& at) { (void)r.text(at); },
       "the document is an object, expected a text"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) {
      ResultReader reader({"x.json", 7});
      c.read(reader, At{document.root()});
      REQUIRE(reader.error());
      CHECK(base::render(*reader.error()) ==
            "x.json:7: error: " + c.message +
                "\nhint: results are what 'stance assess --format json' and 'stance fleet' "
                "write\n");
      // The first one stays, and the rest reads as empty.
      const At root{document.root()};
      CHECK(reader.text(reader.member(root, "text")).empty());
      CHECK(reader.points(reader.member(root, "number")) == 0);
      CHECK(base::render(*reader.error()).find(c.message) != std::string::npos);
    }
  }
}
