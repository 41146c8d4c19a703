#include "stance/catalog/licence_offer.hpp"

#include <algorithm>
#include <string_view>

namespace stance::catalog {

namespace {

using Includes = std::map<std::string, std::vector<std::string>>;

bool brings(const std::string& plan, const std::string& wanted, const Includes& includes) {
  if (plan == wanted) return true;
  const auto found = includes.find(plan);
  return found != includes.end() && std::ranges::find(found->second, wanted) != found->second.end();
}

// The plan itself stands before one that contains it.
const std::string* bringing(const rules::LicenceProduct& product, const std::string& wanted,
                            const Includes& includes) {
  const auto same = std::ranges::find(product.plans, wanted);
  if (same != product.plans.end()) return &*same;
  const auto larger = std::ranges::find_if(
      product.plans, [&](const std::string& plan) { return brings(plan, wanted, includes); });
  return larger == product.plans.end() ? nullptr : &*larger;
}

}  // namespace

std::optional<model::LicenceOffer> smallest_offer(const rules::LicenceTable& table,
                                                  const Includes& includes,
                                                  std::span<const std::string> plans,
                                                  Market market) {
  for (const rules::LicenceProduct& product : table.products) {
    if (product.government != (market == Market::government)) continue;
    for (const std::string& wanted : plans) {
      const std::string* plan = bringing(product, wanted, includes);
      if (plan == nullptr) continue;
      const auto named = std::ranges::find(table.plans, *plan, &rules::ServicePlan::name);
      return model::LicenceOffer{
          .plan = *plan,
          .plan_title = named == table.plans.end() ? std::string() : named->title,
          .product = product.name,
          .product_title = product.title};
    }
  }
  return std::nullopt;
}

}  // namespace stance::catalog
