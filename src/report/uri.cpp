#include "uri.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace stance::report {

std::string percent_encoded(std::string_view text, std::string_view kept) {
  constexpr std::string_view plain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (plain.find(c) != plain.npos || kept.find(c) != kept.npos) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

std::string uri_of(std::string_view path) {
  std::string slashed(path);
  std::ranges::replace(slashed, '\\', '/');
  // Two slashes at the start would name a host.
  const std::size_t first = std::min(slashed.find_first_not_of('/'), slashed.size());
  if (first > 1) slashed.erase(0, first - 1);
  // A colon could end the name of a scheme, as in "C:".
  return percent_encoded(slashed, "-._~!$&'()*+,;=@/");
}

}  // namespace stance::report
