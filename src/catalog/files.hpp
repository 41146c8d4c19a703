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

// One file of a catalog as JSON. The built-in ones are parsed when somebody asks for them.
struct CatalogFile {
  SourceFile source;       // as messages name it
  std::string path;        // below the folder, with '/'
  std::size_t origin = 0;  // 0 is the built-in catalog, then the folders in order
  std::string sha256;      // of `json`
  std::string json_owned = {};
  std::string_view json = {};
  std::optional<base::json::Document> document = std::nullopt;
  std::optional<std::vector<std::string>> datasets = std::nullopt;  // of a built-in control

  [[nodiscard]] Node root();
};

using CatalogFiles = std::vector<std::unique_ptr<CatalogFile>>;

// One YAML file; null when it cannot be read, which is reported.
[[nodiscard]] std::unique_ptr<CatalogFile> read_yaml(const std::filesystem::path& path,
                                                     base::Diagnostics& problems);

// The same of a text that would stand in the file.
[[nodiscard]] std::unique_ptr<CatalogFile> yaml_file(std::string_view text, const std::string& name,
                                                     base::Diagnostics& problems);

// The YAML files of a folder, sorted by path. What is wrong is reported.
[[nodiscard]] CatalogFiles read_folder(const std::filesystem::path& folder, std::size_t origin,
                                       base::Diagnostics& problems);

}  // namespace stance::catalog
