#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace stance::rules {

// A service plan that controls ask for.
struct ServicePlan {
  std::string name;  // "AAD_PREMIUM"
  std::string id;    // a GUID
  std::string title;
};

// What service plans are sold in.
struct LicenceProduct {
  std::string name;  // the part number of its subscriptions: "SPE_E3"
  std::string id;    // a GUID
  std::string title;
  std::int64_t size = 1;                // service plans in it, whether they are listed or not
  bool government = false;              // sold to governments of the United States only
  std::vector<std::string> plans = {};  // names of those that are listed
};

// Facts about service plans; they only say what could be bought, and judge nothing.
struct LicenceTable {
  std::string source = {};  // an address
  std::string date = {};    // of the source, "YYYY-MM-DD"
  std::vector<ServicePlan> plans = {};
  std::vector<LicenceProduct> products = {};  // smallest first
};

}  // namespace stance::rules
