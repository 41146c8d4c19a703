#include "exit_code.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using namespace stance::cli;

TEST_CASE("every kind of error has its exit code") {
  CHECK(exit_code(base::ErrorKind::usage) == ExitCode::usage);
  CHECK(exit_code(base::ErrorKind::output) == ExitCode::usage);
  CHECK(exit_code(base::ErrorKind::unreadable) == ExitCode::input);
  CHECK(exit_code(base::ErrorKind::malformed) == ExitCode::input);
  CHECK(exit_code(base::ErrorKind::unrecognised) == ExitCode::input);
  CHECK(exit_code(base::ErrorKind::catalog) == ExitCode::catalog);
}

TEST_CASE("a failed gate wins over missing data, which wins over gaps") {
  struct Case {
    bool passed;
    bool covered;
    bool gap;
    Gaps gaps;
    ExitCode code;
    std::string state = "present";
  };
  const std::vector<Case> cases = {
      {true, true, false, Gaps::allowed, ExitCode::ok},
      {true, true, true, Gaps::allowed, ExitCode::ok},
      {true, true, false, Gaps::refused, ExitCode::ok},
      {true, true, true, Gaps::refused, ExitCode::uncovered},
      {true, false, false, Gaps::allowed, ExitCode::uncovered},
      {false, true, false, Gaps::allowed, ExitCode::gate_failed},
      {false, false, true, Gaps::refused, ExitCode::gate_failed},
      {true, true, true, Gaps::allowed, ExitCode::ok, "empty"},
      {true, true, true, Gaps::allowed, ExitCode::input, "damaged"},
      {true, false, true, Gaps::refused, ExitCode::input, "failed"},
      {false, false, true, Gaps::refused, ExitCode::gate_failed, "not_collected"},
  };
  for (const Case& c : cases) {
    model::Assessment assessment;
    using enum model::GateOutcome;
    assessment.gate.gates = {{"a", {}, {}, c.passed ? held : failed},
                             {"b", {}, {}, c.covered ? held : undecided}};
    assessment.datasets.emplace_back().state = c.state;
    assessment.controls.emplace_back().finding.outcome =
        c.gap ? model::Outcome::not_assessed : model::Outcome::unmet;
    CHECK(exit_code(assessment, c.gaps) == c.code);
  }
}

TEST_CASE("a fleet has the exit code of its worst tenant") {
  struct Case {
    std::optional<model::GateOutcome> gate;
    bool unassessed;
    Gaps gaps;
    ExitCode code;
  };
  using enum model::GateOutcome;
  const std::vector<Case> cases = {
      {std::nullopt, false, Gaps::allowed, ExitCode::ok},
      {held, false, Gaps::allowed, ExitCode::ok},
      {held, false, Gaps::refused, ExitCode::uncovered},
      {undecided, false, Gaps::allowed, ExitCode::uncovered},
      {undecided, true, Gaps::refused, ExitCode::input},
      {std::nullopt, true, Gaps::allowed, ExitCode::input},
      {failed, true, Gaps::refused, ExitCode::gate_failed},
  };
  for (const Case& c : cases) {
    model::FleetReport fleet;
    fleet.assessed.resize(2);
    fleet.assessed[0].gaps = true;
    fleet.assessed[1].gate = c.gate;
    if (c.unassessed) fleet.unassessed.resize(1);
    CHECK(exit_code(fleet, c.gaps) == c.code);
  }
}

TEST_CASE("controls not assessed and damaged datasets are gaps") {
  model::Assessment assessment;
  CHECK_FALSE(has_gaps(assessment));
  for (const std::string state : {"present", "empty", "failed", "not_collected"}) {
    assessment.datasets.emplace_back().state = state;
  }
  assessment.controls.emplace_back().finding.outcome = model::Outcome::manual;
  CHECK_FALSE(has_gaps(assessment));
  assessment.datasets.emplace_back().state = "damaged";
  CHECK(has_gaps(assessment));
}

TEST_CASE("the numbers are part of the contract") {
  CHECK(static_cast<int>(ExitCode::ok) == 0);
  CHECK(static_cast<int>(ExitCode::gate_failed) == 1);
  CHECK(static_cast<int>(ExitCode::usage) == 2);
  CHECK(static_cast<int>(ExitCode::input) == 3);
  CHECK(static_cast<int>(ExitCode::catalog) == 4);
  CHECK(static_cast<int>(ExitCode::uncovered) == 5);
  CHECK(static_cast<int>(ExitCode::internal) == 70);
}
