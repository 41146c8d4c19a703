#include "profile_reader.hpp"

#include "fixture.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using namespace stance::catalog;
using testing::Folder;

namespace {

// A second control with the parameter `limit` and one of its own.
constexpr const char* other_control =
    "id: test.settings\nrevision: 1\ntitle: T\ncategory: data\nproduct: Test\npoints: 2\n"
    "cost: low\nuser_impact: low\nthreats: [accountBreach]\ndescription: D\nrationale: R\n"
    "steps: [S]\nuser_effect: U\n"
    "params: {limit: 1, allowed: {users: [], groups: [x]}}\n"
    "check: {assert: size(params.allowed.users) > params.limit}\n"
    "tests:\n- name: a\n  expect: {outcome: not_assessed}\n";

struct Read {
  std::optional<Profile> profile;
  std::string problems;
};

Read read(const std::string& yaml) {
  testing::Texts files = testing::with("controls/test/settings.yaml", other_control);
  const Folder folder(files);
  const Folder own({{"profile.yaml", yaml}});
  base::Diagnostics problems;
  auto catalog =
      Catalog::load({.built_in = false, .folders = {folder.path()}}, std::string_view{}, problems);
  REQUIRE(catalog);
  Read out;
  out.profile = catalog->read_profile(own.path() / "profile.yaml", problems);
  out.problems = own.rendered(problems);
  return out;
}

std::string lines(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += text + "\n";
  return out;
}

}  // namespace

TEST_CASE("a profile changes which controls count, and what they ask") {
  const Read found = read(R"(profile: {name: Contoso, target: 82.5}
exclude: ["*.users"]
params:
  limit: 7
controls:
  test.settings: {points: 9, params: {allowed: {users: [a]}}}
ranking:
  cost: {low: 1, moderate: 1.5, high: 3}
  user_impact: {low: 1, moderate: 1, high: 1}
)");
  CHECK(found.problems.empty());
  REQUIRE(found.profile);
  const Profile& profile = *found.profile;
  CHECK(profile.name == "Contoso");
  CHECK(profile.sha256.size() == 64);
  CHECK(profile.target == 8250);
  CHECK(profile.excluded == std::vector<std::string>{"test.users"});
  CHECK(profile.points == std::map<std::string, std::int64_t>{{"test.settings", 9}});
  CHECK(profile.parameters.at("test.users").at("limit") == "7");
  CHECK(profile.parameters.at("test.settings").at("limit") == "7");
  CHECK(profile.parameters.at("test.settings").at("allowed") == R"({"users":["a"]})");
  CHECK(profile.cost == std::array<model::Hundredths, 3>{100, 150, 300});
  CHECK(profile.user_impact == std::array<model::Hundredths, 3>{100, 100, 100});
  CHECK(lines(profile.deviations) ==
        "1 of 2 controls left out: test.users\n"
        "parameter limit of 2 controls is 7\n"
        "test.settings is worth 9 points, not 2\n"
        "parameter allowed of test.settings is {\"users\":[\"a\"]}\n"
        "ranking weighs cost with 1, 1.5, 3\n"
        "ranking weighs user_impact with 1, 1, 1\n");
}

TEST_CASE("controls are chosen by patterns") {
  struct Case {
    std::string_view name, yaml;
    std::vector<std::string> excluded;
  };
  const Case cases[] = {
      {"all", "profile: {name: a}\n", {}},
      {"everything is included", "include: [\"*\"]\n", {}},
      {"one is included", "include: [test.users]\n", {"test.settings"}},
      {"an exclusion wins", "include: [\"test.*\"]\nexclude: [test.u*]\n", {"test.users"}},
      {"any one character", "exclude: [\"test.user?\"]\n", {"test.users"}},
      {"several stars", "exclude: [\"*e*s*t*ng*\"]\n", {"test.settings"}},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) {
      const Read found = read(std::string(c.yaml));
      CHECK(found.problems.empty());
      REQUIRE(found.profile);
      CHECK(found.profile->excluded == c.excluded);
    }
  }
}

TEST_CASE("mistakes in profiles are reported where they stand") {
  struct Case {
    std::string_view name, yaml, problems;
  };
  static constexpr Case cases[] = {
      {"an unknown key", "exclud: [test.users]\n",
       "rules/profile.yaml:1:1: error: unknown key 'exclud' in a profile [unknown-key]\n"
       "  exclud: [test.users]\n  ^\nhint: did you mean 'exclude'?\n"},
      {"an unknown control", "exclude: [test.user]\n",
       "rules/profile.yaml:1:11: error: unknown control 'test.user' [unknown-control]\n"
       "  exclude: [test.user]\n            ^\nhint: did you mean 'test.users'?\n"},
      {"a pattern that matches nothing", "include: [demo.*]\n",
       "rules/profile.yaml:1:11: error: no control of the catalog matches 'demo.*' "
       "[unknown-control]\n"
       "  include: [demo.*]\n            ^\n"
       "hint: 'stance catalog list' names all of them\n"},
      {"a pattern that is none", "include: [[test.users]]\n",
       "rules/profile.yaml:1:11: error: expected the id of a control [wrong-kind]\n"
       "  include: [[test.users]]\n            ^\nhint: or a pattern such as entra.*\n"},
      {"nothing is left", "exclude: [\"*\"]\n",
       "rules/profile.yaml:1:10: error: no control is left [no-control-left]\n"
       "  exclude: [\"*\"]\n           ^\n"},
      {"a target of nothing", "profile: {target: 0}\n",
       "rules/profile.yaml:1:19: error: a target is more than 0, at most 100 and has two decimals "
       "[out-of-range]\n"
       "  profile: {target: 0}\n                    ^\n"},
      {"a parameter that nobody has", "params: {limt: 1}\n",
       "rules/profile.yaml:1:10: error: no control has a parameter 'limt' [unknown-parameter]\n"
       "  params: {limt: 1}\n           ^\n"},
      {"a parameter of another type", "params: {limit: many}\n",
       "rules/profile.yaml:1:17: error: test.settings: parameter 'limit' is int, the value given "
       "for it is string [parameter-value]\n"
       "  params: {limit: many}\n                  ^\n"},
      {"a parameter out of bounds", "controls: {test.users: {params: {limit: 10}}}\n",
       "rules/profile.yaml:1:41: error: test.users: parameter 'limit' is 10, the most is 9 "
       "[parameter-bounds]\n"
       "  controls: {test.users: {params: {limit: 10}}}\n"
       "                                          ^\n"},
      {"a parameter of another control", "controls: {test.users: {params: {allowed: 1}}}\n",
       "rules/profile.yaml:1:34: error: unknown parameter of test.users: 'allowed' "
       "[unknown-parameter]\n"
       "  controls: {test.users: {params: {allowed: 1}}}\n"
       "                                   ^\n"
       "hint: one of limit\n"},
      {"a key that a parameter does not have", "params: {allowed: {usrs: [a]}}\n",
       "rules/profile.yaml:1:19: error: test.settings: parameter 'allowed' has no 'usrs' "
       "[parameter-value]\n"
       "  params: {allowed: {usrs: [a]}}\n                    ^\n"
       "hint: one of users, groups\n"},
      {"points out of range", "controls: {test.users: {points: 11}}\n",
       "rules/profile.yaml:1:33: error: expected a whole number from 1 to 10, found 11 "
       "[out-of-range]\n"
       "  controls: {test.users: {points: 11}}\n"
       "                                  ^\n"},
      {"a weight that is missing", "ranking: {cost: {low: 1, high: 2}}\n",
       "rules/profile.yaml:1:17: error: 'moderate' is missing in 'cost' [missing-key]\n"
       "  ranking: {cost: {low: 1, high: 2}}\n                  ^\n"},
      {"a list", "- a\n",
       "rules/profile.yaml:1:1: error: expected a mapping, found a list [wrong-kind]\n  - a\n  "
       "^\n"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) {
      const Read found = read(std::string(c.yaml));
      CHECK_FALSE(found.profile);
      CHECK(found.problems == c.problems);
    }
  }
}

TEST_CASE("a profile that is not there is reported") {
  base::Diagnostics problems;
  const Folder folder(testing::small_catalog());
  auto catalog =
      Catalog::load({.built_in = false, .folders = {folder.path()}}, std::string_view{}, problems);
  REQUIRE(catalog);
  CHECK_FALSE(catalog->read_profile("no-such-profile.yaml", problems));
  CHECK(testing::rendered(problems) ==
        "no-such-profile.yaml: error: cannot open 'no-such-profile.yaml': No such file or "
        "directory\n");
}
