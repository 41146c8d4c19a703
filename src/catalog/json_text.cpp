#include "json_text.hpp"

#include <fmt/format.h>

#include <iterator>

namespace stance::catalog {

void append_json(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(c));
    } else {
      out += c;
    }
  }
  out += '"';
}

void append_json(std::string& out, base::json::Cursor value) {
  if (value.is(base::json::Kind::text)) return append_json(out, value.text());
  if (value.is(base::json::Kind::integer)) {
    fmt::format_to(std::back_inserter(out), "{}", value.integer());
    return;
  }
  out += '[';
  bool first = true;
  for (const base::json::Cursor item : value.elements()) {
    if (!first) out += ',';
    first = false;
    append_json(out, item);
  }
  out += ']';
}

}  // namespace stance::catalog
