#include "decisions.hpp"

#include "fixture.hpp"

using namespace stance;
using namespace stance::app;
using namespace stance::app::test;

namespace {

const std::string head = "decisions:\n- control: demo.one\n  reason: R\n  owner: O\n";

std::string rendered(const Folder& folder, base::Diagnostics problems) {
  problems.sort();
  std::string text;
  for (const base::Diagnostic& problem : problems.all()) text += base::render(problem);
  const std::string path = folder.path("decisions.yaml");
  for (std::size_t at = text.find(path); at != std::string::npos; at = text.find(path)) {
    text.replace(at, path.size(), "decisions.yaml");
  }
  return text;
}

struct Assessed {
  base::Result<model::Assessment> assessment;
  std::string problems;
};

Assessed assess_with(const Folder& folder, const std::string& decisions, Request request = {}) {
  folder.write("decisions.yaml", decisions);
  request.inputs = {folder.path("export.json")};
  request.decisions = {folder.path("decisions.yaml")};
  catalog::Catalog catalog = folder.catalog();
  base::Diagnostics problems;
  auto assessment = assess(request, catalog, problems);
  return {std::move(assessment), rendered(folder, problems)};
}

}  // namespace

TEST_CASE("a claimed control counts, apart from what is proven") {
  const Folder folder;
  const Assessed found = assess_with(folder, head + "  status: third_party\n");
  REQUIRE(found.assessment);
  CHECK(found.problems.empty());
  CHECK(found.assessment->totals.verified == 200);
  CHECK(found.assessment->totals.claimed == 200);
  CHECK(found.assessment->recommendations.empty());
  REQUIRE(found.assessment->decisions);
  CHECK(found.assessment->decisions->entries == 1);
  CHECK(found.assessment->decisions->files.front().path == folder.path("decisions.yaml"));
  CHECK(found.assessment->controls.front().status == model::Status::third_party);
}

TEST_CASE("an object is left out whatever its place among the failing ones") {
  const Folder folder;
  const std::string objects = head + "  status: alternate_mitigation\n  objects: [b]\n";
  for (const std::size_t evidence : {0U, 1U, 100U}) {
    const Assessed found = assess_with(folder, objects, {.evidence = evidence});
    REQUIRE(found.assessment);
    CHECK(found.problems.empty());
    const model::ControlResult& control = found.assessment->controls.front();
    CHECK(control.finding.evidence.empty());
    CHECK(control.finding.evidence_total == 0);
    REQUIRE(control.excepted.size() == 1);
    CHECK(control.excepted.front().object.key == "b");
    CHECK(control.claimed == 200);
  }
}

TEST_CASE("what ended is told where it stands, and counts for nothing") {
  const Folder folder;
  const std::string expired = head + "  status: third_party\n  expires: 2026-05-03\n";
  const Assessed found = assess_with(folder, expired);
  REQUIRE(found.assessment);
  CHECK(found.assessment->totals.claimed == 0);
  CHECK(found.problems ==
        "decisions.yaml:2:3: warning: 'demo.one': third_party ended on 2026-05-03 "
        "[expired-decision]\n"
        "  - control: demo.one\n    ^\n"
        "hint: it counts for nothing; decide anew, or remove it\n");
  REQUIRE(found.assessment->diagnostics.size() == 1);
  // The day of the assessment decides, not that of the run.
  CHECK(assess_with(folder, expired, {.as_of = "2026-05-03"}).assessment->totals.claimed == 200);
}

TEST_CASE("what only helps the keeper of the file is a note") {
  const Folder folder;
  const Assessed found = assess_with(folder, head + "  status: third_party\n  objects: [z]\n");
  CHECK(found.problems ==
        "decisions.yaml:2:3: note: no failing object of 'demo.one' has the key 'z' "
        "[unused-decision]\n"
        "  - control: demo.one\n    ^\n");
}

TEST_CASE("decision files with errors are refused") {
  const Folder folder;
  const Assessed found = assess_with(folder, head + "  status: fine\n");
  REQUIRE_FALSE(found.assessment);
  CHECK(found.assessment.error().kind == base::ErrorKind::usage);
  CHECK(found.assessment.error().message == "the decision file has errors");
  base::Diagnostics problems;
  const auto both = read_decisions({.decisions = {"no-such.yaml", "nor-this.yaml"}}, problems);
  REQUIRE_FALSE(both);
  CHECK(both.error().message == "the decision files have errors");
  CHECK(read_decisions({}, problems)->entries.empty());
}

TEST_CASE("decisions are checked with and without an export") {
  const Folder folder;
  folder.write("decisions.yaml",
               head + "  status: third_party\n  objects: [z]\n" + "  expires: 2026-12-31\n");
  catalog::Catalog catalog = folder.catalog();
  Request request{.decisions = {folder.path("decisions.yaml")}};
  base::Diagnostics problems;
  auto checked = check_decisions(request, catalog, problems);
  REQUIRE(checked);
  CHECK(checked->entries == 1);
  CHECK(rendered(folder, problems) ==
        "warning: 1 decision ends on a day: without --as-of nothing is told of them "
        "[undecided-decision]\n"
        "hint: such as --as-of today\n");

  problems = {};
  request.as_of = "2026-12-15";
  checked = check_decisions(request, catalog, problems);
  REQUIRE(checked);
  CHECK(rendered(folder, problems) ==
        "decisions.yaml:2:3: note: 'demo.one': third_party ends on 2026-12-31 "
        "[expiring-decision]\n"
        "  - control: demo.one\n    ^\n");

  problems = {};
  request.soon = 5;
  request.inputs = {folder.path("export.json")};
  checked = check_decisions(request, catalog, problems);
  REQUIRE(checked);
  REQUIRE(checked->notes.size() == 1);
  CHECK(checked->notes.front().problem == model::DecisionProblem::unused);
}

TEST_CASE("an object is left out of every part that it fails in") {
  const Folder folder;
  folder.write("rules/controls/demo/two.yaml", R"(id: demo.two
revision: 1
title: Title
category: identity
product: Demo
points: 4
cost: low
user_impact: low
threats: [accountBreach]
description: d
rationale: r
steps: [s]
user_effect: u
check:
  parts:
  - {label: A, weight: 1, each: {in: demo.rows, as: r, pass: r.good, empty: unmet}}
  - {label: B, weight: 3, each: {in: demo.rows, as: r, pass: size(r.tags) == 0, empty: unmet}}
)");
  const std::string entry = "  status: third_party\n  objects: [b]\n";
  for (const std::size_t evidence : {0U, 100U}) {
    const Assessed found =
        assess_with(folder, "decisions:\n- control: demo.two\n  reason: R\n  owner: O\n" + entry,
                    {.evidence = evidence});
    REQUIRE(found.assessment);
    CHECK(found.problems.empty());
    const model::ControlResult* control = found.assessment->find("demo.two");
    REQUIRE(control != nullptr);
    CHECK(control->verified == 200);
    CHECK(control->claimed == 200);
    CHECK(control->status == model::Status::third_party);
    REQUIRE(control->excepted.size() == 2);
    CHECK(control->excepted[0].object.part == "A");
    CHECK(model::equal(control->excepted[0].object.lost, {1, 8}));
    CHECK(model::equal(control->excepted[1].object.lost, {3, 8}));
  }
}
