#include "fixture.hpp"

#include <catch2/catch.hpp>

using namespace stance::cli;

namespace {

// Copies of test data as tenants, each under a name and with an id of its own.
void write_fleet(const Scratch& scratch,
                 const std::vector<std::pair<std::string, std::string>>& tenants) {
  for (const auto& [name, from] : tenants) {
    std::ifstream file(data(from));
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    scratch.write("fleet/" + name + "/export.json",
                  replaced(text, "7d1c0a3e-5f0b-4b63-9d3e-2f6a1f2b3c4d", "id-" + name));
  }
}

// `stance fleet` with the small catalog, and scratch paths as "#".
Called fleet(const Scratch& scratch, std::vector<std::string> words) {
  words.insert(words.begin(), {"fleet", scratch.file("fleet"), "--out", scratch.file("out"),
                               "--catalog", "@catalog", "--jobs", "2"});
  Called called = call(words);
  called.out = replaced(called.out, scratch.file(""), "#");
  called.err = replaced(called.err, scratch.file(""), "#");
  return called;
}

}  // namespace

TEST_CASE("a fleet on the terminal") {
  const Scratch scratch;
  write_fleet(scratch, {{"contoso", "full.json"}, {"broken", "damaged.json"}});
  scratch.write("fleet/broken/export.json", "{");
  scratch.write("fleet/notes.txt", "");
  const Called called = fleet(scratch, {"--width", "100"});
  CHECK(called.code == 3);
  CHECK(called.err ==
        "note: passed over #fleet/notes.txt: neither a folder nor a .zip archive\n"
        "stance: tenant 'broken': error: '#fleet/broken' holds no known export; JSON files in it: "
        "1\n");
  CHECK(called.out == R"(1 of 2 tenants assessed: the score is 60.0 %

Tenant    Score  Verified  Coverage  Worst category  Top gap
contoso  60.0 %    60.0 %    83.3 %  Identity 0.0 %  +4.00 Let only administrators invite guests

Fall short most often
Tenants    Share  Control
 1 of 1  100.0 %  Let only administrators invite guests
                  entra.restrict-invites

Not assessed
- broken: '#fleet/broken' holds no known export; JSON files in it: 1
)");
}

TEST_CASE("exit codes of a fleet are those of its worst tenant") {
  struct Case {
    std::vector<std::pair<std::string, std::string>> tenants;
    std::vector<std::string> words;
    int code;
    std::string err;
  };
  const std::vector<std::pair<std::string, std::string>> both = {{"a", "full.json"},
                                                                 {"b", "exchange.json"}};
  const std::vector<Case> cases = {
      {both, {"-q"}, 0, ""},
      {both,
       {"-q", "--min-score", "60.01", "--min-coverage", "0"},
       1,
       "stance: tenant 'a': gate failed: score is 60.00 %, the gate asks for 60.01 %\n"},
      {both, {"-q", "--strict"}, 5, "stance: strict: tenant 'b' has gaps\n"},
      {{{"a", "full.json"}, {"x", "other.json"}},
       {"-q", "--min-score", "0"},
       3,
       "stance: tenant 'x': error: '#fleet/x' holds no known export; JSON files in it: 1\n"
       "stance: tenant 'a': gate undecided: coverage is 83.33 %, the gate asks for 90.00 % "
       "(implied by another gate)\n"},
      {{{"a", "full.json"}},
       {"-q", "--min-score", "0"},
       5,
       "stance: tenant 'a': gate undecided: coverage is 83.33 %, the gate asks for 90.00 % "
       "(implied by another gate)\n"},
      {{{"a", "full.json"}, {"x", "hollow.json"}},
       {"-q"},
       3,
       "stance: tenant 'x': error: no dataset in the inputs could be read\n"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.err) {
      const Scratch scratch;
      write_fleet(scratch, c.tenants);
      const Called called = fleet(scratch, c.words);
      CHECK(called.code == c.code);
      CHECK(called.err == c.err);
    }
  }
}

TEST_CASE("what a second run says of results that hold") {
  const Scratch scratch;
  write_fleet(scratch, {{"a", "full.json"}});
  CHECK(fleet(scratch, {}).err.empty());
  CHECK(fleet(scratch, {}).err == "stance: 1 of 1 results still held\n");
  CHECK(fleet(scratch, {"--quiet"}).err.empty());
  CHECK(fleet(scratch, {"--fresh"}).err.empty());
}

TEST_CASE("progress stands on a terminal alone") {
  const Scratch scratch;
  write_fleet(scratch, {{"a", "full.json"}});
  const auto told = [&](bool terminal, const std::string& flag) {
    std::ostringstream out;
    std::ostringstream err;
    Io io = {out, err};
    io.err_is_terminal = terminal;
    const std::vector<std::string> words = {
        "fleet",     scratch.file("fleet"), "--out", scratch.file("out"),
        "--catalog", data("catalog"),       flag,    "--fresh"};
    CHECK(run(words, io) == 0);
    return err.str();
  };
  CHECK(told(true, "--strict=false") == "\r1 of 1 tenants\r              \r");
  CHECK(told(true, "--quiet").empty());
  CHECK(told(false, "--strict=false").empty());
}

TEST_CASE("a fleet is called with a folder for its results") {
  const Called called = call({"fleet", "exports"});
  CHECK(called.code == 2);
  CHECK(called.err ==
        "stance: error: 'stance fleet' needs a folder for the results\n"
        "hint: stance fleet DIR|LIST --out FOLDER\n");
  CHECK(call({"fleet", "exports", "--out", "x", "--redact"}).err ==
        "stance: error: unknown option '--redact'\n"
        "hint: '--redact' is an option of 'stance assess'\n");
  CHECK(call({"fleet", "@absent", "--out", "x"}).err ==
        "stance: error: cannot open '@absent': No such file or directory\n");
}
