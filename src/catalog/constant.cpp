#include "constant.hpp"

#include "number.hpp"

#include <algorithm>
#include <span>
#include <vector>

namespace stance::catalog {

using base::json::Cursor;
using cel::Entry;
using cel::Type;
using cel::TypeKind;
using cel::Value;

namespace {

Value list_of(const std::vector<Value>& members, base::Arena& arena) {
  Value* copy = arena.array<Value>(members.size());
  std::ranges::copy(members, copy);
  return Value::list({copy, members.size()});
}

Value map_of(const std::vector<Entry>& members, base::Arena& arena) {
  Entry* copy = arena.array<Entry>(members.size());
  std::ranges::copy(members, copy);
  return Value::map({copy, members.size()});
}

Value scalar(const Node& node, base::Arena& arena) {
  const std::string_view text = node.text();
  if (node.style() == Style::plain) {
    if (text == "true" || text == "false") return Value::of(text == "true");
    if (const auto integer = parse_integer(text)) return Value::of(*integer);
    if (const auto real = parse_real(text)) return Value::of(*real);
  }
  return Value::of(arena.copy(text));
}

TypeKind kind_of(const Value& value) {
  switch (value.kind) {
    case cel::Kind::null: return TypeKind::null;
    case cel::Kind::boolean: return TypeKind::boolean;
    case cel::Kind::integer: return TypeKind::integer;
    case cel::Kind::real: return TypeKind::real;
    case cel::Kind::text: return TypeKind::text;
    case cel::Kind::time: return TypeKind::time;
    case cel::Kind::span: return TypeKind::span;
    case cel::Kind::list: return TypeKind::list;
    case cel::Kind::map: return TypeKind::map;
    case cel::Kind::record:
    case cel::Kind::type:
    case cel::Kind::unknown: break;
  }
  return TypeKind::dyn;
}

// The one type of all values, or dyn.
Type common(const std::vector<Value>& values) {
  if (values.empty()) return {};
  const TypeKind first = kind_of(values.front());
  const bool same =
      std::ranges::all_of(values, [&](const Value& v) { return kind_of(v) == first; });
  return same ? cel::simple(first) : Type{};
}

}  // namespace

Value constant(const Node& node, base::Arena& arena) {
  if (node.is_null()) return Value::null();
  if (node.is_sequence()) {
    std::vector<Value> members;
    for (const Node& item : node.items()) members.push_back(constant(item, arena));
    return list_of(members, arena);
  }
  if (node.is_mapping()) {
    std::vector<Entry> members;
    for (const auto& [key, value] : node.pairs()) {
      members.push_back({Value::of(arena.copy(key.text())), constant(value, arena)});
    }
    return map_of(members, arena);
  }
  return scalar(node, arena);
}

Value constant(Cursor json, base::Arena& arena) {
  switch (json.kind()) {
    case base::json::Kind::null: return Value::null();
    case base::json::Kind::boolean: return Value::of(json.boolean());
    case base::json::Kind::integer: return Value::of(json.integer());
    case base::json::Kind::real: return Value::of(json.real());
    case base::json::Kind::text: return Value::of(arena.copy(json.text()));
    case base::json::Kind::array: {
      std::vector<Value> members;
      for (const Cursor item : json.elements()) members.push_back(constant(item, arena));
      return list_of(members, arena);
    }
    case base::json::Kind::object: {
      std::vector<Entry> members;
      for (const base::json::Member& member : json.members()) {
        members.push_back({Value::of(arena.copy(member.key)), constant(member.value, arena)});
      }
      return map_of(members, arena);
    }
  }
  return Value::null();
}

Type type_of(const Value& value) {
  if (value.kind == cel::Kind::list) {
    const std::span<const Value> members = value.members();
    return cel::list_of(common({members.begin(), members.end()}));
  }
  if (value.kind == cel::Kind::map) {
    std::vector<Value> values;
    for (const Entry& entry : value.pairs()) values.push_back(entry.value);
    return cel::map_of(common(values));
  }
  return cel::simple(kind_of(value));
}

}  // namespace stance::catalog
