#include "contents.hpp"
#include "image.hpp"
#include "stance/catalog/catalog.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace stance::catalog {

namespace {

// Far below what compilers take for one literal.
constexpr std::size_t line_bytes = 4096;

void append_literal(std::string& out, std::string_view bytes) {
  out += '"';
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += {'\\', c};
    } else if (byte >= 0x20 && byte < 0x7f) {
      out += c;
    } else {
      fmt::format_to(std::back_inserter(out), "\\{:03o}", byte);
    }
  }
  out += "\"\n";
}

}  // namespace

std::optional<std::string> embed(const std::filesystem::path& folder, base::Diagnostics& problems) {
  const auto contents = read_contents({.built_in = false, .folders = {folder}}, {}, problems);
  if (!contents) {
    problems.sort();
    return std::nullopt;
  }
  return write_image(*contents);
}

std::string embedded_source(std::string_view image) {
  std::string out =
      "#include \"stance/catalog/embedded.hpp\"\n\nnamespace stance::catalog {\n\nnamespace {\n\n"
      "constexpr char image[] =\n";
  do {
    append_literal(out, image.substr(0, line_bytes));
    image.remove_prefix(std::min(image.size(), line_bytes));
  } while (!image.empty());
  out +=
      ";\n\n}  // namespace\n\n"
      "std::string_view embedded_catalog() { return {image, sizeof image - 1}; }\n\n"
      "}  // namespace stance::catalog\n";
  return out;
}

}  // namespace stance::catalog
