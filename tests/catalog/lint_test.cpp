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
                            "  params: {unused: 1}\n           ^\n");
}

TEST_CASE("a manual control needs no tests") {
  const testing::Folder folder(
      testing::with("controls/test/x.yaml", testing::control("check: {manual: Look.}\n")));
  CHECK(lint(folder).find("no test") == std::string::npos);
}
