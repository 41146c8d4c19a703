#include "setting_reader.hpp"

#include "fixture.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using namespace stance::catalog;
using testing::problems_with_control;

namespace {

struct Compiled {
  testing::Folder folder{testing::small_catalog()};
  base::Diagnostics problems;
  std::unique_ptr<Contents> contents =
      read_contents({.built_in = false, .folders = {folder.path()}}, {}, problems);
  testing::Yaml yaml;
  Reader reader{problems};
  Expressions expressions{contents->environment, contents->schema, reader};
  std::optional<rules::Check> check;

  explicit Compiled(std::string text) : yaml(std::move(text)) {
    check = read_setting(yaml.root(), {}, expressions);
    CHECK(testing::rendered(problems) == "");
    REQUIRE(check.has_value());
  }
  [[nodiscard]] const rules::Each& each() const { return std::get<rules::Each>(*check); }
  [[nodiscard]] std::string_view condition() const {
    return std::get<rules::Pass>(each().row).condition.text();
  }
};

}  // namespace

TEST_CASE("a setting is a check of one field of every row") {
  struct Case {
    std::string_view yaml, condition, key;
  };
  static constexpr Case cases[] = {
      {"{dataset: test.settings, field: mode, expected: strict}", "row.mode == 'strict'",
       "'test.settings'"},
      {"{dataset: test.settings, field: mode, expected: [a, it's]}",
       R"(row.mode in ['a', 'it\'s'])", "'test.settings'"},
      {"{dataset: test.settings, field: days, expected: {min: 1, max: 30}}",
       "row.days >= 1 && row.days <= 30", "'test.settings'"},
      {"{dataset: test.users, field: enabled, expected: true}", "row.enabled == true", "row.id"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.yaml) {
      const Compiled compiled{std::string(c.yaml)};
      CHECK(compiled.condition() == c.condition);
      CHECK(compiled.each().population.key.text() == c.key);
      CHECK(compiled.each().population.show.size() == 1);
      CHECK(compiled.each().empty == rules::Empty::not_assessed);
    }
  }
}

TEST_CASE("a setting may say what holds without rows") {
  const Compiled compiled("{dataset: test.users, field: enabled, expected: true, empty: met}");
  CHECK(compiled.each().empty == rules::Empty::met);
}

TEST_CASE("mistakes in settings are reported where they stand") {
  struct Case {
    std::string_view name, check, problems;
  };
  static constexpr Case cases[] = {
      {"an unknown dataset", "check: {setting: {dataset: test.seting, field: m, expected: a}}\n",
       "rules/controls/test/x.yaml:8:28: error: unknown dataset 'test.seting' [unknown-dataset]\n"
       "  check: {setting: {dataset: test.seting, field: m, expected: a}}\n"
       "                             ^\nhint: did you mean 'test.settings'?\n"},
      {"an unknown field", "check: {setting: {dataset: test.settings, field: mod, expected: a}}\n",
       "rules/controls/test/x.yaml:8:50: error: unknown field 'mod' [unknown-field]\n"
       "  check: {setting: {dataset: test.settings, field: mod, expected: a}}\n"
       "                                                   ^\nhint: did you mean 'mode'?\n"},
      {"nothing expected", "check: {setting: {dataset: test.settings, field: mode}}\n",
       "rules/controls/test/x.yaml:8:18: error: 'expected' is missing in 'setting' [missing-key]\n"
       "  check: {setting: {dataset: test.settings, field: mode}}\n"
       "                   ^\n"},
      {"no bounds", "check: {setting: {dataset: test.settings, field: days, expected: {}}}\n",
       "rules/controls/test/x.yaml:8:66: error: 'expected' has none of min, max [check-form]\n"
       "  check: {setting: {dataset: test.settings, field: days, expected: {}}}\n"
       "                                                                   ^\n"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) { CHECK(problems_with_control(c.check) == c.problems); }
  }
}

TEST_CASE("a value of another type is reported at the value") {
  const std::string found = problems_with_control(
      "check: {setting: {dataset: test.settings, field: days, expected: high}}\n");
  CHECK(found.find("rules/controls/test/x.yaml:8:66: error: ") == 0);
}
