#include "arithmetic.hpp"

#include <algorithm>
#include <cstring>
#include <limits>

namespace stance::cel {

namespace {

Value range() { return Value::unknown(Why::range); }
Value wrong_type() { return Value::unknown(Why::wrong_type); }

Value integers(Code code, std::int64_t a, std::int64_t b) {
  std::int64_t result = 0;
  switch (code) {
    case Code::add: return __builtin_add_overflow(a, b, &result) ? range() : Value::of(result);
    case Code::subtract: return __builtin_sub_overflow(a, b, &result) ? range() : Value::of(result);
    case Code::multiply: return __builtin_mul_overflow(a, b, &result) ? range() : Value::of(result);
    default: break;
  }
  if (b == 0 || (a == std::numeric_limits<std::int64_t>::min() && b == -1)) return range();
  return Value::of(code == Code::divide ? a / b : a % b);
}

Value reals(Code code, double a, double b) {
  switch (code) {
    case Code::add: return Value::of(a + b);
    case Code::subtract: return Value::of(a - b);
    case Code::multiply: return Value::of(a * b);
    case Code::divide: return Value::of(a / b);
    default: return wrong_type();
  }
}

Value concatenated(const Value& a, const Value& b, base::Arena& arena) {
  const std::size_t size = std::size_t{a.size} + b.size;
  if (size > std::numeric_limits<std::uint32_t>::max()) return range();
  if (a.kind == Kind::text) {
    char* bytes = arena.array<char>(size);
    if (a.size > 0) std::memcpy(bytes, a.characters, a.size);
    if (b.size > 0) std::memcpy(bytes + a.size, b.characters, b.size);
    return Value::of(std::string_view(bytes, size));
  }
  Value* members = arena.array<Value>(size);
  std::copy_n(a.values, a.size, members);
  std::copy_n(b.values, b.size, members + a.size);
  if (!a.uncertain && !b.uncertain) return Value::list({members, size});
  return uncertain_list({members, size}, a.uncertain ? a.values[-1] : b.values[-1], arena);
}

Value same_kind(Code code, const Value& a, const Value& b, base::Arena& arena) {
  switch (a.kind) {
    case Kind::integer: return integers(code, a.integer, b.integer);
    case Kind::real: return reals(code, a.real, b.real);
    case Kind::span:
      if (code == Code::add || code == Code::subtract) return moments(code, a, b, Kind::span);
      return wrong_type();
    case Kind::time: return code == Code::subtract ? moments(code, a, b, Kind::span) : wrong_type();
    case Kind::text:
    case Kind::list: return code == Code::add ? concatenated(a, b, arena) : wrong_type();
    default: return wrong_type();
  }
}

}  // namespace

Value compute(Code code, const Value& a, const Value& b, base::Arena& arena) {
  if (a.is_unknown()) return a;
  if (b.is_unknown()) return b;
  if (a.kind == b.kind) return same_kind(code, a, b, arena);
  if (moves_time(code, a, b)) return moments(code, a, b, Kind::time);
  if (a.kind == Kind::span && b.kind == Kind::time && code == Code::add) {
    return moments(code, b, a, Kind::time);
  }
  return wrong_type();
}

Value negated(const Value& a) {
  switch (a.kind) {
    case Kind::unknown: return a;
    case Kind::integer: return integers(Code::subtract, 0, a.integer);
    case Kind::real: return Value::of(-a.real);
    default: return wrong_type();
  }
}

}  // namespace stance::cel
