#include "stance/cel/type.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace stance::cel {

namespace {

constexpr std::array<Type, 12> simple_types = {{
    {TypeKind::dyn},
    {TypeKind::null},
    {TypeKind::boolean},
    {TypeKind::integer},
    {TypeKind::real},
    {TypeKind::text},
    {TypeKind::time},
    {TypeKind::span},
    {TypeKind::list},
    {TypeKind::map},
    {TypeKind::record},
    {TypeKind::type},
}};

const Type* lasting(const Type& type) {
  if (type.is(TypeKind::record) && type.record != nullptr) return type.record->self();
  return &simple_types[static_cast<std::size_t>(type.kind)];
}

bool is_number(const Type& type) { return type.is(TypeKind::integer) || type.is(TypeKind::real); }

}  // namespace

Type simple(TypeKind kind) { return simple_types[static_cast<std::size_t>(kind)]; }

Type list_of(const Type& element) { return {TypeKind::list, false, lasting(element), nullptr}; }

Type map_of(const Type& element) { return {TypeKind::map, false, lasting(element), nullptr}; }

Type element_of(const Type& type) {
  return type.element == nullptr ? simple(TypeKind::dyn) : *type.element;
}

std::string to_text(const Type& type) {
  static constexpr std::array<std::string_view, 12> names = {
      "dyn",       "null",     "bool", "int", "double", "string",
      "timestamp", "duration", "list", "map", "row",    "type"};
  std::string text(names[static_cast<std::size_t>(type.kind)]);
  if (type.record != nullptr) text += " of " + type.record->name();
  if (type.is(TypeKind::list) && type.element != nullptr) {
    text += "(" + to_text(*type.element) + ")";
  }
  if (type.is(TypeKind::map)) text += "(string, " + to_text(element_of(type)) + ")";
  return text;
}

bool compatible(const Type& a, const Type& b) {
  if (a.dynamic() || b.dynamic()) return true;
  if (a.is(TypeKind::null)) return b.nullable || b.is(TypeKind::null);
  if (b.is(TypeKind::null)) return a.nullable;
  if (is_number(a) && is_number(b)) return true;
  if (a.kind != b.kind) return false;
  if (a.is(TypeKind::list) || a.is(TypeKind::map)) return compatible(element_of(a), element_of(b));
  if (a.is(TypeKind::record)) {
    return a.record == b.record || a.record == nullptr || b.record == nullptr;
  }
  return true;
}

std::uint32_t RecordType::add(FieldDecl field) {
  const auto index = static_cast<std::uint32_t>(fields_.size());
  index_.emplace(field.path, index);
  fields_.push_back(std::move(field));
  return index;
}

void RecordType::finish() {
  for (FieldDecl& field : fields_) {
    field.named = {.dataset = field.dataset, .field = field.path, .expression = {}};
  }
}

const std::uint32_t* RecordType::find(std::string_view path) const {
  const auto found = index_.find(path);
  return found == index_.end() ? nullptr : &found->second;
}

bool RecordType::is_prefix(std::string_view path) const {
  const auto next = index_.lower_bound(path);
  if (next == index_.end()) return false;
  if (next->first == path) return true;
  // Paths such as "a-b" could sort between "a" and "a.b": look for the group itself.
  const auto group = index_.lower_bound(std::string(path) + ".");
  return group != index_.end() && group->first.size() > path.size() &&
         group->first.starts_with(path) && group->first[path.size()] == '.';
}

std::uint32_t Projection::slot(std::uint32_t field) {
  if (field >= slot_of_.size()) slot_of_.resize(field + std::size_t{1}, 0);
  if (slot_of_[field] == 0) {
    fields_.push_back(field);
    slot_of_[field] = static_cast<std::uint32_t>(fields_.size());
  }
  return slot_of_[field] - 1;
}

Projection& Projections::of(const RecordType& type) {
  if (type.id() >= by_id_.size()) by_id_.resize(type.id() + std::size_t{1});
  return by_id_[type.id()];
}

const Projection* Projections::find(const RecordType& type) const {
  return type.id() < by_id_.size() ? &by_id_[type.id()] : nullptr;
}

}  // namespace stance::cel
