#include "completion.hpp"

#include <fmt/format.h>

namespace stance::cli {

namespace {

constexpr std::string_view head = R"(#compdef stance
# Completion of stance for zsh: source <(stance completion zsh)

# FORMAT=PATH: the formats, then files.
_stance_report() {
  if compset -P '*='; then _files; else compadd -S '' -- "$@"; fi
}

_stance_folder() {
  compset -P +
  _files -/
}

_stance() {
  local -a found
  local command=${words[2]}
)";

constexpr std::string_view tail = R"(}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
  _stance "$@"
else
  compdef _stance stance
fi
)";

// What zsh would take for the end of a description.
std::string escaped(std::string_view text, std::string_view special) {
  std::string out;
  for (const char c : text) {
    if (special.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string described(const std::vector<Described>& words, std::string_view indent) {
  std::string out;
  for (const auto& [word, what] : words) {
    std::string item = escaped(word, ":");
    if (!what.empty()) item += ":" + std::string(what);
    out += fmt::format("{}{}\n", indent, in_quotes(item));
  }
  return out;
}

std::string command_cases() {
  std::string out = fmt::format(R"(  if ((CURRENT == 2)); then
    found=(
{}    )
    _describe command found
    return
  fi
  case $command in
)",
                                described(first_words(), "      "));
  for (const auto& [first, what] : first_words()) {
    const std::vector<Described> seconds = second_words(first);
    if (seconds.empty()) continue;
    out += fmt::format(R"(    {})
      if ((CURRENT == 3)); then
        found=(
{}        )
        _describe command found
        return
      fi
      command+=" ${{words[3]}}"
      shift words
      ((CURRENT--))
      ;;
)",
                       first, described(seconds, "          "));
  }
  return out + "  esac\n  shift words\n  ((CURRENT--))\n";
}

std::string action_of(const Option& option) {
  const std::string values = fmt::format("{}", fmt::join(values_of(option), " "));
  if (option.kind == Kind::target) return "_stance_report " + values;
  if (option.kind == Kind::folder) return "_stance_folder";
  return values.empty() ? "_files" : fmt::format("({})", values);
}

// The specifications of an option, one for each spelling.
std::vector<std::string> specifications(const Option& option) {
  std::string spellings = option.flag_name();
  if (option.letter != 0) spellings = fmt::format("-{} {}", option.letter, spellings);
  const std::string start = option.repeatable ? "*" : fmt::format("({})", spellings);
  const bool flag = option.kind == Kind::flag;
  std::string end = fmt::format("[{}]", escaped(first_sentence(option.description), "[]\\"));
  if (!flag) end += fmt::format(":{}:{}", escaped(option.value, ":"), action_of(option));
  std::vector<std::string> out;
  if (option.letter != 0) {
    out.push_back(in_quotes(fmt::format("{}-{}{}{}", start, option.letter, flag ? "" : "+", end)));
  }
  out.push_back(
      in_quotes(fmt::format("{}{}{}{}", start, option.flag_name(), flag ? "" : "=", end)));
  return out;
}

std::string option_cases() {
  std::string out = "  case $command in\n";
  for (const Command* command : visible_commands()) {
    out += fmt::format("    '{}')\n      _arguments -s : \\\n", command->name);
    for (const Option* option : options_of(*command)) {
      for (const std::string& one : specifications(*option)) {
        out += fmt::format("        {} \\\n", one);
      }
    }
    const std::string action =
        command->choices.empty() ? "_files"
                                 : fmt::format("({})", fmt::join(words_of(command->choices), " "));
    out += fmt::format("        '*::argument:{}'\n      ;;\n", action);
  }
  return out + "  esac\n";
}

}  // namespace

std::string zsh_completion() {
  return fmt::format("{}{}{}{}", head, command_cases(), option_cases(), tail);
}

}  // namespace stance::cli
