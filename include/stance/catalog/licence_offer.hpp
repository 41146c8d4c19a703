#pragma once

#include "stance/model/control.hpp"
#include "stance/rules/licence_table.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace stance::catalog {

// Who buys: governments have products of their own.
enum class Market : std::uint8_t { commercial, government };

// The smallest product that brings one of the plans, be it by a plan that contains it (`includes`,
// as in rules::LicenceRule). Nothing when the table has none.
[[nodiscard]] std::optional<model::LicenceOffer> smallest_offer(
    const rules::LicenceTable& table,
    const std::map<std::string, std::vector<std::string>>& includes,
    std::span<const std::string> plans, Market market);

}  // namespace stance::catalog
