#include "contents.hpp"
#include "schema_shapes.hpp"
#include "stance/catalog/catalog.hpp"
#include "state.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stance::catalog {

namespace {

using Json = nlohmann::ordered_json;
using Words = std::set<std::string, std::less<>>;

// A kind of file, and the shape of its mapping.
struct Root {
  std::string_view kind;
  std::string_view shape;
};

constexpr std::array<Root, 8> roots = {{{"control", "control"},
                                        {"dataset", "dataset_file"},
                                        {"function", "function_file"},
                                        {"licence", "licence_file"},
                                        {"baseline", "baseline_file"},
                                        {"catalog", "vocabulary_file"},
                                        {"profile", "profile"},
                                        {"decisions", "decision_file"}}};
constexpr std::array<std::string_view, roots.size()> kinds = {
    "control", "dataset", "function", "licence", "baseline", "catalog", "profile", "decisions"};

// Kinds of values that are the same for every catalog. A text may be written as any scalar.
constexpr std::string_view fixed = R"json({
  "text": {"type": ["string", "number", "boolean"], "pattern": "\\S"},
  "texts": {"type": "array", "items": {"$ref": "#/definitions/text"}},
  "one_or_more": {"anyOf": [{"$ref": "#/definitions/text"}, {"$ref": "#/definitions/texts"}]},
  "titles": {"type": "object", "additionalProperties": {"$ref": "#/definitions/text"}},
  "lists": {"type": "object", "additionalProperties": {"$ref": "#/definitions/texts"}},
  "anything": {},
  "value": {"not": {"type": "null"}},
  "values": {"type": "object"},
  "flag": {"type": "boolean"},
  "number": {"type": "number"},
  "character": {"type": ["string", "number"], "minLength": 1, "maxLength": 1},
  "identifier": {"type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_]*$"},
  "id": {"type": "string",
    "pattern": "^[a-z0-9]([a-z0-9-]*[a-z0-9])?\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?$"},
  "revision": {"type": "integer", "minimum": 1, "maximum": 1000000},
  "points": {"type": "integer", "minimum": 1, "maximum": 10},
  "limit": {"type": "integer", "minimum": 1},
  "shows": {"anyOf": [{"$ref": "#/definitions/texts"},
    {"type": "array", "items": {"$ref": "#/definitions/texts"}}]},
  "decisions": {"type": "array", "items": {"$ref": "#/definitions/decision"}},
  "decision_status": {"enum": ["planned", "risk_accepted", "third_party", "alternate_mitigation",
    "attested"]},
  "valid_days": {"type": "integer", "minimum": 1, "maximum": 366},
  "percent": {"type": "number", "exclusiveMinimum": 0, "maximum": 100},
  "weight": {"type": "number", "exclusiveMinimum": 0, "maximum": 1000},
  "credit": {"type": "number", "minimum": 0, "maximum": 1},
  "level": {"enum": ["low", "moderate", "high"]},
  "criticality": {"enum": ["shall", "should"]},
  "baselines": {"type": "object", "additionalProperties": {"$ref": "#/definitions/baseline"}},
  "requirements": {"type": "object", "additionalProperties": {"type": "array", "minItems": 1,
    "items": {"enum": ["shall", "should", "directive"]}}},
  "guid": {"type": "string",
    "pattern": "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"},
  "service_plans": {"type": "object",
    "additionalProperties": {"$ref": "#/definitions/service_plan"}},
  "licence_products": {"type": "object",
    "additionalProperties": {"$ref": "#/definitions/licence_product"}},
  "empty": {"enum": ["met", "unmet", "not_applicable", "not_assessed"]},
  "outcome": {"enum": ["met", "partial", "unmet", "not_assessed", "not_applicable",
    "not_licensed", "manual"]},
  "outcomes": {"type": "object", "additionalProperties": {"$ref": "#/definitions/outcome"}},
  "between": {"enum": ["step", "linear"]},
  "band": {"type": "array", "items": [{"type": "number"}, {"$ref": "#/definitions/credit"}],
    "minItems": 2, "maxItems": 2},
  "date": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
  "pointer": {"type": "string", "pattern": "^(/[^/]+)+$"},
  "links": {"type": "array", "items": {"type": "string", "pattern": "^https://"}},
  "expression": {"type": ["string", "number", "boolean"], "pattern": "\\S", "description":
      "CEL. What contains ': ' or ' #' goes into double quotes or a | block."},
  "expressions": {"type": "object", "additionalProperties": {"$ref": "#/definitions/expression"}},
  "let": {"type": "object", "propertyNames": {"$ref": "#/definitions/identifier"},
    "additionalProperties": {"$ref": "#/definitions/expression"}},
  "expected": {"anyOf": [{"type": ["string", "number", "boolean", "null"]},
    {"type": "array", "items": {"type": ["string", "number", "boolean", "null"]}},
    {"$ref": "#/definitions/range"}]},
  "params": {"type": "object", "propertyNames": {"$ref": "#/definitions/identifier"},
    "additionalProperties": {"anyOf": [{"$ref": "#/definitions/parameter"},
      {"not": {"anyOf": [{"type": "null"}, {"type": "object", "anyOf": [{"required": ["default"]},
        {"required": ["min"]}, {"required": ["max"]}, {"required": ["description"]}]}]}}]}},
  "tests": {"type": "array", "items": {"$ref": "#/definitions/test"}},
  "survivors": {"type": "array", "items": {"type": "object", "additionalProperties": false,
    "required": ["change", "in", "because"], "properties": {"change": {"type": "string"},
    "in": {"type": "string"}, "because": {"type": "string"}}}},
  "functions": {"type": "object", "propertyNames": {"pattern":
      "^ *[A-Za-z_]\\w* *\\( *([A-Za-z_]\\w* *(, *[A-Za-z_]\\w* *)*)?\\) *$"},
    "additionalProperties": {"$ref": "#/definitions/expression"}},
  "datasets": {"type": "object",
    "propertyNames": {"pattern": "^[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)+$"},
    "additionalProperties": {"$ref": "#/definitions/dataset"}},
  "fields": {"type": "object", "propertyNames": {"pattern":
      "^([A-Za-z_][A-Za-z0-9_]*(\\[\\])?\\.)*[A-Za-z_][A-Za-z0-9_]*$"},
    "additionalProperties": {"anyOf": [{"$ref": "#/definitions/field_type"},
      {"$ref": "#/definitions/field"}]}},
  "field_type": {"enum": ["bool", "bool?", "int", "int?", "double", "double?", "string", "string?",
    "timestamp", "timestamp?", "duration", "duration?", "dyn", "dyn?", "record", "record?",
    "list(string)", "list(string)?", "list(int)", "list(int)?", "list(dyn)", "list(dyn)?",
    "list(record)", "list(record)?"]},
  "numbers": {"type": "object", "propertyNames": {"pattern": "^-?[0-9]+$"},
    "additionalProperties": {"$ref": "#/definitions/text"}},
  "names": {"type": "object", "properties": {"scuba": {}, "graph": {}, "entraexporter": {},
    "powershell": {}}, "additionalProperties": {"$ref": "#/definitions/text"}},
  "session": {"anyOf": [{"enum": ["graph", "exchange", "compliance", "teams", "sharepoint",
    "powerplatform", "fabric", "azure"]}, {"$ref": "#/definitions/text"}]}
})json";

Json reference(std::string_view definition) {
  return {{"$ref", fmt::format("#/definitions/{}", definition)}};
}

Json value_of(std::string_view is) {
  if (!is.starts_with('[')) return reference(is);
  return {{"type", "array"}, {"items", reference(is.substr(1, is.size() - 2))}, {"minItems", 1}};
}

Json mapping(const Shape& shape) {
  Json properties = Json::object();
  Json needed = Json::array();
  for (const KeyShape& key : shape.keys) {
    Json value = value_of(key.is);
    value["description"] = key.text;
    properties[std::string(key.name)] = std::move(value);
    if (key.required) needed.push_back(key.name);
  }
  Json out = {{"type", "object"}, {"description", shape.text}, {"properties", properties}};
  if (!needed.empty()) out["required"] = std::move(needed);
  if (properties.contains("otherwise") && properties.contains("assert")) {
    out["dependencies"] = {{"otherwise", Json::array({"assert"})}};
  }
  for (const std::string_view key : shape.one_of) {
    out["oneOf"].push_back({{"required", Json::array({key})}});
  }
  out["additionalProperties"] = false;
  return out;
}

// One of the words and nothing else; any text while there are none.
Json choice(const Words& words) {
  return words.empty() ? reference("text") : Json{{"enum", words}};
}

// The words are offered, others are as good.
Json suggestion(const Words& words, std::string_view otherwise = "text") {
  if (words.empty()) return reference(otherwise);
  return {{"anyOf", {choice(words), reference(otherwise)}}};
}

// The words, or a pattern of them.
Json glob(const Words& words) {
  return {{"anyOf", {choice(words), {{"type", "string"}, {"pattern", "[*?]"}}}}};
}

Json list_of(Json items) { return {{"type", "array"}, {"items", std::move(items)}}; }

// What the catalog at hand adds to the kinds of values.
class Definitions {
 public:
  explicit Definitions(Contents& contents) : contents_(contents) {}

  [[nodiscard]] Json all();

 private:
  void add_vocabulary(Json& out) const;
  void add_datasets(Json& out) const;
  void add_controls(Json& out) const;
  void add_decisions(Json& out) const;
  [[nodiscard]] Words texts_under(std::string_view key) const;
  [[nodiscard]] std::map<std::string, std::string> parameters() const;

  Contents& contents_;
};

Json Definitions::all() {
  Json out = Json::object();
  for (const Shape& shape : shapes()) out[std::string(shape.name)] = mapping(shape);
  out.update(Json::parse(fixed));
  add_vocabulary(out);
  add_datasets(out);
  add_controls(out);
  add_decisions(out);
  return out;
}

// The texts that controls have under a key, in a list.
Words Definitions::texts_under(std::string_view key) const {
  Words words;
  for (CatalogFile* file : contents_.control_files) {
    for (const Node& item : file->root().find(key).items()) words.emplace(item.text());
  }
  return words;
}

void Definitions::add_vocabulary(Json& out) const {
  const Vocabulary& vocabulary = contents_.vocabulary;
  out["category"] = choice({vocabulary.categories.begin(), vocabulary.categories.end()});
  Json refs = {{"type", "object"}, {"properties", Json::object()}};
  for (const std::string& framework : vocabulary.frameworks) {
    refs["properties"][framework] = reference("texts");
  }
  refs["additionalProperties"] = false;
  out["refs"] = std::move(refs);
  Words products;
  for (const model::ControlInfo& info : contents_.infos) products.insert(info.product);
  for (const tenant::Dataset& dataset : contents_.schema.datasets()) {
    products.insert(dataset.product);
  }
  out["product"] = suggestion(products);
  out["threats"] = list_of(suggestion(texts_under("threats")));
  out["licence"] = list_of(suggestion(texts_under("licence")));
}

void Definitions::add_datasets(Json& out) const {
  Words names;
  Json rows = {{"type", "object"}, {"properties", Json::object()}};
  Json fields = Json::array();
  for (const tenant::Dataset& dataset : contents_.schema.datasets()) {
    names.insert(dataset.name);
    Json entry = reference(dataset.singleton ? "row_or_rows" : "rows_of_one");
    entry["description"] = dataset.title;
    rows["properties"][dataset.name] = std::move(entry);
    Words paths;
    for (const cel::FieldDecl& field : dataset.row->type.fields()) paths.insert(field.path);
    fields.push_back({{"if", {{"properties", {{"dataset", {{"const", dataset.name}}}}}}},
                      {"then", {{"properties", {{"field", choice(paths)}}}}}});
  }
  rows["additionalProperties"] = false;
  out["rows"] = std::move(rows);
  out["rows_of_one"] = list_of({{"type", "object"}});
  out["row_or_rows"] = {{"anyOf", {{{"type", "object"}}, reference("rows_of_one")}}};
  out["dataset_name"] = choice(names);
  out["population"] = suggestion(names, "expression");
  if (!fields.empty()) out["setting"]["allOf"] = std::move(fields);
  Json sources = {{"type", "object"}, {"properties", Json::object()}};
  for (const std::string_view exporter : {"scuba", "graph", "entraexporter", "powershell", "dns"}) {
    sources["properties"][std::string(exporter)] = {
        {"anyOf", {reference(exporter), list_of(reference(exporter))}}};
  }
  sources["additionalProperties"] = false;
  out["sources"] = std::move(sources);
}

// Parameters of all controls, with the first description.
std::map<std::string, std::string> Definitions::parameters() const {
  std::map<std::string, std::string> out;
  for (CatalogFile* file : contents_.control_files) {
    for (const auto& [name, body] : file->root().find("params").pairs()) {
      out.emplace(name.text(), body.find("description") ? body.find("description").text() : "");
    }
  }
  return out;
}

void Definitions::add_controls(Json& out) const {
  Words ids;
  Json controls = {{"type", "object"}, {"properties", Json::object()}};
  for (const model::ControlInfo& info : contents_.infos) {
    ids.insert(info.id);
    Json entry = reference("profile_control");
    entry["description"] = info.title;
    controls["properties"][info.id] = std::move(entry);
  }
  controls["patternProperties"] = {{"[*?]", reference("profile_control")}};
  controls["additionalProperties"] = false;
  out["profile_controls"] = std::move(controls);
  out["globs"] = list_of(glob(ids));
  Json params = {{"type", "object"}, {"properties", Json::object()}};
  for (const auto& [name, text] : parameters()) {
    params["properties"][name] = reference("value");
    if (!text.empty()) params["properties"][name]["description"] = text;
  }
  params["additionalProperties"] = false;
  out["shared_params"] = std::move(params);
}

// What belongs to the status of a decision.
void Definitions::add_decisions(Json& out) const {
  Words ids;
  for (const model::ControlInfo& info : contents_.infos) ids.insert(info.id);
  out["controls"] = {{"anyOf", {choice(ids), list_of(choice(ids))}}};
  out["controls"]["anyOf"][1]["minItems"] = 1;
  out["decision_file"]["minProperties"] = 1;
  out["tenant_selector"]["minProperties"] = 1;
  Json one = Json::object();
  one["properties"]["status"]["enum"] = {"risk_accepted", "third_party", "alternate_mitigation"};
  one["properties"]["control"] = {{"not", {{"type", "array"}, {"minItems", 2}}}};
  Json& decision = out["decision"];
  decision["dependencies"]["objects"] = std::move(one);
  decision["if"]["properties"]["status"]["const"] = "attested";
  decision["then"]["required"] = {"attested_on", "valid_days"};
  for (const char* key : {"attested_on", "valid_days"}) decision["else"]["properties"][key] = false;
}

// Names of the definitions that a schema refers to, itself and through others.
void collect(const Json& schema, const Json& definitions, Words& names) {
  if (schema.is_array()) {
    for (const Json& item : schema) collect(item, definitions, names);
  }
  if (!schema.is_object()) return;
  for (const auto& [key, value] : schema.items()) {
    if (key != "$ref" || !value.is_string()) {
      collect(value, definitions, names);
      continue;
    }
    const std::string target = value.get<std::string>();
    const std::string name = target.substr(target.rfind('/') + 1);
    if (names.insert(name).second) collect(definitions.at(name), definitions, names);
  }
}

// Lists of one element are written Json::array({...}): compilers differ in what plain braces mean.
Json head(std::string_view kind) {
  Json out = {{"$schema", "http://json-schema.org/draft-07/schema#"}};
  if (kind.empty()) {
    out["title"] = "A file of a stance catalog";
    out["anyOf"] = {reference("control"), reference("file")};
    return out;
  }
  const auto* root = std::ranges::find(roots, kind, &Root::kind);
  out["title"] = fmt::format("A {} file of a stance catalog", kind);
  if (kind == "profile") out["title"] = "A stance profile";
  if (kind == "decisions") out["title"] = "A stance decision file";
  out["allOf"] = Json::array({reference(root->shape)});
  return out;
}

}  // namespace

std::span<const std::string_view> Catalog::file_kinds() { return kinds; }

std::string Catalog::json_schema(std::string_view kind) const {
  Json schema = head(kind);
  const Json definitions = Definitions(*state_->contents).all();
  Words names;
  collect(schema, definitions, names);
  Json used = Json::object();
  for (const auto& [name, definition] : definitions.items()) {
    if (names.contains(name)) used[name] = definition;
  }
  schema["definitions"] = std::move(used);
  return schema.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace stance::catalog
