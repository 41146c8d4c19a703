#include "troubles.hpp"

#include "stance/base/text.hpp"

#include <fmt/format.h>

#include <ostream>

namespace stance::cli {

namespace {

void print_tenant(const model::TenantSummary& tenant, Gaps gaps, Io& io) {
  const std::string who = base::printable(tenant.name);
  if (!tenant.error.empty()) {
    io.err << fmt::format("stance: tenant '{}': error: {}\n", who, base::printable(tenant.error));
  }
  if (tenant.gate && *tenant.gate != model::GateOutcome::held) {
    io.err << fmt::format("stance: tenant '{}': gate {}: {}\n", who, name(*tenant.gate),
                          base::printable(fmt::format("{}", fmt::join(tenant.gate_reasons, "; "))));
  }
  if (gaps == Gaps::refused && tenant.gaps) {
    io.err << fmt::format("stance: strict: tenant '{}' has gaps\n", who);
  }
}

}  // namespace

void print_troubles(const model::FleetReport& fleet, Gaps gaps, Io& io) {
  for (const auto* list : {&fleet.unassessed, &fleet.assessed}) {
    for (const model::TenantSummary& tenant : *list) print_tenant(tenant, gaps, io);
  }
}

}  // namespace stance::cli
