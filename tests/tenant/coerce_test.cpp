#include "fixture.hpp"
#include "stance/base/arena.hpp"
#include "stance/cel/type.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace stance;
using namespace stance::tenant;
using cel::TypeKind;

namespace {

struct Case {
  std::string name;
  std::string json;  // the value of the property "f", or "" for none
  std::string value;
  std::string damage = {};
};

void check(const cel::Type& type, const FieldRule& rule, const std::vector<std::string>& words,
           const Case& c) {
  Schema schema;
  const RecordSchema& row = declare(schema, "t", {{"f", type, rule, words}});
  const auto projections = read_all({&row});
  RowDecoder decoder(row, projections, nullptr);
  const auto document = parse(c.json.empty() ? "{}" : "{\"f\":" + c.json + "}");
  std::vector<cel::Value> slots(decoder.width());
  base::Arena arena;
  decoder.decode({.self = document.root()}, slots, arena);
  CHECK(show(slots.at(0), row) == c.value);
  CHECK(show(decoder.damage()) == c.damage);
}

void check(const cel::Type& type, const FieldRule& rule, const std::vector<std::string>& words,
           const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name << " " << c.json) { check(type, rule, words, c); }
  }
}

void check(TypeKind kind, const std::vector<Case>& cases) {
  check(cel::simple(kind), {}, {}, cases);
}

}  // namespace

TEST_CASE("booleans are read from booleans and their words") {
  check(TypeKind::boolean,
        {{"as it is", "true", "true"},
         {"as it is", "false", "false"},
         {"word", "\"True\"", "true"},
         {"word", "\"true\"", "true"},
         {"word", "\"False\"", "false"},
         {"word", "\"false\"", "false"},
         {"null", "null", "null"},
         {"absent", "", "unknown (field_absent)"},
         {"other word", "\"yes\"", "unknown (wrong_type)", "f: text that is not a boolean"},
         {"empty", "\"\"", "unknown (wrong_type)", "f: text that is not a boolean"},
         {"source text", "\"$true\"", "true"},
         {"digit", "1", "true"},
         {"digit", "0", "false"},
         {"digit as text", "\"0\"", "false"},
         {"number", "2", "unknown (wrong_type)", "f: a number in place of a boolean"},
         {"real", "1.0", "unknown (wrong_type)", "f: a number in place of a boolean"},
         {"list", "[true]", "unknown (wrong_type)", "f: a list in place of a boolean"},
         {"object", "{}", "unknown (wrong_type)", "f: an object in place of a boolean"}});
}

TEST_CASE("integers are read from whole numbers and their texts") {
  check(TypeKind::integer,
        {{"as it is", "-7", "-7"},
         {"largest", "9223372036854775807", "9223372036854775807"},
         {"text", "\"42\"", "42"},
         {"negative text", "\"-42\"", "-42"},
         {"whole real", "30.0", "30"},
         {"size", "\"18 MB (18,874,368 bytes)\"", "18874368"},
         {"no size", "\"(x bytes)\"", "unknown (wrong_type)", "f: text that is not an integer"},
         {"negative size", "\"(-1 bytes)\"", "unknown (wrong_type)",
          "f: text that is not an integer"},
         {"size without number", "\"( bytes)\"", "unknown (wrong_type)",
          "f: text that is not an integer"},
         {"unit before the number", "\" bytes)(\"", "unknown (wrong_type)",
          "f: text that is not an integer"},
         {"real", "30.5", "unknown (wrong_type)", "f: a number in place of an integer"},
         {"too large", "1e300", "unknown (wrong_type)", "f: a number in place of an integer"},
         {"word", "\"Unlimited\"", "unknown (wrong_type)", "f: text that is not an integer"},
         {"blank", "\" 1\"", "unknown (wrong_type)", "f: text that is not an integer"},
         {"overflow", "\"9223372036854775808\"", "unknown (wrong_type)",
          "f: text that is not an integer"},
         {"boolean", "true", "unknown (wrong_type)", "f: a boolean in place of an integer"}});
}

TEST_CASE("doubles are read from numbers and their texts") {
  check(TypeKind::real,
        {{"as it is", "0.5", "0.5"},
         {"integer", "2", "2.0"},
         {"text", "\"0.25\"", "0.25"},
         {"infinite", "\"inf\"", "unknown (wrong_type)", "f: text that is not a number"},
         {"boolean", "false", "unknown (wrong_type)", "f: a boolean in place of a number"}});
}

TEST_CASE("texts are kept, what PowerShell destroyed is unknown") {
  check(
      TypeKind::text,
      {{"as it is", "\"Mixed Case\"", "'Mixed Case'"},
       {"empty", "\"\"", "''"},
       {"resource type", "\"Microsoft.PowerApps/apis\"", "'Microsoft.PowerApps/apis'"},
       {"an application's name", "\"Microsoft.Azure.SyncFabric\"", "'Microsoft.Azure.SyncFabric'"},
       {"number", "1", "unknown (wrong_type)", "f: a number in place of text"},
       {"boolean", "true", "unknown (wrong_type)", "f: a boolean in place of text"},
       {"hash table", "\"@{a=1}\"", "unknown (damaged)",
        "f: PowerShell's @{...} in place of text, cut off by the depth limit of ConvertTo-Json"},
       {"array", "\"System.Object[]\"", "unknown (damaged)",
        "f: a .NET type name in place of text, cut off by the depth limit of ConvertTo-Json"},
       {"collection", "\"System.Collections.Hashtable\"", "unknown (damaged)",
        "f: a .NET type name in place of text, cut off by the depth limit of ConvertTo-Json"}});
}

TEST_CASE("numbers of an enumeration become its words") {
  FieldRule rule;
  rule.numbers = {{0, "Disabled"}, {-1, "Never"}};
  check(cel::simple(TypeKind::text), rule, {},
        {{"number", "0", "'Disabled'"},
         {"negative", "-1", "'Never'"},
         {"number as text", "\"0\"", "'Disabled'"},
         {"word", "\"disabled\"", "'disabled'"},
         {"other", "7", "unknown (wrong_type)", "f: a number that stands for no declared word"},
         {"other as text", "\"7\"", "unknown (wrong_type)",
          "f: a number that stands for no declared word"}});
}

TEST_CASE("folded texts are in lower case") {
  FieldRule rule;
  rule.fold = true;
  check(cel::simple(TypeKind::text), rule, {},
        {{"mixed", "\"Contoso.COM\"", "'contoso.com'"},
         {"ready", "\"contoso.com\"", "'contoso.com'"}});
  check(list_of(TypeKind::text), rule, {}, {{"list", R"(["A","b"])", "['a', 'b']"}});
}

TEST_CASE("times are read in every form that exporters write") {
  const std::string time = "'2026-05-04T17:15:48Z'";
  check(TypeKind::time,
        {{"ISO", "\"2026-05-04T17:15:48Z\"", time},
         {"legacy", R"("\/Date(1777914948000)\/")", time},
         {"Windows PowerShell", R"({"value":"\/Date(1777914948000)\/","DateTime":"Monday"})", time},
         {"words", "\"Monday\"", "unknown (wrong_type)", "f: text that is not a timestamp"},
         {"number", "1777914948", "unknown (wrong_type)", "f: a number in place of a timestamp"},
         {"object", "{}", "unknown (wrong_type)", "f: an object in place of a timestamp"}});
}

TEST_CASE("spans are read in every form that exporters write") {
  check(
      TypeKind::span,
      {{"ISO", "\"PT8H\"", "'28800s'"},
       {".NET", "\"90.00:00:00\"", "'7776000s'"},
       {"parts", R"({"Ticks":15000000,"Days":0})", "'1.5s'"},
       {"negative parts", R"({"Ticks":-15000000})", "'-1.5s'"},
       {"month", "\"P1M\"", "unknown (wrong_type)", "f: text that is not a duration"},
       {"object", R"({"Days":1})", "unknown (wrong_type)", "f: an object in place of a duration"}});
}

TEST_CASE("lists take single values, wrapped lists and nulls") {
  check(list_of(TypeKind::text), {}, {},
        {{"as it is", R"(["a","b"])", "['a', 'b']"},
         {"empty", "[]", "[]"},
         {"null members", R"([null,"a",null])", "['a']"},
         {"null", "null", "null"},
         {"absent", "", "unknown (field_absent)"},
         {"one", "\"a\"", "['a']", "f: one value in place of a list (repaired)"},
         {"a name with blanks", "\"Directory Accounts\"", "['Directory Accounts']",
          "f: one value in place of a list (repaired)"},
         {"empty text", "\"\"", "[]", "f: empty text in place of a list (repaired)"},
         {"joined ids",
          "\"62e90394-69f5-4237-9190-012177145e10 194ae4cb-b126-40b2-bd5b-6091b380977d\"",
          "['62e90394-69f5-4237-9190-012177145e10', '194ae4cb-b126-40b2-bd5b-6091b380977d']",
          "f: blank-joined text in place of a list (repaired)"},
         {"counted", R"({"value":["a"],"Count":1})", "['a']"},
         {"results", R"({"__metadata":{},"results":["a"]})", "['a']"},
         {"object", R"({"a":1})", "unknown (wrong_type)", "f: an object in place of text"},
         {"number", "1", "unknown (wrong_type)", "f: a number in place of text"},
         {"a member of another type", R"(["a",1])", "['a', unknown (wrong_type)]",
          "f: a number in place of text"},
         {"a lost member", R"(["a","Microsoft.Graph.PowerShell.Models.Thing"])",
          "['a', unknown (damaged)]",
          "f: a .NET type name in place of text, cut off by the depth limit of ConvertTo-Json"},
         {"lost", "\"System.Object[]\"", "unknown (damaged)",
          "f: a .NET type name in place of a list, cut off by the depth limit of ConvertTo-Json"},
         {"hash table", "\"@{a=1}\"", "unknown (damaged)",
          "f: PowerShell's @{...} in place of a list, cut off by the depth limit of "
          "ConvertTo-Json"}});
}

TEST_CASE("declared words that PowerShell joined are taken apart") {
  check(list_of(TypeKind::text), {}, {"mfa", "block"},
        {{"words", "\"mfa block\"", "['mfa', 'block']",
          "f: blank-joined text in place of a list (repaired)"},
         {"one word", "\"mfa\"", "['mfa']", "f: one value in place of a list (repaired)"},
         {"another word", "\"mfa other\"", "['mfa other']",
          "f: one value in place of a list (repaired)"}});
}

TEST_CASE("text is split where the declaration says so") {
  FieldRule rule;
  rule.split = ',';
  check(list_of(TypeKind::text), rule, {},
        {{"parts", "\"a, b,,c \"", "['a', 'b', 'c']"},
         {"empty", "\"\"", "[]"},
         {"a list stays", R"(["a,b"])", "['a,b']"}});
  check(list_of(TypeKind::integer), rule, {},
        {{"numbers", "\"1,2\"", "[1, 2]"},
         {"no number", "\"1,x\"", "[1, unknown (wrong_type)]", "f: text that is not an integer"}});
}

TEST_CASE("null and absence mean what the declaration says") {
  FieldRule rule;
  rule.from_null = cel::Value::list({});
  check(list_of(TypeKind::text), rule, {},
        {{"null", "null", "[]"}, {"absent", "", "unknown (field_absent)"}});
  rule.absent = cel::Value::list({});
  check(list_of(TypeKind::text), rule, {}, {{"absent", "", "[]"}});
  FieldRule word;
  word.from_null = cel::Value::of(std::string_view("none"));
  check(cel::simple(TypeKind::text), word, {}, {{"null", "null", "'none'"}});
}

TEST_CASE("values without a declared shape are read whole") {
  const std::string deep = std::string(100, '[') + std::string(100, ']');
  const cel::Type dyn = cel::simple(TypeKind::dyn);
  check(dyn, {}, {},
        {{"object", R"({"Key":[1,{"b":null}],"c":"x"})", "{'Key': [1, {'b': null}], 'c': 'x'}"},
         {"equal twins", R"({"a":1,"a":1})", "{'a': 1}"},
         {"different twins", R"({"a":1,"b":2,"a":3})", "{'a': unknown (damaged), 'b': 2}",
          "f: the property twice, with different values"},
         {"hash table", "\"@{inbound=True; limit=5; to=x; from=}\"",
          "{'inbound': true, 'limit': 5, 'to': 'x', 'from': unknown (damaged)}",
          "f: PowerShell's @{...} in place of an object (repaired)"},
         {"lost", "\"System.Object[]\"", "unknown (damaged)",
          "f: a .NET type name in place of a value, cut off by the depth limit of ConvertTo-Json"},
         {"lost hash table", "\"@{a=@{b=1}}\"", "unknown (damaged)",
          "f: PowerShell's @{...} in place of an object, cut off by the depth limit of "
          "ConvertTo-Json"}});
  check(cel::map_of(dyn), {}, {},
        {{"object", R"({"a":1})", "{'a': 1}"},
         {"text", "\"a\"", "unknown (wrong_type)", "f: text in place of an object"},
         {"list", "[]", "unknown (wrong_type)", "f: a list in place of an object"},
         {"type name", "\"Microsoft.Graph.Models.Thing\"", "unknown (damaged)",
          "f: a .NET type name in place of an object, cut off by the depth limit of "
          "ConvertTo-Json"}});
  check(cel::list_of(dyn), {}, {},
        {{"list", R"([1,"a",null])", "[1, 'a']"},
         {"object", R"({"a":1})", "[{'a': 1}]", "f: one object in place of a list (repaired)"}});
  SECTION("to a limited depth") {
    Schema schema;
    const RecordSchema& row = declare(schema, "t", {{"f", dyn}});
    const auto projections = read_all({&row});
    RowDecoder decoder(row, projections, nullptr);
    const auto document = parse("{\"f\":" + deep + "}");
    std::vector<cel::Value> slots(1);
    base::Arena arena;
    decoder.decode({.self = document.root()}, slots, arena);
    CHECK(show(decoder.damage()) == "f: nesting too deep for a value");
  }
}
