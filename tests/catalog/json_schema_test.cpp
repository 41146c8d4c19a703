#include "fixture.hpp"
#include "stance/catalog/catalog.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <set>
#include <string>
#include <vector>

using namespace stance;
using namespace stance::catalog;

namespace {

using Json = nlohmann::ordered_json;
using Words = std::set<std::string>;

Catalog small(const testing::Folder& folder) {
  base::Diagnostics problems;
  auto catalog = Catalog::load({.built_in = false, .folders = {folder.path()}}, {}, problems);
  REQUIRE(catalog);
  return *std::move(catalog);
}

Json schema_of(std::string_view kind) {
  const testing::Folder folder(testing::small_catalog());
  return Json::parse(small(folder).json_schema(kind));
}

Json definition(const std::string& name) {
  for (const std::string kind : {"", "profile", "decisions", "dataset"}) {
    const Json definitions = schema_of(kind)["definitions"];
    if (definitions.contains(name)) return definitions[name];
  }
  FAIL("no definition " << name);
  return {};
}

Words members(const Json& list) { return list.get<Words>(); }

Words keys(const Json& object) {
  Words out;
  for (const auto& [key, value] : object.items()) out.insert(key);
  return out;
}

Words split(std::string_view list) {
  Words out;
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(", "), list.size());
    out.emplace(list.substr(0, comma));
    list.remove_prefix(std::min(comma + 2, list.size()));
  }
  return out;
}

enum class Lint { without, with };

// What the readers say of a file of the small catalog, or of a profile or decisions for it.
base::Diagnostics read(const std::string& file, const std::string& text,
                       Lint lint = Lint::without) {
  base::Diagnostics problems;
  if (file != "profile.yaml" && file != "decisions.yaml") {
    const testing::Folder folder(testing::with(file, text));
    auto catalog = Catalog::load({.built_in = false, .folders = {folder.path()}}, {}, problems);
    if (catalog && lint == Lint::with) catalog->lint(problems);
    return problems;
  }
  const testing::Folder folder(testing::small_catalog());
  const testing::Folder own(testing::Texts{{file, text}});
  const std::string path = own.path() / file;
  if (file == "decisions.yaml") {
    static_cast<void>(Catalog::read_decisions({&path, 1}, problems));
    return problems;
  }
  Catalog catalog = small(folder);
  static_cast<void>(catalog.read_profile(path, problems));
  return problems;
}

// The words that the readers list in a hint, for what is named "zzzzzzzz".
Words listed(const base::Diagnostics& problems, std::string_view head) {
  for (const base::Diagnostic& problem : problems.all()) {
    const bool ours = problem.message.find("'zzzzzzzz'") != std::string::npos;
    if (ours && problem.hint.starts_with(head)) return split(problem.hint.substr(head.size()));
  }
  FAIL("no hint with '" << head << "' in\n" << testing::rendered(problems));
  return {};
}

// The keys that the readers say are missing.
Words missing(const base::Diagnostics& problems) {
  Words out;
  for (const base::Diagnostic& problem : problems.all()) {
    const std::size_t end = problem.message.find("' is missing");
    if (end != std::string::npos) out.insert(problem.message.substr(1, end - 1));
  }
  return out;
}

const std::string control_file = "controls/test/x.yaml";
const std::string dataset_head = "datasets:\n  test.more: ";

struct Mapping {
  std::string shape;
  std::string file;
  std::string text;        // "{}" stands for the mapping
  std::string least = {};  // keys without which the readers look no further
  Words refused = {};      // keys they know only to refuse them
};

std::vector<Mapping> mappings() {
  const auto check = [](std::string_view text) {
    return testing::control("check: " + std::string(text) + "\n");
  };
  const auto dataset = [](std::string_view text) {
    return dataset_head + "{title: T, product: P, fields: {id: string}, " + std::string(text) +
           "}\n";
  };
  return {
      {"check", control_file, check("{}"), "assert: 'true'"},
      {"part", control_file, check("{parts: [{}]}"), "assert: 'true'", {"manual"}},
      {"each", control_file, check("{each: {}}"), "pass: 'true'"},
      {"any", control_file, check("{any: {}}"), "pass: 'true'"},
      {"term", control_file, check("{each: {in: test.users, need: [{}], empty: met}}")},
      {"steps", control_file, check("{steps: {}}")},
      {"setting", control_file, check("{setting: {}}")},
      {"range", control_file,
       check("{setting: {dataset: test.settings, field: days, expected: {}}}"), "min: 1"},
      {"parameter", control_file, testing::control("params: {a: {}}\ncheck: {assert: params.a}\n"),
       "max: 1"},
      {"test", control_file, testing::control("check: {manual: Look.}\ntests: [{}]\n")},
      {"expect", control_file,
       testing::control("check: {manual: Look.}\ntests: [{name: a, expect: {}}]\n")},
      {"file", "more.yaml", "{}\n"},
      {"head", "catalog.yaml", "catalog: {}\ncategories: [identity, data]\nframeworks: {}\n"},
      {"licences", "licences.yaml", "licences: {}\n"},
      {"licence_table", "more.yaml", "licence_table: {}\n"},
      {"service_plan", "more.yaml",
       "licence_table: {plans: {P: {}}, source: s, date: 2026-01-31, products: {}}\n"},
      {"licence_product", "more.yaml",
       "licence_table: {products: {P: {}}, source: s, date: 2026-01-31, plans: {}}\n"},
      {"dataset", "datasets/more.yaml", dataset_head + "{}\n"},
      {"tenant", "datasets/more.yaml", dataset("tenant: {}")},
      {"field", "datasets/more.yaml", dataset_head + "{title: T, product: P, fields: {a: {}}}\n"},
      {"scuba", "datasets/more.yaml", dataset("sources: {scuba: {}}")},
      {"graph", "datasets/more.yaml", dataset("sources: {graph: {}}")},
      {"entraexporter", "datasets/more.yaml", dataset("sources: {entraexporter: {}}")},
      {"powershell", "datasets/more.yaml", dataset("sources: {powershell: {}}")},
      {"profile", "profile.yaml", "{}\n"},
      {"profile_head", "profile.yaml", "profile: {}\n"},
      {"profile_control", "profile.yaml", "controls: {test.users: {}}\n"},
      {"ranking", "profile.yaml", "ranking: {}\n"},
      {"weights", "profile.yaml", "ranking: {cost: {}}\n"},
      {"tagged_tenant", "decisions.yaml", "tenants: [{}]\n", "id: a"},
      {"decision", "decisions.yaml", "decisions: [{}]\n"},
      {"tenant_selector", "decisions.yaml",
       "decisions: [{control: a, status: planned, reason: R, owner: O, tenant: {}}]\n"},
  };
}

std::string filled(const Mapping& mapping, const std::string& keys) {
  std::string out = mapping.text;
  return out.replace(out.find("{}"), 2, "{" + keys + "}");
}

}  // namespace

TEST_CASE("a schema and the readers know the same keys") {
  for (const Mapping& mapping : mappings()) {
    DYNAMIC_SECTION(mapping.shape) {
      const Json schema = definition(mapping.shape);
      // A field is not looked at without its type.
      const std::string least = mapping.shape == "field" ? "type: int" : mapping.least;
      const std::string text = filled(mapping, "zzzzzzzz: 1" + (least.empty() ? "" : ", " + least));
      Words known = listed(read(mapping.file, text), "known keys: ");
      for (const std::string& key : mapping.refused) CHECK(known.erase(key) == 1);
      CHECK(keys(schema["properties"]) == known);
      CHECK(schema["additionalProperties"] == false);
    }
  }
}

TEST_CASE("a schema and the readers ask for the same keys") {
  for (const Mapping& mapping : mappings()) {
    DYNAMIC_SECTION(mapping.shape) {
      const Json schema = definition(mapping.shape);
      const Words needed = schema.contains("required") ? members(schema["required"]) : Words();
      CHECK(missing(read(mapping.file, filled(mapping, mapping.least))) == needed);
    }
  }
}

TEST_CASE("a schema and the readers want the same of a control") {
  const Json schema = definition("control");
  const std::string unknown = testing::control("zzzzzzzz: 1\ncheck: {manual: Look.}\n");
  CHECK(keys(schema["properties"]) == listed(read(control_file, unknown), "known keys: "));

  Words needed = missing(read(control_file, "check: {manual: Look.}\n"));
  needed.merge(missing(read(control_file, "id: test.x\n")));
  // Lint asks for the texts that only people read.
  needed.merge(
      missing(read(control_file, testing::control("check: {manual: Look.}\n"), Lint::with)));
  CHECK(needed == members(schema["required"]));
}

TEST_CASE("a schema and the readers have the same words") {
  struct Case {
    std::string definition;
    std::string file;
    std::string text;
  };
  const std::string level =
      "id: test.x\ntitle: T\ncategory: identity\nproduct: Test\npoints: 5\nuser_impact: low\n"
      "check: {manual: Look.}\ncost: zzzzzzzz\n";
  const std::string category =
      "id: test.x\ntitle: T\nproduct: Test\npoints: 5\ncost: low\nuser_impact: low\n"
      "check: {manual: Look.}\ncategory: zzzzzzzz\n";
  const std::vector<Case> cases = {
      {"level", control_file, level},
      {"category", control_file, category},
      {"criticality", control_file,
       testing::control("criticality: zzzzzzzz\ncheck: {manual: Look.}\n")},
      {"empty", control_file,
       testing::control("check: {each: {in: test.users, pass: 'true', empty: zzzzzzzz}}\n")},
      {"between", control_file,
       testing::control("check: {steps: {value: 1, credit: [[1, 1]], between: zzzzzzzz}}\n")},
      {"outcome", control_file,
       testing::control("check: {manual: Look.}\n"
                        "tests: [{name: a, expect: {outcome: zzzzzzzz}}]\n")},
      {"decision_status", "decisions.yaml", "decisions: [{status: zzzzzzzz}]\n"},
      {"dataset_name", control_file,
       testing::control("check: {setting: {dataset: zzzzzzzz, field: a, expected: 1}}\n")},
      {"field_type", "datasets/more.yaml",
       dataset_head + "{title: T, product: P, fields: {a: zzzzzzzz}}\n"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.definition) {
      Words words = members(definition(c.definition)["enum"]);
      // Any type can be null as well.
      if (c.definition == "field_type") {
        std::erase_if(words, [](const std::string& word) { return word.ends_with("?"); });
      }
      CHECK(words == listed(read(c.file, c.text), "one of "));
    }
  }
  const std::string refs = testing::control("refs: {zzzzzzzz: [a]}\ncheck: {manual: Look.}\n");
  CHECK(keys(definition("refs")["properties"]) == listed(read(control_file, refs), "one of "));
  const std::string sources =
      dataset_head + "{title: T, product: P, fields: {a: int}, sources: {zzzzzzzz: {}}}\n";
  CHECK(keys(definition("sources")["properties"]) ==
        listed(read("datasets/more.yaml", sources), "one of "));
}

TEST_CASE("a schema offers what the catalog holds") {
  CHECK(members(definition("dataset_name")["enum"]) == Words{"test.settings", "test.users"});
  CHECK(definition("rows")["properties"]["test.settings"] ==
        Json{{"$ref", "#/definitions/row_or_rows"}, {"description", "Settings"}});
  CHECK(definition("setting")["allOf"][1].dump() ==
        R"({"if":{"properties":{"dataset":{"const":"test.users"}}},)"
        R"("then":{"properties":{"field":{"enum":["age","enabled","id"]}}}})");
  CHECK(definition("product").dump() ==
        R"({"anyOf":[{"enum":["Test"]},{"$ref":"#/definitions/text"}]})");
  CHECK(definition("threats")["items"]["anyOf"][0].dump() == R"({"enum":["accountBreach"]})");
  CHECK(definition("globs").dump() ==
        R"({"type":"array","items":{"anyOf":[{"enum":["test.users"]},)"
        R"({"type":"string","pattern":"[*?]"}]}})");
  CHECK(definition("shared_params")["properties"].dump() ==
        R"({"limit":{"$ref":"#/definitions/value","description":"Days at most."}})");
  CHECK(definition("profile_controls")["properties"]["test.users"]["description"] ==
        "Users are active");
  CHECK(definition("controls").dump() ==
        R"({"anyOf":[{"enum":["test.users"]},{"type":"array","items":{"enum":["test.users"]},)"
        R"("minItems":1}]})");
}

TEST_CASE("every key says what it is") {
  for (const std::string kind : {"", "profile", "decisions"}) {
    const Json definitions = schema_of(kind)["definitions"];
    for (const auto& [name, shape] : definitions.items()) {
      if (shape.value("additionalProperties", Json()) != false || name == "names") continue;
      if (name == "refs" || name == "sources") continue;
      for (const auto& [key, value] : shape["properties"].items()) {
        CAPTURE(name, key);
        CHECK(value.contains("description"));
      }
    }
  }
}

TEST_CASE("there is a schema for each kind of file, and one for all of a catalog") {
  for (const std::string_view kind : Catalog::file_kinds()) {
    const Json schema = schema_of(kind);
    CHECK(schema["$schema"] == "http://json-schema.org/draft-07/schema#");
    CHECK(schema["allOf"].size() == 1);
  }
  CHECK(schema_of("control")["title"] == "A control file of a stance catalog");
  CHECK(schema_of("profile")["title"] == "A stance profile");
  CHECK(schema_of("decisions")["title"] == "A stance decision file");
  const Json any = schema_of("");
  CHECK(any["title"] == "A file of a stance catalog");
  CHECK(any["anyOf"].dump() ==
        R"([{"$ref":"#/definitions/control"},{"$ref":"#/definitions/file"}])");
  // Only what is referred to.
  CHECK_FALSE(schema_of("function")["definitions"].contains("control"));
}
