#include "stance/cel/value.hpp"

#include "stance/cel/time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <compare>
#include <limits>

namespace stance::cel {

namespace {

// What comparing takes of a budget.
constexpr std::uint32_t bytes_a_step = 64;
constexpr std::ptrdiff_t entries_a_step = 4;

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

enum class Same : std::uint8_t { no, open, yes, out_of_steps };

Same same(const Value& a, const Value& b, std::int64_t& steps);

Same same_lists(const Value& a, const Value& b, std::int64_t& steps) {
  if (a.uncertain || b.uncertain) return Same::open;
  if (a.size != b.size) return Same::no;
  Same all = Same::yes;
  for (std::uint32_t i = 0; i < a.size; ++i) {
    if (--steps < 0) return Same::out_of_steps;
    const Same one = same(a.values[i], b.values[i], steps);
    if (one == Same::no || one == Same::out_of_steps) return one;
    all = std::min(all, one);
  }
  return all;
}

Same same_maps(const Value& a, const Value& b, std::int64_t& steps) {
  if (a.size != b.size) return Same::no;
  const auto pairs = b.pairs();
  Same all = Same::yes;
  for (const Entry& entry : a.pairs()) {
    const auto other = std::find_if(pairs.begin(), pairs.end(), [&](const Entry& candidate) {
      return same(candidate.key, entry.key, steps) == Same::yes;
    });
    steps -= 1 + (other - pairs.begin()) / entries_a_step;
    if (steps < 0) return Same::out_of_steps;
    if (other == pairs.end()) return Same::no;
    const Same one = same(entry.value, other->value, steps);
    if (one == Same::no || one == Same::out_of_steps) return one;
    all = std::min(all, one);
  }
  return all;
}

// A difference decides; an unknown part leaves the rest open.
Same same(const Value& a, const Value& b, std::int64_t& steps) {
  if (a.is_unknown() || b.is_unknown()) return Same::open;
  const auto of = [](bool equal) { return equal ? Same::yes : Same::no; };
  if (is_number(a) && is_number(b)) return of(compare_numbers(a, b) == 0);
  if (a.kind != b.kind) return Same::no;
  switch (a.kind) {
    case Kind::boolean: return of(a.boolean == b.boolean);
    case Kind::text:
    case Kind::type:
      if (a.size != b.size) return Same::no;
      steps -= a.size / bytes_a_step;
      return of(a.text() == b.text());
    case Kind::time:
    case Kind::span: return of(a.integer == b.integer && a.size == b.size);
    case Kind::list: return same_lists(a, b, steps);
    case Kind::map: return same_maps(a, b, steps);
    case Kind::record: return of(a.values == b.values);
    default: return Same::yes;
  }
}

// The first unknown in a value, in the order in which it is written; null when there is none.
Value first_unknown(const Value& value, std::int64_t& steps) {
  if (--steps < 0) return Value::unknown(Why::budget);
  if (value.is_unknown()) return value;
  if (value.kind == Kind::list) {
    if (value.uncertain) return value.values[-1];
    for (const Value& member : value.members()) {
      const Value found = first_unknown(member, steps);
      if (found.is_unknown()) return found;
    }
  } else if (value.kind == Kind::map) {
    for (const Entry& entry : value.pairs()) {
      const Value found = first_unknown(entry.value, steps);
      if (found.is_unknown()) return found;
    }
  }
  return Value::null();
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

Value equals(const Value& a, const Value& b, std::int64_t& steps) {
  switch (same(a, b, steps)) {
    case Same::no: return Value::of(false);
    case Same::yes: return Value::of(true);
    case Same::out_of_steps: return Value::unknown(Why::budget);
    case Same::open: break;
  }
  const Value cause = first_unknown(a, steps);
  return cause.is_unknown() ? cause : first_unknown(b, steps);
}

Value equals(const Value& a, const Value& b) {
  std::int64_t steps = std::numeric_limits<std::int64_t>::max();
  return equals(a, b, steps);
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
  static constexpr std::array<std::string_view, 12> names = {
      "none",         "dataset_absent", "dataset_failed", "dataset_damaged",
      "field_absent", "damaged",        "open_list",      "wrong_type",
      "no_key",       "range",          "budget",         "not_verified"};
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
