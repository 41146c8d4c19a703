#include "population_reader.hpp"

#include "fixture.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using namespace stance::catalog;

TEST_CASE("mistakes in populations are reported where they stand") {
  struct Case {
    std::string_view name, check, problems;
  };
  static constexpr Case cases[] = {
      {"nothing to range over", "check: {each: {pass: 'true', empty: met}}\n",
       "rules/controls/test/x.yaml:8:15: error: 'in' is missing in the check [missing-key]\n"
       "  check: {each: {pass: 'true', empty: met}}\n                ^\n"},
      {"a name that is taken",
       "let: {u: '1'}\ncheck: {each: {in: test.users, as: u, pass: 'true', empty: met}}\n",
       "rules/controls/test/x.yaml:9:36: error: 'u' is already in use [bad-name]\n"
       "  check: {each: {in: test.users, as: u, pass: 'true', empty: met}}\n"
       "                                     ^\nhint: choose another name\n"},
      {"no key", "check: {each: {in: '[1, 2]', pass: 'true', empty: met}}\n",
       "rules/controls/test/x.yaml:8:20: error: 'key' is missing: nothing else identifies a "
       "member [missing-key]\n"
       "  check: {each: {in: '[1, 2]', pass: 'true', empty: met}}\n"
       "                     ^\n"},
      {"a list of things to show",
       "check: {each: {in: test.users, pass: 'true', empty: met, show: [a]}}\n",
       "rules/controls/test/x.yaml:8:64: error: expected a mapping, found a list [wrong-kind]\n"
       "  check: {each: {in: test.users, pass: 'true', empty: met, show: [a]}}\n"
       "                                                                 ^\n"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) { CHECK(testing::problems_with_control(c.check) == c.problems); }
  }
}

namespace {

// Reads the population of `check` in the small catalog.
struct Read {
  testing::Folder folder{testing::small_catalog()};
  base::Diagnostics problems;
  std::unique_ptr<Contents> contents =
      read_contents({.built_in = false, .folders = {folder.path()}}, {}, problems);
  Reader reader{problems};
  Expressions expressions{contents->environment, contents->schema, reader};

  [[nodiscard]] RowScope population(const testing::Yaml& yaml) {
    cel::Scope scope;
    scope.declare("asof", {});
    return read_population(yaml.root(), scope, expressions);
  }
};

}  // namespace

TEST_CASE("rows of a dataset are judged by name, lets and condition") {
  Read read;
  const testing::Yaml yaml(
      "in: test.users\nas: u\nlet: {old: u.age > 9, two: '[old]'}\nwhere: u.enabled\n"
      "label: u.id + '!'\nshow: {age: u.age}\n");
  const RowScope found = read.population(yaml);
  CHECK(testing::rendered(read.problems) == "");
  REQUIRE(found.population.has_value());
  CHECK(std::get<std::uint32_t>(found.population->in) ==
        read.contents->schema.find("test.users")->index);
  CHECK(found.population->row_local == 1);
  REQUIRE(found.population->lets.size() == 2);
  CHECK(found.population->lets[0].local == 2);
  CHECK(found.population->lets[1].local == 3);
  CHECK(found.population->where.has_value());
  CHECK(found.population->key.text() == "u.id");
  CHECK(found.population->label->text() == "u.id + '!'");
  CHECK(found.population->show.front().name == "age");
  CHECK(found.scope.find("two")->local == 3);
}

TEST_CASE("a key is known without being written") {
  struct Case {
    std::string_view in, key;
  };
  static constexpr Case cases[] = {
      {"test.users", "row.id"}, {"test.settings", "'test.settings'"}, {"\"['a', 'b']\"", "row"}};
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.in) {
      Read read;
      const testing::Yaml yaml("in: " + std::string(c.in) + "\n");
      const RowScope found = read.population(yaml);
      CHECK(testing::rendered(read.problems) == "");
      REQUIRE(found.population.has_value());
      CHECK(found.population->key.text() == c.key);
    }
  }
}
