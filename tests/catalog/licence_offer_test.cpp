#include "stance/catalog/licence_offer.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using namespace stance::catalog;

namespace {

rules::LicenceTable table() {
  return {.plans = {{"P1", "1", "Plan 1"}, {"P1_GOV", "2", "Plan 1 G"}, {"P2", "3", "Plan 2"}},
          .products = {{"FREE", "4", "Free", 1, false, {}},
                       {"TWO", "5", "Two", 1, false, {"P2"}},
                       {"ONE", "6", "One", 2, false, {"P1"}},
                       {"ONE_GOV", "7", "One for governments", 2, true, {"P1_GOV"}},
                       {"ALL", "8", "All", 9, false, {"P1", "P2", "PX"}}}};
}

std::string offer(const std::vector<std::string>& plans, Market market,
                  const std::map<std::string, std::vector<std::string>>& includes = {}) {
  const auto found = smallest_offer(table(), includes, plans, market);
  if (!found) return "none";
  return found->plan + " (" + found->plan_title + ") in " + found->product + " (" +
         found->product_title + ")";
}

}  // namespace

TEST_CASE("the smallest product that brings a plan is offered") {
  CHECK(offer({"P1"}, Market::commercial) == "P1 (Plan 1) in ONE (One)");
  CHECK(offer({"P1", "P2"}, Market::commercial) == "P2 (Plan 2) in TWO (Two)");
  CHECK(offer({"P3"}, Market::commercial) == "none");
  CHECK(offer({}, Market::commercial) == "none");
  // The product has a plan that the table does not tell about.
  CHECK(offer({"PX"}, Market::commercial) == "PX () in ALL (All)");
}

TEST_CASE("a plan that contains the wanted one is as good") {
  CHECK(offer({"P1"}, Market::commercial, {{"P2", {"P1"}}}) == "P2 (Plan 2) in TWO (Two)");
  CHECK(offer({"P1"}, Market::government) == "none");
  CHECK(offer({"P1"}, Market::government, {{"P1_GOV", {"P1"}}}) ==
        "P1_GOV (Plan 1 G) in ONE_GOV (One for governments)");
}
