#include "record_reader.hpp"

#include "stance/base/text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace stance::tenant {
namespace {

using base::json::Cursor;
using base::json::Kind;

// Where Graph's PowerShell objects keep what their class does not declare.
constexpr std::string_view lifted = "additionalproperties";

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

// `folded` is in lower case and as long as `key`.
bool matches(std::string_view key, std::string_view folded) {
  for (std::size_t i = 0; i < key.size(); ++i) {
    if (lower(key[i]) != folded[i]) return false;
  }
  return true;
}

// The next step of a path; "@odata.type" is one step.
std::string_view take_step(std::string_view& path) {
  const std::size_t from = path.starts_with("@odata.") ? 7 : 0;
  const std::size_t dot = std::min(path.find('.', from), path.size());
  const std::string_view step = path.substr(0, dot);
  path.remove_prefix(std::min(dot + 1, path.size()));
  return step;
}

// The path of a field in an exporter's objects: steps that are declared under another name there
// are replaced; a name that begins with "/" counts from the row.
std::string exported_path(const RecordSchema& schema, std::string_view path,
                          std::string_view exporter) {
  std::string exported;
  std::string_view rest = path;
  while (!rest.empty()) {
    std::string_view step = take_step(rest);
    const std::string_view so_far =
        path.substr(0, static_cast<std::size_t>(step.data() + step.size() - path.data()));
    if (const std::uint32_t* field = schema.type.find(so_far)) {
      const auto& names = schema.rules[*field].names;
      if (const auto name = names.find(exporter); name != names.end()) step = name->second;
    }
    if (step.starts_with('/')) {
      exported.clear();
      step.remove_prefix(1);
    }
    if (!exported.empty()) exported += '.';
    exported += step;
  }
  return exported;
}

Fault fault_of(Kind kind) {
  switch (kind) {
    case Kind::boolean: return Fault::boolean_found;
    case Kind::integer:
    case Kind::real: return Fault::number_found;
    case Kind::array: return Fault::list_found;
    default: return Fault::text_found;
  }
}

}  // namespace

void Names::add(std::string name, std::uint32_t node) { names_.push_back({std::move(name), node}); }

void Names::finish() {
  std::stable_sort(names_.begin(), names_.end(),
                   [](const Name& a, const Name& b) { return a.text.size() < b.text.size(); });
  const std::size_t longest = names_.empty() ? 0 : names_.back().text.size();
  starts_.assign(longest + 2, 0);
  for (const Name& name : names_) ++starts_[name.text.size() + 1];
  for (std::size_t i = 1; i < starts_.size(); ++i) starts_[i] += starts_[i - 1];
}

const std::uint32_t* Names::find(std::string_view key) const {
  if (key.size() + 1 >= starts_.size()) return nullptr;
  for (std::uint32_t i = starts_[key.size()]; i < starts_[key.size() + 1]; ++i) {
    if (matches(key, names_[i].text)) return &names_[i].node;
  }
  return nullptr;
}

const std::uint32_t* Names::find_exact(std::string_view name) const {
  const auto found = std::find_if(names_.begin(), names_.end(),
                                  [&](const Name& candidate) { return candidate.text == name; });
  return found == names_.end() ? nullptr : &found->node;
}

RecordReader::RecordReader(const RecordSchema& schema, const Reading& reading,
                           const std::string& prefix)
    : nodes_(2), log_(reading.log) {
  const cel::Projection* projection = reading.projections.find(schema.type);
  if (projection == nullptr) return;
  for (const std::uint32_t index : projection->fields()) add_field(schema, index, reading, prefix);
  for (Node& node : nodes_) {
    if (!node.names.empty()) node.names.add(std::string(lifted), root);
    node.names.finish();
  }
  for (const Field& field : fields_) defaults_.push_back(field.when_absent());
}

void RecordReader::add_field(const RecordSchema& schema, std::uint32_t index,
                             const Reading& reading, const std::string& prefix) {
  const cel::FieldDecl& decl = schema.type.fields()[index];
  const FieldRule& rule = schema.rules[index];
  Field& field = fields_.emplace_back(decl, rule);
  field.slot = static_cast<std::uint32_t>(fields_.size() - 1);
  field.number = log_.add_field(prefix + decl.path);
  if (rule.element != nullptr) {
    const bool list = decl.type.is(cel::TypeKind::list);
    // Properties of enclosing objects and map keys are for rows only.
    field.nested = std::make_unique<RecordReader>(*rule.element, reading,
                                                  prefix + decl.path + (list ? "[]." : "."));
  }
  const bool outermost = prefix.empty() && reading.source != nullptr;
  if (outermost && reading.source->key_field == decl.path) {
    map_key_ = &field;
    return;
  }
  if (outermost) {
    if (const auto from = reading.source->parent.find(decl.path);
        from != reading.source->parent.end()) {
      return add_path(enclosing, from->second, field.slot);
    }
  }
  add_path(root, decl.path, field.slot);
  if (reading.source == nullptr) return;
  const std::string exported = exported_path(schema, decl.path, reading.source->exporter);
  if (!base::equal_fold(exported, decl.path)) add_path(root, exported, field.slot);
}

void RecordReader::add_path(std::uint32_t start, std::string_view path, std::uint32_t field) {
  std::vector<std::uint32_t> groups;
  std::uint32_t at = start;
  while (!path.empty()) {
    groups.push_back(at);
    at = child(at, take_step(path));
  }
  nodes_[at].field = field;
  for (const std::uint32_t group : groups) nodes_[group].below.push_back(field);
}

std::uint32_t RecordReader::child(std::uint32_t node, std::string_view name) {
  std::string folded = base::fold(name);
  if (const std::uint32_t* found = nodes_[node].names.find_exact(folded)) return *found;
  const auto fresh = static_cast<std::uint32_t>(nodes_.size());
  nodes_.emplace_back();
  nodes_[node].names.add(std::move(folded), fresh);
  return fresh;
}

void RecordReader::read(const RawRow& row, std::span<cel::Value> slots, base::Arena& arena) {
  ++row_;
  std::copy(defaults_.begin(), defaults_.end(), slots.begin());
  Target target{slots, Coercion(arena, log_)};
  if (map_key_ != nullptr && row.map_key.data() != nullptr) {
    slots[map_key_->slot] = target.coercion.read_text(*map_key_, row.map_key);
  }
  if (row.parent.is(Kind::object) && !nodes_[enclosing].names.empty()) {
    visit_object(enclosing, row.parent, target);
  }
  if (row.self.is(Kind::object)) {
    visit_object(root, row.self, target);
  } else if (row.self.valid() && !row.self.is(Kind::null)) {
    visit_group(root, row.self, target);
  }
}

void RecordReader::visit_object(std::uint32_t node, Cursor object, Target& target) {
  const Names& names = nodes_[node].names;
  for (const base::json::Member member : object.members()) {
    const std::uint32_t* found = names.find(member.key);
    if (found == nullptr) continue;
    if (*found != root) {
      visit(*found, member.value, target);
    } else if (member.value.is(Kind::object)) {
      visit_object(node, member.value, target);
    }
  }
}

void RecordReader::visit(std::uint32_t index, Cursor value, Target& target) {
  Node& node = nodes_[index];
  if (node.field != Node::no_field) set_field(fields_[node.field], value, target);
  if (node.names.empty()) return;
  if (node.row != row_) {
    node.row = row_;
    node.seen = value;
    node.disputed = false;
    visit_group(index, value, target);
  } else if (!node.disputed && !same_value(node.seen, value)) {
    node.disputed = true;
    for (const std::uint32_t field : node.below) dispute(fields_[field], target);
  }
}

void RecordReader::visit_group(std::uint32_t index, Cursor value, Target& target) {
  const Node& node = nodes_[index];
  switch (value.kind()) {
    case Kind::object: return visit_object(index, value, target);
    case Kind::text: return visit_text(node, value.text(), target);
    case Kind::null:
      for (const std::uint32_t field : node.below) set_field(fields_[field], value, target);
      return;
    default: set_below(node, cel::Why::wrong_type, fault_of(value.kind()), target);
  }
}

// PowerShell's rendering of an object below its depth limit is read where it is plain.
void RecordReader::visit_text(const Node& node, std::string_view text, Target& target) {
  if (!is_hashtable_text(text)) {
    if (is_type_name(text)) return set_below(node, cel::Why::damaged, Fault::type_name, target);
    return set_below(node, cel::Why::wrong_type, Fault::text_found, target);
  }
  const auto properties = parse_hashtable(text);
  if (!properties) return set_below(node, cel::Why::damaged, Fault::hashtable_text, target);
  for (const Property& property : *properties) {
    const std::uint32_t* found = node.names.find(property.name);
    if (found == nullptr || *found == root) continue;
    const Node& below = nodes_[*found];
    // What is a group here was plain text or lost there.
    set_below(below, cel::Why::damaged, Fault::hashtable_text, target);
    if (below.field == Node::no_field) continue;
    Field& field = fields_[below.field];
    if (property.value) {
      log_.note(field.number, Fault::restored_text, Wanted::object);
      target.slots[field.slot] = target.coercion.read_text(field, *property.value);
    } else {
      log_.note(field.number, Fault::hashtable_text, Wanted::object);
      target.slots[field.slot] = field.unknown(cel::Why::damaged);
    }
  }
}

void RecordReader::set_field(Field& field, Cursor value, Target& target) {
  if (field.row != row_) {
    field.row = row_;
    field.seen = value;
    field.disputed = false;
    target.slots[field.slot] = target.coercion.read(field, value);
  } else if (!same_value(field.seen, value)) {
    dispute(field, target);
  }
}

void RecordReader::dispute(Field& field, Target& target) {
  if (field.disputed && field.row == row_) return;
  field.row = row_;
  field.disputed = true;
  log_.note(field.number, Fault::twins, Wanted::anything);
  target.slots[field.slot] = field.unknown(cel::Why::damaged);
}

void RecordReader::set_below(const Node& node, cel::Why why, Fault fault, Target& target) {
  for (const std::uint32_t index : node.below) {
    const Field& field = fields_[index];
    log_.note(field.number, fault, Wanted::object);
    target.slots[field.slot] = field.unknown(why);
  }
}

}  // namespace stance::tenant
