#include "mutations.hpp"

#include "fixture.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace stance;
using namespace stance::catalog;

namespace {

// One line a mutation of the check: its place and the change.
std::string listed(const std::string& rest) {
  const testing::Yaml yaml("id: test.x\n" + rest);
  CHECK(yaml.problems().empty());
  std::string out;
  for (const Mutation& mutation : control_mutations(yaml.root())) {
    CHECK(mutation.controls == std::vector<std::string>{"test.x"});
    out += fmt::format("{}:{} {}\n", mutation.position.line, mutation.position.column,
                       mutation.change);
  }
  return out;
}

}  // namespace

TEST_CASE("what decides is changed and what is printed is not") {
  struct Case {
    std::string name, rest, mutations;
  };
  const Case cases[] = {
      {"a manual control", "check: {manual: Look.}\n", ""},
      {"an assertion", "check: {assert: a == 1, otherwise: b}\n", "2:19 when '==' is '!='\n"},
      {"what stands beside the check",
       "licence: [P]\nlet: {c: a == 1}\napplies: c\ncheck: {assert: a != 1}\n",
       "2:10 without 'licence'\n3:12 when '==' is '!='\n4:10 when 'c' is negated\n"
       "4:10 without 'applies'\n5:19 when '!=' is '=='\n"},
      {"rows",
       "check:\n  each:\n    in: a.b.filter(r, r.c)\n    let: {d: e == 1}\n    where: f\n"
       "    key: \"g == 1 ? 'a' : 'b'\"\n    label: h == 1\n    pass: i\n    weight: 2 - j\n"
       "    empty: met\n    show: {k: l == 1}\n",
       "4:12 without '.filter(r, r.c)'\n5:16 when '==' is '!='\n6:12 without 'where'\n"
       "6:12 when 'f' is negated\n9:11 when 'i' is negated\n10:15 without '- j'\n"
       "11:12 when 'met' is 'unmet'\n"},
      {"a share", "check: {each: {in: a, credit: b * 2, empty: unmet}}\n",
       "2:33 without '* 2'\n2:45 when 'unmet' is 'met'\n"},
      {"terms",
       "check:\n  any:\n    need:\n    - {must: true, is: a, otherwise: b}\n"
       "    - {must: false, weight: 2, is: \"!c\", otherwise: d}\n"
       "    - {weight: 1, is: e.f, otherwise: g}\n",
       "5:7 without this term\n5:14 without 'must'\n5:24 when 'a' is negated\n"
       "6:7 without this term\n6:29 without 'weight'\n6:37 without '!'\n"
       "7:7 without this term\n7:23 when 'e.f' is negated\n"},
      {"one term", "check: {each: {need: [{is: a, otherwise: b}]}}\n",
       "2:28 when 'a' is negated\n"},
      {"parts",
       "check:\n  parts:\n  - {label: a, weight: 3, licence: [P], assert: b}\n"
       "  - {label: c, applies: d, setting: {dataset: e, field: f, expected: true}}\n",
       "4:5 without this part\n4:24 without 'weight'\n4:36 without 'licence'\n"
       "4:49 when 'b' is negated\n5:5 without this part\n5:25 when 'd' is negated\n"
       "5:25 without 'applies'\n5:70 when 'true' is 'false'\n"},
      {"values of a setting",
       "check: {setting: {dataset: a, field: b, expected: [c, 'd'], empty: not_assessed}}\n",
       "2:52 without this value\n2:55 without this value\n2:68 when 'not_assessed' is 'met'\n"},
      {"a range of a setting", "check: {setting: {expected: {min: 1, max: 2.5}}}\n",
       "2:35 when '1' is '0'\n2:35 when '1' is '2'\n"},
      {"a setting that is off", "check: {setting: {expected: false}}\n",
       "2:29 when 'false' is 'true'\n"},
      {"bands that have room to move",
       "check:\n  steps:\n    value: a.size()\n    credit: [[0, 0], [2, 1], [3, 0.5], [9, 0]]\n"
       "    between: linear\n    evidence: b.filter(c, d)\n",
       "5:23 when '2' is '1'\n5:31 when '3' is '4'\n"
       "5:41 when '9' is '8'\n5:41 when '9' is '10'\n6:14 without 'between'\n"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) { CHECK(listed(c.rest) == c.mutations); }
  }
}

TEST_CASE("a change is made in the JSON form of what the engine reads") {
  const testing::Yaml yaml(
      "id: x\ntitle: T\nlicence: [P]\ncheck: {any: {where: \"!b\", pass: c}}\ntests: []\n");
  std::vector<std::string> texts;
  for (const Mutation& mutation : control_mutations(yaml.root())) {
    const auto json = base::json::Document::parse(
        base::Buffer::copy_of(changed_json(yaml.root(), mutation)), "json");
    REQUIRE(json.has_value());
    const SourceFile file{.name = "x.yaml"};
    texts.push_back(plain_json(Node(json->root(), file)));
  }
  const std::vector<std::string> expected = {
      R"({"id":"x","check":{"any":{"where":"!b","pass":"c"}}})",
      R"({"id":"x","licence":["P"],"check":{"any":{"pass":"c"}}})",
      R"({"id":"x","licence":["P"],"check":{"any":{"where":"b","pass":"c"}}})",
      R"j({"id":"x","licence":["P"],"check":{"any":{"where":"!b","pass":"!(c)"}}})j"};
  CHECK(texts == expected);
}

TEST_CASE("the body of a function is changed as a value") {
  const cel::Function function{.parameters = {"x"}, .body = {.text = "x && !y", .file = "f"}};
  std::vector<std::string> changes;
  for (const Mutation& mutation : function_mutations("f", function)) {
    CHECK(mutation.function == "f");
    changes.push_back(mutation.change + ": " + cel::changed(function.body.text, *mutation.edit));
  }
  CHECK(changes ==
        std::vector<std::string>{"without 'x': !y", "without '!y': x", "without '!': x && y"});
}

TEST_CASE("a control uses a function where its verdict depends on it") {
  cel::Environment environment;
  environment.functions["a"] = {{}, {.text = "b() + 1"}};
  environment.functions["b"] = {{}, {.text = "1"}};
  environment.functions["c"] = {{}, {.text = "1"}};
  const testing::Yaml yaml("id: x\nlet: {x: a() == 1}\ncheck: {each: {pass: x, label: c()}}\n");
  CHECK(uses_function(yaml.root(), "a", environment));
  CHECK(uses_function(yaml.root(), "b", environment));
  CHECK_FALSE(uses_function(yaml.root(), "c", environment));
}

TEST_CASE("what is left out is told by its condition or its label") {
  const testing::Yaml yaml(
      "id: x\ncheck:\n  parts:\n  - label: One\n    licence: [P]\n    weight: 2\n    each:\n"
      "      need:\n      - {is: \"!a\", must: true, weight: 3, otherwise: b}\n"
      "      - is: |\n          c\n          == d\n        otherwise: e\n");
  std::string out;
  for (const Mutation& mutation : control_mutations(yaml.root())) {
    out += fmt::format("{}: {}\n", mutation.change, mutation.fragment);
  }
  CHECK(out ==
        "without 'licence': One\nwithout 'weight': One\nwithout this term: !a\nwithout '!': !a\n"
        "without 'must': !a\nwithout 'weight': !a\nwithout this term: c == d\n"
        "when '==' is '!=': c == d\n");
}
