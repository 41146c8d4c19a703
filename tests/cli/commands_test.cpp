#include "commands.hpp"

#include "completion.hpp"
#include "fixture.hpp"

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

TEST_CASE("the words that an operand may be are those that it is checked for") {
  for (const Command& command : commands()) {
    for (const std::string_view word : words_of(command.choices)) {
      const std::string name(command.name);
      const std::size_t blank = name.find(' ');
      std::vector<std::string> line = {name.substr(0, blank)};
      if (blank != std::string::npos) line.push_back(name.substr(blank + 1));
      line.emplace_back(word);
      CHECK(call(line).code == 0);
    }
  }
}
