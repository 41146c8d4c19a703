#include "stance/cel/time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>

namespace stance::cel {

namespace {

constexpr std::int64_t seconds_per_day = 86'400;
constexpr std::int64_t nanos_per_second = 1'000'000'000;
// 0001-01-01T00:00:00Z and 9999-12-31T23:59:59Z, CEL's range of timestamps.
constexpr std::int64_t first_second = -62'135'596'800;
constexpr std::int64_t last_second = 253'402'300'799;

// Reads a text from the left; every step says whether it matched.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  [[nodiscard]] bool done() const { return rest_.empty(); }
  [[nodiscard]] char peek() const { return rest_.empty() ? '\0' : rest_.front(); }

  bool literal(char c) {
    if (peek() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }

  // Exactly `width` digits.
  std::optional<int> digits(std::size_t width) {
    if (rest_.size() < width) return std::nullopt;
    int value = 0;
    for (std::size_t i = 0; i < width; ++i) {
      if (rest_[i] < '0' || rest_[i] > '9') return std::nullopt;
      value = value * 10 + (rest_[i] - '0');
    }
    rest_.remove_prefix(width);
    return value;
  }

  std::optional<std::int64_t> number() {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
    if (error != std::errc{}) return std::nullopt;
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
    return value;
  }

  // Digits behind a point as nanoseconds; further digits are dropped.
  std::optional<std::uint32_t> fraction() {
    std::uint32_t nanos = 0;
    std::size_t read = 0;
    for (; peek() >= '0' && peek() <= '9'; ++read) {
      if (read < 9) nanos = nanos * 10 + static_cast<std::uint32_t>(peek() - '0');
      rest_.remove_prefix(1);
    }
    if (read == 0) return std::nullopt;
    for (; read < 9; ++read) nanos *= 10;
    return nanos;
  }

 private:
  std::string_view rest_;
};

std::optional<std::int64_t> read_date(Reader& in) {
  const auto year = in.digits(4);
  if (!year || !in.literal('-')) return std::nullopt;
  const auto month = in.digits(2);
  if (!month || !in.literal('-')) return std::nullopt;
  const auto day = in.digits(2);
  if (!day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year},
                                         std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days{date}.time_since_epoch().count() * seconds_per_day;
}

std::optional<std::int64_t> read_clock(Reader& in) {
  const auto hours = in.digits(2);
  if (!hours || *hours > 23 || !in.literal(':')) return std::nullopt;
  const auto minutes = in.digits(2);
  if (!minutes || *minutes > 59 || !in.literal(':')) return std::nullopt;
  const auto seconds = in.digits(2);
  if (!seconds || *seconds > 59) return std::nullopt;
  return std::int64_t{*hours} * 3600 + std::int64_t{*minutes} * 60 + *seconds;
}

// "hh:mm" or "hhmm" in seconds.
std::optional<std::int64_t> read_offset(Reader& in) {
  const auto hours = in.digits(2);
  if (!hours || *hours > 23) return std::nullopt;
  in.literal(':');
  const auto minutes = in.digits(2);
  if (!minutes || *minutes > 59) return std::nullopt;
  return std::int64_t{*hours} * 3600 + std::int64_t{*minutes} * 60;
}

// "Z", "+hh:mm" or "-hh:mm" as seconds east of UTC.
std::optional<std::int64_t> read_zone(Reader& in) {
  if (in.literal('Z') || in.literal('z')) return 0;
  const bool west = in.peek() == '-';
  if (!in.literal(west ? '-' : '+')) return std::nullopt;
  const auto offset = read_offset(in);
  return offset && west ? -*offset : offset;
}

std::optional<Value> in_range(std::int64_t seconds, std::uint32_t nanos) {
  if (seconds < first_second || seconds > last_second) return std::nullopt;
  return Value::time(seconds, nanos);
}

enum class Zone : std::uint8_t { required, optional };

std::optional<Value> read_time(std::string_view text, Zone zone_rule) {
  Reader in(text);
  const auto date = read_date(in);
  if (!date || !(in.literal('T') || in.literal('t'))) return std::nullopt;
  const auto clock = read_clock(in);
  if (!clock) return std::nullopt;
  std::uint32_t nanos = 0;
  if (in.literal('.')) {
    const auto fraction = in.fraction();
    if (!fraction) return std::nullopt;
    nanos = *fraction;
  }
  std::int64_t offset = 0;
  if (!in.done() || zone_rule == Zone::required) {
    const auto zone = read_zone(in);
    if (!zone || !in.done()) return std::nullopt;
    offset = *zone;
  }
  return in_range(*date + *clock - offset, nanos);
}

// Milliseconds of "/Date(1647536088205)/"; a zone behind them does not change the moment.
std::optional<Value> read_net_date(std::string_view text) {
  constexpr std::string_view head = "/Date(";
  constexpr std::string_view tail = ")/";
  if (!text.starts_with(head) || !text.ends_with(tail)) return std::nullopt;
  Reader in(text.substr(head.size(), text.size() - head.size() - tail.size()));
  const auto milliseconds = in.number();
  if (!milliseconds) return std::nullopt;
  if (!in.done() && !read_zone(in)) return std::nullopt;
  if (!in.done()) return std::nullopt;
  std::int64_t seconds = *milliseconds / 1000;
  std::int64_t rest = *milliseconds % 1000;
  if (rest < 0) {
    rest += 1000;
    --seconds;
  }
  return in_range(seconds, static_cast<std::uint32_t>(rest * 1'000'000));
}

struct Unit {
  std::string_view name;
  std::int64_t nanos;
};

// CEL's (Go's) units; the longer name of a common beginning first.
constexpr Unit units[] = {
    {"ns", 1},
    {"us", 1'000},
    {"µs", 1'000},
    {"ms", 1'000'000},
    {"s", nanos_per_second},
    {"m", 60 * nanos_per_second},
    {"h", 3600 * nanos_per_second},
};

std::optional<std::int64_t> unit_nanos(std::string_view& rest) {
  for (const Unit& unit : units) {
    if (!rest.starts_with(unit.name)) continue;
    rest.remove_prefix(unit.name.size());
    return unit.nanos;
  }
  return std::nullopt;
}

// One "1.5h" from the front of the text, in nanoseconds.
std::optional<std::int64_t> read_span_part(std::string_view& text) {
  const std::size_t length = std::min(text.find_first_not_of(".0123456789"), text.size());
  Reader number(text.substr(0, length));
  const auto whole = number.peek() == '.' ? std::optional<std::int64_t>(0) : number.number();
  if (!whole) return std::nullopt;
  std::uint32_t fraction = 0;
  if (number.literal('.') && !number.done()) fraction = number.fraction().value_or(0);
  if (!number.done()) return std::nullopt;
  text.remove_prefix(length);
  const auto unit = unit_nanos(text);
  if (!unit) return std::nullopt;
  const auto below =
      static_cast<std::int64_t>(static_cast<double>(fraction) / 1e9 * static_cast<double>(*unit));
  std::int64_t part = 0;
  if (__builtin_mul_overflow(*whole, *unit, &part) || __builtin_add_overflow(part, below, &part)) {
    return std::nullopt;
  }
  return part;
}

Value span_of_nanos(std::int64_t nanos) {
  std::int64_t seconds = nanos / nanos_per_second;
  std::int64_t rest = nanos % nanos_per_second;
  if (rest < 0) {
    rest += nanos_per_second;
    --seconds;
  }
  return Value::span(seconds, static_cast<std::uint32_t>(rest));
}

// "90.00:00:00", "06:00:00", "00:00:00.1234567"
std::optional<Value> read_net_span(std::string_view text) {
  const bool negative = text.starts_with('-');
  Reader in(negative ? text.substr(1) : text);
  std::int64_t days = 0;
  if (const std::size_t dot = text.find('.');
      dot != std::string_view::npos && dot < text.find(':')) {
    const auto read = in.number();
    if (!read || *read > 3'650'000 || !in.literal('.')) return std::nullopt;
    days = *read;
  }
  const auto clock = read_clock(in);
  if (!clock) return std::nullopt;
  std::uint32_t nanos = 0;
  if (in.literal('.')) {
    const auto fraction = in.fraction();
    if (!fraction) return std::nullopt;
    nanos = *fraction;
  }
  if (!in.done()) return std::nullopt;
  const std::int64_t seconds = days * seconds_per_day + *clock;
  if (!negative) return Value::span(seconds, nanos);
  if (nanos == 0) return Value::span(-seconds, 0);
  return Value::span(-seconds - 1, static_cast<std::uint32_t>(nanos_per_second) - nanos);
}

std::optional<std::int64_t> iso_unit(char unit, bool in_time) {
  switch (unit) {
    case 'W': return in_time ? std::nullopt : std::optional(7 * seconds_per_day);
    case 'D': return in_time ? std::nullopt : std::optional(seconds_per_day);
    case 'H': return in_time ? std::optional<std::int64_t>(3600) : std::nullopt;
    case 'M': return in_time ? std::optional<std::int64_t>(60) : std::nullopt;
    case 'S': return in_time ? std::optional<std::int64_t>(1) : std::nullopt;
    default: return std::nullopt;
  }
}

// "P365D", "PT8H", "P1DT12H"
std::optional<Value> read_iso_span(std::string_view text) {
  const bool negative = text.starts_with('-');
  Reader in(negative ? text.substr(1) : text);
  if (!in.literal('P') || in.done()) return std::nullopt;
  std::int64_t seconds = 0;
  bool in_time = false;
  while (!in.done()) {
    if (!in_time && in.literal('T')) {
      in_time = true;
      if (in.done()) return std::nullopt;
    }
    const auto count = in.number();
    if (!count || *count < 0 || *count > 100'000'000) return std::nullopt;
    const auto unit = iso_unit(in.peek(), in_time);
    if (!unit) return std::nullopt;
    in.literal(in.peek());
    seconds += *count * *unit;
  }
  return Value::span(negative ? -seconds : seconds, 0);
}

std::string fraction_text(std::uint32_t nanos) {
  if (nanos == 0) return {};
  if (nanos % 1'000'000 == 0) return fmt::format(".{:03}", nanos / 1'000'000);
  if (nanos % 1'000 == 0) return fmt::format(".{:06}", nanos / 1'000);
  return fmt::format(".{:09}", nanos);
}

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
  return a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0);
}

}  // namespace

std::optional<Value> parse_time(std::string_view text) { return read_time(text, Zone::required); }

std::optional<std::int64_t> parse_zone(std::string_view text) {
  if (text == "UTC") return 0;
  Reader in(text);
  const bool has_sign = in.peek() == '+' || in.peek() == '-';
  const auto offset = has_sign ? read_zone(in) : read_offset(in);
  return in.done() ? offset : std::nullopt;
}

std::optional<Value> parse_exported_time(std::string_view text) {
  if (text.starts_with("/Date(")) return read_net_date(text);
  return read_time(text, Zone::optional);
}

std::optional<Value> parse_span(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (text == "0") return Value::span(0, 0);
  if (text.empty()) return std::nullopt;
  std::int64_t total = 0;
  while (!text.empty()) {
    const auto part = read_span_part(text);
    if (!part || __builtin_add_overflow(total, *part, &total)) return std::nullopt;
  }
  return span_of_nanos(negative ? -total : total);
}

std::optional<Value> parse_exported_span(std::string_view text) {
  if (text.starts_with('P') || text.starts_with("-P")) return read_iso_span(text);
  return read_net_span(text);
}

std::string format_time(const Value& time) {
  const std::int64_t days = floor_div(time.integer, seconds_per_day);
  const std::int64_t clock = time.integer - days * seconds_per_day;
  return fmt::format("{}T{:02}:{:02}:{:02}{}Z", format_date(time), clock / 3600, clock / 60 % 60,
                     clock % 60, fraction_text(time.size));
}

std::string format_span(const Value& span) {
  std::int64_t seconds = span.integer;
  std::uint32_t nanos = span.size;
  const bool negative = seconds < 0;
  if (negative && nanos > 0) {
    seconds += 1;
    nanos = static_cast<std::uint32_t>(nanos_per_second) - nanos;
  }
  std::string text = fraction_text(nanos);
  while (!text.empty() && text.back() == '0') text.pop_back();
  return fmt::format("{}{}{}s", negative ? "-" : "", seconds < 0 ? -seconds : seconds, text);
}

std::string format_date(const Value& time) {
  const std::chrono::sys_days day{std::chrono::days{floor_div(time.integer, seconds_per_day)}};
  const std::chrono::year_month_day date{day};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

}  // namespace stance::cel
