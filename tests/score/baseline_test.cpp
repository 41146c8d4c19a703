#include "stance/score/baseline.hpp"

#include "decide.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using namespace stance::score;
using namespace stance::score::test;
using model::Outcome;
using model::Verdict;

namespace {

model::ControlResult about(model::ControlResult control, std::vector<std::string> ids) {
  control.info.refs = {{"other", {"O.1"}}, {"demo", std::move(ids)}};
  return control;
}

model::Baseline baseline() {
  return {.framework = "demo",
          .requirements = {{"D.1", "shall", true}, {"D.2", "should"}, {"D.3", "shall"}}};
}

std::string rows_of(const std::vector<model::ControlResult>& controls,
                    const model::Declarations& declarations = {},
                    std::string_view as_of = "2026-06-01") {
  std::string text;
  for (const model::RequirementResult& row :
       judge_baseline(baseline(), controls, declarations, as_of).rows) {
    text += row.requirement.id + " " + std::string(name(row.verdict));
    for (const std::string& control : row.controls) text += " " + control;
    if (row.omission) text += " (" + row.omission->reason + ")";
    if (row.annotation) text += " [" + row.annotation->comment + "]";
    text += "\n";
  }
  return text;
}

}  // namespace

TEST_CASE("a requirement has the verdict of its controls, in the order of the baseline") {
  CHECK(rows_of({}) == "D.1 not_checked\nD.2 not_checked\nD.3 not_checked\n");
  CHECK(rows_of({about(unmet("a", 1), {"D.2", "D.3"}), about(met("b", 1), {"D.1"})}) ==
        "D.1 pass b\nD.2 warning a\nD.3 fail a\n");
  CHECK(rows_of({about(control("a", 1, Outcome::not_applicable), {"D.1"}),
                 about(control("b", 1, Outcome::not_licensed), {"D.2"}),
                 about(control("c", 1, Outcome::manual), {"D.3"})}) ==
        "D.1 not_applicable a\nD.2 not_checked b\nD.3 not_checked c\n");
}

TEST_CASE("of several controls each has to pass, or not to apply") {
  const auto applies_not = about(control("n", 1, Outcome::not_applicable), {"D.1"});
  CHECK(rows_of({about(met("a", 1), {"D.1"}), applies_not}).starts_with("D.1 pass a n\n"));
  CHECK(rows_of({about(met("a", 1), {"D.1"}), about(unknown("u", 1), {"D.1"})})
            .starts_with("D.1 not_checked a u\n"));
  CHECK(rows_of({about(unknown("u", 1), {"D.1"}), about(unmet("x", 1), {"D.1"})})
            .starts_with("D.1 fail u x\n"));
}

TEST_CASE("a reference that asks for less has its own verdict") {
  model::ControlResult control = about(unmet("a", 1), {"D.1", "D.2", "D.3"});
  control.finding.references = {{"D.1", Outcome::met}, {"D.2", Outcome::not_assessed}};
  CHECK(rows_of({control}) == "D.1 pass a\nD.2 not_checked a\nD.3 fail a\n");
}

TEST_CASE("what is proven to fall short fails, however much of it is unknown") {
  model::ControlResult control = about(unknown("u", 1), {"D.1", "D.2", "D.3"});
  control.finding.high = {5, 6};
  control.finding.references = {{"D.3", Outcome::not_assessed}};
  CHECK(rows_of({control}) == "D.1 fail u\nD.2 warning u\nD.3 not_checked u\n");
}

TEST_CASE("what somebody attested passes") {
  model::ControlResult control = about(score::test::control("a", 1, Outcome::manual), {"D.1"});
  control.status = model::Status::attested;
  CHECK(rows_of({control}).starts_with("D.1 pass a\n"));
}

TEST_CASE("an omission counts until its last day") {
  const std::vector<model::ControlResult> controls = {about(unmet("a", 1), {"D.1", "D.2", "D.3"})};
  CHECK(rows_of(controls, {.omissions = {{.id = "D.1", .reason = "no end"},
                                         {.id = "D.2", .reason = "today", .expires = "2026-06-01"},
                                         {.id = "D.3", .reason = "over", .expires = "2026-05-31"},
                                         {.id = "D.4", .reason = "unknown"}}}) ==
        "D.1 omitted a (no end)\nD.2 omitted a (today)\nD.3 fail a (over)\n");
  CHECK(rows_of(controls,
                {.omissions = {{.id = "D.1", .reason = "no end"},
                               {.id = "D.2", .reason = "end", .expires = "2026-06-01"}}},
                "") == "D.1 omitted a (no end)\nD.2 warning a (end)\nD.3 fail a\n");
}

TEST_CASE("an annotation changes no verdict") {
  CHECK(rows_of({about(unmet("a", 1), {"D.1"}), about(met("b", 1), {"D.2"})},
                {.annotations = {{.id = "D.1", .comment = "in work"},
                                 {.id = "D.1", .comment = "a second one"},
                                 {.id = "D.2", .comment = "wrong", .due = "2026-01-01"}}}) ==
        "D.1 fail a [in work]\nD.2 pass b [wrong]\nD.3 not_checked\n");
}

TEST_CASE("a decision about all controls leaves a requirement out") {
  model::ControlResult accepted = about(unmet("a", 1), {"D.1", "D.3"});
  accepted.status = model::Status::risk_accepted;
  accepted.decision = decision(1, "a", model::DecisionStatus::risk_accepted);
  model::ControlResult planned = about(unmet("p", 1), {"D.2"});
  planned.status = model::Status::planned;
  planned.decision = decision(2, "p", model::DecisionStatus::planned);
  CHECK(rows_of({accepted, planned, about(unmet("x", 1), {"D.3"})}) ==
        "D.1 omitted a (R)\nD.2 warning p\nD.3 fail a x\n");
}

TEST_CASE("omissions accept the risk of controls of which nothing else is asked") {
  const std::vector<model::ControlInfo> infos = {
      about(unmet("both", 1), {"D.1", "D.2"}).info, about(unmet("half", 1), {"D.1", "D.3"}).info,
      about(unmet("one", 1), {"D.4"}).info, unmet("other", 1).info};
  const model::Declarations declarations = {
      .omissions = {{.id = "D.1", .reason = "R", .expires = "2026-12-31", .origin = "O"},
                    {.id = "D.2", .reason = "S", .expires = "2026-06-30", .origin = "O"},
                    {.id = "D.4", .origin = "O"}}};
  std::string text;
  for (const model::Decision& decision : accepted_by(declarations, "demo", infos)) {
    CHECK(decision.status == model::DecisionStatus::risk_accepted);
    for (const std::string& id : decision.controls) text += id;
    text += " " + decision.owner + " " + decision.expires + " " + decision.reason + "\n";
  }
  CHECK(text ==
        "both O 2026-06-30 D.1: R; D.2: S\n"
        "one O  D.4: no reason given\n");
  CHECK(accepted_by(declarations, "another", infos).empty());
  CHECK(accepted_by({}, "demo", infos).empty());
}
