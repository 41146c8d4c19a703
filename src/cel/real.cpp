#include "real.hpp"

#include <charconv>
#include <cstdint>

namespace stance::cel {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Whether a number whose exponent a double cannot have is nearer to zero than one.
bool is_small(std::string_view text) {
  std::int64_t before_point = 0;  // digits there from the first that is not zero on
  std::int64_t zeros = 0;         // behind the point, up to the first other digit
  bool fraction = false;
  bool found = false;
  std::size_t at = text.starts_with('-') ? 1 : 0;
  for (; at < text.size() && (is_digit(text[at]) || text[at] == '.'); ++at) {
    if (text[at] == '.') {
      fraction = true;
      continue;
    }
    found = found || text[at] != '0';
    if (found && !fraction) ++before_point;
    if (!found && fraction) ++zeros;
  }
  const std::string_view exponent = at < text.size() ? text.substr(at + 1) : std::string_view{};
  std::int64_t power = 0;
  const char* first = exponent.data() + (exponent.starts_with('+') ? 1 : 0);
  const auto read = std::from_chars(first, exponent.data() + exponent.size(), power);
  if (read.ec == std::errc::result_out_of_range) return exponent.starts_with('-');
  return power + before_point - zeros < 0;
}

}  // namespace

std::optional<double> parse_real(std::string_view text) {
  double value = 0;
  const char* last = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), last, value);
  if (end != last || error == std::errc::invalid_argument) return std::nullopt;
  if (error == std::errc{}) return value;
  if (!is_small(text)) return std::nullopt;
  return text.starts_with('-') ? -0.0 : 0.0;
}

}  // namespace stance::cel
