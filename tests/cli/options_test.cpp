#include "options.hpp"

#include "values.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>

using namespace stance::cli;

TEST_CASE("options belong to commands") {
  CHECK(find_option("strict", CommandId::assess) != nullptr);
  CHECK(find_option("strict", CommandId::show) == nullptr);
  CHECK(find_option("nothing", CommandId::assess) == nullptr);
  CHECK(find_option("output", CommandId::assess)->kind == Kind::target);
  CHECK(find_option("output", CommandId::catalog_embed)->kind == Kind::text);
  CHECK(find_option("output", CommandId::catalog_docs)->value == "DIR");
}

TEST_CASE("every option has a variable of the environment, but those about the program") {
  CHECK(find_option("min-score", CommandId::assess)->variable() == "STANCE_MIN_SCORE");
  CHECK(find_option("as-of", CommandId::assess)->variable() == "STANCE_AS_OF");
  CHECK(find_option("help", CommandId::assess)->variable().empty());
  CHECK(find_option("output", CommandId::catalog_embed)->variable().empty());
}

TEST_CASE("the table has no contradictions") {
  for (const Command& command : commands()) {
    std::set<std::string_view> names;
    std::set<char> letters;
    for (const Option& option : options()) {
      if (!option.belongs_to(command.id)) continue;
      CHECK(names.insert(option.name).second);
      if (option.letter != 0) CHECK(letters.insert(option.letter).second);
    }
  }
  for (const Option& option : options()) {
    CHECK(option.commands != 0);
    CHECK(option.description.ends_with('.'));
    CHECK((option.kind == Kind::flag) == option.value.empty());
    CHECK((option.kind == Kind::choice || option.kind == Kind::target) != option.choices.empty());
    CHECK((option.kind == Kind::number) == (option.most > 0));
    CHECK((option.environment || !option.trusted));
    if (option.kind == Kind::folder || option.kind == Kind::target) CHECK(option.path);
    if (!option.standard.empty()) CHECK(check_value(option, option.standard, option.name));
  }
}

TEST_CASE("what only the user's own file may set, and what names a file") {
  CHECK(find_option("output", CommandId::assess)->trusted);
  CHECK(find_option("redact-key", CommandId::assess)->trusted);
  CHECK_FALSE(find_option("min-score", CommandId::assess)->trusted);
  for (const std::string_view name : {"output", "catalog", "profile", "decisions", "redact-key"}) {
    CHECK(find_option(name, CommandId::assess)->path);
  }
  CHECK_FALSE(find_option("tenant", CommandId::assess)->path);
}

TEST_CASE("the README knows every option") {
  std::ifstream file(std::string(STANCE_SOURCE_DIR) + "/README.md");
  const std::string readme{std::istreambuf_iterator<char>(file), {}};
  for (const Option& option : options()) {
    const bool hidden = std::ranges::none_of(commands(), [&](const Command& command) {
      return !command.hidden && option.belongs_to(command.id);
    });
    CAPTURE(option.name);
    if (!hidden) CHECK(readme.find(option.flag_name()) != std::string::npos);
  }
}
