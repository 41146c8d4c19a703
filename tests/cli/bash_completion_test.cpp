#include "completion.hpp"
#include "fixture.hpp"
#include "shell.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace stance::cli;

namespace {

// What bash offers for the last of these words, which it has split at "=".
std::string offered(const Scratch& scratch, const std::vector<std::string>& words) {
  std::string line;
  for (const std::string& word : words) line += " " + in_quotes(word);
  scratch.write("try.bash", fmt::format(R"(set -u
cd {0}
source {0}/stance.bash
COMP_WORDS=({1})
COMP_CWORD={2}
_stance stance
echo "${{COMPREPLY[*]:-}}"
)",
                                        scratch.file(""), line, words.size() - 1));
  return shell_output("bash --norc " + scratch.file("try.bash"));
}

}  // namespace

TEST_CASE("bash completes commands, options and values") {
  if (!is_installed("bash")) {
    WARN("skipped: bash is not installed");
    return;
  }
  const Scratch scratch;
  scratch.write("stance.bash", bash_completion());
  scratch.write("rules/x", "");
  scratch.write("rest/x", "");
  struct Case {
    std::vector<std::string> words;
    std::string found;
  };
  const std::vector<Case> cases = {
      {{"stance", "as"}, "assess"},
      {{"stance", "de"}, "decisions decide"},
      {{"stance", "--v"}, "--version"},
      {{"stance", "catalog", "l"}, "list lint"},
      {{"stance", "config", ""}, "show"},
      {{"stance", "help", "config", ""}, "show"},
      {{"stance", "help", "insp"}, "inspect"},
      {{"stance", "assess", "--min-s"}, "--min-score"},
      {{"stance", "assess", "e.json", "--prof"}, "--profile"},
      {{"stance", "catalog", "list", "--no"}, "--no-config"},
      {{"stance", "catalog", "list", "--min"}, ""},
      {{"stance", "assess", "--color", ""}, "auto always never"},
      {{"stance", "assess", "--color", "="}, "auto always never"},
      {{"stance", "assess", "--color", "=", "al"}, "always"},
      {{"stance", "inspect", "--as", "c"}, "curl"},
      {{"stance", "assess", "-o", "js"}, "json="},
      {{"stance", "assess", "--output", "=", "js"}, "json="},
      {{"stance", "decide", "--status", "a"}, "alternate_mitigation attested"},
      {{"stance", "completion", ""}, "bash zsh fish"},
      {{"stance", "catalog", "schema", "pro"}, "profile"},
      {{"stance", "assess", "--catalog", "+r"}, "+rules +rest"},
      // Files, which readline adds where there is nothing else.
      {{"stance", "assess", "--profile", ""}, ""},
      {{"stance", "assess", "--profile", "--"}, ""},
      {{"stance", "assess", "-o", "json", "=", "r"}, ""},
      {{"stance", "assess", "r"}, ""},
      {{"stance", "nothing", "--"}, ""},
  };
  for (const Case& c : cases) {
    std::string name;
    for (const std::string& word : c.words) name += word + " ";
    DYNAMIC_SECTION(name) {
      std::string found = offered(scratch, c.words);
      // compgen gives folders in the order of the file system.
      if (found == "+rest +rules\n") found = "+rules +rest\n";
      CHECK(found == c.found + "\n");
    }
  }
}

TEST_CASE("bash completes whatever commands and options there are") {
  if (!is_installed("bash")) {
    WARN("skipped: bash is not installed");
    return;
  }
  const Scratch scratch;
  scratch.write("stance.bash", bash_completion());
  for (const Command* command : visible_commands()) {
    std::vector<std::string> words = {"stance"};
    std::istringstream name{std::string(command->name)};
    for (std::string word; name >> word;) words.push_back(word);
    words.emplace_back("--");
    std::string all;
    for (const Option* option : options_of(*command)) {
      all += (all.empty() ? "" : " ") + option->flag_name();
    }
    CHECK(offered(scratch, words) == all + "\n");
  }
}

TEST_CASE("bash is told to offer files otherwise") {
  CHECK_THAT(bash_completion(),
             Catch::Matchers::EndsWith("complete -o bashdefault -o default -F _stance stance\n"));
}
