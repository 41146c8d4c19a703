#include "field_reader.hpp"

#include "constant.hpp"
#include "field_type.hpp"
#include "number.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace stance::catalog {

namespace {

using tenant::FieldRule;
using tenant::RecordSchema;
using tenant::Schema;

// "rules[].id" names the field "id" of the record "rules[]"; a field of the row has no record.
std::pair<std::string_view, std::string_view> split_path(std::string_view path) {
  const std::size_t brackets = path.rfind("[].");
  if (brackets == std::string_view::npos) return {{}, path};
  return {path.substr(0, brackets + 2), path.substr(brackets + 3)};
}

bool is_path(std::string_view text) {
  while (true) {
    const std::size_t dot = std::min(text.find('.'), text.size());
    std::string_view step = text.substr(0, dot);
    if (step.ends_with("[]") && dot < text.size()) step.remove_suffix(2);
    if (!is_identifier(step)) return false;
    if (dot == text.size()) return true;
    text.remove_prefix(dot + 1);
  }
}

// The yes-or-no property of this name, null when it is none.
bool* mark_of(FieldRule& rule, std::string_view name) {
  if (name == "fold") return &rule.fold;
  if (name == "pii") return &rule.pii;
  return name == "sensitive" ? &rule.sensitive : nullptr;
}

// Reads all fields of one dataset.
class FieldReader {
 public:
  FieldReader(RecordSchema& top, Schema& schema, Reader& reader)
      : top_(top), schema_(schema), reader_(reader) {}

  void read(const Node& fields);

 private:
  struct Declared {
    Node name;
    Node body;  // a type, or a mapping
    FieldType type;
  };

  [[nodiscard]] std::optional<Declared> declare(const Node& name, const Node& body);
  void add(const Declared& field);
  void read_rule(const Declared& field, cel::FieldDecl& decl, FieldRule& rule);
  void read_closed(const Node& node, cel::FieldDecl& decl);
  void read_numbers(const Node& node, FieldRule& rule);
  void read_split(const Node& node, const cel::Type& type, FieldRule& rule);
  void read_names(const Node& node, FieldRule& rule);
  [[nodiscard]] std::optional<cel::Value> substitute(const Node& node, const cel::Type& type);
  [[nodiscard]] bool flag(const Node& node) { return reader_.boolean(node) == true; }

  RecordSchema& top_;
  Schema& schema_;
  Reader& reader_;
  std::map<std::string, RecordSchema*, std::less<>> nested_;  // by path with "[]"
};

void FieldReader::read(const Node& fields) {
  if (!reader_.expect_mapping(fields)) return;
  std::vector<Declared> declared;
  for (const auto& [name, body] : fields.pairs()) {
    if (auto field = declare(name, body)) declared.push_back(*field);
  }
  // Records first: a list may be declared behind the fields of its elements.
  for (const Declared& field : declared) {
    if (!field.type.records) continue;
    const std::string path = fmt::format("{}[]", field.name.text());
    nested_[path] = &schema_.add_record(fmt::format("{}.{}", top_.type.name(), path));
  }
  for (const Declared& field : declared) add(field);
  for (const auto& [path, record] : nested_) record->type.finish();
}

std::optional<FieldReader::Declared> FieldReader::declare(const Node& name, const Node& body) {
  if (!is_path(name.text())) {
    reader_.error(name, "bad-name", fmt::format("'{}' is no name of a field", name.text()));
    return std::nullopt;
  }
  const Node type_node = body.is_mapping() ? reader_.required(body, "type", "the field") : body;
  if (!type_node) return std::nullopt;
  const auto text = reader_.text(type_node);
  if (!text) return std::nullopt;
  const auto type = parse_field_type(*text);
  if (!type) {
    static constexpr std::array<std::string_view, 12> known = {
        "bool", "int",    "double",       "string",    "timestamp", "duration",
        "dyn",  "record", "list(string)", "list(int)", "list(dyn)", "list(record)"};
    reader_.unknown_name(type_node, "unknown-word", "type", known);
  }
  // With an unknown type the field still exists, so that nothing else is reported about it.
  return Declared{name, body, type.value_or(FieldType{})};
}

void FieldReader::add(const Declared& field) {
  const auto [prefix, path] = split_path(field.name.text());
  RecordSchema* owner = &top_;
  if (!prefix.empty()) {
    const auto found = nested_.find(prefix);
    if (found == nested_.end()) {
      const std::string_view list = prefix.substr(0, prefix.size() - 2);
      return reader_.error(field.name, "bad-field",
                           fmt::format("'{}' is not declared as list(record)", list));
    }
    owner = found->second;
  }
  cel::FieldDecl decl;
  decl.path = path;
  decl.type = field.type.type;
  decl.dataset = top_.type.name();
  FieldRule rule;
  if (field.type.records) {
    rule.element = nested_.find(fmt::format("{}[]", field.name.text()))->second;
    decl.type.element = rule.element->type.self();
  }
  if (field.body.is_mapping()) read_rule(field, decl, rule);
  owner->type.add(std::move(decl));
  owner->rules.push_back(std::move(rule));
}

void FieldReader::read_rule(const Declared& field, cel::FieldDecl& decl, FieldRule& rule) {
  static constexpr std::array<std::string_view, 11> known = {
      "type",   "null", "absent", "split",     "numbers", "words",
      "closed", "fold", "pii",    "sensitive", "names"};
  if (!reader_.keys(field.body, "a field", known)) return;
  Node closed;  // read last: it needs the words
  // In one pass over what is there: a catalog has thousands of fields.
  for (const auto& [key, node] : field.body.pairs()) {
    const std::string_view name = key.text();
    if (name == "null") rule.from_null = substitute(node, decl.type);
    if (name == "absent") rule.absent = substitute(node, decl.type);
    if (name == "split") read_split(node, decl.type, rule);
    if (name == "numbers") read_numbers(node, rule);
    if (name == "names") read_names(node, rule);
    if (name == "words") decl.words = reader_.texts(node);
    if (name == "closed") closed = node;
    if (bool* mark = mark_of(rule, name)) *mark = flag(node);
  }
  if (closed) read_closed(closed, decl);
}

void FieldReader::read_closed(const Node& node, cel::FieldDecl& decl) {
  decl.closed = flag(node);
  if (decl.closed && decl.words.empty()) reader_.error(node, "bad-field", "'closed' needs 'words'");
}

void FieldReader::read_numbers(const Node& node, FieldRule& rule) {
  if (!reader_.expect_mapping(node)) return;
  for (const auto& [number, word] : node.pairs()) {
    const auto value = reader_.integer(number);
    auto text = reader_.filled_text(word);
    if (value && text) rule.numbers.emplace_back(*value, *std::move(text));
  }
}

void FieldReader::read_split(const Node& node, const cel::Type& type, FieldRule& rule) {
  if (!type.is(cel::TypeKind::list)) {
    return reader_.error(node, "bad-field", "'split' needs a field of type list(string)");
  }
  if (!node.is_scalar() || node.text().size() != 1) {
    return reader_.error(node, "bad-field", "'split' needs one character");
  }
  rule.split = node.text().front();
}

void FieldReader::read_names(const Node& node, FieldRule& rule) {
  if (!reader_.expect_mapping(node)) return;
  for (const auto& [exporter, name] : node.pairs()) {
    if (auto text = reader_.filled_text(name)) rule.names.emplace(exporter.text(), *text);
  }
}

std::optional<cel::Value> FieldReader::substitute(const Node& node, const cel::Type& type) {
  const cel::Value value = constant(node, schema_.constants());
  const cel::Type found = type_of(value);
  if (cel::compatible(found, type)) return value;
  reader_.error(node, "bad-field",
                fmt::format("expected {}, found {}", cel::to_text(type), cel::to_text(found)));
  return std::nullopt;
}

}  // namespace

void read_fields(const Node& fields, RecordSchema& record, Schema& schema, Reader& reader) {
  FieldReader(record, schema, reader).read(fields);
}

}  // namespace stance::catalog
