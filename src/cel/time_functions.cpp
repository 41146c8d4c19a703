#include "functions.hpp"
#include "stance/cel/time.hpp"

#include <chrono>

namespace stance::cel {

namespace {

using Arguments = std::span<const Value>;

constexpr std::int64_t seconds_per_day = 86'400;

Value range() { return Value::unknown(Why::range); }
Value integer(std::int64_t i) { return Value::of(i); }

Value time_of_text(Arguments a, Frame&) { return parse_time(a[0].text()).value_or(range()); }
Value span_of_text(Arguments a, Frame&) { return parse_span(a[0].text()).value_or(range()); }
Value time_of_int(Arguments a, Frame&) { return Value::time(a[0].integer, 0); }
Value same(Arguments a, Frame&) { return a[0]; }

std::chrono::sys_days day_of(const Value& time) {
  return std::chrono::floor<std::chrono::days>(
      std::chrono::sys_seconds{std::chrono::seconds{time.integer}});
}
std::chrono::year_month_day date_of(const Value& time) { return {day_of(time)}; }
std::int64_t clock_of(const Value& time) {
  return time.integer - day_of(time).time_since_epoch().count() * seconds_per_day;
}

Value full_year(Arguments a, Frame&) { return integer(static_cast<int>(date_of(a[0]).year())); }
Value month(Arguments a, Frame&) {
  return integer(std::int64_t{static_cast<unsigned>(date_of(a[0]).month())} - 1);
}
Value day_of_month(Arguments a, Frame&) {
  return integer(std::int64_t{static_cast<unsigned>(date_of(a[0]).day())} - 1);
}
Value date(Arguments a, Frame&) { return integer(static_cast<unsigned>(date_of(a[0]).day())); }
Value day_of_week(Arguments a, Frame&) {
  return integer(std::chrono::weekday{day_of(a[0])}.c_encoding());
}
Value day_of_year(Arguments a, Frame&) {
  const std::chrono::sys_days first{date_of(a[0]).year() / std::chrono::January / 1};
  return integer((day_of(a[0]) - first).count());
}
Value hours(Arguments a, Frame&) { return integer(clock_of(a[0]) / 3600); }
Value minutes(Arguments a, Frame&) { return integer(clock_of(a[0]) / 60 % 60); }
Value seconds(Arguments a, Frame&) { return integer(clock_of(a[0]) % 60); }
Value milliseconds(Arguments a, Frame&) { return integer(a[0].size / 1'000'000); }

// A getter on the clock of another zone.
template <Value (*Getter)(Arguments, Frame&)>
Value in_zone(Arguments a, Frame& frame) {
  const auto offset = parse_zone(a[1].text());
  if (!offset) return range();
  const Value shifted = Value::time(a[0].integer + *offset, a[0].size);
  return Getter({&shifted, 1}, frame);
}

// Of a span CEL counts all of it in the unit, but for milliseconds, towards zero.
std::int64_t whole_seconds(const Value& span) {
  return span.integer < 0 && span.size > 0 ? span.integer + 1 : span.integer;
}
Value span_hours(Arguments a, Frame&) { return integer(whole_seconds(a[0]) / 3600); }
Value span_minutes(Arguments a, Frame&) { return integer(whole_seconds(a[0]) / 60); }
Value span_seconds(Arguments a, Frame&) { return integer(whole_seconds(a[0])); }

Value days_of_span(Arguments a, Frame&) { return integer(whole_seconds(a[0]) / seconds_per_day); }
Value days_of_text(Arguments a, Frame& frame) {
  const auto span = parse_exported_span(a[0].text());
  return span ? days_of_span({&*span, 1}, frame) : range();
}

constexpr TypeKind moment = TypeKind::time;
constexpr TypeKind period = TypeKind::span;
constexpr TypeKind str = TypeKind::text;
constexpr TypeKind num = TypeKind::integer;
constexpr ResultType integral = ResultType::integer;

constexpr Signature table[] = {
    {"timestamp", false, 1, {moment}, ResultType::time, same},
    {"timestamp", false, 1, {str}, ResultType::time, time_of_text},
    {"timestamp", false, 1, {num}, ResultType::time, time_of_int},
    {"duration", false, 1, {period}, ResultType::span, same},
    {"duration", false, 1, {str}, ResultType::span, span_of_text},
    {"getFullYear", true, 1, {moment}, integral, full_year},
    {"getMonth", true, 1, {moment}, integral, month},
    {"getDayOfMonth", true, 1, {moment}, integral, day_of_month},
    {"getDate", true, 1, {moment}, integral, date},
    {"getDayOfWeek", true, 1, {moment}, integral, day_of_week},
    {"getDayOfYear", true, 1, {moment}, integral, day_of_year},
    {"getHours", true, 1, {moment}, integral, hours},
    {"getMinutes", true, 1, {moment}, integral, minutes},
    {"getSeconds", true, 1, {moment}, integral, seconds},
    {"getMilliseconds", true, 1, {moment}, integral, milliseconds},
    {"getFullYear", true, 2, {moment, str}, integral, in_zone<full_year>},
    {"getMonth", true, 2, {moment, str}, integral, in_zone<month>},
    {"getDayOfMonth", true, 2, {moment, str}, integral, in_zone<day_of_month>},
    {"getDate", true, 2, {moment, str}, integral, in_zone<date>},
    {"getDayOfWeek", true, 2, {moment, str}, integral, in_zone<day_of_week>},
    {"getDayOfYear", true, 2, {moment, str}, integral, in_zone<day_of_year>},
    {"getHours", true, 2, {moment, str}, integral, in_zone<hours>},
    {"getMinutes", true, 2, {moment, str}, integral, in_zone<minutes>},
    {"getSeconds", true, 2, {moment, str}, integral, in_zone<seconds>},
    {"getMilliseconds", true, 2, {moment, str}, integral, in_zone<milliseconds>},
    {"getHours", true, 1, {period}, integral, span_hours},
    {"getMinutes", true, 1, {period}, integral, span_minutes},
    {"getSeconds", true, 1, {period}, integral, span_seconds},
    {"getMilliseconds", true, 1, {period}, integral, milliseconds},
    {"days", false, 1, {period}, integral, days_of_span},
    {"days", false, 1, {str}, integral, days_of_text},
};

}  // namespace

std::span<const Signature> time_functions() { return table; }

}  // namespace stance::cel
