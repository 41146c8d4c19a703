#pragma once

#include "stance/cel/value.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace stance::cel {

// RFC 3339 with any number of fraction digits (nanoseconds are kept), years 0001 to 9999.
[[nodiscard]] std::optional<Value> parse_time(std::string_view text);

// What exporters write: RFC 3339, the same without zone (taken as UTC), and .NET's "/Date(ms)/"
// or "/Date(ms+hhmm)/".
[[nodiscard]] std::optional<Value> parse_exported_time(std::string_view text);

// "UTC", "+hh:mm", "-hh:mm" and "hh:mm" as seconds east of UTC; names of regions give nothing.
[[nodiscard]] std::optional<std::int64_t> parse_zone(std::string_view text);

// CEL durations ("1h30m", "-1.5s") .
[[nodiscard]] std::optional<Value> parse_span(std::string_view text);

// What exporters write: ISO 8601 ("P365D", "PT8H"), .NET ("90.00:00:00", "06:00:00"). Months and
// years have no fixed length and give nothing.
[[nodiscard]] std::optional<Value> parse_exported_span(std::string_view text);

// RFC 3339 in UTC with as many fraction digits as needed (0, 3, 6 or 9).
[[nodiscard]] std::string format_time(const Value& time);

// Seconds with a trailing "s", as CEL's string(duration).
[[nodiscard]] std::string format_span(const Value& span);

// The calendar date "YYYY-MM-DD" (UTC) of a time.
[[nodiscard]] std::string format_date(const Value& time);

}  // namespace stance::cel
