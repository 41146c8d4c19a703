#include "source_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stance::catalog {

namespace {

using tenant::Dataset;
using tenant::SourceRule;

// The keys of a source beside those about the place in a file, and the one that must be there.
struct ExporterRule {
  std::string_view name;
  std::string_view required = {};
  std::span<const std::string_view> keys = {};
};

constexpr std::array<std::string_view, 1> scuba_keys{"commands"};
constexpr std::array<std::string_view, 5> graph_keys{"context", "type", "request", "scopes",
                                                     "limit"};
constexpr std::array<std::string_view, 1> entraexporter_keys{"path"};
constexpr std::array<std::string_view, 3> powershell_keys{"commands", "session", "limit"};

constexpr std::array<std::string_view, 1> dns_keys{"record"};
constexpr std::array<std::string_view, 3> dns_records{"spf", "dkim", "dmarc"};

constexpr std::array<ExporterRule, 5> exporters{{
    {"scuba", "at", scuba_keys},
    {"graph", "request", graph_keys},
    {"entraexporter", "path", entraexporter_keys},
    {"powershell", "commands", powershell_keys},
    {"dns", "record", dns_keys},
}};

const ExporterRule* find_exporter(const Node& name, Reader& reader) {
  const auto* const found =
      std::find_if(exporters.begin(), exporters.end(),
                   [&](const ExporterRule& rule) { return rule.name == name.text(); });
  if (found != exporters.end()) return found;
  std::array<std::string_view, exporters.size()> known;
  std::transform(exporters.begin(), exporters.end(), known.begin(),
                 [](const ExporterRule& rule) { return rule.name; });
  reader.unknown_name(name, "unknown-word", "exporter", known);
  return nullptr;
}

// "/key", "/key/0", "/a[]/b[]", "/a{}", "/key/0/sub".
bool is_pointer(std::string_view at) {
  if (!at.starts_with('/') || at.ends_with('/')) return false;
  return at.find("//") == std::string_view::npos;
}

std::vector<std::string> one_or_more(const Node& node, Reader& reader) {
  if (node.is_sequence()) return reader.texts(node);
  const auto text = reader.filled_text(node);
  return text ? std::vector<std::string>{*text} : std::vector<std::string>{};
}

class SourceReader {
 public:
  SourceReader(const Dataset& dataset, Reader& reader) : dataset_(dataset), reader_(reader) {}

  [[nodiscard]] SourceRule read(const ExporterRule& exporter, const Node& body);

 private:
  void read_place(const Node& body, SourceRule& source);
  void read_parent(const Node& node, SourceRule& source);

  const Dataset& dataset_;
  Reader& reader_;
};

SourceRule SourceReader::read(const ExporterRule& exporter, const Node& body) {
  SourceRule source{.exporter = std::string(exporter.name)};
  std::vector<std::string_view> known = {"at", "parent", "key_field"};
  known.insert(known.end(), exporter.keys.begin(), exporter.keys.end());
  if (!reader_.keys(body, "a source", known)) return source;
  static_cast<void>(reader_.required(body, exporter.required, "a source"));
  read_place(body, source);
  if (const Node node = body.find("commands")) source.commands = reader_.texts(node);
  if (const Node node = body.find("context")) source.contexts = one_or_more(node, reader_);
  if (const Node node = body.find("type")) source.types = one_or_more(node, reader_);
  if (const Node node = body.find("path")) source.paths = one_or_more(node, reader_);
  if (const Node node = body.find("scopes")) source.scopes = reader_.texts(node);
  if (const Node node = body.find("request")) {
    source.request = reader_.filled_text(node).value_or("");
  }
  if (const Node node = body.find("record")) {
    if (const auto record = reader_.choice(node, "record", dns_records)) {
      source.request = dns_records[*record];
    }
  }
  if (const Node node = body.find("limit")) {
    const auto limit = reader_.integer(node);
    if (limit && *limit < 1) reader_.error(node, "bad-source", "a limit is at least 1");
    source.limit = static_cast<std::size_t>(std::max<std::int64_t>(limit.value_or(0), 0));
  }
  if (const Node node = body.find("session")) {
    source.session = reader_.filled_text(node).value_or("");
  }
  return source;
}

void SourceReader::read_place(const Node& body, SourceRule& source) {
  if (const Node at = body.find("at")) {
    source.at = reader_.text(at).value_or("");
    if (at.is_scalar() && !is_pointer(source.at)) {
      reader_.error(at, "bad-source", fmt::format("'{}' is no place in an export", source.at),
                    "such as /users, /settings/0, /groups[]/members[], /policies{}");
    }
  }
  const bool map = source.at.ends_with("{}");
  const Node key_field = body.find("key_field");
  if (key_field) {
    check_field(key_field, *dataset_.row, reader_);
    source.key_field = key_field.text();
  }
  if (map != static_cast<bool>(key_field)) {
    reader_.error(key_field ? key_field : body, "bad-source",
                  "'key_field' and a source of the form '/a{}' need each other");
  }
  if (const Node parent = body.find("parent")) read_parent(parent, source);
}

void SourceReader::read_parent(const Node& node, SourceRule& source) {
  if (!reader_.expect_mapping(node)) return;
  for (const auto& [field, property] : node.pairs()) {
    check_field(field, *dataset_.row, reader_);
    if (auto text = reader_.filled_text(property)) source.parent.emplace(field.text(), *text);
  }
  // The objects of a ScubaGear key are the first step, those of other files are none.
  const bool nested =
      source.exporter == "scuba" ? source.at.find("[]/") != std::string::npos : !source.at.empty();
  if (!nested) reader_.error(node, "bad-source", "'parent' needs a source of the form '/a[]/b[]'");
}

}  // namespace

void check_field(const Node& node, const tenant::RecordSchema& record, Reader& reader) {
  if (record.type.find(node.text()) != nullptr) return;
  std::vector<std::string_view> known;
  known.reserve(record.type.fields().size());
  for (const cel::FieldDecl& field : record.type.fields()) known.push_back(field.path);
  reader.unknown_name(node, "unknown-field", "field", known);
}

void read_sources(const Node& sources, Dataset& dataset, Reader& reader) {
  if (!reader.expect_mapping(sources)) return;
  SourceReader sources_reader(dataset, reader);
  for (const auto& [name, body] : sources.pairs()) {
    const ExporterRule* exporter = find_exporter(name, reader);
    if (exporter == nullptr) continue;
    if (!body.is_sequence()) {
      dataset.sources.push_back(sources_reader.read(*exporter, body));
      continue;
    }
    for (const Node& item : body.items()) {
      dataset.sources.push_back(sources_reader.read(*exporter, item));
    }
  }
}

}  // namespace stance::catalog
