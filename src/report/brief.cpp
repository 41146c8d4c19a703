#include "brief.hpp"

#include "stance/base/text.hpp"

namespace stance::report {

namespace {

constexpr std::string_view ellipsis = "…";

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

}  // namespace

std::string cut(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return std::string(text);
  std::size_t end = bytes - ellipsis.size();
  while (end > 0 && continues(text[end])) --end;
  return std::string(text.substr(0, end)).append(ellipsis);
}

std::string brief(std::string_view text, std::size_t bytes) {
  // Cut first: names may have megabytes.
  return cut(base::printable(cut(text, bytes + ellipsis.size())), bytes);
}

}  // namespace stance::report
