#include "values.hpp"

#include "arguments.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <string>

namespace stance::cli {

namespace {

bool is_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// "'xml' is no value of --format".
base::Result<void> refuse(std::string_view text, std::string_view what, std::string hint) {
  return tl::unexpected(usage_error(fmt::format("'{}' is {}", text, what), std::move(hint)));
}

std::string alternatives(std::string_view choices) {
  std::string out = "one of: ";
  for (const char c : choices) out += c == '|' ? std::string(", ") : std::string(1, c);
  return out;
}

}  // namespace

std::optional<bool> read_flag(std::string_view text) {
  if (is_choice(text, "true|yes|1")) return true;
  if (is_choice(text, "false|no|0")) return false;
  return std::nullopt;
}

std::optional<std::uint32_t> read_number(std::string_view text) {
  std::uint32_t number = 0;
  if (!is_digits(text)) return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() ? std::optional(number) : std::nullopt;
}

std::optional<model::Hundredths> read_percent(std::string_view text) {
  const std::size_t point = text.find('.');
  const std::optional<std::uint32_t> whole = read_number(text.substr(0, point));
  if (!whole || *whole > 100) return std::nullopt;
  model::Hundredths value = model::Hundredths{*whole} * 100;
  if (point != std::string_view::npos) {
    const std::string_view decimals = text.substr(point + 1);
    if (!is_digits(decimals) || decimals.size() > 2) return std::nullopt;
    value += (decimals[0] - '0') * 10 + (decimals.size() > 1 ? decimals[1] - '0' : 0);
  }
  return value <= 10'000 ? std::optional(value) : std::nullopt;
}

std::optional<Share> read_share(std::string_view text) {
  const std::size_t sign = text.find('=');
  if (sign == std::string_view::npos || sign == 0) return std::nullopt;
  const auto percent = read_percent(text.substr(sign + 1));
  return percent ? std::optional(Share{text.substr(0, sign), *percent}) : std::nullopt;
}

bool is_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const auto year = read_number(text.substr(0, 4));
  const auto month = read_number(text.substr(5, 2));
  const auto day = read_number(text.substr(8, 2));
  if (!year || !month || !day) return false;
  return std::chrono::year_month_day(std::chrono::year(static_cast<int>(*year)),
                                     std::chrono::month(*month), std::chrono::day(*day))
      .ok();
}

std::optional<Target> read_target(std::string_view text, std::string_view formats) {
  if (text == "-") return Target{"terminal", "-"};
  const std::size_t sign = text.find('=');
  if (sign == std::string_view::npos || sign + 1 == text.size()) return std::nullopt;
  const Target target = {text.substr(0, sign), text.substr(sign + 1)};
  return is_choice(target.format, formats) ? std::optional(target) : std::nullopt;
}

bool is_choice(std::string_view text, std::string_view choices) {
  while (!choices.empty()) {
    const std::size_t end = std::min(choices.find('|'), choices.size());
    if (choices.substr(0, end) == text) return true;
    choices.remove_prefix(std::min(end + 1, choices.size()));
  }
  return false;
}

base::Result<void> check_value(const Option& option, std::string_view text,
                               std::string_view origin) {
  switch (option.kind) {
    case Kind::flag:
      if (read_flag(text)) return {};
      return refuse(text, fmt::format("no value of {}", origin), "true or false");
    case Kind::text: return {};
    case Kind::folder:
      if (text != "+") return {};
      return refuse(text, fmt::format("no folder for {}", origin), "DIR or +DIR");
    case Kind::choice:
      if (is_choice(text, option.choices)) return {};
      return refuse(text, fmt::format("no value of {}", origin), alternatives(option.choices));
    case Kind::number: {
      const std::optional<std::uint32_t> number = read_number(text);
      if (number && *number >= option.least && *number <= option.most) return {};
      return refuse(text, fmt::format("no number for {}", origin),
                    fmt::format("a whole number from {} to {}", option.least, option.most));
    }
    case Kind::percent:
      if (read_percent(text)) return {};
      return refuse(text, fmt::format("no percentage for {}", origin),
                    "a number from 0 to 100 with at most two decimals");
    case Kind::share:
      if (read_share(text)) return {};
      return refuse(text, fmt::format("no share for {}", origin),
                    "NAME=PERCENT with a number from 0 to 100, such as identity=80");
    case Kind::date:
      if (text == "today" || is_date(text)) return {};
      return refuse(text, fmt::format("no date for {}", origin),
                    "a day such as 2026-01-31, or today");
    case Kind::target:
      if (read_target(text, option.choices)) return {};
      return refuse(
          text, fmt::format("no report for {}", origin),
          "FORMAT=PATH, such as json=result.json; FORMAT is " + alternatives(option.choices));
  }
  return {};
}

}  // namespace stance::cli
