#pragma once

#include "stance/app/assess.hpp"
#include "stance/model/fleet.hpp"

#include <cstddef>
#include <functional>
#include <span>
#include <string>

namespace stance::app {

struct FleetRequest {
  Request each = {};         // what is asked of every tenant; its inputs are not used
  std::string tenants = {};  // a folder of exports, or a file that lists them
  std::string folder = {};   // where results go
  std::size_t jobs = 0;      // threads; 0: as many as there are processors
  bool fresh = false;        // whether tenants are assessed again that need not be
  // Called in the thread of the caller, after each tenant.
  std::function<void(std::size_t done, std::size_t of)> progress = {};
};

struct FleetRun {
  model::FleetReport report;
  std::size_t kept = 0;  // tenants whose result of a former run still holds
};

// Assesses every tenant on its own and puts them side by side. Writes NAME.json for each tenant
// that could be assessed, with the bytes that a report of assess() as JSON has, and fleet.ndjson
// with a line for each tenant, in the order of the fleet. One that cannot be assessed stops none
// of the others. A run that was ended at any moment goes on where it was.
[[nodiscard]] base::Result<FleetRun> assess_fleet(const FleetRequest& request,
                                                  catalog::Catalog& catalog,
                                                  base::Diagnostics& problems);

// Puts the tenants of results side by side: of JSON reports of assess(), and of fleet.ndjson.
[[nodiscard]] base::Result<model::FleetReport> merge_results(std::span<const std::string> files);

}  // namespace stance::app
