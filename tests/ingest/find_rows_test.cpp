#include "find_rows.hpp"

#include "fixture.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace stance;
using namespace stance::ingest;

namespace {

// Pointers of the rows with their parents' and map keys, or the outcome.
std::string found(std::string_view path, std::string_view json) {
  const auto document = parse(json);
  const FoundRows rows = find_rows(path, document.root(), "/k");
  std::string text;
  if (rows.outcome == FoundRows::Outcome::absent) text = "absent";
  if (rows.outcome == FoundRows::Outcome::damaged) text = "damaged";
  for (std::size_t i = 0; i < rows.rows.size(); ++i) {
    text += (text.empty() ? "" : " ") + rows.pointers.at(i);
    if (rows.rows[i].parent.valid()) {
      text += "<" + std::to_string(rows.rows[i].parent.find("i").integer());
    }
    if (rows.rows[i].map_key.data() != nullptr) text += "=" + std::string(rows.rows[i].map_key);
  }
  if (rows.open) text += " open";
  for (const auto& lone : rows.lone) text += " lone:" + lone;
  if (!rows.detail.empty()) text += ": " + rows.detail;
  return text;
}

}  // namespace

TEST_CASE("a path begins with a key") {
  CHECK(first_key("/key") == "key");
  CHECK(first_key("/key/0") == "key");
  CHECK(first_key("/key[]/other[]") == "key");
  CHECK(first_key("/key{}") == "key");
  CHECK(first_key("key") == "key");
  CHECK(first_key("").empty());
}

TEST_CASE("a key holds rows") {
  CHECK(found("/k", "[{},{}]") == "/k/0 /k/1");
  CHECK(found("/k[]", "[{},{}]") == "/k/0 /k/1");
  CHECK(found("/k", "[]").empty());
  CHECK(found("/k", "null").empty());
  CHECK(found("/k", "[null]").empty());
  CHECK(found("/k", "[null,{}]") == "/k/1");
  CHECK(found("/k", "{}") == "/k lone:/k");
  CHECK(found("/k", R"({"value":[{},{}],"Count":2})") == "/k/value/0 /k/value/1");
  CHECK(found("/k", "[{},\"@{a=1}\"]") == "/k/0 /k/1");
  CHECK(found("/k", "\"x\"") == "damaged: /k holds text where rows are expected");
  CHECK(found("/k", "1") == "damaged: /k holds a number where rows are expected");
  CHECK(found("/k", "true") == "damaged: /k holds a boolean where rows are expected");
  CHECK(found("/k", "[\"x\",\"y\"]") == "damaged: /k/0 holds text where an object is expected");
  CHECK(found("/k", "[[{}]]") == "damaged: /k/0 holds a list where an object is expected");
}

TEST_CASE("one object is the only element or stands alone") {
  CHECK(found("/k/0", "[{}]") == "/k/0");
  CHECK(found("/k/0", "{}") == "/k");
  CHECK(found("/k/0", "[]").empty());
  CHECK(found("/k/0", "null").empty());
  CHECK(found("/k/0", "[null]").empty());
  CHECK(found("/k/0", "[null,{}]") == "/k/1");
  CHECK(found("/k/0", R"([{"a":1},{"a":1}])") == "/k/0");
  CHECK(found("/k/0", R"({"value":[{}],"Count":1})") == "/k/value/0");
  CHECK(found("/k/0", R"([{"a":1},{"a":2}])") ==
        "damaged: /k holds different objects where one is expected");
  CHECK(found("/k/0", "\"x\"") == "damaged: /k holds text where an object is expected");
  CHECK(found("/k/0", "[\"x\"]") == "damaged: /k/0 holds text where an object is expected");
}

TEST_CASE("an empty list that was written as text is none") {
  CHECK(found("/k", R"("[]")").empty());
  CHECK(found("/k[]/b[]", R"([{"i":1,"b":"[]"}])").empty());
  CHECK(found("/k", R"("[1]")") == "damaged: /k holds text where rows are expected");
}

TEST_CASE("paths lead through objects") {
  CHECK(found("/k/0/sub", R"([{"Sub":[{},{}],"i":1}])") == "/k/0/Sub/0<1 /k/0/Sub/1<1");
  CHECK(found("/k/0/sub/0", R"({"sub":{},"i":2})") == "/k/sub<2");
  CHECK(found("/k/0/sub", R"([{"sub":[]}])").empty());
  CHECK(found("/k/0/sub", "[]").empty());
  CHECK(found("/k/0/sub", "[{}]") == "absent");
  CHECK(found("/k/0/sub", R"([{"a~b":1}])") == "absent");
  CHECK(found("/k/0/sub", R"(["@{a=1}"])") ==
        "damaged: /k/0 was cut off by the depth limit of ConvertTo-Json");
  CHECK(found("/k/0/sub", R"({"sub":[{"a":1}],"SUB":[]})") ==
        "damaged: /k holds 'sub' twice with different values");
  CHECK(found("/k/0/sub", R"({"sub":[{"a":1}],"SUB":[{"a":1}],"i":1})") == "/k/sub/0<1");
}

TEST_CASE("lists in lists are flattened") {
  CHECK(found("/k[]/b[]", R"([{"i":1,"b":[{},{}]},{"i":2,"B":{}},{"i":3,"b":null}])") ==
        "/k/0/b/0<1 /k/0/b/1<1 /k/1/B<2 lone:/k/1/B");
  CHECK(found("/k[]/b[]", "[]").empty());
  CHECK(found("/k[]/b[]", R"([{"b":[]}])").empty());
  CHECK(found("/k[]/b[]", R"([{"i":1},{"i":2}])") == "absent");
  CHECK(found("/k[]/b[]", R"([{"i":1,"b":[{}]},{"i":2}])") == "/k/0/b/0<1 open");
  CHECK(found("/k[]/b[]", R"([{"i":1,"b":[]},{"i":2}])") == " open");
  CHECK(found("/k[]/b[]", R"([{"i":1,"b":[{}]},"x"])") ==
        "/k/0/b/0<1 open: /k/1 holds text where an object is expected");
  CHECK(found("/k[]/b[]", R"([{"i":1,"b":"System.Object[]"}])") ==
        "damaged: /k/0/b was cut off by the depth limit of ConvertTo-Json");
}

TEST_CASE("the members of a map are rows with a key") {
  CHECK(found("/k{}", R"({"a":{},"b/c":{}})") == "/k/a=a /k/b~1c=b/c");
  CHECK(found("/k{}", "{}").empty());
  CHECK(found("/k{}", "[]").empty());
  CHECK(found("/k{}", "null").empty());
  CHECK(found("/k{}", R"({"a":{},"b":null})") == "/k/a=a /k/b=b");
  CHECK(found("/k{}", R"({"a":{"x":1},"a":{"x":1}})") == "/k/a=a /k/a=a");
  CHECK(found("/k{}", R"({"a":{"x":1},"a":{"x":2}})") ==
        "damaged: /k holds 'a' twice with different values");
  CHECK(found("/k{}", "[{}]") == "damaged: /k holds a list where an object is expected");
  CHECK(found("/k{}", "\"x\"") == "damaged: /k holds text where an object is expected");
  CHECK(found("/k{}", R"({"a":"x"})") == "damaged: /k/a holds text where an object is expected");
}
