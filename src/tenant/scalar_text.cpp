#include "scalar_text.hpp"

#include "stance/base/text.hpp"

#include <charconv>
#include <cmath>
#include <string>
#include <system_error>

namespace stance::tenant {

std::optional<std::int64_t> to_integer(std::string_view text) {
  std::int64_t number = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || stop != end) return std::nullopt;
  return number;
}

std::optional<std::int64_t> to_bytes(std::string_view text) {
  constexpr std::string_view unit = " bytes)";
  const std::size_t open = text.find('(');
  if (open == std::string_view::npos || !text.ends_with(unit)) return std::nullopt;
  std::string digits(text.substr(open + 1, text.size() - unit.size() - open - 1));
  std::erase(digits, ',');
  const auto bytes = to_integer(digits);
  return bytes && *bytes >= 0 ? bytes : std::nullopt;
}

std::optional<double> to_real(std::string_view text) {
  double number = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || stop != end || !std::isfinite(number)) return std::nullopt;
  return number;
}

std::optional<bool> to_boolean(std::string_view text) {
  if (text == "true" || text == "True" || text == "TRUE") return true;
  if (text == "false" || text == "False" || text == "FALSE") return false;
  return std::nullopt;
}

std::optional<bool> to_declared_boolean(std::string_view text) {
  if (text == "1") return true;
  if (text == "0") return false;
  if (text.starts_with('$')) text.remove_prefix(1);
  if (base::equal_fold(text, "true")) return true;
  if (base::equal_fold(text, "false")) return false;
  return std::nullopt;
}

}  // namespace stance::tenant
