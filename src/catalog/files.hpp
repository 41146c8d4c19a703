#pragma once

#include "node.hpp"
#include "stance/base/diagnostics.hpp"
#include "stance/base/json.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stance::catalog {

// One file of a catalog as JSON. The built-in ones are parsed when somebody asks for them; of
// their controls only the head was parsed, and what the engine reads can be parsed alone.
struct CatalogFile {
  SourceFile source;       // as messages name it
  std::string path;        // below the folder, with '/'
  std::size_t origin = 0;  // 0 is the built-in catalog, then the folders in order
  std::string sha256;      // of `json`
  std::string json_owned = {};
  std::string_view json = {};
  std::string_view rule_json = {};  // of a built-in control: the keys in rule_keys
  std::optional<base::json::Document> document = std::nullopt;
  std::optional<base::json::Document> rule_document = std::nullopt;
  Node head = {};                                                   // of a built-in control
  std::optional<std::vector<std::string>> datasets = std::nullopt;  // of a built-in control

  [[nodiscard]] Node root();
  // What read_rule() needs of a control.
  [[nodiscard]] Node rule();
};

using CatalogFiles = std::vector<std::unique_ptr<CatalogFile>>;

// One YAML file; null when it cannot be read, which is reported.
[[nodiscard]] std::unique_ptr<CatalogFile> read_yaml(const std::filesystem::path& path,
                                                     base::Diagnostics& problems);

// The YAML files of a folder, sorted by path. What is wrong is reported.
[[nodiscard]] CatalogFiles read_folder(const std::filesystem::path& folder, std::size_t origin,
                                       base::Diagnostics& problems);

// The embedded catalog: one line of JSON that lists the files, then a line for each file.
struct BuiltIn {
  std::vector<base::json::Document> index;  // heads point into it
  CatalogFiles files;
};
[[nodiscard]] BuiltIn read_built_in(std::string_view text, base::Diagnostics& problems);

// The same files as embedded catalog. Datasets of the controls must be known.
[[nodiscard]] std::string write_built_in(const CatalogFiles& files);

}  // namespace stance::catalog
