#include "functions.hpp"
#include "stance/cel/time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

namespace stance::cel {

namespace {

using Arguments = std::span<const Value>;

constexpr double two_to_63 = 9223372036854775808.0;

Value range() { return Value::unknown(Why::range); }

Value same(Arguments a, Frame&) { return a[0]; }

Value int_of_real(Arguments a, Frame&) {
  const double d = a[0].real;
  if (!(d > -two_to_63 && d < two_to_63)) return range();
  return Value::of(static_cast<std::int64_t>(d));
}

template <class T>
Value parsed(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || text.empty()) return range();
  return Value::of(value);
}

Value int_of_text(Arguments a, Frame&) { return parsed<std::int64_t>(a[0].text()); }
Value int_of_time(Arguments a, Frame&) { return Value::of(a[0].integer); }
Value real_of_int(Arguments a, Frame&) { return Value::of(static_cast<double>(a[0].integer)); }
Value real_of_text(Arguments a, Frame&) { return parsed<double>(a[0].text()); }

Value bool_of_text(Arguments a, Frame&) {
  const std::string_view text = a[0].text();
  for (const std::string_view yes : {"1", "t", "T", "true", "TRUE", "True"}) {
    if (text == yes) return Value::of(true);
  }
  for (const std::string_view no : {"0", "f", "F", "false", "FALSE", "False"}) {
    if (text == no) return Value::of(false);
  }
  return range();
}

Value text_of(Arguments a, Frame& frame) {
  switch (a[0].kind) {
    case Kind::boolean: return Value::of(std::string_view(a[0].boolean ? "true" : "false"));
    case Kind::integer: return Value::of(frame.arena.copy(std::to_string(a[0].integer)));
    case Kind::real: return Value::of(frame.arena.copy(fmt::format("{}", a[0].real)));
    case Kind::time: return Value::of(frame.arena.copy(format_time(a[0])));
    default: return Value::of(frame.arena.copy(format_span(a[0])));
  }
}

Value type_of(Arguments a, Frame&) { return Value::type_named(name(a[0].kind)); }

Value extreme(Arguments values, int sign) {
  Value best = values[0];
  for (const Value& value : values) {
    if (value.kind != Kind::integer && value.kind != Kind::real) {
      return value.is_unknown() ? value : Value::unknown(Why::wrong_type);
    }
    const Value order = compare(value, best);
    if (order.kind == Kind::integer && order.integer * sign > 0) best = value;
  }
  return best;
}

Value greatest(Arguments a, Frame&) { return extreme(a, 1); }
Value least(Arguments a, Frame&) { return extreme(a, -1); }
Value greatest_of(Arguments a, Frame&) {
  return a[0].size == 0 ? range() : extreme(a[0].members(), 1);
}
Value least_of(Arguments a, Frame&) {
  return a[0].size == 0 ? range() : extreme(a[0].members(), -1);
}

Value abs_int(Arguments a, Frame&) {
  if (a[0].integer == std::numeric_limits<std::int64_t>::min()) return range();
  return Value::of(a[0].integer < 0 ? -a[0].integer : a[0].integer);
}
Value abs_real(Arguments a, Frame&) { return Value::of(std::fabs(a[0].real)); }
Value ceil(Arguments a, Frame&) { return Value::of(std::ceil(a[0].real)); }
Value floor(Arguments a, Frame&) { return Value::of(std::floor(a[0].real)); }
Value round(Arguments a, Frame&) { return Value::of(std::round(a[0].real)); }

constexpr TypeKind bln = TypeKind::boolean;
constexpr TypeKind num = TypeKind::integer;
constexpr TypeKind dbl = TypeKind::real;
constexpr TypeKind str = TypeKind::text;
constexpr TypeKind lst = TypeKind::list;
constexpr TypeKind any = TypeKind::dyn;
constexpr TypeKind moment = TypeKind::time;
constexpr TypeKind period = TypeKind::span;

constexpr Signature table[] = {
    {"int", false, 1, {num}, ResultType::integer, same},
    {"int", false, 1, {dbl}, ResultType::integer, int_of_real},
    {"int", false, 1, {str}, ResultType::integer, int_of_text},
    {"int", false, 1, {moment}, ResultType::integer, int_of_time},
    {"double", false, 1, {dbl}, ResultType::real, same},
    {"double", false, 1, {num}, ResultType::real, real_of_int},
    {"double", false, 1, {str}, ResultType::real, real_of_text},
    {"bool", false, 1, {bln}, ResultType::boolean, same},
    {"bool", false, 1, {str}, ResultType::boolean, bool_of_text},
    {"string", false, 1, {str}, ResultType::text, same},
    {"string", false, 1, {bln}, ResultType::text, text_of},
    {"string", false, 1, {num}, ResultType::text, text_of},
    {"string", false, 1, {dbl}, ResultType::text, text_of},
    {"string", false, 1, {moment}, ResultType::text, text_of},
    {"string", false, 1, {period}, ResultType::text, text_of},
    {"type", false, 1, {any}, ResultType::type, type_of},
    {"dyn", false, 1, {any}, ResultType::dyn, same},
    {"math.greatest", false, 1, {num}, ResultType::first, same},
    {"math.greatest", false, 1, {dbl}, ResultType::first, same},
    {"math.greatest", false, 1, {lst}, ResultType::element, greatest_of},
    {"math.greatest", false, 2, {any, any}, ResultType::dyn, greatest},
    {"math.greatest", false, 3, {any, any, any}, ResultType::dyn, greatest},
    {"math.greatest", false, 4, {any, any, any, any}, ResultType::dyn, greatest},
    {"math.least", false, 1, {num}, ResultType::first, same},
    {"math.least", false, 1, {dbl}, ResultType::first, same},
    {"math.least", false, 1, {lst}, ResultType::element, least_of},
    {"math.least", false, 2, {any, any}, ResultType::dyn, least},
    {"math.least", false, 3, {any, any, any}, ResultType::dyn, least},
    {"math.least", false, 4, {any, any, any, any}, ResultType::dyn, least},
    {"math.abs", false, 1, {num}, ResultType::integer, abs_int},
    {"math.abs", false, 1, {dbl}, ResultType::real, abs_real},
    {"math.ceil", false, 1, {dbl}, ResultType::real, ceil},
    {"math.floor", false, 1, {dbl}, ResultType::real, floor},
    {"math.round", false, 1, {dbl}, ResultType::real, round},
};

}  // namespace

std::span<const Signature> number_functions() { return table; }

}  // namespace stance::cel
