#include "baseline_reader.hpp"

#include "fixture.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using namespace stance::catalog;
using testing::problems_with;

namespace {

constexpr std::string_view good =
    "baselines:\n"
    "  scuba:\n"
    "    edition: '1'\n"
    "    source: https://example.com\n"
    "    directive: Order 1\n"
    "    omitted: test.users.map(u, [u.id, 'why', '2026-01-31'])\n"
    "    annotated: test.users.map(u, [u.id, 'how', ''])\n"
    "    requirements: {MS.1: [shall, directive], MS.2: [should]}\n"
    "    removed: {MS.0: [MS.1, MS.2], MS.9: []}\n";

}  // namespace

TEST_CASE("a baseline is read, in its order") {
  const testing::Folder folder(testing::with("scuba.yaml", std::string(good)));
  base::Diagnostics problems;
  const auto contents =
      read_contents({.built_in = false, .folders = {folder.path()}, .lint = true}, {}, problems);
  CHECK(folder.rendered(problems) == "");
  REQUIRE(contents != nullptr);
  REQUIRE(contents->vocabulary.baselines.size() == 1);
  const model::Baseline& baseline = contents->vocabulary.baselines.front();
  CHECK(baseline.framework == "scuba");
  CHECK(baseline.title == "CISA SCuBA");
  CHECK(baseline.edition == "1");
  CHECK(baseline.source == "https://example.com");
  CHECK(baseline.directive == "Order 1");
  REQUIRE(baseline.requirements.size() == 2);
  CHECK(baseline.requirements[0].id == "MS.1");
  CHECK(baseline.requirements[0].criticality == "shall");
  CHECK(baseline.requirements[0].directive);
  CHECK(baseline.requirements[1].criticality == "should");
  CHECK_FALSE(baseline.requirements[1].directive);
  REQUIRE(baseline.removed.size() == 2);
  CHECK(baseline.removed[0].superseded_by == std::vector<std::string>{"MS.1", "MS.2"});
  CHECK(baseline.removed[1].superseded_by.empty());

  Reader reader(problems);
  Expressions expressions(contents->environment, contents->schema, reader);
  const auto rule = read_baseline_rule(contents->baselines, "scuba", expressions);
  REQUIRE(rule.omitted);
  CHECK(rule.omitted->datasets().size() == 1);
  CHECK(rule.annotated);
  CHECK_FALSE(read_baseline_rule(contents->baselines, "cis", expressions).omitted);
}

TEST_CASE("mistakes in baselines are reported") {
  CHECK(problems_with("b.yaml", "baselines: {scube: {requirements: {}}}\n") ==
        "rules/b.yaml:1:13: error: unknown framework 'scube' [unknown-word]\n"
        "  baselines: {scube: {requirements: {}}}\n              ^\n"
        "hint: did you mean 'scuba'?\n");
  CHECK(
      problems_with("b.yaml",
                    "baselines:\n  scuba:\n    requirements:\n      MS.1: [directive]\n"
                    "      MS.2: [should]\n    removed: {MS.2: [MS.3]}\n    omitted: nothing\n") ==
      "rules/b.yaml:4:7: error: a requirement says [shall] or [should] [missing-key]\n"
      "        MS.1: [directive]\n        ^\n"
      "rules/b.yaml:4:7: error: the baseline does not say which directive [missing-key]\n"
      "        MS.1: [directive]\n        ^\nhint: directive: NAME\n"
      "rules/b.yaml:6:15: error: it is removed and asked for [duplicate-name]\n"
      "      removed: {MS.2: [MS.3]}\n                ^\n"
      "rules/b.yaml:6:22: error: unknown requirement 'MS.3' [unknown-word]\n"
      "      removed: {MS.2: [MS.3]}\n                       ^\nhint: did you mean 'MS.1'?\n"
      "rules/b.yaml:7:14: error: unknown name 'nothing' [unknown-name]\n"
      "      omitted: nothing\n               ^\n");
}
