#include "baseline.hpp"

#include "samples.hpp"

#include <catch2/catch.hpp>

#include <sstream>

using namespace stance;
using namespace stance::report;
using model::Outcome;
using model::Verdict;

namespace {

model::Evidence object(std::string label, std::vector<std::string> unmet = {}) {
  model::Evidence evidence;
  evidence.key = label + "-key";
  evidence.label = std::move(label);
  evidence.unmet = std::move(unmet);
  return evidence;
}

model::ControlResult control(std::string id, Outcome outcome) {
  model::ControlResult result;
  result.info.id = std::move(id);
  result.info.title = "Do the thing";
  result.finding.outcome = outcome;
  return result;
}

// A baseline with a row of each verdict.
model::Assessment judged() {
  model::Assessment assessment;
  model::ControlResult several = control("a", Outcome::unmet);
  several.finding.evidence = {object("x", {"is off"}), object("x", {"is off"}), object("y"),
                              object("z")};
  several.finding.evidence_total = 9;
  model::ControlResult one = control("b", Outcome::partial);
  one.finding.evidence = {object("x")};
  one.finding.evidence.front().actual = "mode = 'a'";
  one.finding.evidence.front().expected = "== 'b'";
  one.finding.evidence_total = 1;
  model::ControlResult unknown = control("c", Outcome::not_assessed);
  unknown.finding.missing = {{.dataset = "d", .reason = "dataset_absent", .detail = "no d"}};
  assessment.controls = {several,
                         one,
                         unknown,
                         control("d", Outcome::met),
                         control("e", Outcome::manual),
                         control("f", Outcome::not_applicable)};
  model::BaselineResult& result = assessment.baseline.emplace();
  result.baseline = {.framework = "demo",
                     .title = "Demo baseline",
                     .edition = "1",
                     .directive = "Order 1",
                     .removed = {{"OLD.1", {"D.1"}}}};
  result.rows = {
      {.requirement = {"D.1", "shall", true}, .verdict = Verdict::fail, .controls = {"a"}},
      {.requirement = {"D.2", "should"}, .verdict = Verdict::warning, .controls = {"b"}},
      {.requirement = {"D.3", "shall"}, .verdict = Verdict::not_checked, .controls = {"c", "d"}},
      {.requirement = {"D.4", "shall"}, .verdict = Verdict::pass, .controls = {"d"}},
      {.requirement = {"D.5", "should"}, .verdict = Verdict::not_checked, .controls = {"e"}},
      {.requirement = {"D.6", "shall"}, .verdict = Verdict::not_applicable, .controls = {"f"}},
      {.requirement = {"D.7", "shall"}, .verdict = Verdict::not_checked},
      {.requirement = {"D.8", "shall"},
       .verdict = Verdict::omitted,
       .controls = {"a"},
       .omission =
           model::Omission{
               .id = "D.8", .reason = "Other tool", .expires = "2026-12-31", .origin = "Kim"}},
      {.requirement = {"D.9", "shall"},
       .verdict = Verdict::fail,
       .controls = {"b"},
       .omission = model::Omission{.id = "D.9", .expires = "2026-01-31"},
       .annotation =
           model::Annotation{.id = "D.9", .comment = "New tool in spring", .due = "2026-05-31"}}};
  assessment.as_of = "2026-06-01";
  return assessment;
}

std::string printed(std::size_t width) {
  std::ostringstream out;
  Page page({.width = width}, out);
  print_baseline(judged(), page);
  return out.str();
}

}  // namespace

TEST_CASE("each requirement has a row with what was found") {
  CHECK(printed(80) == R"(
Demo baseline
1 pass, 2 fail, 1 warning, 3 not checked, 1 not applicable, 1 omitted

Requirement  Level    Verdict         Asked and found
D.1          Shall *  fail            Do the thing
                                      x, y, z (9 in all): is off
D.2          Should   warning         Do the thing
                                      x: mode = 'a', expected 'b'
D.3          Shall    not checked     Do the thing
                                      no d
D.4          Shall    pass            Do the thing
D.5          Should   not checked     Do the thing
                                      to be checked by hand
D.6          Shall    not applicable  Do the thing
D.7          Shall    not checked     no control of the catalog in use judges it
D.8          Shall    omitted         Do the thing
                                      Other tool (until 2026-12-31), Kim
D.9          Shall    fail            Do the thing
                                      x: mode = 'a', expected 'b'; without a
                                      reason (omitted until 2026-01-31);
                                      annotated: New tool in spring (was due
                                      2026-05-31)

edition: 1
* bound by Order 1
)");
}

TEST_CASE("below 60 columns each requirement has lines of its own") {
  CHECK(printed(40).starts_with(R"(
Demo baseline
1 pass, 2 fail, 1 warning, 3 not
checked, 1 not applicable, 1 omitted

D.1  fail
  Do the thing
  x, y, z (9 in all): is off
D.2  warning
  Do the thing
  x: mode = 'a', expected 'b'
)"));
}
