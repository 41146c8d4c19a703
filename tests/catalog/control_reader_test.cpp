#include "control_reader.hpp"

#include "fixture.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using namespace stance::catalog;
using testing::Yaml;

namespace {

const Vocabulary vocabulary{.name = "n",
                            .version = "1",
                            .categories = {"identity", "data"},
                            .frameworks = {"scuba", "cis"}};

std::string problems_of(const Yaml& yaml) {
  base::Diagnostics problems;
  Reader reader(problems);
  static_cast<void>(read_info(yaml.root(), vocabulary, reader));
  static_cast<void>(read_texts(yaml.root(), tenant::Schema(), reader));
  check_keys(yaml.root(), reader);
  return testing::rendered(problems);
}

}  // namespace

TEST_CASE("what reports say about a control is read") {
  const Yaml yaml(testing::small_catalog().at("controls/test/users.yaml") +
                  "criticality: should\n");
  base::Diagnostics problems;
  Reader reader(problems);
  const model::ControlInfo info = read_info(yaml.root(), vocabulary, reader);
  CHECK(problems.all().empty());
  CHECK(info.id == "test.users");
  CHECK(info.revision == 2);
  CHECK(info.title == "Users are active");
  CHECK(info.category == "identity");
  CHECK(info.product == "Test");
  CHECK(info.points == 5);
  CHECK(info.cost == model::Cost::low);
  CHECK(info.user_impact == model::UserImpact::moderate);
  CHECK(info.criticality == "should");
  REQUIRE(info.refs.size() == 2);
  CHECK(info.refs[0].first == "scuba");
  CHECK(info.refs[0].second == std::vector<std::string>{"MS.1", "MS.2"});
  CHECK(info.refs[1].first == "cis");
}

TEST_CASE("the long texts of a control are read") {
  const Yaml yaml(
      "threats: [a, b]\nlicence: [P1]\ndescription: |\n  One.\n  Two.\nrationale: R\n"
      "steps: [S]\nuser_effect: U\nnotes: N\nlinks: ['https://example.org/']\n"
      "params: {p: 1}\ncheck: {manual: Look.}\n");
  base::Diagnostics problems;
  Reader reader(problems);
  const model::ControlTexts texts = read_texts(yaml.root(), tenant::Schema(), reader);
  CHECK(problems.all().empty());
  CHECK(texts.description == "One.\nTwo.");
  CHECK(texts.rationale == "R");
  CHECK(texts.threats == std::vector<std::string>{"a", "b"});
  CHECK(texts.steps == std::vector<std::string>{"S"});
  CHECK(texts.user_effect == "U");
  CHECK(texts.notes == "N");
  CHECK(texts.licence == std::vector<std::string>{"P1"});
  CHECK(texts.links == std::vector<std::string>{"https://example.org/"});
  CHECK(texts.check == std::vector<std::string>{"Looked at by a person: Look."});
  CHECK(texts.parameters.front().second == "1");
  CHECK(texts.file == "x.yaml");
}

TEST_CASE("all mistakes in the head of a control are reported") {
  const Yaml yaml(
      "id: Test.X\n"
      "title: ''\n"
      "category: identty\n"
      "product: P\n"
      "points: 11\n"
      "cost: medium\n"
      "user_impact: hgih\n"
      "criticality: must\n"
      "revision: 0\n"
      "refs: {scub: [A], cis: B}\n"
      "links: [http://example.org]\n"
      "titel: x\n");
  CHECK(problems_of(yaml) ==
        "x.yaml:1:5: error: 'Test.X' is no id of a control [bad-name]\n"
        "  id: Test.X\n      ^\n"
        "hint: an area and a name in lower case, such as entra.block-legacy-authentication\n"
        "x.yaml:2:8: error: the text is empty [empty-text]\n"
        "  title: ''\n         ^\n"
        "x.yaml:3:11: error: unknown category 'identty' [unknown-word]\n"
        "  category: identty\n            ^\n"
        "hint: did you mean 'identity'?\n"
        "x.yaml:5:9: error: expected a whole number from 1 to 10, found 11 [out-of-range]\n"
        "  points: 11\n          ^\n"
        "x.yaml:6:7: error: unknown cost 'medium' [unknown-word]\n"
        "  cost: medium\n        ^\n"
        "hint: one of low, moderate, high\n"
        "x.yaml:7:14: error: unknown user impact 'hgih' [unknown-word]\n"
        "  user_impact: hgih\n               ^\n"
        "hint: did you mean 'high'?\n"
        "x.yaml:8:14: error: unknown criticality 'must' [unknown-word]\n"
        "  criticality: must\n               ^\n"
        "hint: one of shall, should\n"
        "x.yaml:9:11: error: expected a whole number from 1 to 1000000, found 0 [out-of-range]\n"
        "  revision: 0\n            ^\n"
        "x.yaml:10:8: error: unknown framework 'scub' [unknown-word]\n"
        "  refs: {scub: [A], cis: B}\n         ^\n"
        "hint: did you mean 'scuba'?\n"
        "x.yaml:10:24: error: expected a list, found 'B' [wrong-kind]\n"
        "  refs: {scub: [A], cis: B}\n                         ^\n"
        "x.yaml:11:9: error: 'http://example.org' is no https address [bad-link]\n"
        "  links: [http://example.org]\n          ^\n"
        "x.yaml:12:1: error: unknown key 'titel' in the control [unknown-key]\n"
        "  titel: x\n  ^\n"
        "hint: did you mean 'title'?\n");
}

TEST_CASE("keys that every control needs are reported when they are missing") {
  const Yaml yaml("notes: x\n");
  const std::string found = problems_of(yaml);
  for (const std::string_view key :
       {"id", "title", "category", "product", "points", "cost", "user_impact"}) {
    DYNAMIC_SECTION(key) {
      const std::string message = "x.yaml:1:1: error: '" + std::string(key) +
                                  "' is missing in the control [missing-key]\n  notes: x\n  ^\n";
      CHECK(found.find(message) != std::string::npos);
    }
  }
}
