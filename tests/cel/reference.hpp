#pragma once

#include "stance/base/arena.hpp"
#include "stance/cel/value.hpp"

#include <algorithm>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// What expressions should give, written down from the specification of the language alone. Nothing
// here calls the implementation; values are told as text, to be compared with what it gives.
namespace stance::cel::test {

enum class Sort : std::uint8_t { unknown, null, boolean, integer, real, text, list, map };

struct Ref {
  Sort sort = Sort::unknown;
  std::string text = {};  // of a text; of an unknown: why and what about
  double number = 0;      // also 0 and 1 of a boolean
  std::vector<Ref> members = {};
  std::vector<std::string> keys = {};  // of a map, as they are written, one for each member
  std::string cause = {};              // of a list that may have other members; empty: it may not

  [[nodiscard]] bool is(Sort s) const { return sort == s; }
  [[nodiscard]] bool is(bool b) const { return is(Sort::boolean) && (number != 0) == b; }
  [[nodiscard]] bool is_number() const { return is(Sort::integer) || is(Sort::real); }
};

inline Ref truth(bool b) { return {.sort = Sort::boolean, .number = b ? 1.0 : 0.0}; }
inline Ref whole(int i) { return {.sort = Sort::integer, .number = static_cast<double>(i)}; }
inline Ref null() { return {.sort = Sort::null}; }
inline Ref word(std::string text) { return {.sort = Sort::text, .text = std::move(text)}; }
inline Ref unknown(std::string text) { return {.text = std::move(text)}; }
inline Ref list(std::vector<Ref> members, std::string cause = {}) {
  return {.sort = Sort::list, .members = std::move(members), .cause = std::move(cause)};
}

// The unknown value that an operation causes itself: its own text is what it is about.
struct Own {
  std::string_view text;
  [[nodiscard]] Ref operator()(std::string_view why = "wrong_type") const {
    return unknown(std::string(why) + " of " + std::string(text));
  }
};

inline std::string told(const Ref& ref) {
  switch (ref.sort) {
    case Sort::unknown: return "unknown " + ref.text;
    case Sort::null: return "null";
    case Sort::boolean: return ref.number != 0 ? "true" : "false";
    case Sort::integer: return std::to_string(static_cast<std::int64_t>(ref.number));
    case Sort::real: return std::to_string(ref.number);
    case Sort::text: return "'" + ref.text + "'";
    default: break;
  }
  std::string all;
  for (std::size_t i = 0; i < ref.members.size(); ++i) {
    if (i > 0) all += ", ";
    if (ref.is(Sort::map)) all += ref.keys[i] + ": ";
    all += told(ref.members[i]);
  }
  if (!ref.cause.empty()) all += ", perhaps more: " + ref.cause;
  return ref.is(Sort::map) ? "{" + all + "}" : "[" + all + "]";
}

inline std::string blamed(const Value& value) {
  std::string all(name(value.why));
  if (value.subject == nullptr) return all + " of nothing";
  all += " of ";
  all += value.subject->field.empty() ? value.subject->expression : value.subject->field;
  return all;
}

// The same for what the implementation gave.
inline std::string told(const Value& value) {
  switch (value.kind) {
    case Kind::unknown: return "unknown " + blamed(value);
    case Kind::null: return "null";
    case Kind::boolean: return value.boolean ? "true" : "false";
    case Kind::integer: return std::to_string(value.integer);
    case Kind::real: return std::to_string(value.real);
    case Kind::text: return "'" + std::string(value.text()) + "'";
    case Kind::list:
    case Kind::map: break;
    default: return std::string(name(value.kind));
  }
  std::string all;
  for (std::uint32_t i = 0; i < value.size; ++i) {
    if (i > 0) all += ", ";
    if (value.kind == Kind::map) all += told(value.entries[i].key) + ": ";
    all += told(value.kind == Kind::map ? value.entries[i].value : value.values[i]);
  }
  if (value.uncertain) all += ", perhaps more: " + blamed(value.values[-1]);
  return value.kind == Kind::map ? "{" + all + "}" : "[" + all + "]";
}

// Makes values of references. An unknown "why of field" becomes one with that reason and field.
class Maker {
 public:
  [[nodiscard]] Value operator()(const Ref& ref) {
    switch (ref.sort) {
      case Sort::unknown: return unknown_value(ref.text);
      case Sort::null: return Value::null();
      case Sort::boolean: return Value::of(ref.number != 0);
      case Sort::integer: return Value::of(static_cast<std::int64_t>(ref.number));
      case Sort::real: return Value::of(ref.number);
      case Sort::text: return Value::of(arena_.copy(ref.text));
      case Sort::map: return map_value(ref);
      case Sort::list: break;
    }
    std::vector<Value> members;
    for (const Ref& member : ref.members) members.push_back((*this)(member));
    if (!ref.cause.empty()) return uncertain_list(members, unknown_value(ref.cause), arena_);
    Value* stored = arena_.array<Value>(members.size());
    std::copy(members.begin(), members.end(), stored);
    return Value::list({stored, members.size()});
  }

 private:
  [[nodiscard]] Value unknown_value(std::string_view text) {
    const std::size_t of = text.find(" of ");
    Why why = Why::none;
    while (name(why) != text.substr(0, of)) why = static_cast<Why>(static_cast<int>(why) + 1);
    subjects_.push_back({.dataset = "demo.policies", .field = arena_.copy(text.substr(of + 4))});
    return Value::unknown(why, &subjects_.back());
  }
  [[nodiscard]] Value map_value(const Ref& ref) {
    Entry* entries = arena_.array<Entry>(ref.members.size());
    for (std::size_t i = 0; i < ref.members.size(); ++i) {
      entries[i] = {
          Value::of(arena_.copy(std::string_view(ref.keys[i]).substr(1, ref.keys[i].size() - 2))),
          (*this)(ref.members[i])};
    }
    return Value::map({entries, ref.members.size()});
  }

  base::Arena arena_;
  std::deque<Subject> subjects_;
};

// Kleene's truth of a value: what is no boolean is as good as unknown.
inline Ref truth_of(const Ref& ref, const Own& own) {
  return ref.is(Sort::boolean) || ref.is(Sort::unknown) ? ref : own();
}

// One value that decides is enough; else the first unknown; else the other value.
inline Ref folded(const std::vector<Ref>& truths, bool decides) {
  for (const Ref& t : truths) {
    if (t.is(decides)) return t;
  }
  for (const Ref& t : truths) {
    if (t.is(Sort::unknown)) return t;
  }
  return truth(!decides);
}

// The first unknown value in the order in which a value is written; null when there is none.
inline Ref first_unknown(const Ref& ref) {
  if (ref.is(Sort::unknown)) return ref;
  if (!ref.cause.empty()) return unknown(ref.cause);
  for (const Ref& member : ref.members) {
    Ref found = first_unknown(member);
    if (found.is(Sort::unknown)) return found;
  }
  return null();
}

inline Ref first_unknown(const std::vector<Ref>& refs) { return first_unknown(list(refs)); }

enum class Same : std::uint8_t { no, open, yes };

inline Same same(const Ref& a, const Ref& b) {
  if (a.is(Sort::unknown) || b.is(Sort::unknown)) return Same::open;
  if (a.is_number() && b.is_number()) return a.number == b.number ? Same::yes : Same::no;
  if (a.sort != b.sort) return Same::no;
  if (!a.cause.empty() || !b.cause.empty()) return Same::open;
  if (a.text != b.text || a.number != b.number || a.members.size() != b.members.size() ||
      a.keys != b.keys) {
    return Same::no;
  }
  Same all = Same::yes;
  for (std::size_t i = 0; i < a.members.size(); ++i) {
    all = std::min(all, same(a.members[i], b.members[i]));
  }
  return all;
}

inline Ref equality(const Ref& a, const Ref& b) {
  const Same result = same(a, b);
  return result == Same::open ? first_unknown({a, b}) : truth(result == Same::yes);
}

}  // namespace stance::cel::test
