#pragma once

#include "stance/base/diagnostics.hpp"
#include "stance/catalog/configuration.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace stance::app {

using catalog::ConfigurationEntry;
using catalog::ConfigurationWord;

// See catalog::read_configuration().
[[nodiscard]] std::optional<std::vector<ConfigurationEntry>> read_configuration(
    const std::filesystem::path& path, const std::string& name, base::Diagnostics& problems);

}  // namespace stance::app
