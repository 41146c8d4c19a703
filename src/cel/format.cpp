#include "format.hpp"

#include "functions.hpp"
#include "stance/cel/time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace stance::cel {

namespace {

constexpr int most_decimals = 100;

Value wrong_type() { return Value::unknown(Why::wrong_type); }

std::string_view name_of_special(double d) {
  if (std::isnan(d)) return "NaN";
  return d > 0 ? "Infinity" : "-Infinity";
}

// Appends a value as %s shows it; the unknown value that is in the way, if there is one.
std::optional<Value> append_value(const Value& value, Frame& frame, std::string& out);

std::optional<Value> append_list(const Value& list, Frame& frame, std::string& out) {
  if (list.uncertain) return list.values[-1];
  out += '[';
  for (const Value& member : list.members()) {
    if (&member != list.values) out += ", ";
    if (const auto cause = append_value(member, frame, out)) return cause;
  }
  out += ']';
  return std::nullopt;
}

// Members stand in the order of their keys' texts.
std::optional<Value> append_map(const Value& map, Frame& frame, std::string& out) {
  std::vector<std::pair<std::string, const Value*>> members;
  for (const Entry& entry : map.pairs()) {
    std::string key;
    if (const auto cause = append_value(entry.key, frame, key)) return cause;
    members.emplace_back(std::move(key), &entry.value);
  }
  std::sort(members.begin(), members.end());
  out += '{';
  for (const auto& [key, value] : members) {
    if (out.back() != '{') out += ", ";
    out += key + ": ";
    if (const auto cause = append_value(*value, frame, out)) return cause;
  }
  out += '}';
  return std::nullopt;
}

std::optional<Value> append_value(const Value& value, Frame& frame, std::string& out) {
  if (!has_room(frame, out.size())) return Value::unknown(Why::budget);
  switch (value.kind) {
    case Kind::unknown: return value;
    case Kind::null: out += "null"; break;
    case Kind::boolean: out += value.boolean ? "true" : "false"; break;
    case Kind::integer: out += std::to_string(value.integer); break;
    case Kind::real:
      out += std::isfinite(value.real) ? fmt::format("{}", value.real)
                                       : std::string(name_of_special(value.real));
      break;
    case Kind::text:
    case Kind::type: out += value.text(); break;
    case Kind::time: out += format_time(value); break;
    case Kind::span: out += format_span(value); break;
    case Kind::list: return append_list(value, frame, out);
    case Kind::map: return append_map(value, frame, out);
    case Kind::record: return wrong_type();
  }
  return std::nullopt;
}

// %f and %e.
std::optional<Value> append_real(char clause, int decimals, const Value& value, std::string& out) {
  if (value.kind != Kind::real && value.kind != Kind::integer) return wrong_type();
  const double d = value.kind == Kind::real ? value.real : static_cast<double>(value.integer);
  if (!std::isfinite(d)) {
    out += name_of_special(d);
  } else if (clause == 'f') {
    out += fmt::format("{:.{}f}", d, decimals);
  } else {
    out += fmt::format("{:.{}e}", d, decimals);
  }
  return std::nullopt;
}

// The digits of %b, %o and %x behind the sign.
std::string digits(char clause, std::uint64_t magnitude) {
  switch (clause) {
    case 'b': return fmt::format("{:b}", magnitude);
    case 'o': return fmt::format("{:o}", magnitude);
    case 'x': return fmt::format("{:x}", magnitude);
    case 'X': return fmt::format("{:X}", magnitude);
    default: return std::to_string(magnitude);
  }
}

// %d, %b, %o, %x and %X.
std::optional<Value> append_integer(char clause, const Value& value, std::string& out) {
  if (clause == 'd' && value.kind == Kind::real && !std::isfinite(value.real)) {
    out += name_of_special(value.real);
    return std::nullopt;
  }
  if (clause == 'b' && value.kind == Kind::boolean) {
    out += value.boolean ? '1' : '0';
    return std::nullopt;
  }
  if ((clause == 'x' || clause == 'X') && value.kind == Kind::text) {
    for (const char c : value.text()) {
      const unsigned byte = static_cast<unsigned char>(c);
      out += clause == 'x' ? fmt::format("{:02x}", byte) : fmt::format("{:02X}", byte);
    }
    return std::nullopt;
  }
  if (value.kind != Kind::integer) return wrong_type();
  const auto bits = static_cast<std::uint64_t>(value.integer);
  if (value.integer < 0) out += '-';
  out += digits(clause, value.integer < 0 ? 0 - bits : bits);
  return std::nullopt;
}

// A clause behind its '%'.
struct Clause {
  char letter = '\0';
  int decimals = 6;
};

// Reads ".3f" or "d" and moves `at` behind it.
std::optional<Clause> read_clause(std::string_view format, std::size_t& at) {
  Clause clause;
  const bool precise = at < format.size() && format[at] == '.';
  if (precise) {
    const std::size_t first = ++at;
    clause.decimals = 0;
    for (; at < format.size() && format[at] >= '0' && format[at] <= '9'; ++at) {
      clause.decimals = std::min(clause.decimals * 10 + (format[at] - '0'), most_decimals);
    }
    if (at == first) return std::nullopt;
  }
  if (at >= format.size()) return std::nullopt;
  clause.letter = format[at++];
  const bool real = clause.letter == 'f' || clause.letter == 'e';
  const bool known = std::string_view("sdfeboxX").find(clause.letter) != std::string_view::npos;
  if (!known || (precise && !real)) return std::nullopt;
  return clause;
}

std::optional<Value> append_clause(const Clause& clause, const Value& value, Frame& frame,
                                   std::string& out) {
  if (value.is_unknown()) return value;
  switch (clause.letter) {
    case 's': return append_value(value, frame, out);
    case 'f':
    case 'e': return append_real(clause.letter, clause.decimals, value, out);
    default: return append_integer(clause.letter, value, out);
  }
}

}  // namespace

Value format_text(std::string_view format, const Value& list, Frame& frame) {
  std::string out;
  std::uint32_t next = 0;
  for (std::size_t at = 0; at < format.size();) {
    const char c = format[at++];
    if (c != '%') {
      out += c;
      continue;
    }
    if (at < format.size() && format[at] == '%') {
      out += format[at++];
      continue;
    }
    const auto clause = read_clause(format, at);
    if (!clause || next >= list.size) return Value::unknown(Why::range);
    if (const auto cause = append_clause(*clause, list.values[next++], frame, out)) return *cause;
  }
  if (!has_room(frame, out.size()) || !spend(frame, out.size() / bytes_a_step)) {
    return Value::unknown(Why::budget);
  }
  return Value::of(frame.arena.copy(out));
}

}  // namespace stance::cel
