#include "completion.hpp"

#include "arguments.hpp"
#include "stance/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

namespace stance::cli {

std::vector<std::string_view> words_of(std::string_view choices) {
  std::vector<std::string_view> words;
  while (!choices.empty()) {
    const std::size_t end = std::min(choices.find('|'), choices.size());
    words.push_back(choices.substr(0, end));
    choices.remove_prefix(std::min(end + 1, choices.size()));
  }
  return words;
}

std::vector<std::string> values_of(const Option& option) {
  std::vector<std::string> values;
  const std::string_view end = option.kind == Kind::target ? "=" : "";
  for (const std::string_view word : words_of(option.choices)) {
    values.push_back(std::string(word) + std::string(end));
  }
  return values;
}

std::vector<Described> first_words() {
  std::vector<Described> words;
  for (const Command* command : visible_commands()) {
    const std::size_t blank = command->name.find(' ');
    const std::string_view first = command->name.substr(0, blank);
    const bool group = blank != std::string_view::npos;
    if (std::ranges::find(words, first, &Described::first) != words.end()) continue;
    words.emplace_back(first, group ? std::string_view() : first_sentence(command->summary));
  }
  words.emplace_back("help", "Tell how a command is called.");
  return words;
}

std::vector<Described> second_words(std::string_view first) {
  std::vector<Described> words;
  for (const Command* command : visible_commands()) {
    const std::size_t blank = command->name.find(' ');
    if (blank == std::string_view::npos || command->name.substr(0, blank) != first) continue;
    words.emplace_back(command->name.substr(blank + 1), first_sentence(command->summary));
  }
  return words;
}

std::vector<const Command*> visible_commands() {
  std::vector<const Command*> visible;
  for (const Command& command : commands()) {
    if (!command.hidden) visible.push_back(&command);
  }
  return visible;
}

std::vector<const Option*> options_of(const Command& command) {
  std::vector<const Option*> own;
  for (const Option& option : options()) {
    if (option.belongs_to(command.id)) own.push_back(&option);
  }
  return own;
}

std::string_view first_sentence(std::string_view text) {
  const std::size_t end = text.find(". ");
  return end == std::string_view::npos ? text : text.substr(0, end + 1);
}

std::string in_quotes(std::string_view text, std::string_view escaped) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string(escaped) : std::string(1, c);
  return out + "'";
}

base::Result<ExitCode> run_completion(const Arguments& arguments, Io& io) {
  const std::string& shell = arguments.operands().front();
  if (shell == "bash") {
    io.out << bash_completion();
  } else if (shell == "zsh") {
    io.out << zsh_completion();
  } else if (shell == "fish") {
    io.out << fish_completion();
  } else {
    const std::vector<std::string_view> known = words_of(arguments.command().choices);
    const auto near = base::nearest(shell, known);
    return tl::unexpected(usage_error(fmt::format("there is no completion for '{}'", shell),
                                      near ? fmt::format("did you mean '{}'?", *near)
                                           : fmt::format("one of: {}", fmt::join(known, ", "))));
  }
  return ExitCode::ok;
}

}  // namespace stance::cli
