#include "help.hpp"

#include "options.hpp"
#include "stance/report/terminal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

namespace stance::cli {

namespace {

constexpr std::size_t indent = 2;
constexpr std::size_t widest_label = 46;
// Room that a description needs to stand beside its label.
constexpr std::size_t narrowest_text = 28;

using Entry = std::pair<std::string, std::string>;

constexpr std::array<std::pair<std::string_view, std::string_view>, 7> exit_codes = {{
    {"0", "assessed, and every gate holds"},
    {"1", "a gate failed, for any tenant of a fleet"},
    {"2", "the command line is wrong, or an output cannot be written"},
    {"3", "an export, or any tenant of a fleet, cannot be read or is not recognised"},
    {"4", "the catalog has errors or its tests fail"},
    {"5", "too little is known: for the gate, for --strict, or for the value of eval"},
    {"70", "an error in stance itself"},
}};

std::string paragraph(std::string_view text, std::size_t width, std::size_t margin) {
  std::string out;
  for (const std::string& line : report::wrap(text, width - margin)) {
    out += std::string(margin, ' ') + line + "\n";
  }
  return out;
}

// Labels and texts in two columns, or below each other where there is no room.
std::string list(const std::vector<Entry>& entries, std::size_t width) {
  std::size_t column = 0;
  for (const auto& [label, text] : entries) column = std::max(column, label.size());
  column = std::min(column, widest_label) + 2 * indent;
  const bool beside = column + narrowest_text <= width;
  std::string out;
  for (const auto& [label, text] : entries) {
    const std::string head = std::string(indent, ' ') + label;
    if (!beside || head.size() + indent > column) {
      out += head + "\n" + paragraph(text, width, beside ? column : 3 * indent);
      continue;
    }
    std::string lines = paragraph(text, width, column);
    if (lines.empty()) lines = "\n";
    out += head + lines.substr(std::min(head.size(), lines.size() - 1));
  }
  return out;
}

std::string section(std::string_view title, const std::vector<Entry>& entries, std::size_t width) {
  return entries.empty() ? std::string() : fmt::format("\n{}:\n{}", title, list(entries, width));
}

std::vector<Entry> examples_of(const Command& command) {
  std::vector<Entry> entries;
  for (const Example& example : command.examples) {
    entries.emplace_back(example.command, example.what);
  }
  return entries;
}

std::vector<Entry> entries_of(const Command& command) {
  std::vector<Entry> entries;
  for (const Option& option : options()) {
    if (!option.belongs_to(command.id)) continue;
    std::string label = option.letter != 0 ? fmt::format("-{}, ", option.letter) : std::string();
    label += option.flag_name();
    if (!option.value.empty()) label += fmt::format(" {}", option.value);
    entries.emplace_back(std::move(label), option.description);
  }
  return entries;
}

// "--help and --version": what the environment does not stand in for.
std::string without_variable(const Command& command) {
  std::vector<std::string> names;
  for (const Option& option : options()) {
    if (option.belongs_to(command.id) && !option.environment) names.push_back(option.flag_name());
  }
  std::string out;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) out += i + 1 == names.size() ? " and " : ", ";
    out += names[i];
  }
  return out;
}

std::vector<Entry> all_commands() {
  std::vector<Entry> entries;
  for (const Command& command : commands()) {
    if (!command.hidden) entries.emplace_back(command.name, command.summary);
  }
  entries.emplace_back("help COMMAND", "Tell how a command is called.");
  return entries;
}

}  // namespace

std::span<const std::pair<std::string_view, std::string_view>> exit_meanings() {
  return exit_codes;
}

std::string general_help(std::size_t width) {
  std::string out = paragraph(
      "stance assesses the security posture of Microsoft 365 tenants from configuration exports, "
      "offline.",
      width, 0);
  out += section("Examples", examples_of(*find_command("assess")), width);
  out += "\nUsage: stance COMMAND [ARGUMENT...] [OPTION...]\n";
  out += section("Commands", all_commands(), width);
  const std::vector<Entry> codes(exit_codes.begin(), exit_codes.end());
  out += section("Exit codes", codes, width);
  return out;
}

std::string command_help(const Command& command, std::size_t width) {
  std::string out = paragraph(command.summary, width, 0);
  out += section("Examples", examples_of(command), width);
  out += fmt::format("\nUsage: stance {}{}{} [OPTION...]\n", command.name,
                     command.operands.empty() ? "" : " ", command.operands);
  out += section("Options", entries_of(command), width);
  const bool environment = std::ranges::any_of(options(), [&](const Option& option) {
    return option.belongs_to(command.id) && option.environment;
  });
  if (!environment) return out;
  out += "\n" + paragraph(fmt::format("Every option but {} can be given in the environment, "
                                      "--min-score 70 as STANCE_MIN_SCORE=70, or in a "
                                      "configuration file, as min-score: 70. The command line "
                                      "wins, then the environment.",
                                      without_variable(command)),
                          width, 0);
  return out;
}

}  // namespace stance::cli
