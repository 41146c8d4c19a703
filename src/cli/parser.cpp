#include "parser.hpp"

#include "options.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

namespace stance::cli {

namespace {

void declare(const Option& option, CLI::App& app) {
  std::string names = option.flag_name();
  if (option.letter != 0) names = std::string("-") + option.letter + "," + names;
  if (option.kind == Kind::flag) {
    app.add_flag(names);
    return;
  }
  // Counts are checked later: a value may be missing here, and every option repeated.
  app.add_option(names)->expected(0, 1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

// The name in "--name=": CLI11 would take the next word as the value that was left empty.
std::string_view emptied(std::string_view word) {
  const bool matches = word.size() > 3 && word.starts_with("--") && word.ends_with("=");
  return matches ? word.substr(2, word.size() - 3) : std::string_view();
}

}  // namespace

Tokens tokenise(const Command& command, std::span<const std::string> words) {
  CLI::App app;
  app.set_help_flag();
  app.allow_extras();
  for (const Option& option : options()) {
    if (option.belongs_to(command.id)) declare(option, app);
  }
  Tokens tokens;
  // From the mark on, words are operands whatever they look like.
  const auto mark = std::ranges::find(words, "--");
  std::vector<std::string> reversed;
  for (auto word = words.begin(); word != mark; ++word) {
    const Option* option = find_option(emptied(*word), command.id);
    if (option == nullptr) {
      reversed.push_back(*word);
    } else {
      tokens.values[std::string(option->name)].emplace_back();
    }
  }
  std::ranges::reverse(reversed);
  try {
    app.parse(reversed);
  } catch (const CLI::ParseError& error) {
    tokens.unknown.emplace_back(error.what());
    return tokens;
  }
  for (std::string& word : app.remaining()) {
    const bool option = word.size() > 1 && word.front() == '-';
    (option ? tokens.unknown : tokens.operands).push_back(std::move(word));
  }
  if (mark != words.end()) {
    tokens.operands.insert(tokens.operands.end(), std::next(mark), words.end());
  }
  for (const CLI::Option* given : app.get_options()) {
    if (given->count() == 0) continue;
    std::vector<std::string>& values = tokens.values[given->get_lnames().front()];
    for (const std::string& value : given->results()) values.push_back(value);
  }
  return tokens;
}

}  // namespace stance::cli
