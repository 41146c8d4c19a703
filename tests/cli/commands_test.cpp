#include "commands.hpp"

#include <catch2/catch.hpp>

using namespace stance::cli;

TEST_CASE("commands are found by their whole name") {
  CHECK(find_command("catalog list")->id == CommandId::catalog_list);
  CHECK(find_command("assess")->run == run_assess);
  CHECK(find_command("catalog") == nullptr);
  CHECK(find_command("") == nullptr);
}

TEST_CASE("every command says what it does, by example") {
  for (const Command& command : commands()) {
    CHECK(command.summary.ends_with('.'));
    CHECK(command.fewest <= command.most);
    CHECK(command.hidden == command.examples.empty());
    CHECK((command.fewest > 0) == !command.missing.empty());
    for (const Example& example : command.examples) {
      CHECK(example.command.starts_with("stance " + std::string(command.name)));
    }
  }
}
