#include "stance/cel/time.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace stance::cel;

namespace {

std::string time_text(const std::optional<Value>& time) { return time ? format_time(*time) : "-"; }
std::string span_text(const std::optional<Value>& span) { return span ? format_span(*span) : "-"; }

struct Case {
  std::string_view text;
  std::string_view value;
};

}  // namespace

TEST_CASE("RFC 3339 times are read and written") {
  const Case cases[] = {
      {"2026-05-04T17:15:48.307Z", "2026-05-04T17:15:48.307Z"},
      {"2026-05-04T17:15:48Z", "2026-05-04T17:15:48Z"},
      {"2026-05-04T17:15:48.1234567Z", "2026-05-04T17:15:48.123456700Z"},
      {"2026-05-04T17:15:48+02:00", "2026-05-04T15:15:48Z"},
      {"1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.500Z"},
      {"0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"},
      {"9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"},
      {"0001-01-01T00:00:00+01:00", "-"},
      {"2026-02-29T00:00:00Z", "-"},
      {"2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z"},
      {"2026-05-04T24:00:00Z", "-"},
      {"2026-05-04T17:15:48", "-"},
      {"2026-05-04", "-"},
      {"2026-05-04T17:15:48Zx", "-"},
      {"", "-"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.text) { CHECK(time_text(parse_time(c.text)) == c.value); }
  }
}

TEST_CASE("times of exporters are read") {
  const Case cases[] = {
      {"/Date(1777914948307)/", "2026-05-04T17:15:48.307Z"},
      {"/Date(1777914948307+0200)/", "2026-05-04T17:15:48.307Z"},
      {"/Date(-62135596800000)/", "0001-01-01T00:00:00Z"},
      {"/Date(-1)/", "1969-12-31T23:59:59.999Z"},
      {"/Date(x)/", "-"},
      {"/Date(99999999999999999999)/", "-"},
      {"2026-05-04T17:15:48", "2026-05-04T17:15:48Z"},
      {"2026-05-04T17:15:48.0000000Z", "2026-05-04T17:15:48Z"},
      {"05/04/2026 17:15:48", "-"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.text) { CHECK(time_text(parse_exported_time(c.text)) == c.value); }
  }
}

TEST_CASE("durations in the notation of CEL are read") {
  const Case cases[] = {
      {"1h30m", "5400s"},
      {"-1.5s", "-1.5s"},
      {"100ms", "0.1s"},
      {"0", "0s"},
      {"1us", "0.000001s"},
      {"1.5h", "5400s"},
      {"", "-"},
      {"1", "-"},
      {"1x", "-"},
      {"h", "-"},
      {"99999999999h", "-"},
      {"1.2.3s", "-"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.text) { CHECK(span_text(parse_span(c.text)) == c.value); }
  }
}

TEST_CASE("durations of exporters are read") {
  const Case cases[] = {
      {"P365D", "31536000s"},
      {"PT8H", "28800s"},
      {"P1DT12H30M5S", "131405s"},
      {"P2W", "1209600s"},
      {"-P1D", "-86400s"},
      {"P1M", "-"},
      {"P1Y", "-"},
      {"P", "-"},
      {"PT", "-"},
      {"P1DT", "-"},
      {"90.00:00:00", "7776000s"},
      {"06:00:00", "21600s"},
      {"-00:00:01", "-1s"},
      {"00:00:00.5", "0.5s"},
      {"25:00:00", "-"},
      {"x", "-"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.text) { CHECK(span_text(parse_exported_span(c.text)) == c.value); }
  }
}

TEST_CASE("a time has a calendar date") {
  CHECK(format_date(*parse_time("2026-05-04T23:59:59Z")) == "2026-05-04");
  CHECK(format_date(*parse_time("1969-12-31T23:59:59Z")) == "1969-12-31");
}
