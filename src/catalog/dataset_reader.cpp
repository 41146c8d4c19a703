#include "dataset_reader.hpp"

#include "field_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stance::catalog {

namespace {

using tenant::Dataset;
using tenant::RecordSchema;
using tenant::Schema;
using tenant::SourceRule;

bool check_name(const Node& name, Reader& reader) {
  std::string_view rest = name.text();
  std::size_t segments = 0;
  bool valid = true;
  while (valid && !rest.empty()) {
    const std::size_t dot = std::min(rest.find('.'), rest.size());
    valid = is_identifier(rest.substr(0, dot)) && dot + 1 != rest.size();
    rest.remove_prefix(std::min(dot + 1, rest.size()));
    ++segments;
  }
  if (valid && segments >= 2) return true;
  reader.error(name, fmt::format("'{}' is no name of a dataset", name.text()),
               "an area and a name, such as entra.users");
  return false;
}

// "/key", "/key/0", "/a[]/b[]", "/a{}", "/key/0/sub".
bool is_pointer(std::string_view at) {
  if (!at.starts_with('/') || at.ends_with('/')) return false;
  return at.find("//") == std::string_view::npos;
}

void check_field(const Node& node, const RecordSchema& record, Reader& reader) {
  if (record.type.find(node.text()) != nullptr) return;
  std::vector<std::string_view> known;
  for (const cel::FieldDecl& field : record.type.fields()) known.push_back(field.path);
  reader.unknown_name(node, "field", known);
}

void read_parent(const Node& node, SourceRule& source, const RecordSchema& record, Reader& reader) {
  if (!reader.expect_mapping(node)) return;
  for (const auto& [field, property] : node.pairs()) {
    check_field(field, record, reader);
    if (auto text = reader.filled_text(property)) source.parent.emplace(field.text(), *text);
  }
  if (source.at.find("[]/") == std::string::npos) {
    reader.error(node, "'parent' needs a source of the form '/a[]/b[]'");
  }
}

void read_source(const Node& exporter, const Node& body, Dataset& dataset, Reader& reader) {
  static constexpr std::array<std::string_view, 4> known = {"at", "commands", "parent",
                                                            "key_field"};
  if (!reader.keys(body, "a source", known)) return;
  SourceRule source{.exporter = std::string(exporter.text()), .at = {}};
  if (const Node at = reader.required(body, "at", "a source")) {
    source.at = reader.text(at).value_or("");
    if (at.is_scalar() && !is_pointer(source.at)) {
      reader.error(at, fmt::format("'{}' is no place in an export", source.at),
                   "such as /users, /settings/0, /groups[]/members[], /policies{}");
    }
  }
  const bool map = source.at.ends_with("{}");
  const Node key_field = body.find("key_field");
  if (key_field) {
    check_field(key_field, *dataset.row, reader);
    source.key_field = key_field.text();
  }
  if (map != static_cast<bool>(key_field)) {
    reader.error(key_field ? key_field : body,
                 "'key_field' and a source of the form '/a{}' need each other");
  }
  if (const Node parent = body.find("parent")) read_parent(parent, source, *dataset.row, reader);
  if (const Node commands = body.find("commands")) source.commands = reader.texts(commands);
  dataset.sources.push_back(std::move(source));
}

void read_sources(const Node& node, Dataset& dataset, Reader& reader) {
  if (!reader.expect_mapping(node)) return;
  for (const auto& [exporter, body] : node.pairs()) {
    if (!body.is_sequence()) {
      read_source(exporter, body, dataset, reader);
      continue;
    }
    for (const Node& item : body.items()) read_source(exporter, item, dataset, reader);
  }
}

void read_key(const Node& node, Dataset& dataset, Reader& reader) {
  dataset.key = reader.filled_text(node).value_or("");
  if (dataset.key.empty()) return;
  if (dataset.singleton) return reader.error(node, "a singleton has no key");
  check_field(node, *dataset.row, reader);
}

}  // namespace

void read_dataset(const Node& name, const Node& body, Schema& schema, Reader& reader) {
  static constexpr std::array<std::string_view, 8> known = {
      "title", "product", "key", "singleton", "large", "collect", "sources", "fields"};
  if (!check_name(name, reader) || !reader.keys(body, "a dataset", known)) return;
  Dataset dataset{.name = std::string(name.text()), .title = {}, .product = {}};
  if (const Node title = reader.required(body, "title", "the dataset")) {
    dataset.title = reader.filled_text(title).value_or("");
  }
  if (const Node product = reader.required(body, "product", "the dataset")) {
    dataset.product = reader.filled_text(product).value_or("");
  }
  if (const Node node = body.find("singleton")) dataset.singleton = reader.boolean(node) == true;
  if (const Node node = body.find("large")) dataset.large = reader.boolean(node) == true;
  if (const Node node = body.find("collect")) dataset.collect = reader.text(node).value_or("");
  RecordSchema& record = schema.add_record(dataset.name);
  dataset.row = &record;
  if (const Node fields = reader.required(body, "fields", "the dataset")) {
    read_fields(fields, record, schema, reader);
  }
  record.type.finish();
  if (const Node node = body.find("key")) read_key(node, dataset, reader);
  if (const Node node = body.find("sources")) read_sources(node, dataset, reader);
  schema.add(std::move(dataset));
}

}  // namespace stance::catalog
