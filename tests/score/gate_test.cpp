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
  std::string text = gate.asked() ? "asked" : "not asked";
  text += gate.passed() ? ", passed" : ", failed";
  text += gate.covered() ? "" : ", not covered";
  for (const Gate& one : gate.gates) {
    if (!one.reason.empty()) text += "\n" + one.reason;
  }
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
       "coverage is 80.00 %, the gate asks for 90.00 % (implied by another gate)"},
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
       "asked, passed, not covered\nnothing could be assessed, there is no score\n"
       "coverage is 0.00 %, the gate asks for 90.00 % (implied by another gate)"},
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
        "coverage is 50.00 %, the gate asks for 90.00 % (implied by another gate)");
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
              text_if(implied, "90.00 % (implied by another gate)") +
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
        "asked, passed, not covered\nnothing could be assessed, no points are proven or claimed\n"
        "coverage is 0.00 %, the gate asks for 90.00 % (implied by another gate)");
}

TEST_CASE("decisions that ended may be refused, whatever could be assessed") {
  Assessment assessment = assessment_of({unknown("a", 5)});
  CHECK(told(decide({.none_expired = true}, assessment)) == "asked, passed");
  stance::model::DecisionsResult& decisions = assessment.decisions.emplace();
  decisions.notes = {{.problem = stance::model::DecisionProblem::expiring},
                     {.problem = stance::model::DecisionProblem::expired}};
  CHECK(told(decide({.none_expired = true}, assessment)) == "asked, failed\n1 decision is expired");
  decisions.notes.front().problem = stance::model::DecisionProblem::undecided;
  CHECK(told(decide({.none_expired = true}, assessment)) == "asked, failed\n1 decision is expired");
  std::swap(decisions.notes.back().problem, decisions.notes.front().problem);
  decisions.notes.erase(decisions.notes.begin());
  CHECK(told(decide({.none_expired = true}, assessment)) ==
        "asked, passed, not covered\nwhether decisions ended is not known without the day of the "
        "assessment");
  decisions.notes.front().problem = stance::model::DecisionProblem::expired;
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
        "asked, passed, not covered\nnothing could be assessed, there is no verified score\n"
        "coverage is 0.00 %, the gate asks for 90.00 % (implied by another gate)");
}

TEST_CASE("controls that do not apply are not asked for") {
  const Assessment assessment =
      assessment_of({met("a", 5), control("b", 9, Outcome::not_applicable),
                     control("c", 9, Outcome::not_licensed)});
  CHECK(told(decide({.min_score = 10000, .min_coverage = 10000}, assessment)) == "asked, passed");
}

namespace {

// "name: found (wanted): outcome", a line each.
std::string listed(const GateResult& result) {
  std::string text;
  for (const Gate& gate : result.gates) {
    text += gate.name + ": " + gate.found + " (" + gate.wanted +
            "): " + std::string(name(gate.outcome)) + "\n";
  }
  return text;
}

// The gate alone, without the coverage that it implies.
std::string first(Gates gates, const Assessment& assessment,
                  std::span<const BaselineResult> baselines = {}) {
  gates.min_coverage = 0;
  return listed({{decide(gates, assessment, baselines).gates.front()}});
}

ControlResult with_status(ControlResult control, Status status) {
  control.status = status;
  return control;
}

}  // namespace

TEST_CASE("a gate says what it asks for and what was found") {
  Assessment assessment = assessment_of({met("a", 5), unmet("b", 5)});
  assessment.categories = {{"identity", assessment.totals}};
  CHECK(listed(decide({.min_score = 6000,
                       .min_verified = 5000,
                       .max_claimed = 100,
                       .none_expired = true,
                       .min_category = {{"identity", 5000}, {"data", 1}},
                       .min_framework = {{"demo", 1}},
                       .fail_on = {"high"},
                       .datasets = {"entra.policies"},
                       .max_age = 7,
                       .today = "2026-03-08"},
                      assessment)) ==
        "min-score: 50.00 % (at least 60.00 %): failed\n"
        "min-verified: 50.00 % (at least 50.00 %): held\n"
        "max-claimed: 0.00 % (at most 1.00 %): held\n"
        "min-category data: nothing assessed (at least 0.01 %): undecided\n"
        "min-category identity: 50.00 % (at least 50.00 %): held\n"
        "min-framework demo: nothing assessed (at least 0.01 %): undecided\n"
        "fail-on high: none (none falls short): held\n"
        "require-datasets entra.policies: whole (whole): held\n"
        "max-age: not known (at most 7 days): undecided\n"
        "fail-on-expired: none (no expired decision): held\n"
        "min-coverage: 100.00 % (at least 90.00 %): held\n");
}

TEST_CASE("a category below its share fails") {
  Assessment assessment = assessment_of({met("a", 5), unmet("b", 5)});
  assessment.categories = {{"identity", assessment.totals}};
  const GateResult gate = decide({.min_category = {{"identity", 5001}}}, assessment);
  CHECK(gate.gates.front().reason == "score of 'identity' is 50.00 %, the gate asks for 50.01 %");
  CHECK(gate.gates.back().name == "min-coverage");
}

TEST_CASE("of a framework the requirements count that have a verdict") {
  const Assessment assessment = assessment_of({met("a", 5)});
  BaselineResult other{.baseline = {.framework = "other"}};
  other.rows = {{.requirement = {"O.1"}, .verdict = Verdict::fail}};
  BaselineResult demo{.baseline = {.framework = "demo"}};
  for (const Verdict verdict : {Verdict::pass, Verdict::pass, Verdict::fail, Verdict::warning,
                                Verdict::not_checked, Verdict::not_applicable, Verdict::omitted}) {
    demo.rows.push_back({.requirement = {"D." + std::string(name(verdict))}, .verdict = verdict});
  }
  const std::vector<BaselineResult> all = {other, demo};
  CHECK(first({.min_framework = {{"demo", 5000}}}, assessment, all) ==
        "min-framework demo: 50.00 % (at least 50.00 %): held\n");
  CHECK(decide({.min_framework = {{"demo", 5001}}}, assessment, all).gates.front().reason ==
        "share of requirements of 'demo' that pass is 50.00 %, the gate asks for 50.01 %");
  const auto required = [&](const std::string& id) {
    return first({.fail_on = {id}}, assessment, all);
  };
  CHECK(required("D.pass") == "fail-on D.pass: none (none falls short): held\n");
  CHECK(required("D.omitted") == "fail-on D.omitted: none (none falls short): held\n");
  CHECK(required("D.fail") == "fail-on D.fail: 1: D.fail (none falls short): failed\n");
  CHECK(required("D.warning") == "fail-on D.warning: 1: D.warning (none falls short): failed\n");
  CHECK(required("D.not_checked") ==
        "fail-on D.not_checked: not known: D.not_checked (none falls short): undecided\n");
}

TEST_CASE("what may not fall short") {
  ControlResult proven = unknown("proven", 9);
  proven.finding.high = {1, 2};
  struct Case {
    std::string name;
    std::vector<ControlResult> controls;
    std::string word;
    std::string told;
  };
  const Case cases[] = {
      {"a severity", {unmet("a", 8), unmet("b", 7)}, "high", "1: a (none falls short): failed"},
      {"and those above it",
       {unmet("a", 8), unmet("b", 4), unmet("c", 3)},
       "medium",
       "2: a, b (none falls short): failed"},
      {"the lowest one is all", {unmet("c", 3)}, "low", "1: c (none falls short): failed"},
      {"only those below", {unmet("b", 7)}, "high", "none (none falls short): held"},
      {"not known of a severity is for the coverage",
       {met("a", 9), unknown("b", 9)},
       "high",
       "none (none falls short): held"},
      {"proven although not assessed", {proven}, "high", "1: proven (none falls short): failed"},
      {"partial is short of it",
       {control("a", 9, Outcome::partial, {1, 2}, {1, 2})},
       "high",
       "1: a (none falls short): failed"},
      {"planned is short of it",
       {with_status(unmet("a", 9), Status::planned)},
       "a",
       "1: a (none falls short): failed"},
      {"accepted",
       {with_status(unmet("a", 9), Status::risk_accepted)},
       "a",
       "none (none falls short): held"},
      {"elsewhere",
       {with_status(unmet("a", 9), Status::third_party)},
       "a",
       "none (none falls short): held"},
      {"mitigated",
       {with_status(unmet("a", 9), Status::alternate_mitigation)},
       "high",
       "none (none falls short): held"},
      {"attested",
       {with_status(control("a", 9, Outcome::manual), Status::attested)},
       "a",
       "none (none falls short): held"},
      {"a control that is met", {met("a", 9), unmet("b", 9)}, "a", "none (none falls short): held"},
      {"a control that is not assessed",
       {unknown("a", 9)},
       "a",
       "not known: a (none falls short): undecided"},
      {"a manual control",
       {control("a", 9, Outcome::manual)},
       "a",
       "not known: a (none falls short): undecided"},
      {"a control that does not apply",
       {control("a", 9, Outcome::not_applicable)},
       "a",
       "none (none falls short): held"},
      {"a pattern: one failing decides",
       {unknown("x.a", 9), unmet("x.b", 1)},
       "x.*",
       "1: x.b (none falls short): failed"},
      {"a pattern for none that was judged",
       {met("a", 9)},
       "x.*",
       "no such control (none falls short): undecided"},
      {"many",
       {unmet("a", 9), unmet("b", 9), unmet("c", 9), unmet("d", 9), unmet("e", 9), unmet("f", 9),
        unmet("g", 9)},
       "high",
       "7: a, b, c, d, e and 2 more (none falls short): failed"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) {
      CHECK(first({.fail_on = {c.word}}, assessment_of(c.controls)) ==
            "fail-on " + c.word + ": " + c.told + "\n");
    }
  }
}

TEST_CASE("datasets that must be there") {
  Assessment assessment = assessment_of({met("a", 9)});
  const auto required = [&](const std::string& pattern) {
    return first({.datasets = {pattern}}, assessment);
  };
  CHECK(required("entra.*") == "require-datasets entra.*: whole (whole): held\n");
  CHECK(required("dns.*") == "require-datasets dns.*: not collected (whole): failed\n");
  assessment.datasets.front().open = true;
  CHECK(required("entra.policies") ==
        "require-datasets entra.policies: entra.policies (more rows may exist) (whole): failed\n");
  assessment.datasets.front().open = false;
  assessment.datasets.front().state = "empty";
  CHECK(required("entra.policies") == "require-datasets entra.policies: whole (whole): held\n");
  assessment.datasets.front().state = "not_collected";
  const GateResult gate = decide({.datasets = {"*"}}, assessment);
  CHECK(told(gate) ==
        "asked, failed\nrequired of the inputs: '*', found: entra.policies (not collected)");
}

TEST_CASE("exports may be too old") {
  Assessment assessment = assessment_of({met("a", 9)});
  assessment.as_of = "2026-03-08";
  const auto age = [&](std::string collected, std::int64_t most) {
    assessment.collected = std::move(collected);
    return told(decide({.max_age = most, .today = "2026-03-08"}, assessment));
  };
  CHECK(age("2026-03-08", 0) == "asked, passed");
  CHECK(age("2026-03-01", 7) == "asked, passed");
  CHECK(age("2026-03-01", 6) == "asked, failed\nthe inputs are 7 days old, the gate allows 6 days");
  CHECK(age("2026-03-07", 0) == "asked, failed\nthe inputs are 1 day old, the gate allows 0 days");
  CHECK(age("", 7) == "asked, passed, not covered\nthe inputs do not say when they were collected");
  CHECK(age("2026-03-09", 7) ==
        "asked, passed, not covered\nthe inputs say that they were collected on 2026-03-09, which "
        "is to come");
}
