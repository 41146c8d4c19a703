#include "stance/base/diagnostics.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace stance::base;

TEST_CASE("a diagnostic is shown in compiler style") {
  struct Case {
    std::string_view name;
    Diagnostic diagnostic;
    std::string_view text;
  };
  const Case cases[] = {
      {"everything",
       {.message = "unknown field 'weigth' in control",
        .position = {"rules/entra/mfa.yaml", 12, 3},
        .source_line = "weigth: 5",
        .hint = "did you mean 'weight'?"},
       "rules/entra/mfa.yaml:12:3: error: unknown field 'weigth' in control\n"
       "  weigth: 5\n"
       "    ^\n"
       "hint: did you mean 'weight'?\n"},
      {"message only", {.message = "nothing to assess"}, "error: nothing to assess\n"},
      {"warning",
       {.severity = Severity::warning, .message = "old", .position = {"a.json", 0, 0}},
       "a.json: warning: old\n"},
      {"note", {.severity = Severity::note, .message = "seen"}, "note: seen\n"},
      {"pointer",
       {.message = "expected a number", .position = {"a.json", 2, 0}, .pointer = "/value/0/points"},
       "a.json:2: error: expected a number (at /value/0/points)\n"},
      {"code",
       {.message = "unknown field 'a'", .position = {"a.yaml", 2, 3}, .code = "unknown-field"},
       "a.yaml:2:3: error: unknown field 'a' [unknown-field]\n"},
      {"line without column",
       {.message = "odd", .position = {"a", 1, 0}, .source_line = "text"},
       "a:1: error: odd\n  text\n"},
      {"tabs before the caret stay tabs",
       {.message = "odd", .position = {"a", 1, 4}, .source_line = "\ta\tb: 1\r\n"},
       "a:1:4: error: odd\n  \ta\tb: 1\n  \t \t^\n"},
      {"wide and combining characters",
       {.message = "odd", .position = {"a", 1, 4}, .source_line = "\u6f22e\u0301x"},
       "a:1:4: error: odd\n  \u6f22e\u0301x\n     ^\n"},
      {"column behind the line",
       {.message = "odd", .position = {"a", 1, 90}, .source_line = "ab"},
       "a:1:90: error: odd\n  ab\n    ^\n"},
      {"control characters",
       {.message = "bad '\x1b[31m'",
        .position = {"a\nb", 1, 2},
        .pointer = "/\u202e",
        .source_line = "\x1b\xff\u200bz",
        .hint = "x\ry"},
       "a b:1:2: error: bad '\ufffd[31m' (at /\ufffd)\n"
       "  \ufffd\ufffd\ufffdz\n   ^\nhint: x y\n"},
  };
  for (const Case& item : cases) {
    DYNAMIC_SECTION(item.name) { CHECK(render(item.diagnostic) == item.text); }
  }
}

TEST_CASE("a long source line is cut around the column") {
  const std::string line = std::string(300, 'a') + "X" + std::string(300, 'b');
  const auto shown = [&line](std::uint32_t column) {
    return render({.message = "odd", .position = {"a", 1, column}, .source_line = line});
  };
  CHECK(shown(301) == "a:1:301: error: odd\n  ..." + std::string(49, 'a') + "X" +
                          std::string(50, 'b') + "...\n  " + std::string(52, ' ') + "^\n");
  CHECK(shown(2) == "a:1:2: error: odd\n  " + std::string(100, 'a') + "...\n   ^\n");
  CHECK(shown(601) == "a:1:601: error: odd\n  ..." + std::string(100, 'b') + "\n  " +
                          std::string(102, ' ') + "^\n");
  CHECK(shown(9999) == "a:1:9999: error: odd\n  ..." + std::string(100, 'b') + "\n  " +
                           std::string(103, ' ') + "^\n");
}

TEST_CASE("diagnostics are counted, ordered and freed of repetitions") {
  const Diagnostic late = {.message = "x", .position = {"b", 1, 1}};
  const Diagnostic warning = {
      .severity = Severity::warning, .message = "x", .position = {"a", 10, 1}};
  const Diagnostic right = {.message = "x", .position = {"a", 2, 5}};
  const Diagnostic left = {.message = "z", .position = {"a", 2, 4}};
  const Diagnostic left_first = {.message = "y", .position = {"a", 2, 4}};

  Diagnostics problems;
  CHECK_FALSE(problems.has_errors());
  problems.add(warning);
  CHECK_FALSE(problems.has_errors());
  for (const Diagnostic& item : {late, right, left, left_first, right, late}) problems.add(item);
  CHECK(problems.has_errors());
  CHECK(problems.errors() == 6);

  problems.sort();
  CHECK(problems.errors() == 4);
  const std::vector<Diagnostic> sorted(problems.all().begin(), problems.all().end());
  CHECK(sorted == std::vector<Diagnostic>{left_first, left, right, warning, late});
}
