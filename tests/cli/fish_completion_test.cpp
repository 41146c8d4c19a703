#include "completion.hpp"
#include "fixture.hpp"
#include "shell.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace stance::cli;

TEST_CASE("the script for fish") {
  const std::string script = fish_completion();
  CHECK_THAT(
      script,
      Catch::Matchers::Contains(
          "complete -c stance -f -n '__stance_at' -a man -d 'Print the manual page.'\n") &&
          Catch::Matchers::Contains("complete -c stance -f -n '__stance_at' -a catalog\n") &&
          Catch::Matchers::Contains("complete -c stance -f -n '__stance_at catalog' -a list -d "
                                    "'List the controls of the catalog.'\n") &&
          Catch::Matchers::Contains(
              "complete -c stance -f -n '__stance_at completion' -a 'bash zsh fish'\n") &&
          Catch::Matchers::Contains(
              "complete -c stance -n '__stance_under assess' -l color -x -a "
              "'auto always never' -d 'auto (default), always or never.'\n"
              "complete -c stance -n '__stance_under assess' -l width -r -d "));
}

TEST_CASE("fish completes commands, options and values") {
  if (!is_installed("fish")) {
    WARN("skipped: fish is not installed");
    return;
  }
  const Scratch scratch;
  scratch.write("stance.fish", fish_completion());
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"stance as", "assess"},
      {"stance catalog l", "lint list"},
      {"stance help insp", "inspect"},
      {"stance assess --min-s", "--min-score"},
      {"stance catalog list --no", "--no-config"},
      {"stance assess --color al", "always"},
      {"stance assess --color=al", "--color=always"},
      {"stance completion ", "bash fish zsh"},
  };
  for (const auto& [line, found] : cases) {
    DYNAMIC_SECTION(line) {
      const std::string command = fmt::format(
          "cd {0}; HOME={0} fish --no-config -c \"source stance.fish; complete -C "
          "'{1}'\" | cut -f 1 | sort | paste -s -d ' '",
          scratch.file(""), line);
      CHECK(shell_output(command) == found + "\n");
    }
  }
}
