#include "contents.hpp"
#include "files.hpp"
#include "stance/catalog/catalog.hpp"

#include <algorithm>

namespace stance::catalog {

namespace {

// Far below what compilers take for one literal.
constexpr std::size_t chunk_bytes = std::size_t{16} * 1024;
constexpr std::string_view delimiter = "stance";

// Bytes of the next literal: at most a chunk, cut between characters and inside any closing
// sequence.
std::size_t chunk_size(std::string_view json) {
  const std::size_t closing = json.substr(0, chunk_bytes).find(")stance\"");
  if (closing != std::string_view::npos) return closing + 1;
  std::size_t size = std::min(json.size(), chunk_bytes);
  const auto continues = [&](std::size_t at) {
    return at < json.size() && (static_cast<unsigned char>(json[at]) & 0xc0U) == 0x80U;
  };
  while (size > 1 && continues(size)) --size;
  return size;
}

}  // namespace

std::optional<std::string> embed(const std::filesystem::path& folder, base::Diagnostics& problems) {
  const auto contents = read_contents({.built_in = false, .folders = {folder}}, {}, problems);
  if (!contents) {
    problems.sort();
    return std::nullopt;
  }
  for (std::size_t i = 0; i < contents->infos.size(); ++i) {
    contents->control_files[i]->datasets = contents->infos[i].datasets;
  }
  return write_built_in(contents->files);
}

std::string embedded_source(std::string_view json) {
  std::string out =
      "#include \"stance/catalog/embedded.hpp\"\n\nnamespace stance::catalog {\n\nnamespace {\n\n"
      "constexpr char json[] =\n";
  std::string_view rest = json;
  do {
    const std::size_t size = chunk_size(rest);
    out += "R\"";
    out += delimiter;
    out += '(';
    out += rest.substr(0, size);
    out += ')';
    out += delimiter;
    out += "\"\n";
    rest.remove_prefix(size);
  } while (!rest.empty());
  out +=
      ";\n\n}  // namespace\n\n"
      "std::string_view embedded_catalog() { return {json, sizeof json - 1}; }\n\n"
      "}  // namespace stance::catalog\n";
  return out;
}

}  // namespace stance::catalog
