#include "number.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <system_error>

namespace stance::catalog {

namespace {

template <class T>
std::optional<T> parse(std::string_view text) {
  T number = {};
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc() || stop != end) return std::nullopt;
  return number;
}

}  // namespace

std::optional<std::int64_t> parse_integer(std::string_view text) {
  return parse<std::int64_t>(text);
}

std::optional<double> parse_real(std::string_view text) {
  // Words such as "nan" and "infinity" are texts.
  if (text.find_first_not_of("0123456789+-.eE") != std::string_view::npos) return std::nullopt;
  return parse<double>(text);
}

std::optional<std::int64_t> to_thousandths(double number) {
  constexpr double limit = 1e12;
  // A number with 3 decimals is off by its rounding only.
  constexpr double tolerance = 1e-6;
  if (!(std::abs(number) <= limit)) return std::nullopt;
  const double exact = number * 1000.0;
  const double rounded = std::round(exact);
  if (std::abs(exact - rounded) > tolerance * std::max(1.0, std::abs(number))) return std::nullopt;
  return static_cast<std::int64_t>(rounded);
}

}  // namespace stance::catalog
