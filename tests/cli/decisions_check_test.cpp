#include "fixture.hpp"

#include <catch2/catch.hpp>

using namespace stance::cli;

namespace {

const std::string expired =
    "decisions:\n- control: entra.no-such\n  status: third_party\n  reason: R\n  owner: O\n";

Called check(const Scratch& scratch, std::vector<std::string> options) {
  std::vector<std::string> line = {"decisions", "check", scratch.file("d.yaml"), "--catalog",
                                   "@catalog"};
  line.insert(line.end(), options.begin(), options.end());
  Called called = call(line);
  called.out = replaced(called.out, scratch.file("d.yaml"), "d.yaml");
  called.err = replaced(called.err, scratch.file("d.yaml"), "d.yaml");
  return called;
}

}  // namespace

TEST_CASE("what is wrong with decisions is told, and can be a gate") {
  const Scratch scratch;
  scratch.write("d.yaml", expired);
  const Called called = check(scratch, {});
  CHECK(called.code == 0);
  CHECK(called.out == "decisions: 1, unmatched: 1\n");
  CHECK(called.err ==
        "d.yaml:2:3: warning: the catalog has no control 'entra.no-such' [unmatched-decision]\n"
        "  - control: entra.no-such\n    ^\n");
  CHECK(check(scratch, {"--fail-on", "expired"}).code == 0);
  CHECK(check(scratch, {"--fail-on", "expired", "--fail-on", "unmatched"}).code == 1);
}

TEST_CASE("the problems of decisions as JSON, on standard output only") {
  const Scratch scratch;
  scratch.write("d.yaml", expired);
  const Called called = check(scratch, {"--format", "json"});
  CHECK(called.code == 0);
  CHECK(called.err.empty());
  CHECK(called.out == R"({
  "schema": "stance.diagnostics/1",
  "diagnostics": [
    {
      "file": "d.yaml",
      "line": 2,
      "column": 3,
      "end_line": null,
      "end_column": null,
      "severity": "warning",
      "code": "unmatched-decision",
      "message": "the catalog has no control 'entra.no-such'",
      "hint": null
    }
  ],
  "errors": 0,
  "warnings": 1,
  "controls": 3,
  "decisions": 1
}
)");
}

TEST_CASE("a decision file with errors is a mistake of usage") {
  const Scratch scratch;
  scratch.write("d.yaml", "decisions: {}\n");
  const Called called = check(scratch, {});
  CHECK(called.code == 2);
  CHECK(called.out.empty());
  CHECK(called.err ==
        "d.yaml:1:12: error: expected a list, found a mapping [wrong-kind]\n"
        "  decisions: {}\n             ^\n"
        "stance: error: the decision file has errors\n");
}

TEST_CASE("what is no YAML is an export") {
  const Called called = call({"decisions", "check", "export.json"});
  CHECK(called.code == 2);
  CHECK(called.err ==
        "stance: error: no decision file is named\n"
        "hint: decision files end in .yaml or .yml; all else is an export\n");
}
