#include "completion.hpp"
#include "fixture.hpp"
#include "shell.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace stance::cli;

namespace {

// What the script asks zsh's own functions for when the last of these words is completed.
std::string asked(const Scratch& scratch, const std::string& words, std::size_t current) {
  scratch.write("try.zsh", fmt::format(R"(compdef() {{ print "compdef $@" }}
_describe() {{ print -l -- "$1" ${{(P)2}} }}
_arguments() {{ print -l -- "$@" }}
source {}/stance.zsh
words=({})
CURRENT={}
_stance
)",
                                       scratch.file(""), words, current));
  return shell_output("zsh -f " + scratch.file("try.zsh"));
}

}  // namespace

TEST_CASE("the script for zsh") {
  const std::string script = zsh_completion();
  CHECK_THAT(script, Catch::Matchers::StartsWith("#compdef stance\n"));
  CHECK_THAT(script, Catch::Matchers::Contains(R"(    'config show')
      _arguments -s : \
        '(--format)--format=[What to print on standard output: terminal (default) or json.]:FORMAT:(terminal json)' \
        '(--origin)--origin[Also tell where each value comes from.]' \
        '(--no-config)--no-config[Ignore the configuration files.]' \
        '(-h --help)-h[Print this text.]' \
        '(-h --help)--help[Print this text.]' \
        '(-V --version)-V[Print the version of the program.]' \
        '(-V --version)--version[Print the version of the program.]' \
        '*::argument:_files'
      ;;
)"));
}

TEST_CASE("zsh completes commands, options and values") {
  if (!is_installed("zsh")) {
    WARN("skipped: zsh is not installed");
    return;
  }
  const Scratch scratch;
  scratch.write("stance.zsh", zsh_completion());
  CHECK(asked(scratch, "stance config ''", 3) ==
        "compdef _stance stance\n"
        "command\n"
        "show:Tell what options are set to by the environment, by configuration files "
        "(.stance.yaml of the project, config.yaml of the user) and by default.\n");
  CHECK_THAT(asked(scratch, "stance ''", 2),
             Catch::Matchers::StartsWith("compdef _stance stance\ncommand\nassess:Judge"));
  CHECK_THAT(asked(scratch, "stance completion ''", 3),
             Catch::Matchers::EndsWith("*::argument:(bash zsh fish)\n"));
  CHECK_THAT(asked(scratch, "stance catalog test ''", 4),
             Catch::Matchers::Contains("(--format)--format=[") &&
                 Catch::Matchers::Contains("*--catalog=[") &&
                 Catch::Matchers::Contains("]:[+]DIR:_stance_folder\n"));
  CHECK_THAT(asked(scratch, "stance assess ''", 3),
             Catch::Matchers::Contains("*-o+[") &&
                 Catch::Matchers::Contains("]:FORMAT=PATH:_stance_report terminal= json="));
}
