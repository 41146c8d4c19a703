#include "arguments.hpp"

#include "parser.hpp"

#include <catch2/catch.hpp>

#include <sstream>

using namespace stance;
using namespace stance::cli;

namespace {

using Environment = std::map<std::string, std::string, std::less<>>;

base::Result<Arguments> checked(std::string_view command, const std::vector<std::string>& words,
                                Environment environment = {}) {
  std::ostringstream stream;
  const Io io = {stream, stream, std::move(environment)};
  const Command& found = *find_command(command);
  return Arguments::check(found, tokenise(found, words), io);
}

}  // namespace

TEST_CASE("arguments are found by name") {
  const auto arguments =
      checked("assess", {"a.json", "--strict", "--min-score=61.2", "-o", "json=a", "b.json",
                         "--output", "terminal=b", "--evidence", "7", "--tenant", "t", "--", "-c"});
  REQUIRE(arguments);
  CHECK(arguments->command().name == "assess");
  CHECK(arguments->operands() == std::vector<std::string>{"a.json", "b.json", "-c"});
  CHECK(arguments->flag("strict"));
  CHECK_FALSE(arguments->flag("quiet"));
  CHECK(arguments->percent("min-score") == 6120);
  CHECK_FALSE(arguments->percent("min-verified"));
  CHECK(arguments->number("evidence") == 7);
  CHECK_FALSE(arguments->number("width"));
  CHECK(arguments->text("tenant") == "t");
  CHECK(arguments->text("format", "terminal") == "terminal");
  CHECK(arguments->list("output").size() == 2);
  CHECK(arguments->list("catalog").empty());
}

TEST_CASE("the environment stands in for options, the command line wins") {
  const Environment environment = {{"STANCE_MIN_SCORE", "70"},  {"STANCE_STRICT", "1"},
                                   {"STANCE_QUIET", "false"},   {"STANCE_TENANT", ""},
                                   {"STANCE_RULES", "ignored"}, {"STANCE_HELP", "1"}};
  const auto arguments = checked("assess", {"a", "--min-score", "80"}, environment);
  REQUIRE(arguments);
  CHECK(arguments->percent("min-score") == 8000);
  CHECK(arguments->flag("strict"));
  CHECK_FALSE(arguments->flag("quiet"));
  CHECK(arguments->list("tenant").empty());
  CHECK_FALSE(arguments->flag("help"));
  CHECK(checked("assess", {"a"}, environment)->percent("min-score") == 7000);
  CHECK_FALSE(checked("assess", {"a", "--strict=false"}, environment)->flag("strict"));
}

TEST_CASE("a value in the environment that only other commands take is passed over") {
  const Environment environment = {{"STANCE_FORMAT", "sarif"}};
  CHECK(checked("assess", {"a"}, environment)->text("format") == "sarif");
  const auto arguments = checked("inspect", {"a"}, environment);
  REQUIRE(arguments);
  CHECK(arguments->setting("format") == nullptr);
  CHECK_FALSE(checked("inspect", {"a"}, {{"STANCE_FORMAT", "xml"}}));
  CHECK_FALSE(checked("inspect", {"a", "--format", "sarif"}));
}

TEST_CASE("wrong arguments are named with a hint") {
  struct Case {
    std::string command;
    std::vector<std::string> words;
    std::string message;
    std::string hint;
  };
  const std::vector<Case> cases = {
      {"assess",
       {"a", "--fromat", "json"},
       "unknown option '--fromat'",
       "did you mean '--format'?"},
      {"assess",
       {"a", "--min-scor=7"},
       "unknown option '--min-scor'",
       "did you mean '--min-score'?"},
      {"assess", {"a", "--STRICT"}, "unknown option '--STRICT'", "did you mean '--strict'?"},
      {"inspect",
       {"a", "--strict"},
       "unknown option '--strict'",
       "'--strict' is an option of 'stance assess'"},
      {"assess", {"a", "-x"}, "unknown option '-x'", "'stance assess --help' lists the options"},
      {"assess",
       {"a", "--frobnicate"},
       "unknown option '--frobnicate'",
       "'stance assess --help' lists the options"},
      {"assess",
       {"a", "--format"},
       "option '--format' needs a value",
       "--format "
       "terminal|json|ndjson|sarif|junit|csv|csv-evidence|csv-framework|csv-gates|markdown|github"},
      {"assess", {"--tenant=", "a"}, "option '--tenant' needs a value", "--tenant ID"},
      {"assess", {"a", "--tenant", ""}, "option '--tenant' needs a value", "--tenant ID"},
      {"assess",
       {"a", "--format", "json", "--format", "json"},
       "option '--format' is given 2 times",
       "give it once"},
      {"assess",
       {},
       "'stance assess' needs more: stance assess EXPORT...",
       "name a file, folder or zip archive, such as ScubaResults.json, or - for standard input"},
      {"show",
       {},
       "'stance show' needs more: stance show CONTROL [EXPORT...]",
       "name a control by its id; stance catalog list names all of them"},
      {"catalog list",
       {"x"},
       "unexpected argument 'x'",
       "'stance catalog list --help' shows how to call it"},
      {"assess", {""}, "an argument is empty", ""},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.message) {
      const auto arguments = checked(c.command, c.words);
      REQUIRE_FALSE(arguments);
      CHECK(arguments.error().kind == base::ErrorKind::usage);
      CHECK(arguments.error().message == c.message);
      CHECK(arguments.error().hint == c.hint);
    }
  }
}

TEST_CASE("help needs no other arguments") {
  CHECK(checked("assess", {"--help"}));
  CHECK(checked("show", {"--version"}));
}
