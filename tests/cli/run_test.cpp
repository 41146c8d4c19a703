#include "run.hpp"

#include "fixture.hpp"
#include "stance/app/assess.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace stance;
using namespace stance::cli;

TEST_CASE("a wrong command line ends with 2, an error and a hint") {
  struct Case {
    std::vector<std::string> words;
    std::string err;
  };
  const std::vector<Case> cases = {
      {{},
       "stance: error: no command\n"
       "hint: stance assess EXPORT... prints the score; 'stance help' lists the rest\n"},
      {{"asess", "a.json"},
       "stance: error: unknown command 'asess'\nhint: did you mean 'assess'?\n"},
      {{"hlep"}, "stance: error: unknown command 'hlep'\nhint: did you mean 'help'?\n"},
      {{"ASESS"}, "stance: error: unknown command 'ASESS'\nhint: did you mean 'assess'?\n"},
      {{"insp"}, "stance: error: unknown command 'insp'\nhint: did you mean 'inspect'?\n"},
      {{"conf"}, "stance: error: unknown command 'conf'\nhint: did you mean 'config'?\n"},
      {{"catalog embde"},
       "stance: error: unknown command 'catalog embde'\n"
       "hint: 'stance help' lists the commands\n"},
      {{"config", "shwo"},
       "stance: error: unknown command 'config shwo'\nhint: did you mean 'config show'?\n"},
      {{"a.json"},
       "stance: error: unknown command 'a.json'\n"
       "hint: to assess an export: stance assess a.json\n"},
      {{"frobnicate"},
       "stance: error: unknown command 'frobnicate'\n"
       "hint: 'stance help' lists the commands\n"},
      {{"--color", "always"},
       "stance: error: expected a command, found '--color'\n"
       "hint: options follow the command: stance assess EXPORT... [OPTION...]\n"},
      {{"catalog"},
       "stance: error: 'stance catalog' needs a command\n"
       "hint: one of: catalog list, catalog lint, catalog test, catalog schema, "
       "catalog docs, catalog explain\n"},
      {{"catalog", "--format", "json"},
       "stance: error: 'stance catalog' needs a command\n"
       "hint: one of: catalog list, catalog lint, catalog test, catalog schema, "
       "catalog docs, catalog explain\n"},
      {{"catalog", "lits"},
       "stance: error: unknown command 'catalog lits'\n"
       "hint: did you mean 'catalog list'?\n"},
      {{"catalog", "xyz"},
       "stance: error: unknown command 'catalog xyz'\n"
       "hint: one of: catalog list, catalog lint, catalog test, catalog schema, "
       "catalog docs, catalog explain\n"},
      {{"decisions"},
       "stance: error: 'stance decisions' needs a command\nhint: one of: decisions check\n"},
      {{"help", "nothing"},
       "stance: error: unknown command 'nothing'\nhint: 'stance help' lists the commands\n"},
      {{"a\x1b[2Jb"},
       "stance: error: unknown command 'a\xef\xbf\xbd[2Jb'\n"
       "hint: 'stance help' lists the commands\n"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.err) {
      const Called called = call(c.words);
      CHECK(called.code == 2);
      CHECK(called.out.empty());
      CHECK(called.err == c.err);
    }
  }
}

TEST_CASE("help is asked for in several ways") {
  const std::string general = call({"help"}).out;
  CHECK(call({"--help"}).out == general);
  CHECK(call({"-h"}).out == general);
  const Called assess = call({"help", "assess"});
  CHECK(assess.code == 0);
  CHECK(assess.err.empty());
  CHECK(assess.out != general);
  CHECK(call({"assess", "--help"}).out == assess.out);
  CHECK(call({"assess", "-h", "--evidence", "5"}).out == assess.out);
  CHECK(call({"help", "catalog", "list"}).out == call({"catalog", "list", "--help"}).out);
}

TEST_CASE("the version is asked for in several ways") {
  const std::string version = fmt::format("stance {} ({})\n", app::version(), app::build());
  CHECK(call({"--version"}).out == version);
  CHECK(call({"-V"}).out == version);
  CHECK(call({"assess", "--version"}).out == version);
  CHECK(call({"--version"}).code == 0);
}

TEST_CASE("an output stream that fails is an error") {
  std::ostringstream out;
  std::ostringstream err;
  out.setstate(std::ios::badbit);
  Io io = {out, err};
  const std::vector<std::string> words = {"--version"};
  CHECK(run(words, io) == 2);
  CHECK(err.str() == "stance: error: cannot write to standard output\n");
}
