#include "functions.hpp"
#include "real.hpp"
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

std::string_view without_plus(std::string_view text) {
  return text.starts_with('+') ? text.substr(1) : text;
}

Value int_of_text(Arguments a, Frame&) {
  const std::string_view text = without_plus(a[0].text());
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return range();
  return Value::of(value);
}
Value int_of_time(Arguments a, Frame&) { return Value::of(a[0].integer); }
Value real_of_int(Arguments a, Frame&) { return Value::of(static_cast<double>(a[0].integer)); }
Value real_of_text(Arguments a, Frame&) {
  const auto value = parse_real(without_plus(a[0].text()));
  return value ? Value::of(*value) : range();
}

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
Value trunc(Arguments a, Frame&) { return Value::of(std::trunc(a[0].real)); }
Value sign_int(Arguments a, Frame&) {
  return Value::of(std::int64_t{a[0].integer < 0 ? -1 : a[0].integer > 0 ? 1 : 0});
}
Value sign_real(Arguments a, Frame&) {
  const double d = a[0].real;
  return Value::of(d < 0 ? -1.0 : d > 0 ? 1.0 : d);
}
Value is_nan(Arguments a, Frame&) { return Value::of(std::isnan(a[0].real)); }
Value is_inf(Arguments a, Frame&) { return Value::of(std::isinf(a[0].real)); }
Value is_finite(Arguments a, Frame&) { return Value::of(std::isfinite(a[0].real)); }

Value of_bits(std::uint64_t bits) { return Value::of(static_cast<std::int64_t>(bits)); }
std::uint64_t bits_of(const Value& value) { return static_cast<std::uint64_t>(value.integer); }

Value bit_and(Arguments a, Frame&) { return of_bits(bits_of(a[0]) & bits_of(a[1])); }
Value bit_or(Arguments a, Frame&) { return of_bits(bits_of(a[0]) | bits_of(a[1])); }
Value bit_xor(Arguments a, Frame&) { return of_bits(bits_of(a[0]) ^ bits_of(a[1])); }
Value bit_not(Arguments a, Frame&) { return of_bits(~bits_of(a[0])); }
// A shift by all bits or more leaves nothing, also of a negative number.
Value shift_left(Arguments a, Frame&) {
  if (a[1].integer < 0) return range();
  return a[1].integer > 63 ? of_bits(0) : of_bits(bits_of(a[0]) << bits_of(a[1]));
}
Value shift_right(Arguments a, Frame&) {
  if (a[1].integer < 0) return range();
  return a[1].integer > 63 ? of_bits(0) : of_bits(bits_of(a[0]) >> bits_of(a[1]));
}

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
    {"math.trunc", false, 1, {dbl}, ResultType::real, trunc},
    {"math.sign", false, 1, {num}, ResultType::integer, sign_int},
    {"math.sign", false, 1, {dbl}, ResultType::real, sign_real},
    {"math.isNaN", false, 1, {dbl}, ResultType::boolean, is_nan},
    {"math.isInf", false, 1, {dbl}, ResultType::boolean, is_inf},
    {"math.isFinite", false, 1, {dbl}, ResultType::boolean, is_finite},
    {"math.bitAnd", false, 2, {num, num}, ResultType::integer, bit_and},
    {"math.bitOr", false, 2, {num, num}, ResultType::integer, bit_or},
    {"math.bitXor", false, 2, {num, num}, ResultType::integer, bit_xor},
    {"math.bitNot", false, 1, {num}, ResultType::integer, bit_not},
    {"math.bitShiftLeft", false, 2, {num, num}, ResultType::integer, shift_left},
    {"math.bitShiftRight", false, 2, {num, num}, ResultType::integer, shift_right},
};

}  // namespace

std::span<const Signature> number_functions() { return table; }

}  // namespace stance::cel
