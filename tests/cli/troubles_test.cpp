#include "troubles.hpp"

#include <catch2/catch.hpp>

#include <sstream>

using namespace stance;
using namespace stance::cli;

namespace {

model::FleetReport report() {
  model::FleetReport fleet;
  fleet.unassessed.resize(1);
  fleet.unassessed[0].name = "a\x1b";
  fleet.unassessed[0].error = "cannot be read\n";
  fleet.assessed.resize(3);
  fleet.assessed[0].name = "b";
  fleet.assessed[0].gate = model::GateOutcome::failed;
  fleet.assessed[0].gate_reasons = {"too low", "too old"};
  fleet.assessed[1].name = "c";
  fleet.assessed[1].gate = model::GateOutcome::held;
  fleet.assessed[1].gaps = true;
  fleet.assessed[2].name = "d";
  return fleet;
}

std::string told(const model::FleetReport& fleet, Gaps gaps) {
  std::ostringstream out;
  Io io = {out, out};
  print_troubles(fleet, gaps, io);
  return out.str();
}

}  // namespace

TEST_CASE("a line for each trouble of a fleet") {
  const std::string allowed =
      "stance: tenant 'a\xEF\xBF\xBD': error: cannot be read \n"
      "stance: tenant 'b': gate failed: too low; too old\n";
  CHECK(told(report(), Gaps::allowed) == allowed);
  CHECK(told(report(), Gaps::refused) == allowed + "stance: strict: tenant 'c' has gaps\n");
  CHECK(told({}, Gaps::refused).empty());
}
