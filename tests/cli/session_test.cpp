#include "session.hpp"

#include "fixture.hpp"
#include "parser.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using namespace stance::cli;

namespace {

Arguments arguments_of(std::vector<std::string> words) {
  words.emplace_back("export");
  std::ostringstream stream;
  const Io io = {stream, stream};
  const Command& assess = *find_command("assess");
  return Arguments::check(assess, tokenise(assess, words), io).value();
}

std::string notes_printed(const std::string& name) {
  const Command& command = *find_command(name);
  base::Diagnostics problems;
  problems.add({.severity = base::Severity::note, .message = "repaired"});
  std::ostringstream err;
  Io io = {err, err};
  const std::vector<std::string> words = {"export"};
  print_problems(problems, Arguments::check(command, tokenise(command, words), io).value(), io);
  return err.str();
}

std::string problems_printed(const std::vector<std::string>& words, int warnings) {
  base::Diagnostics problems;
  for (int i = 10; i < 10 + warnings; ++i) {
    problems.add({.severity = base::Severity::warning, .message = "w" + std::to_string(i)});
  }
  problems.add({.severity = base::Severity::error, .message = "wrong", .position = {"z", 1, 1}});
  std::ostringstream err;
  Io io = {err, err};
  print_problems(problems, arguments_of(words), io);
  return err.str();
}

}  // namespace

TEST_CASE("a request is made of the options") {
  const std::vector<std::string> exports = {"a", "b"};
  std::ostringstream stream;
  Io io = {stream, stream};
  io.today = "2026-02-03";
  const app::Request plain = request_of(arguments_of({}), io, exports);
  CHECK(plain.inputs == exports);
  CHECK(plain.evidence == 100);
  CHECK(find_option("evidence", CommandId::assess)->standard == std::to_string(plain.evidence));
  CHECK(find_option("soon", CommandId::decisions_check)->standard == std::to_string(plain.soon));
  CHECK(plain.as_of.empty());
  CHECK(plain.tenant.empty());
  CHECK_FALSE(plain.gates.min_score);
  const app::Request full =
      request_of(arguments_of({"--min-score=1", "--min-verified=2.5", "--min-coverage=3",
                               "--tenant=t", "--as-of=2026-01-01", "--evidence=0"}),
                 io, exports);
  CHECK(full.gates.min_score == 100);
  CHECK(full.gates.min_verified == 250);
  CHECK(full.gates.min_coverage == 300);
  CHECK(full.tenant == "t");
  CHECK(full.as_of == "2026-01-01");
  CHECK(full.evidence == 0);
  CHECK(request_of(arguments_of({"--as-of=today"}), io, exports).as_of == "2026-02-03");
}

TEST_CASE("all errors are printed, but only the first warnings") {
  CHECK(problems_printed({}, 2) == "warning: w10\nwarning: w11\nz:1:1: error: wrong\n");
  CHECK(problems_printed({"--quiet"}, 2) == "z:1:1: error: wrong\n");
  const std::string many = problems_printed({}, 23);
  CHECK_THAT(many, Catch::Matchers::EndsWith("warning: w29\nz:1:1: error: wrong\n"
                                             "stance: 3 more warnings\n"));
}

TEST_CASE("notes are for those who inspect") {
  CHECK(notes_printed("inspect") == "note: repaired\n");
  CHECK(notes_printed("assess").empty());
  CHECK(notes_printed("show").empty());
}

TEST_CASE("an error without a place is one of stance") {
  std::ostringstream err;
  Io io = {err, err};
  print_error({.message = "no", .hint = "yes", .notes = {"why"}}, io);
  CHECK(err.str() == "stance: error: no\n  note: why\nhint: yes\n");
  err.str({});
  print_error({.message = "no", .position = base::Position{"a", 1, 2}}, io);
  CHECK(err.str() == "a:1:2: error: no\n");
}

TEST_CASE("what is read is told on request") {
  const Scratch scratch;
  scratch.write("here/.stance.yaml", "width: 90\nprofile: p.yaml\n");
  scratch.write(".stance.yaml", "verbose: true\n");
  const auto told = [&](const std::vector<std::string>& words, const std::string& folder) {
    return call(words, {}, scratch.file(folder)).err;
  };
  const std::string catalog = "stance: catalog: @catalog; 3 controls\n";
  CHECK(told({"eval", "1", "--catalog", "@catalog"}, "other") ==
        "stance: configuration: ../.stance.yaml\n" + catalog);
  CHECK(told({"eval", "1", "--catalog", "@catalog", "--verbose=false"}, "other").empty());
  CHECK(told({"assess", scratch.file("here"), "--catalog", "@catalog", "-qv"}, "here")
            .starts_with("stance: passed over, as it is inside an input: .stance.yaml\n"
                         "stance: configuration: ../.stance.yaml\n" +
                         catalog + "stance: input: "));
  CHECK(told({"inspect", "@full.json", "-qv", "--catalog", "@catalog"}, "") ==
        "stance: configuration: .stance.yaml\n" + catalog + "stance: input: @full.json\n");
  CHECK(told({"show", "entra.restrict-invites", "@full.json", "-qv", "--catalog", "@catalog"},
             "here") == "stance: configuration: .stance.yaml\n" + catalog +
                            "stance: profile: p.yaml\nstance: input: @full.json\n"
                            "p.yaml: error: cannot open 'p.yaml': No such file or directory\n"
                            "stance: error: the profile 'p.yaml' has errors\n");
  scratch.write("d.yaml", "tenants: []\n");
  CHECK(told({"decisions", "check", scratch.file("d.yaml"), "--catalog", "@catalog"}, "") ==
        "stance: configuration: .stance.yaml\n" + catalog +
            "stance: decisions: " + scratch.file("d.yaml") + "\n");
  CHECK(told({"eval", "1", "--no-config", "-v"}, "").starts_with("stance: catalog: built in; "));
  CHECK(told({"eval", "1", "--no-config"}, "").empty());
}
