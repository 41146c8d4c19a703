#include "stance/catalog/configuration.hpp"

#include "files.hpp"
#include "reader.hpp"
#include "stance/base/file.hpp"
#include "yaml.hpp"

#include <algorithm>
#include <memory>
#include <string_view>
#include <utility>

namespace stance::catalog {

namespace {

// Whether there is nothing but blanks and comments: YAML has no document then, but who comments
// out every line means a file that sets nothing.
bool is_blank(std::string_view text) {
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    const std::size_t first = line.find_first_not_of(" \t\r");
    if (first != std::string_view::npos && line[first] != '#') return false;
    text.remove_prefix(std::min(line.size() + 1, text.size()));
  }
  return true;
}

ConfigurationWord word_at(const Node& node, std::string text) {
  return {.text = std::move(text),
          .position = {node.file().name, node.line(), node.column()},
          .source_line = std::string(line_of(node.file().text, node.line()))};
}

ConfigurationEntry read_entry(const Node& key, const Node& value, Reader& reader) {
  ConfigurationEntry entry{.key = word_at(key, std::string(key.text())),
                           .list = value.is_sequence()};
  for (const Node& item : entry.list ? value.items() : std::vector{value}) {
    if (auto text = reader.filled_text(item)) {
      entry.values.push_back(word_at(item, *std::move(text)));
    }
  }
  return entry;
}

}  // namespace

std::optional<std::vector<ConfigurationEntry>> read_configuration(const std::filesystem::path& path,
                                                                  const std::string& name,
                                                                  base::Diagnostics& problems) {
  const auto bytes = base::read_file(path, max_yaml_bytes);
  if (!bytes) {
    problems.add({.message = bytes.error().message, .position = {name}});
    return std::nullopt;
  }
  if (is_blank(bytes->view())) return std::vector<ConfigurationEntry>();
  const std::size_t errors = problems.errors();
  const std::unique_ptr<CatalogFile> file = yaml_file(bytes->view(), name, problems);
  if (!file) return std::nullopt;
  std::vector<ConfigurationEntry> entries;
  Reader reader(problems);
  if (reader.expect_mapping(file->root())) {
    for (const auto& [key, value] : file->root().pairs()) {
      entries.push_back(read_entry(key, value, reader));
    }
  }
  if (problems.errors() > errors) return std::nullopt;
  return entries;
}

}  // namespace stance::catalog
