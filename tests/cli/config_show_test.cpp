#include "fixture.hpp"

#include <catch2/catch.hpp>

using namespace stance::cli;

namespace {

// `stance config show` in a project with a file of its own, below a home with one.
Called show(const std::vector<std::string>& words, Environment environment = {}) {
  const Scratch scratch;
  scratch.write("audit/.stance.yaml", R"(min-score: 61.5
catalog: [+rules, "+more"]
strict: true
)");
  scratch.write("home/.config/stance/config.yaml", "evidence: 5\nmin-score: 50\n");
  environment.emplace("HOME", scratch.file("home"));
  std::vector<std::string> line = {"config", "show"};
  line.insert(line.end(), words.begin(), words.end());
  const Called called = call(line, environment, scratch.file("audit"));
  return {called.code, replaced(called.out, scratch.file(""), "@"), called.err};
}

}  // namespace

TEST_CASE("what is set, with its origin") {
  const Called called = show({"--origin"}, {{"STANCE_WIDTH", "100"}, {"STANCE_STRICT", "no"}});
  CHECK(called.code == 0);
  CHECK(called.err.empty());
  CHECK(called.out == R"(catalog    +rules, +more  .stance.yaml:2
color      auto           default
evidence   5              @home/.config/stance/config.yaml:1
format     terminal       default
min-score  61.5           .stance.yaml:1
soon       30             default
strict     no             environment STANCE_STRICT
width      100            environment STANCE_WIDTH
)");
}

TEST_CASE("what is set, without its origin") {
  CHECK(show({}).out == R"(catalog    +rules, +more
color      auto
evidence   5
format     terminal
min-score  61.5
soon       30
strict     true
)");
  CHECK(show({"--no-config"}).out == R"(color     auto
evidence  100
format    terminal
soon      30
)");
}

TEST_CASE("what is set, as JSON") {
  CHECK(show({"--format", "json"}, {{"STANCE_TENANT", "a\xff\x1b"}}).out == R"({
  "schema": "stance.config/1",
  "files": [
    ".stance.yaml",
    "@home/.config/stance/config.yaml"
  ],
  "options": [
    {
      "name": "catalog",
      "value": [
        "+rules",
        "+more"
      ],
      "origin": ".stance.yaml:2"
    },
    {
      "name": "color",
      "value": "auto",
      "origin": "default"
    },
    {
      "name": "evidence",
      "value": 5,
      "origin": "@home/.config/stance/config.yaml:1"
    },
    {
      "name": "format",
      "value": "json",
      "origin": "flag"
    },
    {
      "name": "min-score",
      "value": 61.5,
      "origin": ".stance.yaml:1"
    },
    {
      "name": "soon",
      "value": 30,
      "origin": "default"
    },
    {
      "name": "strict",
      "value": true,
      "origin": ".stance.yaml:3"
    },
    {
      "name": "tenant",
      "value": "a�\u001b",
      "origin": "environment STANCE_TENANT"
    }
  ]
}
)");
}

TEST_CASE("a wrong value of the environment is told whatever command it is for") {
  const Called called = show({}, {{"STANCE_MIN_SCORE", "x"}});
  CHECK(called.code == 2);
  CHECK(called.out.empty());
  CHECK(called.err ==
        "stance: error: 'x' is no percentage for STANCE_MIN_SCORE\n"
        "hint: a number from 0 to 100 with at most two decimals\n");
}
