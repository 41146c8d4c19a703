#include "dataset_reader.hpp"

#include "field_reader.hpp"
#include "source_reader.hpp"

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
  reader.error(name, "bad-name", fmt::format("'{}' is no name of a dataset", name.text()),
               "an area and a name, such as entra.users");
  return false;
}

// The properties that hold the tenant's id and name.
void read_tenant(const Node& node, Dataset& dataset, Reader& reader) {
  static constexpr std::array<std::string_view, 2> known = {"id", "name"};
  if (!reader.keys(node, "'tenant'", known)) return;
  if (const Node id = reader.required(node, "id", "'tenant'")) {
    dataset.tenant_id = reader.filled_text(id).value_or("");
  }
  if (const Node name = node.find("name")) {
    dataset.tenant_name = reader.filled_text(name).value_or("");
  }
}

// One list of properties, or a list of such lists.
void read_shows(const Node& node, Dataset& dataset, Reader& reader) {
  const std::vector<Node> items = node.is_sequence() ? node.items() : std::vector<Node>{};
  const bool several = !items.empty() && items.front().is_sequence();
  if (!several) return dataset.shows.push_back(reader.texts(node));
  for (const Node& item : items) dataset.shows.push_back(reader.texts(item));
}

void read_optional(const Node& node, Dataset& dataset, Reader& reader) {
  dataset.optional = reader.boolean(node) == true;
  if (!dataset.optional || !(dataset.singleton || dataset.large)) return;
  reader.error(node, "bad-field", "a singleton or large dataset is never optional");
}

void read_key(const Node& node, Dataset& dataset, Reader& reader) {
  dataset.key = reader.filled_text(node).value_or("");
  if (dataset.key.empty()) return;
  if (dataset.singleton) return reader.error(node, "bad-field", "a singleton has no key");
  check_field(node, *dataset.row, reader);
}

}  // namespace

void read_dataset(const Node& name, const Node& body, Schema& schema, Reader& reader) {
  static constexpr std::array<std::string_view, 11> known = {
      "title",   "product", "key",    "singleton", "large", "optional",
      "collect", "shows",   "tenant", "sources",   "fields"};
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
  if (const Node node = body.find("optional")) read_optional(node, dataset, reader);
  if (const Node node = body.find("collect")) dataset.collect = reader.text(node).value_or("");
  if (const Node node = body.find("shows")) read_shows(node, dataset, reader);
  if (const Node node = body.find("tenant")) read_tenant(node, dataset, reader);
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
