#include "build.hpp"

#include <catch2/catch.hpp>

using namespace stance::model;
using namespace stance::score;
using namespace stance::score::test;

namespace {

// An assessment over controls that all read one dataset of one product.
Assessment assessment_of(std::vector<ControlResult> controls) {
  Assessment assessment;
  DatasetResult dataset;
  dataset.name = "entra.policies";
  dataset.state = "present";
  for (const ControlResult& control : controls) dataset.controls.push_back(control.info.id);
  assessment.datasets = {dataset};
  assessment.controls = std::move(controls);
  assessment.totals = total(assessment.controls);
  return assessment;
}

std::string told(const GateResult& gate) {
  std::string text = gate.asked ? "asked" : "not asked";
  text += gate.passed ? ", passed" : ", failed";
  text += gate.covered ? "" : ", not covered";
  for (const std::string& reason : gate.reasons) text += "\n" + reason;
  return text;
}

}  // namespace

TEST_CASE("gates are decided on the printed numbers") {
  struct Case {
    std::string name;
    std::vector<ControlResult> controls;
    Gates gates;
    std::string told;
  };
  const Case cases[] = {
      {"no gate", {unmet("a", 5)}, {}, "not asked, passed"},
      {"score reached", {met("a", 5), unmet("b", 5)}, {.min_score = 5000}, "asked, passed"},
      {"score missed",
       {met("a", 5), unmet("b", 5)},
       {.min_score = 5001},
       "asked, failed\nscore is 50.00 %, the gate asks for 50.01 %"},
      {"verified missed",
       {met("a", 1), unmet("b", 2)},
       {.min_verified = 3334},
       "asked, failed\nverified score is 33.33 %, the gate asks for 33.34 %"},
      {"a score gate implies coverage",
       {met("a", 8), unknown("b", 2)},
       {.min_score = 1000},
       "asked, passed, not covered\n"
       "coverage is 80.00 %, the gate asks for 90.00 % (implied by a score gate)"},
      {"coverage can be set",
       {met("a", 8), unknown("b", 2)},
       {.min_score = 1000, .min_coverage = 8000},
       "asked, passed"},
      {"coverage alone",
       {met("a", 7), unknown("b", 3)},
       {.min_coverage = 8000},
       "asked, passed, not covered\ncoverage is 70.00 %, the gate asks for 80.00 %"},
      {"manual controls are not covered",
       {met("a", 5), control("b", 5, Outcome::manual)},
       {.min_coverage = 5001},
       "asked, passed, not covered\ncoverage is 50.00 %, the gate asks for 50.01 %"},
      {"nothing assessed is no pass",
       {unknown("a", 5)},
       {.min_score = 0},
       "asked, failed, not covered\nnothing could be assessed, there is no score\n"
       "coverage is 0.00 %, the gate asks for 90.00 % (implied by a score gate)"},
      {"both fail",
       {unmet("a", 5), unknown("b", 5)},
       {.min_score = 100, .min_verified = 100, .min_coverage = 10000},
       "asked, failed, not covered\nscore is 0.00 %, the gate asks for 1.00 %\n"
       "verified score is 0.00 %, the gate asks for 1.00 %\n"
       "coverage is 50.00 %, the gate asks for 100.00 %"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) { CHECK(told(decide(c.gates, assessment_of(c.controls))) == c.told); }
  }
}

TEST_CASE("coverage counts the products that appear in the input") {
  std::vector<ControlResult> controls = {met("a", 5), unknown("b", 5)};
  controls[1].info.product = "Exchange";
  Assessment assessment = assessment_of(controls);
  assessment.datasets.front().controls = {"a"};
  CHECK(told(decide({.min_score = 100}, assessment)) == "asked, passed");

  DatasetResult absent;
  absent.name = "exchange.rules";
  absent.state = "not_collected";
  absent.controls = {"b"};
  assessment.datasets.push_back(absent);
  CHECK(told(decide({.min_score = 100}, assessment)) == "asked, passed");

  assessment.datasets.back().state = "failed";
  CHECK(told(decide({.min_score = 100}, assessment)) ==
        "asked, passed, not covered\n"
        "coverage is 50.00 %, the gate asks for 90.00 % (implied by a score gate)");
}

TEST_CASE("every combination of gates") {
  const Assessment assessment = assessment_of({met("a", 4), unmet("b", 6), unknown("c", 2)});
  // Of each: not asked, holds, fails.
  using Levels = std::vector<std::optional<std::int64_t>>;
  const Levels scores = {{}, 4000, 4001};
  const Levels verified = {{}, 4000, 4500};
  const Levels coverages = {{}, 8333, 8334};
  const auto text_if = [](bool wanted, std::string text) { return wanted ? std::move(text) : ""; };
  for (std::size_t bits = 0; bits < 27; ++bits) {
    const std::size_t score = bits % 3;
    const std::size_t strict = bits / 3 % 3;
    const std::size_t coverage = bits / 9;
    const bool implied = coverage == 0 && bits > 0;
    const bool covered = !implied && coverage < 2;
    CAPTURE(bits);
    CHECK(told(decide({scores[score], verified[strict], coverages[coverage]}, assessment)) ==
          text_if(bits == 0, "not ") + "asked, " +
              (score == 2 || strict == 2 ? "failed" : "passed") +
              text_if(!covered, ", not covered") +
              text_if(score == 2, "\nscore is 40.00 %, the gate asks for 40.01 %") +
              text_if(strict == 2, "\nverified score is 40.00 %, the gate asks for 45.00 %") +
              text_if(!covered, "\ncoverage is 83.33 %, the gate asks for ") +
              text_if(implied, "90.00 % (implied by a score gate)") +
              text_if(coverage == 2, "83.34 %"));
  }
}

TEST_CASE("claimed points count for the score, never for the verified one") {
  Assessment assessment = assessment_of({met("a", 5), unmet("b", 5)});
  assessment.totals.claimed = 300;
  CHECK(told(decide({.min_score = 8000}, assessment)) == "asked, passed");
  CHECK(told(decide({.min_verified = 8000}, assessment)) ==
        "asked, failed\nverified score is 50.00 %, the gate asks for 80.00 %");
}

TEST_CASE("claimed points may be limited") {
  Assessment assessment = assessment_of({met("a", 5), unmet("b", 4)});
  assessment.totals.claimed = 100;
  CHECK(told(decide({.max_claimed = 1112}, assessment)) == "asked, passed");
  CHECK(told(decide({.max_claimed = 1111}, assessment)) ==
        "asked, failed\n11.12 % of the points are only claimed, the gate allows 11.11 %");
  CHECK(told(decide({.max_claimed = 0}, assessment_of({unknown("a", 5)}))) ==
        "asked, failed, not covered\nnothing could be assessed, there is no score\n"
        "coverage is 0.00 %, the gate asks for 90.00 % (implied by a score gate)");
}

TEST_CASE("decisions that ended may be refused, whatever could be assessed") {
  Assessment assessment = assessment_of({unknown("a", 5)});
  CHECK(told(decide({.none_expired = true}, assessment)) == "asked, passed");
  stance::model::DecisionsResult& decisions = assessment.decisions.emplace();
  decisions.notes = {{.problem = stance::model::DecisionProblem::expiring},
                     {.problem = stance::model::DecisionProblem::expired}};
  CHECK(told(decide({.none_expired = true}, assessment)) == "asked, failed\n1 decision is expired");
  decisions.notes.push_back(decisions.notes.back());
  CHECK(told(decide({.none_expired = true}, assessment)) ==
        "asked, failed\n2 decisions are expired");
}

TEST_CASE("without any product in the input nothing is covered") {
  Assessment assessment = assessment_of({unknown("a", 5)});
  assessment.datasets.front().state = "not_collected";
  CHECK(told(decide({.min_coverage = 1}, assessment)) ==
        "asked, passed, not covered\ncoverage is 0.00 %, the gate asks for 0.01 %");
  CHECK(told(decide({.min_coverage = 0}, assessment)) == "asked, passed");
  CHECK(told(decide({.min_verified = 0}, assessment)) ==
        "asked, failed, not covered\nnothing could be assessed, there is no score\n"
        "coverage is 0.00 %, the gate asks for 90.00 % (implied by a score gate)");
}

TEST_CASE("controls that do not apply are not asked for") {
  const Assessment assessment =
      assessment_of({met("a", 5), control("b", 9, Outcome::not_applicable),
                     control("c", 9, Outcome::not_licensed)});
  CHECK(told(decide({.min_score = 10000, .min_coverage = 10000}, assessment)) == "asked, passed");
}
