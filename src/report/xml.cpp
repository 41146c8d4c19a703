#include "xml.hpp"

#include "brief.hpp"

namespace stance::report {

namespace {

std::string_view escape(const char& c) {
  switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: return {&c, 1};
  }
}

}  // namespace

std::string xml_text(std::string_view text, std::size_t bytes) {
  std::string out;
  for (const char& c : brief(text, bytes)) out += escape(c);
  // Well-formed UTF-8, but no characters of XML.
  for (const std::string_view illegal : {"\xef\xbf\xbe", "\xef\xbf\xbf"}) {
    for (std::size_t at = out.find(illegal); at != out.npos; at = out.find(illegal, at)) {
      out.replace(at, illegal.size(), "\xef\xbf\xbd");
    }
  }
  return out;
}

}  // namespace stance::report
