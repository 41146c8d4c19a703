#pragma once

#include "stance/base/error.hpp"
#include "stance/model/fleet.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stance::compare {

// Bytes that a file with results may have.
inline constexpr std::uint64_t most_result_bytes = std::uint64_t{1} << 30;

// The summaries of results as they were written: the JSON of one assessment, whose tenant is
// called `name`, or the lines of a fleet. Errors (`malformed`, `unrecognised`) have the file, the
// line or the JSON path, and what was expected.
[[nodiscard]] base::Result<std::vector<model::TenantSummary>> read_results(std::string_view text,
                                                                           std::string_view file,
                                                                           std::string name);

// Of results that are about the same tenant and of which nobody can tell the newer one, only the
// first by name stays; the others become tenants that could not be assessed.
void part_twins(std::span<model::TenantSummary> tenants);

// Puts tenants side by side. Of each tenant the newest result counts, and the same one once.
// Different results of one tenant of which none is newer are an error (`malformed`).
[[nodiscard]] base::Result<model::FleetReport> roll_up(std::vector<model::TenantSummary> tenants);

}  // namespace stance::compare
