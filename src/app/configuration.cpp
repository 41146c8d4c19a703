#include "stance/app/configuration.hpp"

namespace stance::app {

std::optional<std::vector<ConfigurationEntry>> read_configuration(const std::filesystem::path& path,
                                                                  const std::string& name,
                                                                  base::Diagnostics& problems) {
  return catalog::read_configuration(path, name, problems);
}

}  // namespace stance::app
