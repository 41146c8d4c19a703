#pragma once

#include "commands.hpp"
#include "options.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stance::cli {

// Scripts that complete commands, options and the values of options; files otherwise.
[[nodiscard]] std::string bash_completion();
[[nodiscard]] std::string zsh_completion();
[[nodiscard]] std::string fish_completion();

// What the scripts are made of.

// "terminal|json" as two words.
[[nodiscard]] std::vector<std::string_view> words_of(std::string_view choices);
// The words that may stand for the value; none where there are too many. Those that end in "=" are
// not complete.
[[nodiscard]] std::vector<std::string> values_of(const Option& option);

// A word and what it does.
using Described = std::pair<std::string_view, std::string_view>;
// What may follow the program's name, and what may follow the first word of two, such as "catalog".
[[nodiscard]] std::vector<Described> first_words();
[[nodiscard]] std::vector<Described> second_words(std::string_view first);
// The commands that help shows, and the options of one of them.
[[nodiscard]] std::vector<const Command*> visible_commands();
[[nodiscard]] std::vector<const Option*> options_of(const Command& command);

[[nodiscard]] std::string_view first_sentence(std::string_view text);
// In single quotes; `escaped` is what stands for one of them.
[[nodiscard]] std::string in_quotes(std::string_view text, std::string_view escaped = "'\\''");

}  // namespace stance::cli
