#include "fixture.hpp"
#include "stance/catalog/catalog.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using namespace stance::catalog;

namespace {

std::string lint(const testing::Folder& folder) {
  base::Diagnostics problems;
  auto found = Catalog::load({.built_in = false, .folders = {folder.path()}}, {}, problems);
  REQUIRE(found.has_value());
  found->lint(problems);
  return folder.rendered(problems);
}

// What is reported in one run, errors or not.
std::string lint_all(const testing::Folder& folder) {
  base::Diagnostics problems;
  static_cast<void>(
      Catalog::load({.built_in = false, .folders = {folder.path()}, .lint = true}, {}, problems));
  return folder.rendered(problems);
}

// Keys and tests that a control needs beside its check.
constexpr const char* rest_of_control =
    "revision: 1\nthreats: [t]\ndescription: d\nrationale: r\nsteps: [s]\nuser_effect: u\n"
    "tests:\n"
    "- {name: a, expect: {outcome: met}}\n"
    "- {name: b, expect: {outcome: unmet}}\n"
    "- {name: c, expect: {outcome: not_assessed}}\n";

std::string lint_check(const std::string& check) {
  return lint_all(testing::Folder(
      testing::with("controls/test/x.yaml", testing::control(check + rest_of_control))));
}

}  // namespace

TEST_CASE("a complete catalog has nothing to report") {
  CHECK(lint(testing::Folder(testing::small_catalog())).empty());
}

TEST_CASE("what a control of the catalog lacks is reported") {
  const testing::Folder folder(testing::with(
      "controls/test/y.yaml", testing::control("params: {unused: 1}\ncheck: {assert: 'true'}\n"
                                               "tests:\n- {name: a, expect: {outcome: met}}\n")));
  const std::string place = "rules/controls/test/y.yaml:1:1: error: ";
  const std::string line = "\n  id: test.x\n  ^\n";
  CHECK(lint(folder) == place + "'description' is missing in the control [missing-key]" + line +
                            place + "'rationale' is missing in the control [missing-key]" + line +
                            place + "'revision' is missing in the control [missing-key]" + line +
                            place + "'steps' is missing in the control [missing-key]" + line +
                            place + "'threats' is missing in the control [missing-key]" + line +
                            place + "'user_effect' is missing in the control [missing-key]" + line +
                            place + "no test expects the outcome 'not_assessed' [missing-test]" +
                            line + place + "no test expects the outcome 'unmet' [missing-test]" +
                            line +
                            "rules/controls/test/y.yaml:1:5: warning: the file is not named like "
                            "the control [file-name]\n"
                            "  id: test.x\n      ^\nhint: expected controls/test/x.yaml\n"
                            "rules/controls/test/y.yaml:8:10: warning: parameter 'unused' is never "
                            "used [unused-parameter]\n"
                            "  params: {unused: 1}\n           ^\n"
                            "rules/controls/test/y.yaml:9:18: warning: condition is always true "
                            "[constant-condition]\n"
                            "  check: {assert: 'true'}\n                   ^\n");
}

TEST_CASE("plans that the licence table does not have are reported") {
  testing::Texts files = testing::with(
      "controls/test/x.yaml",
      testing::control(std::string("licence: [P1, P2]\n"
                                   "check:\n"
                                   "  parts:\n"
                                   "  - {label: a, licence: [P3], assert: test.users.size() > 1}\n"
                                   "  - label: b\n"
                                   "    parts:\n"
                                   "    - {label: c, licence: [P1, P4],\n"
                                   "       assert: test.users.size() > 2}\n") +
                       rest_of_control));
  CHECK(lint_all(testing::Folder(files)) == "");
  files["reference/licences.yaml"] =
      "licence_table:\n  source: s\n  date: 2026-01-31\n"
      "  plans: {P1: {id: 11111111-1111-1111-1111-111111111111, title: Plan}}\n  products: {}\n";
  CHECK(lint_all(testing::Folder(files)) ==
        "rules/controls/test/x.yaml:8:15: warning: the licence table has no plan 'P2' "
        "[bad-licence]\n"
        "  licence: [P1, P2]\n                ^\n"
        "rules/controls/test/x.yaml:11:26: warning: the licence table has no plan 'P3' "
        "[bad-licence]\n"
        "    - {label: a, licence: [P3], assert: test.users.size() > 1}\n"
        "                           ^\n"
        "rules/controls/test/x.yaml:14:32: warning: the licence table has no plan 'P4' "
        "[bad-licence]\n"
        "      - {label: c, licence: [P1, P4],\n"
        "                                 ^\n");
  files["reference/licences.yaml"] = "licence_table: {source: s, date: today}\n";
  CHECK(lint_all(testing::Folder(files)).find("'today' is no date [bad-date]") !=
        std::string::npos);
}

TEST_CASE("a manual control needs no tests") {
  const testing::Folder folder(
      testing::with("controls/test/x.yaml", testing::control("check: {manual: Look.}\n")));
  CHECK(lint(folder).find("no test") == std::string::npos);
}

TEST_CASE("names that nothing reads are reported") {
  CHECK(lint_check("params: {used: 1, idle: 2}\n"
                   "let: {few: test.users.size() < params.used, more: few || true == few}\n"
                   "check:\n"
                   "  each:\n"
                   "    in: test.users\n"
                   "    let: {old: row.age > 9, young: row.age < 3, same: old}\n"
                   "    pass: row.enabled && young\n"
                   "    empty: met\n") ==
        "rules/controls/test/x.yaml:8:19: warning: parameter 'idle' is never used "
        "[unused-parameter]\n"
        "  params: {used: 1, idle: 2}\n"
        "                    ^\n"
        "rules/controls/test/x.yaml:9:45: warning: name 'more' is never used [unused-let]\n"
        "  let: {few: test.users.size() < params.used, more: few || true == few}\n"
        "                                              ^\n"
        "rules/controls/test/x.yaml:13:49: warning: name 'same' is never used [unused-let]\n"
        "      let: {old: row.age > 9, young: row.age < 3, same: old}\n"
        "                                                  ^\n");
}

TEST_CASE("a parameter that only a function reads is used") {
  testing::Texts files = testing::with(
      "controls/test/x.yaml",
      testing::control(std::string("params: {least: 1}\n"
                                   "check:\n  assert: test.users.exists(u, grown(u))\n") +
                       rest_of_control));
  files["functions.yaml"] =
      "functions:\n  active(u): u.enabled\n  grown(u): u.age > params.least\n";
  CHECK(lint_all(testing::Folder(files)).empty());
}

TEST_CASE("what where and applies leave out is not demanded again") {
  CHECK(lint_check("applies: test.users.size() > 1\n"
                   "check:\n"
                   "  parts:\n"
                   "  - {label: a, assert: test.users.size() > 1 && test.settings.days > 1}\n"
                   "  - label: b\n"
                   "    each: {in: test.users, where: active(row), "
                   "pass: 'row.age > 1 && active(row)', empty: met}\n") ==
        "rules/controls/test/x.yaml:11:24: warning: 'applies' already demands "
        "'test.users.size() > 1' [repeated-condition]\n"
        "    - {label: a, assert: test.users.size() > 1 && test.settings.days > 1}\n"
        "                         ^\n"
        "hint: what it leaves out is not judged\n"
        "rules/functions.yaml:2:14: warning: 'where' already demands 'u.enabled' "
        "[repeated-condition]\n"
        "    active(u): u.enabled\n"
        "               ^\n"
        "hint: what it leaves out is not judged\n");
}

TEST_CASE("ten mistakes in a file give ten problems at the right columns in one run") {
  CHECK(
      lint_check("nots: x\n"
                 "params: {limit: 3, pattern: 'a(b'}\n"
                 "let:\n"
                 "  plain: test.users.filter(u, u.agee > params.limit)\n"
                 "  single: 'test.users.exists(u, u.id == ''é'' && u.age == ''1'')'\n"
                 "  double: \"test.users.exists(u, u.id == \\\"\\u00e9\\\" && "
                 "u.id.matches(params.pattern))\"\n"
                 "  block: |\n"
                 "    test.users.size() > 1\n"
                 "    && test.user.size() > 2\n"
                 "check:\n"
                 "  each:\n"
                 "    in: test.users\n"
                 "    as: u\n"
                 "    where: \"u.id != \\\"a\\\" && u.id != null\"\n"
                 "    need:\n"
                 "    - weight: 0\n"
                 "      is: 'u.enabled || ''a'' == ''b'''\n"
                 "      otherwise: x\n"
                 "    - is: |\n"
                 "        u.enabled &&\n"
                 "          actve(u)\n"
                 "      otherwise: y\n") ==
      "rules/controls/test/x.yaml:8:1: error: unknown key 'nots' in the control [unknown-key]\n"
      "  nots: x\n"
      "  ^\n"
      "hint: did you mean 'notes'?\n"
      "rules/controls/test/x.yaml:11:31: error: unknown field 'agee' of test.users "
      "[unknown-field]\n"
      "    plain: test.users.filter(u, u.agee > params.limit)\n"
      "                                ^\n"
      "hint: did you mean 'age'?\n"
      "rules/controls/test/x.yaml:12:50: error: int is never equal to string [type-mismatch]\n"
      "    single: 'test.users.exists(u, u.id == ''é'' && u.age == ''1'')'\n"
      "                                                   ^\n"
      "rules/controls/test/x.yaml:13:68: error: invalid regular expression: missing ): a(b "
      "[bad-regex]\n"
      "    double: \"test.users.exists(u, u.id == \\\"\\u00e9\\\" && "
      "u.id.matches(params.pattern))\"\n"
      "                                                                     ^\n"
      "rules/controls/test/x.yaml:16:8: error: unknown dataset 'test.user' [unknown-dataset]\n"
      "      && test.user.size() > 2\n"
      "         ^\n"
      "hint: did you mean 'test.users'?\n"
      "rules/controls/test/x.yaml:19:5: error: 'empty' is missing: what holds when there is "
      "nothing to judge? [missing-empty]\n"
      "      in: test.users\n"
      "      ^\n"
      "hint: one of met, unmet, not_applicable, not_assessed\n"
      "rules/controls/test/x.yaml:21:30: warning: 'u.id' is never null [never-null]\n"
      "      where: \"u.id != \\\"a\\\" && u.id != null\"\n"
      "                               ^\n"
      "hint: if it can be, declare 'id' with '?' behind its type\n"
      "rules/controls/test/x.yaml:23:15: error: a weight is more than 0 and at most 1000 "
      "[out-of-range]\n"
      "      - weight: 0\n"
      "                ^\n"
      "rules/controls/test/x.yaml:24:25: warning: condition is always false [constant-condition]\n"
      "        is: 'u.enabled || ''a'' == ''b'''\n"
      "                          ^\n"
      "rules/controls/test/x.yaml:28:11: error: unknown function 'actve' [unknown-function]\n"
      "            actve(u)\n"
      "            ^\n"
      "hint: did you mean 'active'?\n");
}

TEST_CASE("problems of several files come together, in order") {
  testing::Texts files =
      testing::with("controls/test/x.yaml",
                    testing::control(std::string("check: {assert: 'test.settings.day > 1'}\n") +
                                     rest_of_control));
  files["controls/test/y.yaml"] =
      "id: test.y\n" + testing::control(std::string("check: {assert: 1 > 'a'}\n") + rest_of_control)
                           .substr(std::string("id: test.x\n").size());
  files["functions.yaml"] += "  bad(u: u\n";
  CHECK(lint_all(testing::Folder(files)) ==
        "rules/controls/test/x.yaml:8:18: error: unknown field 'day' of test.settings "
        "[unknown-field]\n"
        "  check: {assert: 'test.settings.day > 1'}\n"
        "                   ^\n"
        "hint: did you mean 'days'?\n"
        "rules/controls/test/y.yaml:8:17: error: '>' cannot order int and string "
        "[type-mismatch]\n"
        "  check: {assert: 1 > 'a'}\n"
        "                  ^\n"
        "rules/functions.yaml:3:3: error: 'bad(u' is no head of a function [bad-name]\n"
        "    bad(u: u\n"
        "    ^\n"
        "hint: a name and its arguments, such as covers(p, role)\n");
}
