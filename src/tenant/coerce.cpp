#include "coerce.hpp"

#include "record_reader.hpp"
#include "scalar_text.hpp"
#include "stance/base/text.hpp"
#include "stance/cel/time.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

namespace stance::tenant {
namespace {

using base::json::Cursor;
using base::json::Kind;
using cel::TypeKind;
using cel::Value;
using cel::Why;

// Values without a declared shape are read this deep.
constexpr int max_dynamic_depth = 64;

// 2^53: up to here every integer is a double.
std::optional<std::int64_t> to_whole(double number) {
  if (std::trunc(number) != number || std::abs(number) > 9007199254740992.0) return std::nullopt;
  return static_cast<std::int64_t>(number);
}

// The value of a JSON scalar as it stands; lists and objects give nothing.
std::optional<Value> plain(Cursor value) {
  switch (value.kind()) {
    case Kind::null: return Value::null();
    case Kind::boolean: return Value::of(value.boolean());
    case Kind::integer: return Value::of(value.integer());
    case Kind::real: return Value::of(value.real());
    case Kind::text: return Value::of(value.text());
    default: return std::nullopt;
  }
}

Fault found(cel::Kind kind) {
  switch (kind) {
    case cel::Kind::boolean: return Fault::boolean_found;
    case cel::Kind::integer:
    case cel::Kind::real: return Fault::number_found;
    default: return Fault::text_found;
  }
}

Fault found(Cursor value) {
  if (value.is(Kind::array)) return Fault::list_found;
  if (value.is(Kind::object)) return Fault::object_found;
  const std::optional<Value> scalar = plain(value);
  return scalar ? found(scalar->kind) : Fault::text_found;
}

// The list inside PowerShell 5.1's {"value": [..], "Count": n} and OData's {"results": [..]}.
Cursor wrapped_list(Cursor object) {
  const Cursor results = object.find("results");
  if (results.is(Kind::array)) {
    const bool bare =
        object.size() == 1 || (object.size() == 2 && object.find("__metadata").valid());
    return bare ? results : Cursor{};
  }
  const Cursor value = object.find("value");
  const bool counted = object.size() == 2 && object.find("Count").is(Kind::integer);
  return counted && value.is(Kind::array) ? value : Cursor{};
}

bool is_guid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    const char c = text[i];
    const bool hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    if (dash ? c != '-' : !hex) return false;
  }
  return true;
}

// A list that PowerShell joined with blanks can be taken apart when its members cannot hold one.
bool is_joined(std::string_view text, const std::vector<std::string>& words) {
  if (text.find(' ') == std::string_view::npos) return false;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view part = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!is_guid(part) && std::find(words.begin(), words.end(), part) == words.end()) return false;
  }
  return true;
}

std::string_view folded(std::string_view text, base::Arena& arena) {
  const auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (std::none_of(text.begin(), text.end(), upper)) return text;
  char* bytes = arena.array<char>(text.size());
  std::transform(text.begin(), text.end(), bytes,
                 [&](char c) { return upper(c) ? static_cast<char>(c | 0x20) : c; });
  return {bytes, text.size()};
}

// A value without a declared shape, from PowerShell's text for it.
Value guess(std::string_view text) {
  if (const auto boolean = to_boolean(text)) return Value::of(*boolean);
  if (const auto integer = to_integer(text)) return Value::of(*integer);
  return Value::of(text);
}

// Of equal keys the first stays; when their values differ nobody knows which is meant.
std::size_t settle_twins(std::span<cel::Entry> entries, std::span<const Cursor> values,
                         const Value& disputed, bool& differ) {
  std::vector<std::size_t> order(entries.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return entries[a].key.text() < entries[b].key.text();
  });
  std::vector<bool> dropped(entries.size(), false);
  std::size_t first = 0;
  for (std::size_t i = 1; i < order.size(); ++i) {
    if (entries[order[i]].key.text() != entries[order[first]].key.text()) {
      first = i;
      continue;
    }
    dropped[order[i]] = true;
    if (same_value(values[order[i]], values[order[first]])) continue;
    entries[order[first]].value = disputed;
    differ = true;
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (!dropped[i]) entries[kept++] = entries[i];
  }
  return kept;
}

}  // namespace

// A scalar to be read: the field itself or a member of its list.
struct Coercion::Target {
  const Field& field;
  TypeKind kind;
  bool member;

  [[nodiscard]] Wanted wanted() const {
    return wanted_by(member ? field.element : field.decl->type);
  }
};

Field::Field(const cel::FieldDecl& declaration, const FieldRule& reading)
    : decl(&declaration), rule(&reading) {
  if (decl->type.is(TypeKind::list)) element = cel::element_of(decl->type);
}
Field::Field(Field&&) noexcept = default;
Field::~Field() = default;

Value Field::when_null() const { return rule->from_null.value_or(Value::null()); }

Value Field::when_absent() const {
  return rule->absent ? *rule->absent : unknown(Why::field_absent);
}

Value Field::unknown(Why why) const { return Value::unknown(why, &decl->subject()); }

Wanted wanted_by(const cel::Type& type) {
  switch (type.kind) {
    case TypeKind::boolean: return Wanted::boolean;
    case TypeKind::integer: return Wanted::integer;
    case TypeKind::real: return Wanted::number;
    case TypeKind::text: return Wanted::text;
    case TypeKind::time: return Wanted::timestamp;
    case TypeKind::span: return Wanted::duration;
    case TypeKind::list: return Wanted::list;
    case TypeKind::map:
    case TypeKind::record: return Wanted::object;
    default: return Wanted::anything;
  }
}

Value Coercion::fail(const Field& field, Fault fault, Wanted wanted) {
  log_.note(field.number, fault, wanted);
  const bool lost = fault == Fault::hashtable_text || fault == Fault::type_name ||
                    fault == Fault::twins || fault == Fault::too_deep;
  return field.unknown(lost ? Why::damaged : Why::wrong_type);
}

Value Coercion::read(const Field& field, Cursor value) {
  if (value.is(Kind::null)) return field.when_null();
  switch (field.decl->type.kind) {
    case TypeKind::list: return read_list(field, value);
    case TypeKind::record:
    case TypeKind::map: return read_record(field, value);
    case TypeKind::dyn: return read_dynamic(field, value, 0);
    default: break;
  }
  const Target target{field, field.decl->type.kind, false};
  if (const std::optional<Value> scalar = plain(value)) return read_scalar(target, *scalar);
  if (value.is(Kind::object)) return scalar_from_object(target, value);
  return fail(field, found(value), target.wanted());
}

Value Coercion::read_text(const Field& field, std::string_view text) {
  switch (field.decl->type.kind) {
    case TypeKind::list: return fail(field, Fault::hashtable_text, Wanted::list);
    case TypeKind::record:
    case TypeKind::map: return fail(field, Fault::hashtable_text, Wanted::object);
    case TypeKind::dyn: return guess(text);
    default: return scalar_from_text({field, field.decl->type.kind, false}, text);
  }
}

Value Coercion::read_list(const Field& field, Cursor value) {
  switch (value.kind()) {
    case Kind::array: return read_elements(field, value);
    case Kind::text: return list_from_text(field, value.text());
    case Kind::object:
      if (const Cursor inner = wrapped_list(value); inner.valid()) {
        return read_elements(field, inner);
      }
      return list_of_one(field, read_element(field, value), Fault::lone_object);
    default: return list_of_one(field, read_element(field, value), Fault::lone_value);
  }
}

Value Coercion::read_elements(const Field& field, Cursor array) {
  std::size_t count = 0;
  for (const Cursor element : array.elements()) count += element.is(Kind::null) ? 0U : 1U;
  Value* members = arena_.array<Value>(count);
  std::size_t filled = 0;
  for (const Cursor element : array.elements()) {
    if (!element.is(Kind::null)) members[filled++] = read_element(field, element);
  }
  return Value::list({members, count});
}

Value Coercion::read_element(const Field& field, Cursor value) {
  const TypeKind kind = field.element.kind;
  if (kind == TypeKind::dyn) return read_dynamic(field, value, 1);
  if (kind == TypeKind::record || kind == TypeKind::map) {
    return read_record(field, value);
  }
  const Target target{field, kind, true};
  if (const std::optional<Value> scalar = plain(value)) return read_scalar(target, *scalar);
  if (value.is(Kind::object)) return scalar_from_object(target, value);
  return fail(field, found(value), target.wanted());
}

Value Coercion::list_from_text(const Field& field, std::string_view text) {
  const TypeKind kind = field.element.kind;
  if (is_hashtable_text(text)) return fail(field, Fault::hashtable_text, Wanted::list);
  if (kind == TypeKind::text ? is_member_type_name(text) : is_type_name(text)) {
    return fail(field, Fault::type_name, Wanted::list);
  }
  if (text.empty() && field.rule->split == 0) {
    // What PowerShell writes for an empty list below its depth limit.
    log_.note(field.number, Fault::empty_text, Wanted::list);
    return Value::list({});
  }
  if (kind == TypeKind::record || kind == TypeKind::map) {
    log_.note(field.number, Fault::text_found, Wanted::list);
    return field.unknown(Why::damaged);
  }
  if (field.rule->split != 0) return list_from_parts(field, text, field.rule->split);
  if (is_joined(text, field.decl->words)) {
    log_.note(field.number, Fault::joined_text, Wanted::list);
    return list_from_parts(field, text, ' ');
  }
  const Target target{field, kind, true};
  return list_of_one(field, read_scalar(target, Value::of(text)), Fault::lone_value);
}

Value Coercion::list_from_parts(const Field& field, std::string_view text, char mark) {
  const auto most = static_cast<std::size_t>(std::count(text.begin(), text.end(), mark)) + 1;
  Value* members = arena_.array<Value>(most);
  std::size_t count = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(mark), text.size());
    const std::string_view part = base::trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (part.empty()) continue;
    members[count++] = read_scalar({field, field.element.kind, true}, Value::of(part));
  }
  return Value::list({members, count});
}

Value Coercion::list_of_one(const Field& field, Value member, Fault fault) {
  // What is no member is no list either, and was noted already.
  if (member.is_unknown()) return member;
  if (!field.mapped) log_.note(field.number, fault, Wanted::list);
  Value* members = arena_.array<Value>(1);
  members[0] = member;
  return Value::list({members, 1});
}

// A record, or an object read as a map, or a member that is one.
Value Coercion::read_record(const Field& field, Cursor value) {
  const bool text = value.is(Kind::text);
  if (field.nested == nullptr) {
    if (value.is(Kind::object)) return read_map(field, value, 1);
    if (text && is_hashtable_text(value.text())) return map_from_text(field, value.text());
  } else if (value.is(Kind::object) || (text && parse_hashtable(value.text()))) {
    Value* slots = arena_.array<Value>(field.nested->width());
    field.nested->read({.self = value}, {slots, field.nested->width()}, arena_);
    return Value::record(slots);
  }
  if (!text) return fail(field, found(value), Wanted::object);
  if (is_hashtable_text(value.text())) return fail(field, Fault::hashtable_text, Wanted::object);
  if (is_type_name(value.text())) return fail(field, Fault::type_name, Wanted::object);
  return fail(field, Fault::text_found, Wanted::object);
}

Value Coercion::read_scalar(const Target& target, Value raw) {
  if (target.kind == TypeKind::dyn) return raw;
  switch (raw.kind) {
    case cel::Kind::null: return target.field.when_null();
    case cel::Kind::text: return scalar_from_text(target, raw.text());
    case cel::Kind::integer: return scalar_from_integer(target, raw);
    case cel::Kind::boolean:
      if (target.kind == TypeKind::boolean) return raw;
      break;
    case cel::Kind::real:
      if (target.kind == TypeKind::real) return raw;
      if (target.kind != TypeKind::integer) break;
      if (const auto whole = to_whole(raw.real)) return Value::of(*whole);
      break;
    default: break;
  }
  return fail(target.field, found(raw.kind), target.wanted());
}

Value Coercion::scalar_from_integer(const Target& target, Value raw) {
  if (target.kind == TypeKind::integer) return raw;
  if (target.kind == TypeKind::real) return Value::of(static_cast<double>(raw.integer));
  if (target.kind == TypeKind::boolean && (raw.integer == 0 || raw.integer == 1)) {
    return Value::of(raw.integer == 1);
  }
  const auto& numbers = target.field.rule->numbers;
  if (target.kind != TypeKind::text || numbers.empty()) {
    return fail(target.field, Fault::number_found, target.wanted());
  }
  const auto entry = std::find_if(numbers.begin(), numbers.end(),
                                  [&](const auto& pair) { return pair.first == raw.integer; });
  if (entry == numbers.end()) {
    return fail(target.field, Fault::undeclared_number, target.wanted());
  }
  return Value::of(std::string_view(entry->second));
}

Value Coercion::scalar_from_text(const Target& target, std::string_view text) {
  if (target.kind == TypeKind::text) return word(target, text);
  std::optional<Value> read;
  switch (target.kind) {
    case TypeKind::boolean:
      if (const auto boolean = to_declared_boolean(text)) read = Value::of(*boolean);
      break;
    case TypeKind::integer:
      if (const auto integer = to_integer(text)) read = Value::of(*integer);
      if (const auto bytes = to_bytes(text)) read = Value::of(*bytes);
      break;
    case TypeKind::real:
      if (const auto real = to_real(text)) read = Value::of(*real);
      break;
    case TypeKind::time: read = cel::parse_exported_time(text); break;
    case TypeKind::span: read = cel::parse_exported_span(text); break;
    case TypeKind::dyn: return Value::of(text);
    default: break;
  }
  if (read) return *read;
  if (is_hashtable_text(text)) return fail(target.field, Fault::hashtable_text, target.wanted());
  if (is_type_name(text)) return fail(target.field, Fault::type_name, target.wanted());
  return fail(target.field, Fault::unreadable_text, target.wanted());
}

Value Coercion::word(const Target& target, std::string_view text) {
  if (is_hashtable_text(text)) return fail(target.field, Fault::hashtable_text, Wanted::text);
  if (target.member ? is_member_type_name(text) : is_certain_type_name(text)) {
    return fail(target.field, Fault::type_name, Wanted::text);
  }
  const FieldRule& rule = *target.field.rule;
  if (!rule.numbers.empty()) {
    if (const auto number = to_integer(text)) return read_scalar(target, Value::of(*number));
  }
  return Value::of(rule.fold ? folded(text, arena_) : text);
}

// Windows PowerShell writes times as {"value": "/Date(ms)/", "DateTime": ..} and time spans with
// all their parts; a tick is 100 ns.
Value Coercion::scalar_from_object(const Target& target, Cursor object) {
  if (target.kind == TypeKind::time) {
    const Cursor value = object.find_fold("value");
    if (value.is(Kind::text)) return scalar_from_text(target, value.text());
  }
  if (target.kind == TypeKind::span) {
    const Cursor ticks = object.find_fold("ticks");
    if (ticks.is(Kind::integer)) {
      constexpr std::int64_t per_second = 10'000'000;
      const std::int64_t count = ticks.integer();
      const std::int64_t rest = ((count % per_second) + per_second) % per_second;
      const std::int64_t seconds = count / per_second - (count % per_second < 0 ? 1 : 0);
      return Value::span(seconds, static_cast<std::uint32_t>(rest * 100));
    }
  }
  return fail(target.field, Fault::object_found, target.wanted());
}

Value Coercion::read_dynamic(const Field& field, Cursor value, int depth) {
  if (depth > max_dynamic_depth) return fail(field, Fault::too_deep, Wanted::anything);
  if (value.is(Kind::object)) return read_map(field, value, depth + 1);
  if (value.is(Kind::text)) {
    if (is_hashtable_text(value.text())) return map_from_text(field, value.text());
    if (is_certain_type_name(value.text())) {
      return fail(field, Fault::type_name, Wanted::anything);
    }
  }
  if (const std::optional<Value> scalar = plain(value)) return *scalar;
  const std::size_t most = value.size();
  std::vector<Value> members;
  members.reserve(most);
  for (const Cursor element : value.elements()) {
    members.push_back(read_dynamic(field, element, depth + 1));
  }
  Value* stored = arena_.array<Value>(members.size());
  std::copy(members.begin(), members.end(), stored);
  return Value::list({stored, members.size()});
}

Value Coercion::read_map(const Field& field, Cursor object, int depth) {
  std::vector<cel::Entry> entries;
  std::vector<Cursor> values;
  for (const base::json::Member member : object.members()) {
    entries.push_back({Value::of(member.key), read_dynamic(field, member.value, depth)});
    values.push_back(member.value);
  }
  bool differ = false;
  entries.resize(settle_twins(entries, values, field.unknown(Why::damaged), differ));
  if (differ) log_.note(field.number, Fault::twins, Wanted::anything);
  auto* stored = arena_.array<cel::Entry>(entries.size());
  std::copy(entries.begin(), entries.end(), stored);
  return Value::map({stored, entries.size()});
}

Value Coercion::map_from_text(const Field& field, std::string_view text) {
  const auto properties = parse_hashtable(text);
  if (!properties) return fail(field, Fault::hashtable_text, Wanted::object);
  log_.note(field.number, Fault::restored_text, Wanted::object);
  auto* entries = arena_.array<cel::Entry>(properties->size());
  for (std::size_t i = 0; i < properties->size(); ++i) {
    const Property& property = (*properties)[i];
    entries[i] = {Value::of(property.name),
                  property.value ? guess(*property.value) : field.unknown(Why::damaged)};
  }
  return Value::map({entries, properties->size()});
}

}  // namespace stance::tenant
