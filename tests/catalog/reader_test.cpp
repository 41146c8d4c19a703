#include "reader.hpp"

#include "fixture.hpp"

#include <catch2/catch.hpp>

#include <array>

using namespace stance;
using namespace stance::catalog;
using testing::Yaml;

namespace {

template <class F>
std::string problems_of(std::string yaml, F&& read) {
  const Yaml document(std::move(yaml));
  base::Diagnostics problems;
  Reader reader(problems);
  read(reader, document.at("v"));
  return testing::rendered(problems);
}

}  // namespace

TEST_CASE("good values are read") {
  const Yaml yaml("a: |\n  x\n  y\nb: true\nc: 12\nd: 0.25\ne: [x, y]\n");
  base::Diagnostics problems;
  Reader reader(problems);
  CHECK(reader.text(yaml.at("a")) == "x\ny");
  CHECK(reader.boolean(yaml.at("b")) == true);
  CHECK(reader.integer(yaml.at("c")) == 12);
  CHECK(reader.number(yaml.at("d")) == 0.25);
  CHECK(reader.thousandths(yaml.at("d")) == 250);
  CHECK(reader.texts(yaml.at("e")) == std::vector<std::string>{"x", "y"});
  CHECK(problems.all().empty());
}

TEST_CASE("values of another kind are reported where they stand") {
  const auto text = [](Reader& r, const Node& n) { static_cast<void>(r.text(n)); };
  const auto filled = [](Reader& r, const Node& n) { static_cast<void>(r.filled_text(n)); };
  const auto boolean = [](Reader& r, const Node& n) { static_cast<void>(r.boolean(n)); };
  const auto integer = [](Reader& r, const Node& n) { static_cast<void>(r.integer(n)); };
  const auto number = [](Reader& r, const Node& n) { static_cast<void>(r.number(n)); };
  const auto thousandths = [](Reader& r, const Node& n) { static_cast<void>(r.thousandths(n)); };
  const auto texts = [](Reader& r, const Node& n) { static_cast<void>(r.texts(n)); };
  const auto mapping = [](Reader& r, const Node& n) { static_cast<void>(r.expect_mapping(n)); };
  const auto snippet = [](Reader& r, const Node& n) { static_cast<void>(r.snippet(n)); };
  CHECK(problems_of("v: [a]\n", text) ==
        "x.yaml:1:4: error: expected a text, found a list [wrong-kind]\n  v: [a]\n     ^\n");
  CHECK(problems_of("v: ' '\n", filled) ==
        "x.yaml:1:4: error: the text is empty [empty-text]\n  v: ' '\n     ^\n");
  CHECK(problems_of("v: yes\n", boolean) ==
        "x.yaml:1:4: error: expected true or false, found 'yes' [wrong-kind]\n  v: yes\n     ^\n");
  CHECK(problems_of("v: 'true'\n", boolean) ==
        "x.yaml:1:4: error: expected true or false, found 'true' [wrong-kind]\n  v: 'true'\n     "
        "^\n");
  CHECK(problems_of("v: 1.5\n", integer) ==
        "x.yaml:1:4: error: expected a whole number, found '1.5' [wrong-kind]\n  v: 1.5\n     ^\n");
  CHECK(
      problems_of("v: {a: 1}\n", number) ==
      "x.yaml:1:4: error: expected a number, found a mapping [wrong-kind]\n  v: {a: 1}\n     ^\n");
  CHECK(
      problems_of("v: 0.1234\n", thousandths) ==
      "x.yaml:1:4: error: expected a number with at most 3 decimals, found '0.1234' [wrong-kind]\n"
      "  v: 0.1234\n     ^\n");
  CHECK(problems_of("v: a\n", texts) ==
        "x.yaml:1:4: error: expected a list, found 'a' [wrong-kind]\n  v: a\n     ^\n");
  CHECK(problems_of("v:\n", mapping) ==
        "x.yaml:1:1: error: expected a mapping, found nothing [wrong-kind]\n  v:\n  ^\n");
  CHECK(problems_of("v: []\n", snippet) ==
        "x.yaml:1:4: error: expected an expression, found a list [wrong-kind]\n  v: []\n     ^\n");
  CHECK(problems_of("v: a &&\n  b\n", snippet) ==
        "x.yaml:1:4: error: an expression over several lines must be a '|' block [yaml-feature]\n"
        "  v: a &&\n     ^\n");
}

TEST_CASE("unknown and missing keys are reported with the nearest known one") {
  static constexpr std::array<std::string_view, 2> known = {"weight", "label"};
  const auto keys = [](Reader& r, const Node& n) { static_cast<void>(r.keys(n, "a part", known)); };
  CHECK(problems_of("v: {weigth: 1, xyzzy: 2}\n", keys) ==
        "x.yaml:1:5: error: unknown key 'weigth' in a part [unknown-key]\n"
        "  v: {weigth: 1, xyzzy: 2}\n      ^\n"
        "hint: did you mean 'weight'?\n"
        "x.yaml:1:16: error: unknown key 'xyzzy' in a part [unknown-key]\n"
        "  v: {weigth: 1, xyzzy: 2}\n                 ^\n"
        "hint: known keys: weight, label\n");
  const auto required = [](Reader& r, const Node& n) {
    static_cast<void>(r.required(n, "label", "the part"));
  };
  CHECK(problems_of("v: {weight: 1}\n", required) ==
        "x.yaml:1:4: error: 'label' is missing in the part [missing-key]\n  v: {weight: 1}\n     "
        "^\n");
}

TEST_CASE("one of a few words is read, others are reported with them") {
  static constexpr std::array<std::string_view, 2> words = {"step", "linear"};
  const auto choice = [](Reader& r, const Node& n) {
    static_cast<void>(r.choice(n, "way", words));
  };
  CHECK(problems_of("v: linear\n", choice).empty());
  CHECK(problems_of("v: liner\n", choice) ==
        "x.yaml:1:4: error: unknown way 'liner' [unknown-word]\n  v: liner\n     ^\n"
        "hint: did you mean 'linear'?\n");
  CHECK(problems_of("v: curve\n", choice) ==
        "x.yaml:1:4: error: unknown way 'curve' [unknown-word]\n  v: curve\n     ^\n"
        "hint: one of step, linear\n");
  CHECK(problems_of("v: []\n", choice) ==
        "x.yaml:1:4: error: expected a text, found a list [wrong-kind]\n  v: []\n     ^\n");
}

TEST_CASE("snippets know where each of their lines stands") {
  const Yaml yaml("a: x\nb: 'y'\nc:\n  d: |\n    e\n      f\n");
  base::Diagnostics problems;
  Reader reader(problems);
  const auto plain = reader.snippet(yaml.at("a"));
  CHECK(plain->origins.size() == 1);
  CHECK(plain->origins[0].line == 1);
  CHECK(plain->origins[0].column == 4);
  const auto quoted = reader.snippet(yaml.at("b"));
  CHECK(quoted->origins[0].line == 2);
  CHECK(quoted->origins[0].column == 5);
  const auto block = reader.snippet(yaml.at("c").find("d"));
  CHECK(block->text == "e\n  f");
  REQUIRE(block->origins.size() == 2);
  CHECK(block->origins[1].line == 6);
  CHECK(block->origins[1].column == 5);
}

TEST_CASE("identifiers are letters, digits and underscores") {
  CHECK(is_identifier("a_1"));
  CHECK_FALSE(is_identifier("1a"));
  CHECK_FALSE(is_identifier("a-b"));
  CHECK_FALSE(is_identifier(""));
}
