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

std::string first_step(std::string_view path) { return base::fold(take_step(path)); }

// Whether a field of records: an unknown part of it would make a comparison of values useless.
bool holds_records(const Field& field) { return field.nested != nullptr; }

// The properties in "id,displayName,owners(id,name)", in lower case. A part of a property alone
// ("address/city") does not count.
std::vector<std::string> selected_names(std::string_view selected) {
  std::vector<std::string> names;
  std::string name;
  int depth = 0;
  const auto finish = [&] {
    if (name.find('/') == std::string::npos) names.push_back(base::fold(name));
    name.clear();
  };
  for (const char c : selected) {
    if (c == ',' && depth == 0) {
      finish();
    } else {
      depth += static_cast<int>(c == '(') - static_cast<int>(c == ')');
      if (depth == 0 && c != ')' && c != ' ') name += c;
    }
  }
  finish();
  return names;
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
    return add_default(field, {});
  }
  if (outermost) {
    if (const auto from = reading.source->parent.find(decl.path);
        from != reading.source->parent.end()) {
      field.mapped = true;
      add_path(enclosing, from->second, field.slot);
      return add_default(field, {});
    }
  }
  add_path(root, decl.path, field.slot);
  if (reading.source == nullptr) return add_default(field, {decl.path});
  const std::string exported = exported_path(schema, decl.path, reading.source->exporter);
  if (!base::equal_fold(exported, decl.path)) add_path(root, exported, field.slot);
  add_default(field, {decl.path, exported});
}

// What an absent property means can only be said of a property whose neighbours are there: a path
// through a group that is absent itself says nothing.
void RecordReader::add_default(Field& field, std::initializer_list<std::string_view> paths) {
  defaults_.push_back(field.when_absent());
  std::vector<std::string>& firsts = firsts_.emplace_back();
  if (!field.rule->absent) return;
  bool grouped = paths.size() > 0;
  for (const std::string_view path : paths) {
    firsts.push_back(first_step(path));
    grouped = grouped && firsts.back().size() < path.size();
  }
  if (!grouped) return;
  defaults_.back() = field.unknown(cel::Why::field_absent);
  for (const std::string& first : firsts) {
    nodes_[*nodes_[root].names.find_exact(first)].implied.push_back(field.slot);
  }
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

// Which fields were left out of a request, so that their absence means nothing.
void RecordReader::select(std::string_view selected) {
  if (selected.data() == selected_.data() && selected.size() == selected_.size()) return;
  selected_ = selected;
  const std::vector<std::string> names = selected_names(selected);
  left_out_.assign(fields_.size(), false);
  if (selected.empty()) return;
  for (std::size_t slot = 0; slot < firsts_.size(); ++slot) {
    left_out_[slot] = !firsts_[slot].empty() &&
                      std::ranges::none_of(firsts_[slot], [&](const std::string& first) {
                        return std::ranges::find(names, first) != names.end();
                      });
  }
}

void RecordReader::start_row(Target& target) {
  ++row_;
  std::copy(defaults_.begin(), defaults_.end(), target.slots.begin());
  if (selected_.empty()) return;
  for (std::size_t slot = 0; slot < left_out_.size(); ++slot) {
    if (left_out_[slot]) target.slots[slot] = fields_[slot].unknown(cel::Why::field_absent);
  }
}

void RecordReader::read(const RawRow& row, std::span<cel::Value> slots, base::Arena& arena) {
  joined_ = false;
  Target target{slots, Coercion(arena, log_)};
  select(row.selected);
  start_row(target);
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

void RecordReader::join(const RawRow& twin, std::span<cel::Value> slots, base::Arena& arena) {
  const auto seen = [&](const Field& field) {
    return field.row == row_ && !field.disputed ? field.seen : Cursor{};
  };
  if (!joined_) {
    told_.assign(fields_.size(), Cursor{});
    for (const Field& field : fields_) told_[field.slot] = seen(field);
  }
  std::vector<cel::Value> others(slots.size());
  read(twin, others, arena);
  joined_ = true;
  const auto is_silent = [](const cel::Value& value) {
    return value.is_unknown() && value.why == cel::Why::field_absent;
  };
  for (const Field& field : fields_) {
    cel::Value& slot = slots[field.slot];
    const cel::Value& other = others[field.slot];
    Cursor& told = told_[field.slot];
    const Cursor twins = seen(field);
    if (is_silent(slot)) {
      slot = other;
      told = twins;
      continue;
    }
    if (is_silent(other) || slot.is_unknown()) continue;
    const bool same = (told.valid() && twins.valid() && compare_content(told, twins) == 0) ||
                      (!holds_records(field) && cel::equals(slot, other).is(true));
    if (same) continue;
    log_.note(field.number, Fault::contradiction, Wanted::anything);
    slot = field.unknown(cel::Why::damaged);
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
    for (const std::uint32_t slot : node.implied) {
      const Field& field = fields_[slot];
      const bool selected = selected_.empty() || !left_out_[slot];
      if (field.row != row_ && selected) target.slots[slot] = *field.rule->absent;
    }
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
