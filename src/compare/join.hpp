#pragma once

#include "stance/base/error.hpp"
#include "stance/model/fleet.hpp"

#include <string>
#include <vector>

namespace stance::compare {

// Results of different tenants, and what was left out for that.
struct Joined {
  std::vector<model::TenantSummary> tenants = {};
  std::vector<std::string> notes = {};
};

// Of each tenant the newest result; see roll_up().
[[nodiscard]] base::Result<Joined> join(std::vector<model::TenantSummary> tenants);

}  // namespace stance::compare
