#include "completion.hpp"

#include <fmt/format.h>

#include <map>

namespace stance::cli {

namespace {

constexpr std::string_view head =
    R"(# Completion of stance for bash: source <(stance completion bash)

_stance() {
  local IFS=$' \t\n'
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
  # "--format=json" comes as three words.
  if [[ $current == "=" ]]; then
    current=
  elif [[ $previous == "=" ]]; then
    previous=${COMP_WORDS[COMP_CWORD - 2]}
  fi
  local at=1 words=
  [[ ${COMP_WORDS[1]} == help ]] && at=2
  local command=${COMP_WORDS[at]}
  COMPREPLY=()
)";

constexpr std::string_view tail = R"(  [[ $words == *= ]] && compopt -o nospace 2>/dev/null
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}

complete -o bashdefault -o default -F _stance stance
)";

std::string joined(const std::vector<Described>& words) {
  std::string out;
  for (const auto& [word, what] : words) out += (out.empty() ? "" : " ") + std::string(word);
  return out;
}

// The first word, then the second one of those commands that have it.
std::string command_cases() {
  std::string members;
  for (const auto& [first, what] : first_words()) {
    const std::string seconds = joined(second_words(first));
    if (seconds.empty()) continue;
    members += fmt::format("      {}) words={} ;;\n", first, in_quotes(seconds));
  }
  return fmt::format(R"(  if ((COMP_CWORD == at)); then
    words={}
  else
    case $command in
{}    esac
    if [[ -n $words ]] && ((COMP_CWORD > at + 1)); then
      command+=" ${{COMP_WORDS[at + 1]}}"
      words=
    fi
  fi
)",
                     in_quotes(joined(first_words()) + " --help --version"), members);
}

// What is done about the value of an option. Where nothing is known of it, files are offered.
std::string value_action(const Option& option) {
  if (option.kind == Kind::folder) {
    return "[[ $current == +* ]] && IFS=$'\\n' && "
           "COMPREPLY=($(compgen -d -P + -- \"${current#+}\")); return";
  }
  const std::vector<std::string> values = values_of(option);
  if (values.empty()) return "return";
  return fmt::format("words={}", in_quotes(fmt::format("{}", fmt::join(values, " "))));
}

// Options with the same values share a case: 'assess --format' | 'show --format'.
std::string value_cases() {
  std::map<std::string, std::vector<std::string>> patterns;  // by what is done
  for (const Command* command : visible_commands()) {
    for (const Option* option : options_of(*command)) {
      if (option->kind == Kind::flag) continue;
      std::vector<std::string>& own = patterns[value_action(*option)];
      own.push_back(fmt::format("'{} {}'", command->name, option->flag_name()));
      if (option->letter == 0) continue;
      own.push_back(fmt::format("'{} -{}'", command->name, option->letter));
    }
  }
  std::string cases;
  for (const auto& [action, own] : patterns) {
    cases += fmt::format("      {}) {} ;;\n", fmt::join(own, " | "), action);
  }
  return fmt::format(R"(  if [[ -z $words ]]; then
    case "$command $previous" in
{}    esac
  fi
)",
                     cases);
}

std::string option_cases() {
  std::string cases;
  std::string operands;
  for (const Command* command : visible_commands()) {
    std::vector<std::string> names;
    for (const Option* option : options_of(*command)) names.push_back(option->flag_name());
    cases += fmt::format("      '{}') words='{}' ;;\n", command->name, fmt::join(names, " "));
    if (command->choices.empty()) continue;
    operands += fmt::format("      '{}') words='{}' ;;\n", command->name,
                            fmt::join(words_of(command->choices), " "));
  }
  return fmt::format(R"(  if [[ -z $words && $current == -* ]]; then
    case $command in
{}    esac
  elif [[ -z $words ]]; then
    case $command in
{}    esac
  fi
)",
                     cases, operands);
}

}  // namespace

std::string bash_completion() {
  return fmt::format("{}{}{}{}{}", head, command_cases(), value_cases(), option_cases(), tail);
}

}  // namespace stance::cli
