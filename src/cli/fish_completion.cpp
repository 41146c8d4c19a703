#include "completion.hpp"

#include <fmt/format.h>

namespace stance::cli {

namespace {

constexpr std::string_view head =
    R"(# Completion of stance for fish: stance completion fish | source

# Whether the words before the cursor begin with these.
function __stance_under
    set -l words (commandline -opc)
    set -l last (math (count $argv) + 1)
    test (count $words) -ge $last; and test "$words[2..$last]" = "$argv"
end

# Whether they are these and no more.
function __stance_at
    set -l words (commandline -opc)
    test (count $words) -eq (math (count $argv) + 1); or return 1
    test (count $argv) -eq 0; or test "$words[2..]" = "$argv"
end

)";

std::string text(std::string_view words) {
  std::string out;
  for (const char c : words) out += c == '\\' ? std::string("\\\\") : std::string(1, c);
  return in_quotes(out, "\\'");
}

std::string command_lines(std::string_view condition, const std::vector<Described>& words) {
  std::string out;
  for (const auto& [word, what] : words) {
    out += fmt::format("complete -c stance -f -n '{}' -a {}", condition, word);
    out += what.empty() ? "\n" : fmt::format(" -d {}\n", text(what));
  }
  return out;
}

std::string option_line(const Command& command, const Option& option) {
  std::string out =
      fmt::format("complete -c stance -n '__stance_under {}' -l {}", command.name, option.name);
  if (option.letter != 0) out += fmt::format(" -s {}", option.letter);
  const std::vector<std::string> values = values_of(option);
  if (!values.empty()) {
    // Behind "json=" comes a file.
    out += option.kind == Kind::target ? " -r" : " -x";
    out += fmt::format(" -a '{}'", fmt::join(values, " "));
  } else if (option.kind != Kind::flag) {
    out += " -r";
  }
  return out + fmt::format(" -d {}\n", text(first_sentence(option.description)));
}

}  // namespace

std::string fish_completion() {
  std::string out(head);
  out += command_lines("__stance_at", first_words());
  for (const auto& [first, what] : first_words()) {
    out += command_lines(fmt::format("__stance_at {}", first), second_words(first));
  }
  out += command_lines("__stance_at help", first_words());
  for (const Command* command : visible_commands()) {
    if (!command->choices.empty()) {
      out += fmt::format("complete -c stance -f -n '__stance_at {}' -a '{}'\n", command->name,
                         fmt::join(words_of(command->choices), " "));
    }
    for (const Option* option : options_of(*command)) out += option_line(*command, *option);
  }
  return out;
}

}  // namespace stance::cli
