#include "fixture.hpp"

using namespace stance;
using namespace stance::app;
using namespace stance::app::test;

namespace {

base::Result<model::Assessment> assess_export(const Folder& folder, Request request = {}) {
  catalog::Catalog catalog = folder.catalog();
  base::Diagnostics problems;
  request.inputs = {folder.path("export.json")};
  return assess(request, catalog, problems);
}

}  // namespace

TEST_CASE("an export becomes an assessment") {
  const Folder folder;
  const auto assessment = assess_export(folder);
  REQUIRE(assessment);
  CHECK(assessment->tenant_id == "11111111-1111-1111-1111-111111111111");
  CHECK(assessment->as_of == "2026-05-04");
  CHECK(assessment->catalog.name == "test");
  CHECK(assessment->catalog.controls == 1);
  CHECK(assessment->totals.verified == 200);
  CHECK(assessment->totals.assessed_max == 400);
  REQUIRE(assessment->recommendations.size() == 1);
  CHECK(assessment->recommendations.front().gain == 200);
  CHECK(assessment->assumptions ==
        std::vector<std::string>{"licensed for PLAN (no licence data): 1 control"});

  const model::ControlResult* control = assessment->find("demo.one");
  REQUIRE(control != nullptr);
  REQUIRE(control->finding.evidence.size() == 1);
  const model::Evidence& evidence = control->finding.evidence.front();
  CHECK(evidence.source ==
        model::Source{.path = folder.path("export.json"), .pointer = "/rows/1", .line = 8});
}

TEST_CASE("datasets and inputs say what was found, damage included") {
  const Folder folder;
  catalog::Catalog catalog = folder.catalog();
  base::Diagnostics problems;
  const auto assessment = inspect({.inputs = {folder.path("export.json")}}, catalog, problems);
  REQUIRE(assessment);
  // Judged, for what they miss.
  CHECK(assessment->controls.size() == 1);
  REQUIRE(assessment->inputs.size() == 1);
  CHECK(assessment->inputs.front().format == "ScubaGear 1.8.0");
  CHECK(assessment->inputs.front().datasets == 1);
  CHECK(assessment->inputs.front().sha256.size() == 64);
  REQUIRE(assessment->datasets.size() == 2);
  CHECK(assessment->datasets[0].name == "demo.plans");
  CHECK(assessment->datasets[0].state == "not_collected");
  CHECK(assessment->datasets[1].state == "present");
  CHECK(assessment->datasets[1].count == 2);
  CHECK(assessment->datasets[1].controls == std::vector<std::string>{"demo.one"});
  REQUIRE(assessment->datasets[1].damage.size() == 1);
  CHECK_THAT(assessment->datasets[1].damage.front(), Catch::StartsWith("tags: "));
  CHECK_THAT(assessment->datasets[1].damage.front(), Catch::EndsWith(" in 1 row, repaired"));
}

TEST_CASE("the date can be given, and must be one") {
  const Folder folder;
  CHECK(assess_export(folder, {.inputs = {}, .as_of = "2027-01-31"})->as_of == "2027-01-31");
  const auto refused = assess_export(folder, {.inputs = {}, .as_of = "31.1.2027"});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == base::ErrorKind::usage);
  CHECK(refused.error().message == "'31.1.2027' is no date");
}

TEST_CASE("another tenant is refused") {
  const Folder folder;
  CHECK(assess_export(folder, {.inputs = {}, .tenant = "11111111-1111-1111-1111-111111111111"}));
  const auto refused = assess_export(folder, {.inputs = {}, .tenant = "2222"});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == base::ErrorKind::usage);
  CHECK(refused.error().message ==
        "the inputs belong to tenant '11111111-1111-1111-1111-111111111111', not to '2222'");
}

TEST_CASE("a missing file is unreadable, and lines are found only when asked for") {
  const Folder folder;
  catalog::Catalog catalog = folder.catalog();
  base::Diagnostics problems;
  const auto missing = assess({.inputs = {folder.path("none.json")}}, catalog, problems);
  REQUIRE_FALSE(missing);
  CHECK(missing.error().kind == base::ErrorKind::unreadable);
  const auto without = assess_export(folder, {.inputs = {}, .source_lines = false});
  REQUIRE(without);
  CHECK(without->find("demo.one")->finding.evidence.front().source->line == 0);
}

TEST_CASE("an assessment tells what it read and what it judged by") {
  const Folder folder;
  const auto assessment = assess_export(folder);
  REQUIRE(assessment);
  CHECK(assessment->tool_version == version());
  CHECK(assessment->tool_build == build());
  CHECK(assessment->catalog.version == "1.0.0");
  CHECK(assessment->catalog.sha256.size() == 64);
  REQUIRE(assessment->inputs.size() == 1);
  CHECK(assessment->inputs.front().path == folder.path("export.json"));
  REQUIRE(assessment->categories.size() == 1);
  CHECK(assessment->categories.front().category == "identity");
  CHECK(assessment->categories.front().totals.verified == 200);
  CHECK(assessment->datasets.size() == 2);
  CHECK_FALSE(assessment->gate.asked());
}

TEST_CASE("gates are decided on the assessment") {
  const Folder folder;
  const auto assessment = assess_export(folder, {.gates = {.min_score = 6000}});
  REQUIRE(assessment);
  CHECK_FALSE(assessment->gate.passed());
  CHECK(assessment->gate.gates.front().reason == "score is 50.00 %, the gate asks for 60.00 %");
}

TEST_CASE("gates can be about a framework that is not shown") {
  const Folder folder;
  folder.write("rules/baseline.yaml", "baselines:\n  scuba: {requirements: {S.1: [shall]}}\n");
  const auto outcome_of = [&](const score::Gates& gates) {
    const auto assessment = assess_export(folder, {.gates = gates});
    REQUIRE(assessment);
    CHECK_FALSE(assessment->baseline);
    return std::string(name(assessment->gate.gates.front().outcome));
  };
  CHECK(outcome_of({.fail_on = {"S.1"}}) == "undecided");
  CHECK(outcome_of({.min_framework = {{"scuba", 1}}}) == "undecided");
}

TEST_CASE("the age of exports is counted from their collection, whatever day is judged") {
  const Folder folder;
  const auto assessment = assess_export(
      folder, {.gates = {.max_age = 0, .today = "2026-05-06"}, .as_of = "2030-01-01"});
  REQUIRE(assessment);
  CHECK(assessment->as_of == "2030-01-01");
  CHECK(assessment->collected == "2026-05-04");
  CHECK(assessment->gate.gates.front().found == "2 days");
}

TEST_CASE("the same assumption of several controls is one line") {
  const Folder folder;
  folder.write_control("two", "pass: '!r.good'", "unmet");
  CHECK(assess_export(folder)->assumptions ==
        std::vector<std::string>{"licensed for PLAN (no licence data): 2 controls"});
}

TEST_CASE("evidence is cut at the limit, its number is not") {
  const Folder folder;
  folder.write_control("one", "pass: 'false'", "unmet");
  const auto assessment = assess_export(folder, {.evidence = 1});
  REQUIRE(assessment);
  const model::Finding& finding = assessment->find("demo.one")->finding;
  REQUIRE(finding.evidence.size() == 1);
  CHECK(finding.evidence.front().key == "a");
  CHECK(finding.evidence_total == 2);
}

TEST_CASE("a profile decides what counts and is told") {
  const Folder folder;
  folder.write_control("two", "pass: '!r.good'", "unmet");
  folder.write("profile.yaml",
               "profile: {name: Ours, target: 90}\nexclude: [demo.two]\n"
               "controls: {demo.one: {points: 8}}\n"
               "ranking: {cost: {low: 2, moderate: 2, high: 4}}\n");
  const auto assessment = assess_export(folder, {.profile = folder.path("profile.yaml")});
  REQUIRE(assessment);
  CHECK(assessment->catalog.controls == 2);
  REQUIRE(assessment->controls.size() == 1);
  CHECK(assessment->totals.assessed_max == 800);
  REQUIRE(assessment->profile);
  CHECK(assessment->profile->path == folder.path("profile.yaml"));
  CHECK(assessment->profile->target == 9000);
  CHECK(assessment->profile->target_gap == 320);
  CHECK(assessment->profile->deviations.size() == 3);
  CHECK(assessment->datasets[1].controls == std::vector<std::string>{"demo.one"});
  REQUIRE(assessment->recommendations.size() == 1);
  CHECK(assessment->recommendations.front().priority == 200);
}

TEST_CASE("a profile with errors stops the run") {
  const Folder folder;
  folder.write("profile.yaml", "exclude: [demo.three]\n");
  const auto assessment = assess_export(folder, {.profile = folder.path("profile.yaml")});
  REQUIRE_FALSE(assessment);
  CHECK(assessment.error().kind == base::ErrorKind::usage);
  CHECK(assessment.error().message ==
        "the profile '" + folder.path("profile.yaml") + "' has errors");
}

TEST_CASE("without inputs nothing is collected") {
  const Folder folder;
  catalog::Catalog catalog = folder.catalog();
  base::Diagnostics problems;
  const auto found = inspect({}, catalog, problems);
  REQUIRE(found);
  CHECK(found->inputs.empty());
  REQUIRE(found->datasets.size() == 2);
  for (const model::DatasetResult& dataset : found->datasets) {
    CHECK(dataset.state == "not_collected");
    CHECK(dataset.licences == (dataset.name == "demo.plans"));
  }
}

TEST_CASE("the requirements of a framework are judged when they are asked for") {
  const Folder folder;
  folder.write("rules/baseline.yaml",
               "baselines:\n  scuba:\n    omitted: |\n      demo.rows.map(r, ['S.2', r.id, r.id == "
               "'a' ? '2026-12-31' : 'soon'])\n"
               "    annotated: \"[['S.1', 'later', 'soon'], ['S.2', 'now', '2026-01-02T03:04']]\"\n"
               "    requirements: {S.1: [shall], S.2: [should]}\n");
  CHECK_FALSE(assess_export(folder)->baseline);
  catalog::Catalog catalog = folder.catalog();
  base::Diagnostics problems;
  const auto assessment =
      assess({.inputs = {folder.path("export.json")}, .framework = "scuba"}, catalog, problems);
  REQUIRE(assessment);
  REQUIRE(assessment->baseline);
  const auto& rows = assessment->baseline->rows;
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].verdict == model::Verdict::not_checked);
  CHECK(rows[0].controls.empty());
  CHECK(rows[1].verdict == model::Verdict::omitted);
  REQUIRE(rows[1].omission);
  CHECK(rows[1].omission->reason == "a");
  CHECK(rows[1].omission->expires == "2026-12-31");
  REQUIRE(rows[0].annotation);
  CHECK(rows[0].annotation->comment == "later");
  CHECK(rows[0].annotation->due == "");
  REQUIRE(rows[1].annotation);
  CHECK(rows[1].annotation->due == "2026-01-02");
  std::string told;
  for (const base::Diagnostic& problem : problems.all()) {
    if (problem.code == base::DiagnosticCode("bad-date")) told += base::render(problem);
  }
  CHECK(told ==
        "warning: the omission of 'S.2' does not count: 'soon' is no day [bad-date]\n"
        "hint: write it as YYYY-MM-DD, or leave it empty\n"
        "warning: the day of the annotation of 'S.1' does not count: 'soon' is no day [bad-date]\n"
        "hint: write it as YYYY-MM-DD, or leave it empty\n");
}

TEST_CASE("what an input leaves out of a framework is an accepted risk") {
  const Folder folder;
  folder.write("rules/baseline.yaml",
               "baselines:\n  scuba:\n"
               "    omitted: \"demo.rows.map(r, ['S.' + r.id, 'too dear', '2026-12-31'])\"\n"
               "    requirements: {S.a: [shall], S.b: [should]}\n");
  std::ofstream(folder.path("rules/controls/demo/one.yaml"), std::ios::app)
      << "refs: {scuba: [S.a]}\n";
  const auto assessment = assess_export(folder);
  const model::ControlResult& control = assessment->controls.front();
  CHECK(control.status == model::Status::risk_accepted);
  REQUIRE(control.decision);
  CHECK(control.decision->reason == "S.a: too dear");
  CHECK(control.decision->owner == "the configuration of ScubaGear 1.8.0");
  CHECK(control.decision->place.file == folder.path("export.json"));
  REQUIRE(assessment->decisions);
  CHECK(assessment->decisions->declared == 1);
  CHECK(assessment->decisions->entries == 0);
  CHECK(assessment->recommendations.empty());
}

TEST_CASE("a framework whose requirements nobody listed is refused") {
  const Folder folder;
  const auto assessment = assess_export(folder, {.framework = "scuba"});
  REQUIRE_FALSE(assessment);
  CHECK(assessment.error().kind == base::ErrorKind::usage);
  CHECK(assessment.error().message == "no framework with a list of requirements is called 'scuba'");
}
