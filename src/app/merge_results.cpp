#include "stance/app/fleet.hpp"
#include "stance/base/file.hpp"
#include "stance/compare/fleet.hpp"

#include <filesystem>
#include <iterator>
#include <utility>
#include <vector>

namespace stance::app {

base::Result<model::FleetReport> merge_results(std::span<const std::string> files) {
  std::vector<model::TenantSummary> tenants;
  for (const std::string& file : files) {
    const auto bytes = base::read_file(file, compare::most_result_bytes);
    if (!bytes) return tl::unexpected(bytes.error());
    auto read =
        compare::read_results(bytes->view(), file, std::filesystem::path(file).stem().string());
    if (!read) return tl::unexpected(std::move(read).error());
    std::move(read->begin(), read->end(), std::back_inserter(tenants));
  }
  return compare::roll_up(std::move(tenants));
}

}  // namespace stance::app
