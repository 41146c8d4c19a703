#include "field_reader.hpp"

#include "fixture.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using namespace stance::catalog;
using testing::Yaml;

namespace {

struct Read {
  tenant::Schema schema;
  tenant::RecordSchema& record = schema.add_record("a.b");
  std::string problems;

  explicit Read(std::string fields) {
    const Yaml yaml(std::move(fields));
    CHECK(yaml.problems().empty());
    base::Diagnostics found;
    Reader reader(found);
    read_fields(yaml.root(), record, schema, reader);
    record.type.finish();
    problems = testing::rendered(found);
  }

  [[nodiscard]] const cel::FieldDecl& decl(std::string_view path) const {
    return record.type.fields()[*record.type.find(path)];
  }
  [[nodiscard]] const tenant::FieldRule& rule(std::string_view path) const {
    return record.rules[*record.type.find(path)];
  }
};

}  // namespace

TEST_CASE("fields are read with their rules") {
  const Read read(
      "id: string\n"
      "end: timestamp?\n"
      "g.list: {type: list(string), null: [], absent: [], split: ','}\n"
      "state: {type: string, words: [on, off], closed: true, null: off}\n"
      "kind: {type: string, numbers: {0: None, 1: Some}, fold: true}\n"
      "upn: {type: string, pii: true, sensitive: true, names: {scuba: user_name}}\n");
  CHECK(read.problems == "");
  CHECK(read.decl("id").dataset == "a.b");
  CHECK(read.decl("id").subject().field == "id");
  CHECK(read.decl("end").type.nullable);
  CHECK(cel::to_text(*read.rule("g.list").from_null) == "[]");
  CHECK(cel::to_text(*read.rule("g.list").absent) == "[]");
  CHECK(read.rule("g.list").split == ',');
  CHECK(read.decl("state").words == std::vector<std::string>{"on", "off"});
  CHECK(read.decl("state").closed);
  CHECK(cel::to_text(*read.rule("state").from_null) == "'off'");
  CHECK(read.rule("kind").fold);
  REQUIRE(read.rule("kind").numbers.size() == 2);
  CHECK(read.rule("kind").numbers[1] == std::pair<std::int64_t, std::string>(1, "Some"));
  CHECK(read.rule("upn").pii);
  CHECK(read.rule("upn").sensitive);
  CHECK(read.rule("upn").names.at("scuba") == "user_name");
}

TEST_CASE("fields of records in lists belong to the record, at any depth") {
  const Read read(
      "rules[].id: string\n"
      "rules: list(record)\n"
      "rules[].parts: list(record)\n"
      "rules[].parts[].name: string\n");
  CHECK(read.problems == "");
  REQUIRE(read.record.type.fields().size() == 1);
  CHECK(cel::to_text(read.decl("rules").type) == "list(row of a.b.rules[])");
  const tenant::RecordSchema* rules = read.rule("rules").element;
  REQUIRE(rules != nullptr);
  CHECK(rules->type.find("id") != nullptr);
  CHECK(read.decl("rules").type.element->record == &rules->type);
  const tenant::RecordSchema* parts = rules->rules[*rules->type.find("parts")].element;
  REQUIRE(parts != nullptr);
  CHECK(parts->type.find("name") != nullptr);
  CHECK(parts->type.fields().front().subject().dataset == "a.b");
}

TEST_CASE("mistakes in fields are reported where they stand") {
  struct Case {
    std::string_view name, fields, problems;
  };
  static constexpr Case cases[] = {
      {"an unknown type", "id: strng\n",
       "x.yaml:1:5: error: unknown type 'strng' [unknown-word]\n  id: strng\n      ^\n"
       "hint: did you mean 'string'?\n"},
      {"no type", "id: {null: []}\n",
       "x.yaml:1:5: error: 'type' is missing in the field [missing-key]\n  id: {null: []}\n      "
       "^\n"},
      {"a bad name", "a-b: string\na[]: string\n",
       "x.yaml:1:1: error: 'a-b' is no name of a field [bad-name]\n  a-b: string\n  ^\n"
       "x.yaml:2:1: error: 'a[]' is no name of a field [bad-name]\n  a[]: string\n  ^\n"},
      {"a record that is not declared", "r[].id: string\n",
       "x.yaml:1:1: error: 'r' is not declared as list(record) [bad-field]\n  r[].id: string\n  "
       "^\n"},
      {"an unknown key", "id: {type: string, sensitiv: true}\n",
       "x.yaml:1:20: error: unknown key 'sensitiv' in a field [unknown-key]\n"
       "  id: {type: string, sensitiv: true}\n                     ^\n"
       "hint: did you mean 'sensitive'?\n"},
      {"a list for a text", "id: {type: string, null: []}\n",
       "x.yaml:1:26: error: expected string, found list(dyn) [bad-field]\n"
       "  id: {type: string, null: []}\n                           ^\n"},
      {"closed without words", "id: {type: string, closed: true}\n",
       "x.yaml:1:28: error: 'closed' needs 'words' [bad-field]\n"
       "  id: {type: string, closed: true}\n                             ^\n"},
      {"a text to split", "id: {type: string, split: ','}\n",
       "x.yaml:1:27: error: 'split' needs a field of type list(string) [bad-field]\n"
       "  id: {type: string, split: ','}\n                            ^\n"},
      {"a long separator", "id: {type: list(string), split: '; '}\n",
       "x.yaml:1:33: error: 'split' needs one character [bad-field]\n"
       "  id: {type: list(string), split: '; '}\n                                  ^\n"},
      {"a word for a number", "id: {type: string, numbers: {one: One}}\n",
       "x.yaml:1:30: error: expected a whole number, found 'one' [wrong-kind]\n"
       "  id: {type: string, numbers: {one: One}}\n                               ^\n"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) { CHECK(Read(std::string(c.fields)).problems == c.problems); }
  }
}
