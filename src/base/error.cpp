#include "stance/base/error.hpp"

#include "place.hpp"
#include "stance/base/text.hpp"

#include <fmt/format.h>

namespace stance::base {

std::string place(const Position& position) {
  if (position.file.empty()) return {};
  std::string out = printable(position.file);
  if (position.line > 0) out += fmt::format(":{}", position.line);
  if (position.line > 0 && position.column > 0) out += fmt::format(":{}", position.column);
  return out + ": ";
}

std::string render(const Error& error) {
  std::string out = error.position ? place(*error.position) : std::string();
  out += fmt::format("error: {}\n", printable(error.message));
  for (const std::string& note : error.notes) out += fmt::format("  note: {}\n", printable(note));
  if (!error.hint.empty()) out += fmt::format("hint: {}\n", printable(error.hint));
  return out;
}

}  // namespace stance::base
