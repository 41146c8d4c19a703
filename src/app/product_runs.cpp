#include "product_runs.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace stance::app {

namespace {

// The products in the order of ScubaGear's documentation, as -ProductNames calls them.
constexpr std::array<std::string_view, 7> products = {
    "aad", "securitysuite", "exo", "sharepoint", "teams", "powerplatform", "powerbi"};
constexpr std::size_t security_suite = 1;
constexpr std::size_t exchange = 2;

struct Area {
  std::string_view name;  // before the dot of a dataset
  std::size_t product;
};
constexpr std::array<Area, 8> areas = {{{"entra", 0},
                                        {"purview", security_suite},
                                        {"exchange", security_suite},
                                        {"dns", exchange},
                                        {"sharepoint", 3},
                                        {"teams", 4},
                                        {"powerplatform", 5},
                                        {"fabric", 6}}};

// Of Exchange Online; the other keys in that area are the security suite's.
constexpr std::array<std::string_view, 13> exchange_keys = {
    "accepted_domains", "all_domains",    "conn_filter",         "dkim_config",
    "org_config",       "remote_domains", "inbound_connectors",  "intra_org_connectors",
    "sharing_policy",   "transport_rule", "outbound_connectors", "org_relationships",
    "transport_config"};

// Which run writes a key that not every run writes.
std::optional<std::size_t> product_of(const tenant::Dataset& dataset, std::string_view at) {
  if (at.empty()) return std::nullopt;
  const std::string_view key = at.substr(0, at.find_first_of("/[{", 1)).substr(1);
  if (key == "tenant_details" || key == "license_information") return std::nullopt;
  const std::string_view area = std::string_view(dataset.name).substr(0, dataset.name.find('.'));
  if (area == "exchange" && std::ranges::find(exchange_keys, key) != exchange_keys.end()) {
    return exchange;
  }
  const auto* const found = std::ranges::find(areas, area, &Area::name);
  return found == areas.end() ? std::nullopt : std::optional(found->product);
}

struct Tally {
  bool ran = false;
  std::uint64_t lacking = 0;  // datasets that controls read
};

}  // namespace

std::optional<model::ProductRuns> product_runs(const tenant::Schema& schema,
                                               std::span<const model::DatasetResult> datasets) {
  std::array<Tally, products.size()> tallies = {};
  for (const model::DatasetResult& result : datasets) {
    const tenant::Dataset* dataset = schema.find(result.name);
    if (dataset == nullptr) continue;
    const auto source = std::ranges::find(dataset->sources, std::string_view("scuba"),
                                          &tenant::SourceRule::exporter);
    if (source == dataset->sources.end()) continue;
    const std::optional<std::size_t> product = product_of(*dataset, source->at);
    if (!product) continue;
    const bool collected = result.state != "not_collected";
    const bool scuba = result.origin.starts_with("ScubaGear");
    if (collected && scuba) tallies[*product].ran = true;
    if (!collected && !result.controls.empty()) ++tallies[*product].lacking;
  }
  model::ProductRuns runs;
  for (std::size_t i = 0; i < products.size(); ++i) {
    if (tallies[i].ran) {
      runs.ran.emplace_back(products[i]);
    } else if (tallies[i].lacking > 0) {
      runs.left_out.emplace_back(products[i]);
      runs.datasets += tallies[i].lacking;
    }
  }
  if (runs.ran.empty() || runs.left_out.empty()) return std::nullopt;
  return runs;
}

}  // namespace stance::app
