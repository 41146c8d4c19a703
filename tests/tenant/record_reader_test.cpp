#include "record_reader.hpp"

#include "fixture.hpp"
#include "stance/base/arena.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace stance;
using namespace stance::tenant;
using cel::TypeKind;

namespace {

struct Case {
  std::string name;
  std::string json;
  std::string values;
  std::string damage = {};
};

std::string decode(const RecordSchema& row, const cel::Projections& projections,
                   const SourceRule* source, const RawRow& raw, std::string& damage) {
  RowDecoder decoder(row, projections, source);
  std::vector<cel::Value> slots(decoder.width());
  base::Arena arena;
  decoder.decode(raw, slots, arena);
  damage = show(decoder.damage());
  std::string text;
  for (const cel::Value& slot : slots) text += (text.empty() ? "" : ", ") + show(slot, row);
  return text;
}

void check(const RecordSchema& row, const std::vector<const RecordSchema*>& all,
           const SourceRule* source, const Case& c) {
  const auto document = parse(c.json);
  std::string damage;
  CHECK(decode(row, read_all(all), source, {.self = document.root()}, damage) == c.values);
  CHECK(damage == c.damage);
}

void check(const RecordSchema& row, const std::vector<const RecordSchema*>& all,
           const SourceRule* source, const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) { check(row, all, source, c); }
  }
}

const cel::Type text = cel::simple(TypeKind::text);
const cel::Type integer = cel::simple(TypeKind::integer);

}  // namespace

TEST_CASE("properties are found through groups, whatever their case") {
  FieldRule empty;
  empty.from_null = cel::Value::list({});
  Schema schema;
  const RecordSchema& row =
      declare(schema, "t",
              {{"id", text},
               {"conditions.users.includeUsers", list_of(TypeKind::text), empty},
               {"conditions.limit", integer}});
  const std::string gone = "unknown (field_absent)";
  check(row, {&row}, nullptr,
        {{"camel case",
          R"({"id":"a","conditions":{"users":{"includeUsers":["All"]},"limit":1},"x":{"id":"b"}})",
          "'a', ['All'], 1"},
         {"Pascal case", R"({"Conditions":{"Limit":1,"Users":{"IncludeUsers":["All"]}},"ID":"a"})",
          "'a', ['All'], 1"},
         {"null properties",
          R"({"id":null,"conditions":{"users":{"includeUsers":null},"limit":null}})",
          "null, [], null"},
         {"null groups", R"({"id":"a","conditions":null})", "'a', [], null"},
         {"null inner group", R"({"id":"a","conditions":{"users":null,"limit":2}})", "'a', [], 2"},
         {"absent groups", R"({"id":"a"})", "'a', " + gone + ", " + gone},
         {"prefixes are no matches", R"({"idx":"a","i":"b","conditionsX":{}})",
          gone + ", " + gone + ", " + gone},
         {"lifted",
          R"({"AdditionalProperties":{"id":"a","conditions":{"limit":3,)"
          R"("AdditionalProperties":{"users":{"includeUsers":[]}}}}})",
          "'a', [], 3"},
         {"lifted null", R"({"id":"a","AdditionalProperties":null,"conditions":null})",
          "'a', [], null"},
         {"a group that is a number", R"({"id":"a","conditions":{"users":5,"limit":3}})",
          "'a', unknown (wrong_type), 3",
          "conditions.users.includeUsers: a number in place of an object"},
         {"a group that is a list", R"({"id":"a","conditions":[{"limit":3}]})",
          "'a', unknown (wrong_type), unknown (wrong_type)",
          "conditions.limit: a list in place of an object; "
          "conditions.users.includeUsers: a list in place of an object"},
         {"a group that is text", R"({"id":"a","conditions":{"users":"all","limit":3}})",
          "'a', unknown (wrong_type), 3",
          "conditions.users.includeUsers: text in place of an object"},
         {"a lost group", R"({"id":"a","conditions":{"users":"System.Object","limit":3}})",
          "'a', unknown (wrong_type), 3",
          "conditions.users.includeUsers: text in place of an object"},
         {"a row that is text", "\"All\"",
          "unknown (wrong_type), unknown (wrong_type), unknown (wrong_type)",
          "conditions.limit: text in place of an object; "
          "conditions.users.includeUsers: text in place of an object; "
          "id: text in place of an object"},
         {"a row that is null", "null", gone + ", " + gone + ", " + gone}});
}

TEST_CASE("what an absent property means holds where its group is there") {
  FieldRule list;
  list.from_null = cel::Value::list({});
  list.absent = cel::Value::list({});
  FieldRule renamed = list;
  renamed.names = {{"graph", "/other.flows"}};
  Schema schema;
  const RecordSchema& row = declare(schema, "t",
                                    {{"tags", list_of(TypeKind::text), list},
                                     {"c.flows", list_of(TypeKind::text), list},
                                     {"c.users.guests", list_of(TypeKind::text), list},
                                     {"c.x", list_of(TypeKind::text), renamed}});
  const SourceRule source{.exporter = "graph"};
  const std::string gone = "unknown (field_absent)";
  const std::string lost = "unknown (damaged)";
  const std::string what = "PowerShell's @{...} in place of an object";
  check(row, {&row}, &source,
        {{"no group", R"({"id":1})", "[], " + gone + ", " + gone + ", " + gone},
         {"an empty group", R"({"c":{}})", "[], [], [], []"},
         {"in any case, lifted", R"({"AdditionalProperties":{"C":{"Flows":["a"]}}})",
          "[], ['a'], [], []"},
         {"null", R"({"c":null})", "[], [], [], []"},
         {"of another exporter", R"({"other":{}})", "[], " + gone + ", " + gone + ", []"},
         {"a value before the group", R"({"other":{"flows":["a"]},"c":{}})", "[], [], [], ['a']"},
         {"plain text", R"({"c":"@{y=1}"})", "[], [], [], []"},
         {"lost text", R"({"c":"System.Object[]"})", "[], " + lost + ", " + lost + ", " + lost,
          "c.flows: a .NET type name in place of an object, cut off by the depth limit of "
          "ConvertTo-Json; "
          "c.users.guests: a .NET type name in place of an object, cut off by the depth limit of "
          "ConvertTo-Json; "
          "c.x: a .NET type name in place of an object, cut off by the depth limit of "
          "ConvertTo-Json"}});
}

TEST_CASE("what was not asked for is unknown, whatever its absence means") {
  FieldRule list;
  list.absent = cel::Value::list({});
  Schema schema;
  const RecordSchema& row = declare(schema, "t",
                                    {{"id", text},
                                     {"tags", list_of(TypeKind::text), list},
                                     {"c.flows", list_of(TypeKind::text), list}});
  const auto document = parse(R"({"id":"a","c":{}})");
  const auto named = parse(R"({"id":"a","tags":["x"]})");
  const auto projections = read_all({&row});
  RowDecoder decoder(row, projections, nullptr);
  std::vector<cel::Value> slots(decoder.width());
  base::Arena arena;
  const auto shown = [&](const base::json::Document& from, std::string_view selected) {
    decoder.decode({.self = from.root(), .selected = selected}, slots, arena);
    std::string all;
    for (const cel::Value& slot : slots) all += (all.empty() ? "" : ", ") + show(slot, row);
    return all;
  };
  const std::string gone = "unknown (field_absent)";
  CHECK(shown(document, "") == "'a', [], []");
  CHECK(shown(document, "id,displayName") == "'a', " + gone + ", " + gone);
  CHECK(shown(document, "ID, Tags ,owners(c,d)") == "'a', [], " + gone);
  CHECK(shown(document, "id,c") == "'a', " + gone + ", []");
  CHECK(shown(document, "c/flows") == "'a', " + gone + ", " + gone);
  CHECK(shown(named, "id") == "'a', ['x'], " + gone);
  CHECK(shown(document, "") == "'a', [], []");
}

TEST_CASE("fields that are mapped from the enclosing object are no damage") {
  Schema schema;
  const RecordSchema& row =
      declare(schema, "t", {{"roles", list_of(TypeKind::text)}, {"tags", list_of(TypeKind::text)}});
  const SourceRule source{.exporter = "graph", .at = "/p/0", .parent = {{"roles", "role"}}};
  const auto document = parse(R"({"role":"admin","p":{"tags":"x"}})");
  std::string damage;
  CHECK(decode(row, read_all({&row}), &source,
               {.self = document.root().find("p"), .parent = document.root()},
               damage) == "['admin'], ['x']");
  CHECK(damage == "tags: one value in place of a list (repaired)");
}

TEST_CASE("two spellings count only when they agree") {
  Schema schema;
  const RecordSchema& row =
      declare(schema, "t", {{"id", text}, {"a.b", integer}, {"a.c", integer}});
  const std::string lost = "unknown (damaged)";
  check(row, {&row}, nullptr,
        {{"equal twins", R"({"id":"x","ID":"x","a":{"b":1,"c":2},"A":{"b":1,"c":2}})", "'x', 1, 2"},
         {"different twins", R"({"id":"x","Id":"y","id":"x","a":{"b":1,"c":2}})", lost + ", 1, 2",
          "id: the property twice, with different values"},
         {"a value and null", R"({"id":null,"Id":"y","a":{"b":1,"c":2}})", lost + ", 1, 2",
          "id: the property twice, with different values"},
         {"different groups", R"({"id":"x","a":{"b":1,"c":2},"A":{"b":1}})",
          "'x', " + lost + ", " + lost,
          "a.b: the property twice, with different values; a.c: the property twice, with different "
          "values"},
         {"a group and null", R"({"id":"x","A":null,"a":{"b":1,"c":2}})",
          "'x', " + lost + ", " + lost,
          "a.b: the property twice, with different values; a.c: the property twice, with different "
          "values"},
         {"own and lifted", R"({"id":"x","AdditionalProperties":{"id":"y","a":{"b":1,"c":2}}})",
          lost + ", 1, 2", "id: the property twice, with different values"}});
}

TEST_CASE("PowerShell's text for a group is read where it is plain") {
  Schema schema;
  const RecordSchema& row = declare(schema, "t",
                                    {{"g.on", cel::simple(TypeKind::boolean)},
                                     {"g.limit", integer},
                                     {"g.name", text},
                                     {"g.ids", list_of(TypeKind::text)},
                                     {"g.h.x", integer}});
  const std::string absent = "unknown (field_absent)";
  const std::string lost = "unknown (damaged)";
  const std::string what = "PowerShell's @{...} in place of an object";
  const std::string lost_what = what + ", cut off by the depth limit of ConvertTo-Json";
  check(row, {&row}, nullptr,
        {{"plain", R"({"g":"@{on=True; limit=5; Name=a b; other=1}"})",
          "true, 5, 'a b', " + absent + ", " + absent,
          "g.limit: " + what + " (repaired); g.name: " + what + " (repaired); g.on: " + what +
              " (repaired)"},
         {"with lost parts", R"({"g":"@{on=True; limit=; ids=System.Object[]; h=x}"})",
          "true, " + lost + ", " + absent + ", " + lost + ", " + lost,
          "g.h.x: " + lost_what + "; g.ids: " + lost_what + "; g.limit: " + lost_what +
              "; g.on: " + what + " (repaired)"},
         {"not plain", R"({"g":"@{on=True; h=@{x=1}}"})",
          lost + ", " + lost + ", " + lost + ", " + lost + ", " + lost,
          "g.h.x: " + lost_what + "; g.ids: " + lost_what + "; g.limit: " + lost_what +
              "; g.name: " + lost_what + "; g.on: " + lost_what},
         {"another type", R"({"g":"@{limit=many}"})",
          absent + ", unknown (wrong_type), " + absent + ", " + absent + ", " + absent,
          "g.limit: " + what + " (repaired); g.limit: text that is not an integer"},
         {"a type name", R"({"g":"Microsoft.Graph.Models.Thing"})",
          lost + ", " + lost + ", " + lost + ", " + lost + ", " + lost,
          "g.h.x: a .NET type name in place of an object, cut off by the depth limit of "
          "ConvertTo-Json; "
          "g.ids: a .NET type name in place of an object, cut off by the depth limit of "
          "ConvertTo-Json; "
          "g.limit: a .NET type name in place of an object, cut off by the depth limit of "
          "ConvertTo-Json; "
          "g.name: a .NET type name in place of an object, cut off by the depth limit of "
          "ConvertTo-Json; "
          "g.on: a .NET type name in place of an object, cut off by the depth limit of "
          "ConvertTo-Json"}});
}

TEST_CASE("records in lists are read with their own declaration") {
  Schema schema;
  const RecordSchema& rule = declare(schema, "rules", {{"id", text}, {"target.level", text}});
  FieldRule nested;
  nested.element = &rule;
  const RecordSchema& row =
      declare(schema, "t", {{"rules", cel::list_of(rule.type.type()), nested}});
  cel::Projections projections = read_all({&row, &rule});
  const auto shown = [&](std::string_view json) {
    const auto document = parse(json);
    RowDecoder decoder(row, projections, nullptr);
    std::vector<cel::Value> slots(1);
    base::Arena arena;
    decoder.decode({.self = document.root()}, slots, arena);
    return show(slots[0], rule) + " | " + show(decoder.damage());
  };
  CHECK(shown(R"({"Rules":[{"Id":"a","Target":{"Level":"x"}},{"AdditionalProperties":)"
              R"({"id":"b","target":null}}]})") ==
        "[{id: 'a', target.level: 'x'}, {id: 'b', target.level: null}] | ");
  CHECK(shown(R"({"rules":{"id":"a"}})") ==
        "[{id: 'a', target.level: unknown (field_absent)}] | "
        "rules: one object in place of a list (repaired)");
  CHECK(shown(R"({"rules":[]})") == "[] | ");
  CHECK(shown(R"({"rules":{"value":[{"id":"a","target":{"level":"x"}}],"Count":1}})") ==
        "[{id: 'a', target.level: 'x'}] | ");
  CHECK(shown(R"({"rules":["@{id=a}",null,"Microsoft.Graph.Models.Rule","x",5]})") ==
        "[{id: 'a', target.level: unknown (field_absent)}, unknown (damaged), "
        "unknown (wrong_type), unknown (wrong_type)] | "
        "rules: a .NET type name in place of an object, cut off by the depth limit of "
        "ConvertTo-Json; rules: a number in place of an object; "
        "rules: text in place of an object; "
        "rules[].id: PowerShell's @{...} in place of an object (repaired)");
  CHECK(shown(R"({"rules":"x"})") == "unknown (damaged) | rules: text in place of a list");
  CHECK(shown(R"({"rules":""})") == "[] | rules: empty text in place of a list (repaired)");
  CHECK(shown(R"({"rules":"System.Object[]"})") ==
        "unknown (damaged) | rules: a .NET type name in place of a list, cut off by the depth "
        "limit of ConvertTo-Json");
  CHECK(shown(R"({"rules":true})") ==
        "unknown (wrong_type) | rules: a boolean in place of an object");
  CHECK(shown(R"({"rules":[{"id":"a","ID":"b"},{"id":"c","ID":"d"}]})") ==
        "[{id: unknown (damaged), target.level: unknown (field_absent)}, "
        "{id: unknown (damaged), target.level: unknown (field_absent)}] | "
        "rules[].id: the property twice, with different values");
}

TEST_CASE("an exporter's own names stand beside the canonical ones") {
  FieldRule renamed;
  renamed.names = {{"scuba", "query_name"}};
  FieldRule group;
  group.names = {{"scuba", "method_policy"}};
  FieldRule outside;
  outside.names = {{"scuba", "/GrantIds"}};
  FieldRule odata;
  odata.names = {{"scuba", "@odata.type"}};
  Schema schema;
  const RecordSchema& row = declare(schema, "t",
                                    {{"queryName", text, renamed},
                                     {"policy", cel::map_of(cel::simple(TypeKind::dyn)), group},
                                     {"policy.state", text},
                                     {"role.grants", list_of(TypeKind::text), outside},
                                     {"odataType", text, odata}});
  const SourceRule scuba{.exporter = "scuba", .at = "/k"};
  const SourceRule graph{.exporter = "graph", .at = "/k"};
  const std::string exported =
      R"({"query_name":"q","method_policy":{"State":"on"},"grantids":["g"],"@odata.type":"#t"})";
  const std::string gone = "unknown (field_absent)";
  check(row, {&row}, &scuba,
        {{"exported", exported, "'q', {'State': 'on'}, 'on', ['g'], '#t'"},
         {"canonical",
          R"({"queryName":"q","policy":{"state":"on"},"role":{"grants":[]},"odataType":"t"})",
          "'q', {'state': 'on'}, 'on', [], 't'"},
         {"both",
          R"({"queryName":"q","query_name":"r","policy":null,"role":null,)"
          R"("odataType":"t","@odata.type":"t"})",
          "unknown (damaged), null, null, null, 't'",
          "queryName: the property twice, with different values"}});
  check(row, {&row}, &graph,
        {{"another exporter", exported,
          gone + ", " + gone + ", " + gone + ", " + gone + ", " + gone}});
}

TEST_CASE("rows take fields from the enclosing object and from map keys") {
  Schema schema;
  const RecordSchema& row =
      declare(schema, "t", {{"id", text}, {"roleId", text}, {"roleName", text}});
  const auto projections = read_all({&row});
  const SourceRule source{.exporter = "scuba",
                          .at = "/a[]/b[]",
                          .key_field = "id",
                          .parent = {{"roleId", "RoleTemplateId"}, {"roleName", "info.Name"}}};
  const auto parent = parse(R"({"roletemplateid":"r","Info":{"name":"n"},"b":[]})");
  const auto self = parse(R"({"id":"own","roleId":"own"})");
  std::string damage;
  CHECK(decode(row, projections, &source,
               {.self = self.root(), .parent = parent.root(), .map_key = "k"},
               damage) == "'k', 'r', 'n'");
  CHECK(decode(row, projections, &source, {.self = self.root()}, damage) ==
        "unknown (field_absent), unknown (field_absent), unknown (field_absent)");
  CHECK(damage.empty());
}

TEST_CASE("names are found by length and without case") {
  Names names;
  names.add("id", 1);
  names.add("state", 2);
  names.add("ab", 3);
  names.finish();
  const auto find = [&](std::string_view key) {
    const auto* found = names.find(key);
    return found == nullptr ? 0U : *found;
  };
  CHECK(find("ID") == 1);
  CHECK(find("aB") == 3);
  CHECK(find("State") == 2);
  CHECK(find("") == 0);
  CHECK(find("x") == 0);
  CHECK(find("stat") == 0);
  CHECK(find("states") == 0);
  CHECK(Names().find("id") == nullptr);
  Names none;
  none.finish();
  CHECK(none.find("") == nullptr);
  CHECK(none.find("id") == nullptr);
}
