#include "stance/cel/value.hpp"

#include "stance/cel/time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <compare>

namespace stance::cel {

namespace {

Value wrong_type() { return Value::unknown(Why::wrong_type); }

bool is_number(const Value& v) { return v.kind == Kind::integer || v.kind == Kind::real; }

double real_of(const Value& v) {
  return v.kind == Kind::integer ? static_cast<double>(v.integer) : v.real;
}

// As in CEL's reference an integer is compared with a double as the double nearest to it.
std::partial_ordering compare_numbers(const Value& a, const Value& b) {
  if (a.kind == Kind::integer && b.kind == Kind::integer) return a.integer <=> b.integer;
  return real_of(a) <=> real_of(b);
}

// Folds member-wise equality: a difference decides, an unknown makes the rest uncertain.
class Equality {
 public:
  // False when nothing further can change the result.
  bool add(const Value& member) {
    if (member.is_unknown()) {
      if (!cause_.is_unknown()) cause_ = member;
      return true;
    }
    different_ = !member.boolean;
    return !different_;
  }
  [[nodiscard]] Value result() const {
    if (different_) return Value::of(false);
    return cause_.is_unknown() ? cause_ : Value::of(true);
  }

 private:
  bool different_ = false;
  Value cause_ = Value::null();
};

Value equal_lists(const Value& a, const Value& b) {
  if (a.uncertain) return a.values[-1];
  if (b.uncertain) return b.values[-1];
  if (a.size != b.size) return Value::of(false);
  Equality fold;
  for (std::uint32_t i = 0; i < a.size; ++i) {
    if (!fold.add(equals(a.values[i], b.values[i]))) break;
  }
  return fold.result();
}

Value equal_maps(const Value& a, const Value& b) {
  if (a.size != b.size) return Value::of(false);
  Equality fold;
  for (const Entry& entry : a.pairs()) {
    const auto pairs = b.pairs();
    const auto other = std::find_if(pairs.begin(), pairs.end(), [&](const Entry& candidate) {
      return equals(candidate.key, entry.key).is(true);
    });
    if (other == pairs.end()) return Value::of(false);
    if (!fold.add(equals(entry.value, other->value))) break;
  }
  return fold.result();
}

void append_text(const Value& value, std::size_t limit, std::string& out);

void append_members(const Value& value, std::size_t limit, std::string& out) {
  out += '[';
  for (std::uint32_t i = 0; i < value.size && out.size() <= limit; ++i) {
    if (i > 0) out += ", ";
    append_text(value.values[i], limit, out);
  }
  if (value.uncertain) out += value.size > 0 ? ", ..." : "...";
  out += ']';
}

void append_pairs(const Value& value, std::size_t limit, std::string& out) {
  out += '{';
  bool first = true;
  for (const Entry& entry : value.pairs()) {
    if (out.size() > limit) break;
    if (!first) out += ", ";
    first = false;
    append_text(entry.key, limit, out);
    out += ": ";
    append_text(entry.value, limit, out);
  }
  out += '}';
}

void append_quoted(std::string_view text, std::string& out) {
  out += '\'';
  for (const char c : text) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  out += '\'';
}

std::string number_text(double d) {
  if (std::isnan(d)) return "NaN";
  if (std::isinf(d)) return d > 0 ? "+infinity" : "-infinity";
  std::string text = fmt::format("{}", d);
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text;
}

void append_text(const Value& value, std::size_t limit, std::string& out) {
  switch (value.kind) {
    case Kind::unknown: out += fmt::format("unknown ({})", name(value.why)); return;
    case Kind::null: out += "null"; return;
    case Kind::boolean: out += value.boolean ? "true" : "false"; return;
    case Kind::integer: out += std::to_string(value.integer); return;
    case Kind::real: out += number_text(value.real); return;
    case Kind::text: append_quoted(value.text().substr(0, limit), out); return;
    case Kind::time: append_quoted(format_time(value), out); return;
    case Kind::span: append_quoted(format_span(value), out); return;
    case Kind::list: append_members(value, limit, out); return;
    case Kind::map: append_pairs(value, limit, out); return;
    case Kind::record: out += "(row)"; return;
    case Kind::type: out += value.text(); return;
  }
}

}  // namespace

Value uncertain_list(std::span<const Value> members, Value cause, base::Arena& arena) {
  Value* storage = arena.array<Value>(members.size() + 1);
  storage[0] = cause;
  std::copy(members.begin(), members.end(), storage + 1);
  Value list = Value::list({storage + 1, members.size()});
  list.uncertain = true;
  return list;
}

Value equals(const Value& a, const Value& b) {
  if (a.is_unknown()) return a;
  if (b.is_unknown()) return b;
  if (is_number(a) && is_number(b)) return Value::of(compare_numbers(a, b) == 0);
  if (a.kind != b.kind) return Value::of(false);
  switch (a.kind) {
    case Kind::boolean: return Value::of(a.boolean == b.boolean);
    case Kind::text:
    case Kind::type: return Value::of(a.text() == b.text());
    case Kind::time:
    case Kind::span: return Value::of(a.integer == b.integer && a.size == b.size);
    case Kind::list: return equal_lists(a, b);
    case Kind::map: return equal_maps(a, b);
    case Kind::record: return Value::of(a.values == b.values);
    default: return Value::of(true);
  }
}

Value compare(const Value& a, const Value& b) {
  if (a.is_unknown()) return a;
  if (b.is_unknown()) return b;
  const auto signed_of = [](auto ordering) {
    return Value::of(std::int64_t{ordering < 0 ? -1 : ordering > 0 ? 1 : 0});
  };
  if (is_number(a) && is_number(b)) {
    const auto ordering = compare_numbers(a, b);
    if (ordering == std::partial_ordering::unordered) return Value::null();
    return signed_of(ordering);
  }
  if (a.kind != b.kind) return wrong_type();
  switch (a.kind) {
    case Kind::boolean: return signed_of(a.boolean <=> b.boolean);
    case Kind::text: return signed_of(a.text() <=> b.text());
    case Kind::time:
    case Kind::span:
      return signed_of(a.integer != b.integer ? a.integer <=> b.integer : a.size <=> b.size);
    default: return wrong_type();
  }
}

std::string to_text(const Value& value, std::size_t limit) {
  std::string out;
  append_text(value, limit, out);
  if (out.size() > limit) {
    std::size_t end = limit;
    while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0U) == 0x80U) --end;
    out.resize(end);
    out += "…";
  }
  return out;
}

std::string_view name(Why why) {
  static constexpr std::array<std::string_view, 11> names = {
      "none",      "dataset_absent", "dataset_failed", "dataset_damaged", "field_absent", "damaged",
      "open_list", "wrong_type",     "no_key",         "range",           "budget"};
  return names[static_cast<std::size_t>(why)];
}

std::string_view name(Kind kind) {
  static constexpr std::array<std::string_view, 12> names = {"unknown",
                                                             "null_type",
                                                             "bool",
                                                             "int",
                                                             "double",
                                                             "string",
                                                             "google.protobuf.Timestamp",
                                                             "google.protobuf.Duration",
                                                             "list",
                                                             "map",
                                                             "record",
                                                             "type"};
  return names[static_cast<std::size_t>(kind)];
}

Value copy(const Value& value, base::Arena& arena) {
  Value result = value;
  if (value.kind == Kind::text || value.kind == Kind::type) {
    result.characters = arena.copy(value.text()).data();
  } else if (value.kind == Kind::list) {
    Value* members = arena.array<Value>(value.size + std::size_t{1});
    members[0] = value.uncertain ? value.values[-1] : Value{};
    for (std::uint32_t i = 0; i < value.size; ++i) members[i + 1] = copy(value.values[i], arena);
    result.values = members + 1;
  } else if (value.kind == Kind::map) {
    Entry* entries = arena.array<Entry>(value.size);
    for (std::uint32_t i = 0; i < value.size; ++i) {
      entries[i] = {copy(value.entries[i].key, arena), copy(value.entries[i].value, arena)};
    }
    result.entries = entries;
  }
  return result;
}

}  // namespace stance::cel
