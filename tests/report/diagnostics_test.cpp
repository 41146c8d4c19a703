#include "stance/report/diagnostics.hpp"

#include <catch2/catch.hpp>

#include <sstream>

using namespace stance;
using namespace stance::report;

namespace {

std::string rendered(const base::Diagnostics& problems, const Counts& counts) {
  std::ostringstream out;
  render_diagnostics_json(problems, counts, out);
  return out.str();
}

}  // namespace

TEST_CASE("problems are told to editors and CI in one document") {
  base::Diagnostics problems;
  problems.add({.message = "unknown field 'a' of demo.rows",
                .position = {"rules/a.yaml", 3, 7},
                .source_line = "  is: r.a",
                .hint = "did you mean 'b'?",
                .code = "unknown-field",
                .end_line = 3,
                .end_column = 10});
  problems.add({.severity = base::Severity::warning,
                .message = "the file is not read \u202e",
                .position = {"rules/b.yml"},
                .code = "ignored-file"});
  CHECK(rendered(problems, {.controls = 2}) == R"({
  "schema": "stance.diagnostics/1",
  "diagnostics": [
    {
      "file": "rules/a.yaml",
      "line": 3,
      "column": 7,
      "end_line": 3,
      "end_column": 10,
      "severity": "error",
      "code": "unknown-field",
      "message": "unknown field 'a' of demo.rows",
      "hint": "did you mean 'b'?"
    },
    {
      "file": "rules/b.yml",
      "line": null,
      "column": null,
      "end_line": null,
      "end_column": null,
      "severity": "warning",
      "code": "ignored-file",
      "message": "the file is not read \u202e",
      "hint": null
    }
  ],
  "errors": 1,
  "warnings": 1,
  "controls": 2
}
)");
}

TEST_CASE("without problems the list is empty, and tests are counted where they were run") {
  CHECK_THAT(rendered({}, {.controls = 1,
                           .passed = 2,
                           .failed = 0,
                           .mutants = report::Mutants{.all = 9, .killed = 7, .justified = 2}}),
             Catch::EndsWith(R"(  "mutants": {
    "all": 9,
    "killed": 7,
    "justified": 2,
    "survived": 0
  }
}
)"));
  CHECK(rendered({}, {.controls = 43, .passed = 510, .failed = 0}) == R"({
  "schema": "stance.diagnostics/1",
  "diagnostics": [],
  "errors": 0,
  "warnings": 0,
  "controls": 43,
  "tests": {
    "passed": 510,
    "failed": 0
  }
}
)");
}
