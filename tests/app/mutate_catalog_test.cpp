#include "fixture.hpp"

#include <fmt/format.h>

using namespace stance;
using namespace stance::app;
using namespace stance::app::test;

namespace {

// Replaces the control demo.one by one with this condition and these tests.
void write_control(const Folder& folder, const std::string& pass, const std::string& rest) {
  folder.write("rules/controls/demo/one.yaml",
               "id: demo.one\nrevision: 1\ntitle: Title\ncategory: identity\nproduct: Demo\n"
               "points: 4\ncost: low\nuser_impact: low\nthreats: [accountBreach]\n"
               "description: d\nrationale: r\nsteps: [s]\nuser_effect: u\ncheck:\n"
               "  any: {in: demo.rows, as: r, pass: " +
                   pass + ", empty: unmet}\n" + rest);
}

// The counts, then each problem; the folder is named "rules".
std::string mutated(const Folder& folder) {
  catalog::Catalog catalog = folder.catalog();
  base::Diagnostics problems;
  CHECK(test_catalog(catalog, problems).failed == 0);
  const MutationReport report = mutate_catalog(catalog, problems);
  problems.sort();
  std::string out = fmt::format("{} {} {} {}\n", report.mutants, report.killed, report.justified,
                                report.survived);
  for (const base::Diagnostic& problem : problems.all()) out += base::render(problem);
  const std::string name = folder.path("rules");
  for (std::size_t at = out.find(name); at != std::string::npos; at = out.find(name, at)) {
    out.replace(at, name.size(), "rules");
  }
  return out;
}

const std::string good_row =
    "tests:\n- {name: a, rows: {demo.rows: [{id: a, good: true}]}, expect: {outcome: met}}\n";
const std::string bad_row =
    "- {name: b, rows: {demo.rows: [{id: a, good: false}]}, expect: {outcome: unmet}}\n";
const std::string other_row =
    "- {name: c, rows: {demo.rows: [{id: c, good: true}]}, expect: {outcome: unmet}}\n";
const std::string no_row = "- {name: d, rows: {demo.rows: []}, expect: {outcome: unmet}}\n";

}  // namespace

TEST_CASE("changes that no test notices are named where they stand") {
  const Folder folder;
  write_control(folder, "r.good && r.id == 'a'", good_row + bad_row);
  CHECK(mutated(folder) ==
        "4 2 0 2\n"
        "rules/controls/demo/one.yaml:15:47: warning: tests still pass without 'r.id == 'a'' "
        "[surviving-mutant]\n"
        "    any: {in: demo.rows, as: r, pass: r.good && r.id == 'a', empty: unmet}\n"
        "                                                ^\n"
        "rules/controls/demo/one.yaml:15:67: warning: tests still pass when 'unmet' is 'met' "
        "[surviving-mutant]\n"
        "    any: {in: demo.rows, as: r, pass: r.good && r.id == 'a', empty: unmet}\n"
        "                                                                    ^\n");
}

TEST_CASE("tests that notice every change") {
  const Folder folder;
  write_control(folder, "r.good && r.id == 'a'", good_row + bad_row + other_row + no_row);
  CHECK(mutated(folder) == "4 4 0 0\n");
}

TEST_CASE("the tests of controls that use a function notice its changes") {
  const Folder folder;
  folder.write("rules/functions.yaml",
               "functions:\n  fine(r): r.good == true\n  idle(r): r.good == false\n");
  write_control(folder, "fine(r)", good_row + bad_row + no_row);
  CHECK(mutated(folder) == "3 3 0 0\n");
  write_control(folder, "fine(r)", good_row);
  CHECK(mutated(folder) ==
        "3 2 0 1\n"
        "rules/controls/demo/one.yaml:15:53: warning: tests still pass when 'unmet' is 'met' "
        "[surviving-mutant]\n"
        "    any: {in: demo.rows, as: r, pass: fine(r), empty: unmet}\n"
        "                                                      ^\n");
  write_control(folder, "r.good || fine(r)", good_row + no_row);
  CHECK_THAT(mutated(folder),
             Catch::Contains(
                 "rules/functions.yaml:2:19: warning: tests still pass when '==' is "
                 "'!=' [surviving-mutant]\n    fine(r): r.good == true\n                    ^\n"));
}

TEST_CASE("survivors that are justified beside the control are no problem") {
  const Folder folder;
  const std::string tests = good_row + bad_row + no_row;
  const std::string survivor =
      "survivors:\n- {change: without 'r.id != 'x'', in: r.good && r.id != 'x', because: b}\n";
  write_control(folder, "r.good && r.id != 'x'", tests + survivor);
  CHECK(mutated(folder) == "4 3 1 0\n");
  write_control(folder, "r.good", tests + survivor);
  CHECK(mutated(folder) ==
        "2 2 0 0\n"
        "rules/controls/demo/one.yaml:21:3: error: no change survives without 'r.id != 'x'' in "
        "'r.good && r.id != 'x'' [unused-survivor]\n"
        "  - {change: without 'r.id != 'x'', in: r.good && r.id != 'x', because: b}\n"
        "    ^\nhint: remove it from 'survivors'\n");
}
