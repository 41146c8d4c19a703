#include "fixture.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace stance::cli;

namespace {

// `stance assess` on test data, quietly unless the words say more.
Called assess(std::vector<std::string> words, Environment environment = {}) {
  words.insert(words.begin(), {"assess", "--catalog", "@catalog"});
  return call(words, std::move(environment));
}

}  // namespace

TEST_CASE("an assessment on the terminal") {
  const Called called = assess({"@full.json"});
  CHECK(called.code == 0);
  CHECK(called.err.empty());
  CHECK(called.out == R"(7d1c0a3e-5f0b-4b63-9d3e-2f6a1f2b3c4d · as of 2026-01-31

60.0 % of what could be assessed (83 % of all points); the true score lies
between 50 % and 67 %
6.00 of 10 points

Identity  ───────────────────────────────────    0.0 %  0.00 of 4  66 % assessed
Data      ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━  100.0 %  6.00 of 6

Do next
#  Points  Action                                 Status      Cost  User
                                                                    impact
1   +4.00  Let only administrators invite guests  To address  low   moderate
           entra.restrict-invites

How to do one of them: stance show CONTROL

Manual        1 control with 2 points to be checked by hand
)");
}

TEST_CASE("a quiet assessment is one sentence") {
  const Called called = assess({"@full.json", "--quiet"});
  CHECK(called.out == R"(60.0 % of what could be assessed (83 % of all points); the true score lies
between 50 % and 67 %
)");
}

TEST_CASE("exit codes of gates are the same for every format") {
  struct Case {
    std::vector<std::string> words;
    int code;
    std::string err;
  };
  const std::vector<Case> cases = {
      {{"@full.json", "--min-score", "60", "--min-coverage", "80"},
       0,
       "stance: gate held: min-score: found 60.00 %, asked at least 60.00 %\n"
       "stance: gate held: min-coverage: found 83.33 %, asked at least 80.00 %\n"},
      {{"@full.json", "--min-score", "60", "--min-coverage", "80", "--quiet"}, 0, ""},
      {{"@full.json", "--min-score", "60.01", "--min-coverage", "80"},
       1,
       "stance: gate failed: score is 60.00 %, the gate asks for 60.01 %\n"
       "stance: gate held: min-coverage: found 83.33 %, asked at least 80.00 %\n"},
      {{"@full.json", "--min-verified", "61", "--min-coverage", "0"},
       1,
       "stance: gate failed: verified score is 60.00 %, the gate asks for 61.00 %\n"
       "stance: gate held: min-coverage: found 83.33 %, asked at least 0.00 %\n"},
      {{"@full.json", "--min-score", "60"},
       5,
       "stance: gate held: min-score: found 60.00 %, asked at least 60.00 %\n"
       "stance: gate undecided: coverage is 83.33 %, the gate asks for 90.00 % (implied by another "
       "gate)\n"},
      {{"@full.json", "--min-score", "100"},
       1,
       "stance: gate failed: score is 60.00 %, the gate asks for 100.00 %\n"
       "stance: gate undecided: coverage is 83.33 %, the gate asks for 90.00 % (implied by another "
       "gate)\n"},
      {{"@full.json", "--strict"}, 0, ""},
      {{"@exchange.json", "--strict"}, 5, "stance: strict: not assessed: 1 of 3 controls\n"},
      {{"@exchange.json", "--strict", "--min-score", "100"},
       5,
       "stance: gate held: min-score: found 100.00 %, asked at least 100.00 %\n"
       "stance: gate held: min-coverage: found 100.00 %, asked at least 90.00 %\n"
       "stance: strict: not assessed: 1 of 3 controls\n"},
      {{"@exchange.json", "--min-score", "100", "--quiet"}, 0, ""},
      {{"@full.json", "--min-category", "data=100", "--min-category", "identity=1",
        "--min-coverage", "0", "--quiet"},
       1,
       "stance: gate failed: score of 'identity' is 0.00 %, the gate asks for 1.00 %\n"},
      {{"@full.json", "--fail-on", "entra.restrict-invites", "--min-coverage", "0", "-q"},
       1,
       "stance: gate failed: of 'entra.restrict-invites' fall short: entra.restrict-invites\n"},
      {{"@full.json", "--require-datasets", "exchange.*", "--quiet"}, 0, ""},
      {{"@full.json", "--max-age", "1", "--quiet"},
       1,
       "stance: gate failed: the inputs are 3 days old, the gate allows 1 day\n"},
  };
  for (const Case& c : cases) {
    for (const std::string format : {"terminal", "json"}) {
      DYNAMIC_SECTION(c.words.back() << " " << c.err << " " << format) {
        std::vector<std::string> words = c.words;
        words.insert(words.end(), {"--format", format});
        const Called called = assess(words);
        CHECK(called.code == c.code);
        CHECK(called.err == c.err);
        CHECK_FALSE(called.out.empty());
      }
    }
  }
}

TEST_CASE("what gates name must be in the catalog") {
  struct Case {
    std::vector<std::string> words;
    std::string err;
  };
  const std::vector<Case> cases = {
      {{"--min-category", "identiy=80"},
       "stance: error: no category is called 'identiy'\n"
       "hint: did you mean 'identity'?\n"},
      {{"--min-category", "x=80"},
       "stance: error: no category is called 'x'\nhint: one of: identity, data\n"},
      {{"--min-category", "identity"},
       "stance: error: 'identity' is no share for --min-category\n"
       "hint: NAME=PERCENT with a number from 0 to 100, such as identity=80\n"},
      {{"--fail-on", "hihg"},
       "stance: error: no severity, control or requirement is called 'hihg'\nhint: did you mean "
       "'high'?\n"},
      {{"--fail-on", "teams.*"},
       "stance: error: no severity, control or requirement is called 'teams.*'\nhint: high, "
       "medium, low, a control "
       "such as 'entra.*', or a requirement such as MS.AAD.1.1v1\n"},
      {{"--require-datasets", "nothing"},
       "stance: error: no dataset is called 'nothing'\n"
       "hint: 'stance inspect --missing' lists the datasets\n"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.words.back()) {
      std::vector<std::string> words = {"@full.json"};
      words.insert(words.end(), c.words.begin(), c.words.end());
      const Called called = assess(words);
      CHECK(called.code == 2);
      CHECK(called.err == c.err);
    }
  }
}

TEST_CASE("strict runs name damaged datasets") {
  const Called called = assess({"@damaged.json", "--strict", "--quiet"});
  CHECK(called.code == 5);
  CHECK(called.err ==
        "stance: strict: not assessed: 1 of 3 controls\n"
        "stance: strict: dataset 'exchange.organizationConfig' is damaged\n");
  CHECK(assess({"@damaged.json", "--quiet"}).code == 0);
}

TEST_CASE("gates may come from the environment") {
  CHECK(assess({"@full.json"}, {{"STANCE_MIN_SCORE", "61"}}).code == 1);
  CHECK(assess({"@full.json"}, {{"STANCE_MIN_SCORE", "a lot"}}).err ==
        "stance: error: 'a lot' is no percentage for STANCE_MIN_SCORE\n"
        "hint: a number from 0 to 100 with at most two decimals\n");
}

TEST_CASE("an export in which nothing can be read ends with 3") {
  const Called called = assess({"@hollow.json", "--quiet"});
  CHECK(called.code == 3);
  CHECK(called.err ==
        "stance: error: no dataset in the inputs could be read\n"
        "hint: 'stance inspect EXPORT...' tells what was found\n");
  CHECK_FALSE(called.out.empty());
}

TEST_CASE("inputs that cannot be used end with 3") {
  const Called absent = assess({"@none.json"});
  CHECK(absent.code == 3);
  CHECK(absent.out.empty());
  CHECK_THAT(absent.err, Catch::Matchers::StartsWith("stance: error: "));
  const Called other = assess({"@other.json"});
  CHECK(other.code == 3);
  CHECK(other.out.empty());
}

TEST_CASE("a catalog with errors ends with 4") {
  const Called called = call({"assess", "--catalog", "@broken", "@full.json"});
  CHECK(called.code == 4);
  CHECK(called.out.empty());
  CHECK_FALSE(called.err.empty());
}

TEST_CASE("another tenant than the expected one ends with 2") {
  CHECK(assess({"@full.json", "--tenant", "7D1C0A3E-5F0B-4B63-9D3E-2F6A1F2B3C4D"}).code == 0);
  const Called other = assess({"@full.json", "--tenant", "other"});
  CHECK(other.code == 2);
  CHECK(other.err ==
        "stance: error: the inputs belong to tenant '7d1c0a3e-5f0b-4b63-9d3e-2f6a1f2b3c4d', not "
        "to 'other'\n");
}

TEST_CASE("the day that ages are counted to") {
  const auto as_of = [](const std::vector<std::string>& words) {
    return nlohmann::json::parse(assess(words).out)["as_of"].get<std::string>();
  };
  CHECK(as_of({"@full.json", "--format", "json"}) == "2026-01-31");
  CHECK(as_of({"@full.json", "--format", "json", "--as-of", "2025-12-24"}) == "2025-12-24");
  CHECK(as_of({"@full.json", "--format", "json", "--as-of", "today"}) == "2026-02-03");
}

TEST_CASE("reports go to files and standard output in one run") {
  const Scratch scratch;
  const std::string json = scratch.file("a.json");
  const std::string text = scratch.file("a.txt");
  const Called called = assess({"@full.json", "-o", "json=" + json, "-o", "terminal=" + text});
  CHECK(called.code == 0);
  CHECK(scratch.text_of("a.txt") == called.out);
  CHECK(replaced(scratch.text_of("a.json"), data(""), "@") ==
        assess({"@full.json", "--format", "json"}).out);
  const Called nowhere = assess({"@full.json", "-o", "json=" + scratch.file("no/a.json")});
  CHECK(nowhere.code == 2);
  CHECK(nowhere.out.empty());
  CHECK_THAT(nowhere.err, Catch::Matchers::StartsWith("stance: error: "));
}

TEST_CASE("the evidence is limited on demand") {
  const auto evidence = [](const std::string& limit) {
    const Called called = assess({"@full.json", "--format", "json", "--evidence", limit});
    return nlohmann::json::parse(called.out)["controls"][0]["evidence"];
  };
  CHECK(evidence("0").empty());
  CHECK(evidence("1").size() == 1);
  CHECK(evidence("1")[0]["source"]["line"] == 8);
}

TEST_CASE("a profile is read, and its errors are of the command line") {
  const Called called = assess({"@full.json", "--profile", "@others.yaml", "--quiet"});
  CHECK(called.code == 0);
  CHECK(called.err.empty());
  CHECK(called.out == R"(100.0 % of what could be assessed (75 % of all points); the true score lies
between 75 % and 100 %
with the profile Others: 1 deviation
)");
  const Called missing = assess({"@full.json", "--profile", "no-such-profile.yaml"});
  CHECK(missing.code == 2);
  CHECK(missing.out.empty());
  CHECK(missing.err ==
        "no-such-profile.yaml: error: cannot open 'no-such-profile.yaml': No such file or "
        "directory\n"
        "stance: error: the profile 'no-such-profile.yaml' has errors\n");
}

TEST_CASE("decisions are read, and their errors are of the command line") {
  const Scratch scratch;
  scratch.write("d.yaml", "decisions: []\n");
  const std::string with = scratch.file("d.yaml");
  CHECK(assess({"@full.json", "--decisions", with, "--quiet"}).out ==
        assess({"@full.json", "--quiet"}).out);
  const Called missing = assess({"@full.json", "--decisions", with, "--decisions", "none.yaml"});
  CHECK(missing.code == 2);
  CHECK(missing.out.empty());
  CHECK(missing.err ==
        "none.yaml: error: cannot open 'none.yaml': No such file or directory\n"
        "stance: error: the decision files have errors\n");
}
