#pragma once

#include "stance/base/diagnostics.hpp"
#include "stance/base/error.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace stance::catalog {

// A text of a configuration file, with what a message about it shows.
struct ConfigurationWord {
  std::string text;
  base::Position position = {};
  std::string source_line = {};
};

// A key of a configuration file. What keys there are is for the caller to know.
struct ConfigurationEntry {
  ConfigurationWord key;
  std::vector<ConfigurationWord> values = {};  // none of them is blank
  bool list = false;                           // as it is written
};

// A YAML file of keys with a text or a list of texts each, in its order; messages call it `name`. A
// file without a key is no problem. All problems are reported; with one there are no entries.
[[nodiscard]] std::optional<std::vector<ConfigurationEntry>> read_configuration(
    const std::filesystem::path& path, const std::string& name, base::Diagnostics& problems);

}  // namespace stance::catalog
