#pragma once

#include "op.hpp"
#include "stance/cel/value.hpp"

#include <cstdint>
#include <limits>

namespace stance::cel {

inline constexpr std::int64_t nanos_per_second = 1'000'000'000;
// CEL's ranges: timestamps of the years 1 to 9999, durations of 64 bits of nanoseconds.
inline constexpr std::int64_t first_second = -62'135'596'800;
inline constexpr std::int64_t last_second = 253'402'300'799;
inline constexpr std::int64_t longest_span =
    std::numeric_limits<std::int64_t>::max() / nanos_per_second;

// time + span, time - span
[[nodiscard]] inline bool moves_time(Code code, const Value& a, const Value& b) {
  return a.kind == Kind::time && b.kind == Kind::span &&
         (code == Code::add || code == Code::subtract);
}

// Times and spans: whole seconds and nanoseconds that count upwards.
[[nodiscard]] inline Value moments(Code code, const Value& a, const Value& b, Kind kind) {
  const bool add = code == Code::add;
  std::int64_t seconds = add ? a.integer + b.integer : a.integer - b.integer;
  std::int64_t nanos = std::int64_t{a.size} + (add ? std::int64_t{b.size} : -std::int64_t{b.size});
  if (nanos < 0) {
    nanos += nanos_per_second;
    --seconds;
  } else if (nanos >= nanos_per_second) {
    nanos -= nanos_per_second;
    ++seconds;
  }
  const auto rest = static_cast<std::uint32_t>(nanos);
  if (kind == Kind::time) {
    return seconds < first_second || seconds > last_second ? Value::unknown(Why::range)
                                                           : Value::time(seconds, rest);
  }
  return seconds < -longest_span || seconds > longest_span ? Value::unknown(Why::range)
                                                           : Value::span(seconds, rest);
}

// a + b, a - b, a * b, a / b, a % b as CEL defines them; overflow, division by zero and results
// out of range are unknown (range), other kinds of operands unknown (wrong_type).
[[nodiscard]] Value compute(Code code, const Value& a, const Value& b, base::Arena& arena);

// -a
[[nodiscard]] Value negated(const Value& a);

}  // namespace stance::cel
