#include "completion.hpp"

#include "fixture.hpp"

#include <catch2/catch.hpp>

using namespace stance::cli;

using Words = std::vector<std::string_view>;

TEST_CASE("choices are words") {
  CHECK(words_of("terminal|json") == Words{"terminal", "json"});
  CHECK(words_of("one") == Words{"one"});
  CHECK(words_of("").empty());
}

TEST_CASE("values of an option that are known before it is typed") {
  using Values = std::vector<std::string>;
  CHECK(values_of(*find_option("color", CommandId::assess)) == Values{"auto", "always", "never"});
  CHECK(values_of(*find_option("output", CommandId::assess)).back().ends_with('='));
  CHECK(values_of(*find_option("output", CommandId::assess)).size() ==
        values_of(*find_option("format", CommandId::assess)).size());
  CHECK(values_of(*find_option("tenant", CommandId::assess)).empty());
  CHECK(values_of(*find_option("quiet", CommandId::assess)).empty());
}

TEST_CASE("commands of one and of two words") {
  Words first;
  for (const auto& [word, what] : first_words()) {
    first.push_back(word);
    CHECK((what.empty() != second_words(word).empty()));
  }
  CHECK(std::count(first.begin(), first.end(), "catalog") == 1);
  CHECK(first.back() == "help");
  REQUIRE(second_words("config").size() == 1);
  CHECK(second_words("config").front().first == "show");
  for (const Command* command : visible_commands()) CHECK(command->name != "catalog embed");
}

TEST_CASE("texts for scripts") {
  CHECK(first_sentence("One. Two.") == "One.");
  CHECK(first_sentence("1.5 only.") == "1.5 only.");
  CHECK(in_quotes("it's") == "'it'\\''s'");
  CHECK(in_quotes("it's", "\\'") == "'it\\'s'");
}

TEST_CASE("a script is printed for the shell that is named") {
  CHECK(call({"completion", "bash"}).out == bash_completion());
  CHECK(call({"completion", "zsh"}).out == zsh_completion());
  CHECK(call({"completion", "fish"}).out == fish_completion());
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"fsih", "stance: error: there is no completion for 'fsih'\nhint: did you mean 'fish'?\n"},
      {"powershell",
       "stance: error: there is no completion for 'powershell'\nhint: one of: bash, zsh, fish\n"},
  };
  for (const auto& [shell, err] : cases) {
    const Called called = call({"completion", shell});
    CHECK(called.code == 2);
    CHECK(called.out.empty());
    CHECK(called.err == err);
  }
}
