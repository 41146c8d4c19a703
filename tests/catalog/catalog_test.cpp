#include "stance/catalog/catalog.hpp"

#include "fixture.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using catalog::Catalog;
namespace testing = stance::catalog::testing;

namespace {

std::string embedded(const testing::Folder& folder) {
  base::Diagnostics problems;
  const auto text = catalog::embed(folder.path(), problems);
  CHECK(folder.rendered(problems) == "");
  return text.value_or("");
}

std::optional<Catalog> load(const catalog::Origin& origin, std::string_view built_in) {
  base::Diagnostics problems;
  auto out = Catalog::load(origin, built_in, problems);
  CHECK(testing::rendered(problems) == "");
  REQUIRE(out.has_value());
  return out;
}

void check_same(const model::ControlInfo& a, const model::ControlInfo& b) {
  CHECK(a.id == b.id);
  CHECK(a.revision == b.revision);
  CHECK(a.title == b.title);
  CHECK(a.category == b.category);
  CHECK(a.product == b.product);
  CHECK(a.points == b.points);
  CHECK(a.cost == b.cost);
  CHECK(a.user_impact == b.user_impact);
  CHECK(a.criticality == b.criticality);
  CHECK(a.refs == b.refs);
  CHECK(a.datasets == b.datasets);
}

}  // namespace

TEST_CASE("a catalog is the same from its folder and embedded") {
  const testing::Folder folder(testing::small_catalog());
  const std::string text = embedded(folder);
  auto from_folder = load({.built_in = false, .folders = {folder.path()}}, {});
  auto built_in = load({}, text);
  CHECK(built_in->name() == "small");
  CHECK(built_in->version() == "1.2.0");
  CHECK(built_in->categories().size() == 2);
  CHECK(built_in->schema().datasets().size() == 2);
  REQUIRE(built_in->controls().size() == 1);
  check_same(built_in->controls()[0], from_folder->controls()[0]);
  CHECK(built_in->sha256() == from_folder->sha256());
  const model::ControlInfo& control = *built_in->find("test.users");
  CHECK(built_in->find("test.nothing") == nullptr);

  base::Diagnostics problems;
  const auto rule = built_in->compile(control, {}, problems);
  CHECK(testing::rendered(problems) == "");
  REQUIRE(rule.has_value());
  CHECK(rule->datasets == std::vector<std::uint32_t>{1});
  CHECK(built_in->tests(control, problems).size() == 3);
  CHECK(built_in->licences(problems)->includes.contains("P2"));
  const auto texts = built_in->texts(control);
  CHECK(texts.description == from_folder->texts(control).description);
  CHECK(texts.check == from_folder->texts(control).check);
  CHECK(texts.file == "rules/controls/test/users.yaml");
}

TEST_CASE("the digest follows the content, not the place") {
  const testing::Folder one(testing::small_catalog());
  const testing::Folder two(testing::small_catalog());
  testing::Texts changed = testing::small_catalog();
  changed["functions.yaml"] += "  other(x): x\n";
  const testing::Folder three(changed);
  const auto digest = [](const testing::Folder& folder) {
    return load({.built_in = false, .folders = {folder.path()}}, {})->sha256();
  };
  CHECK(digest(one) == digest(two));
  CHECK(digest(one) != digest(three));
  CHECK(digest(one).size() == 64);
}

TEST_CASE("folders replace what is built in, as a whole") {
  const testing::Folder base(testing::small_catalog());
  const std::string text = embedded(base);
  std::string replaced = testing::small_catalog().at("controls/test/users.yaml");
  replaced.replace(replaced.find("points: 5"), 9, "points: 9");
  const testing::Folder overlay(
      testing::Texts{{"users.yaml", replaced},
                     {"new.yaml", testing::control("check: {assert: test.settings.mode == 'a'}\n")},
                     {"more.yaml",
                      "functions: {active(u): u.enabled == 'yes'}\n"
                      "datasets:\n"
                      "  test.users: {title: People, product: Test, key: id,\n"
                      "    fields: {id: string, enabled: string, age: int}}\n"}});
  auto found = load({.built_in = true, .folders = {overlay.path()}}, text);
  CHECK(found->controls().size() == 2);
  CHECK(found->find("test.users")->points == 9);
  CHECK(found->find("test.x")->datasets == std::vector<std::string>{"test.settings"});
  CHECK(found->schema().find("test.users")->title == "People");
  CHECK(found->schema().datasets().size() == 2);
  CHECK(found->name() == "small");
  CHECK(found->sha256() != load({}, text)->sha256());
}

TEST_CASE("a replaced dataset must still serve the built-in controls") {
  const testing::Folder base(testing::small_catalog());
  const std::string text = embedded(base);
  const testing::Folder overlay(
      testing::Texts{{"more.yaml",
                      "datasets:\n  test.users: {title: T, product: T, key: id,\n"
                      "    fields: {id: string, enabled: bool}}\n"}});
  base::Diagnostics problems;
  CHECK_FALSE(
      Catalog::load({.built_in = true, .folders = {overlay.path()}}, text, problems).has_value());
  CHECK(testing::rendered(problems) ==
        "rules/controls/test/users.yaml:19:52: error: unknown field 'age' of test.users "
        "[unknown-field]\n");
}

TEST_CASE("later folders win over earlier ones") {
  const testing::Folder base(testing::small_catalog());
  const testing::Folder one(
      testing::Texts{{"x.yaml", testing::control("check: {manual: One.}\n")}});
  const testing::Folder two(
      testing::Texts{{"x.yaml", testing::control("check: {manual: Two.}\n")}});
  auto found = load({.built_in = false, .folders = {base.path(), one.path(), two.path()}}, {});
  CHECK(found->texts(*found->find("test.x")).check.front() == "Looked at by a person: Two.");
}

TEST_CASE("parameters given from outside are checked when a control is compiled") {
  const testing::Folder folder(testing::small_catalog());
  auto found = load({.built_in = false, .folders = {folder.path()}}, {});
  const model::ControlInfo& control = *found->find("test.users");
  base::Diagnostics problems;
  const auto rule = found->compile(control, {{"limit", "9"}}, problems);
  REQUIRE(rule.has_value());
  CHECK(rule->parameters.front().value.integer == 9);
  CHECK_FALSE(found->compile(control, {{"limit", "10"}}, problems).has_value());
  CHECK(folder.rendered(problems) ==
        "rules/controls/test/users.yaml:17:3: error: parameter 'limit' is 10, the most is 9 "
        "[parameter-bounds]\n"
        "    limit: {default: 3, min: 1, max: 9, description: Days at most.}\n    ^\n");
}

TEST_CASE("a control of another catalog is not compiled") {
  const testing::Folder folder(testing::small_catalog());
  auto found = load({.built_in = false, .folders = {folder.path()}}, {});
  model::ControlInfo other = *found->find("test.users");
  other.id = "test.other";
  base::Diagnostics problems;
  CHECK_FALSE(found->compile(other, {}, problems).has_value());
  CHECK(testing::rendered(problems) ==
        "error: the catalog has no control 'test.other' [unknown-control]\n");
  CHECK(found->texts(other).check.empty());
  CHECK(found->tests(other, problems).empty());
}

TEST_CASE("a change is in force until it is taken back") {
  const testing::Folder folder(testing::small_catalog());
  const std::string text = embedded(folder);
  const catalog::Origin folder_only{.built_in = false, .folders = {folder.path()}};
  for (const bool built_in : {false, true}) {
    auto catalog = built_in ? load({}, text) : load(folder_only, {});
    const model::ControlInfo& control = *catalog->find("test.users");
    const auto condition = [&] {
      base::Diagnostics problems;
      const auto rule = catalog->compile(control, {}, problems);
      REQUIRE(rule.has_value());
      const auto& row = std::get<rules::Each>(*rule->check).row;
      return std::string(std::get<rules::Pass>(row).condition.text());
    };
    std::vector<std::string> changes;
    for (const catalog::Mutation& mutation : catalog->mutations()) {
      catalog->change(mutation);
      changes.push_back(mutation.change + ": " + condition());
    }
    CHECK(changes ==
          std::vector<std::string>{"without 'active(u)': u.age < params.limit",
                                   "without 'u.age < params.limit': active(u)",
                                   "when '<' is '>=': active(u) && u.age >= params.limit",
                                   "when '<' is '<=': active(u) && u.age <= params.limit",
                                   "when 'met' is 'unmet': active(u) && u.age < params.limit"});
    catalog->restore();
    CHECK(condition() == "active(u) && u.age < params.limit");
  }
}

TEST_CASE("the body of a function is another one while it is changed") {
  const testing::Folder folder(
      testing::with("functions.yaml", "functions:\n  active(u): u.enabled == true\n"));
  auto catalog = load({.built_in = false, .folders = {folder.path()}}, {});
  const auto body = [&] {
    return catalog->environment().functions.find("active")->second.body.text;
  };
  const std::vector<catalog::Mutation> mutations = catalog->mutations();
  CHECK(mutations.back().controls == std::vector<std::string>{"test.users"});
  catalog->change(mutations.back());
  CHECK(body() == "u.enabled != true");
  catalog->restore();
  CHECK(body() == "u.enabled == true");
}

TEST_CASE("survivors of a control are read when asked for") {
  const std::string control =
      std::string(testing::users_control) + "survivors: [{change: a, in: b, because: c}]\n";
  const testing::Folder folder(testing::with("controls/test/users.yaml", control));
  auto catalog = load({.built_in = false, .folders = {folder.path()}}, {});
  base::Diagnostics problems;
  CHECK(catalog->survivors(*catalog->find("test.users"), problems).size() == 1);
  model::ControlInfo other;
  other.id = "test.nothing";
  CHECK(catalog->survivors(other, problems).empty());
}
