#include "manual.hpp"

#include "arguments.hpp"
#include "commands.hpp"
#include "completion.hpp"
#include "help.hpp"
#include "options.hpp"
#include "stance/app/assess.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <string_view>
#include <vector>

namespace stance::cli {

namespace {

// Text that roff prints as it is: no hyphen, quote or leading dot of it means anything.
std::string plain(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '\\': out += "\\e"; break;
      case '-': out += "\\-"; break;
      case '\'': out += "\\(aq"; break;
      case '"': out += "\\(dq"; break;
      case '.': out += out.empty() ? "\\&." : "."; break;
      default: out += c;
    }
  }
  return out;
}

std::string bold(std::string_view text) { return fmt::format("\\fB{}\\fR", plain(text)); }
std::string italic(std::string_view text) { return fmt::format("\\fI{}\\fR", plain(text)); }

std::string entry(std::string_view term, std::string_view text) {
  return fmt::format(".TP\n{}\n{}\n", term, plain(text));
}

// "assess, show" without an option's own words for them.
std::string users_of(const Option& option) {
  std::vector<std::string_view> names;
  for (const Command* command : visible_commands()) {
    if (option.belongs_to(command->id)) names.push_back(command->name);
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

std::string commands_section() {
  std::string out = ".SH COMMANDS\n";
  for (const Command* command : visible_commands()) {
    out += fmt::format(".SS {}", bold("stance " + std::string(command->name)));
    if (!command->operands.empty()) out += " " + italic(command->operands);
    out += fmt::format("\n{}\n", plain(command->summary));
    std::vector<std::string> names;
    for (const Option* option : options_of(*command)) names.push_back(bold(option->flag_name()));
    out += fmt::format(".PP\nOptions: {}\n", fmt::join(names, ", "));
    for (const Example& example : command->examples) {
      out += entry(bold(example.command), example.what);
    }
  }
  return out;
}

std::string options_section() {
  std::string out = ".SH OPTIONS\n";
  for (const Option& option : options()) {
    const std::string users = users_of(option);
    if (users.empty()) continue;
    std::string term = option.letter != 0 ? bold(std::string("-") + option.letter) + ", " : "";
    term += bold(option.flag_name());
    if (!option.value.empty()) term += " " + italic(option.value);
    out += entry(term, option.description);
    out += fmt::format(".br\nOf {}.\n", plain(users));
  }
  return out;
}

std::string exit_section() {
  std::string out = ".SH EXIT STATUS\n";
  for (const auto& [code, meaning] : exit_meanings()) out += entry(bold(code), meaning);
  return out;
}

std::string environment_section() {
  std::string out = ".SH ENVIRONMENT\n";
  for (const Option& option : options()) {
    const std::string variable = option.variable();
    if (variable.empty() || out.find(bold(variable) + "\n") != std::string::npos) continue;
    out += entry(bold(variable), "As " + option.flag_name() + ".");
  }
  out += entry(bold("NO_COLOR") + ", " + bold("FORCE_COLOR"),
               "No colour at all, or colour even where no terminal is, unless --color says more.");
  out += entry(bold("COLUMNS"), "The width of text, unless --width says more.");
  return out;
}

std::string trusted_options() {
  std::vector<std::string> names;
  for (const Option& option : options()) {
    // Several commands may have one of the name.
    const bool known = std::ranges::find(names, option.flag_name()) != names.end();
    if (option.trusted && !known) names.push_back(option.flag_name());
  }
  return fmt::format("{}", fmt::join(names, " or "));
}

std::string files_section() {
  return ".SH FILES\n"
         "Keys are the names of options without dashes, such as \\fBmin\\-score: 70\\fR; options "
         "that may be\nrepeated take a list. The command line wins, then the environment, then the "
         "first of these\nfiles. Paths are relative to the file.\n" +
         entry(bold(".stance.yaml"),
               "Of a project: the nearest one upward from the working directory that is not inside "
               "an input. It cannot set " +
                   trusted_options() + ".") +
         entry(bold("$XDG_CONFIG_HOME/stance/config.yaml"),
               "Of the user; without the variable ~/.config/stance/config.yaml.");
}

}  // namespace

std::string manual_page() {
  std::string out =
      fmt::format(".TH STANCE 1 \"\" \"stance {}\" \"User Commands\"\n", app::version());
  out += ".SH NAME\n";
  out += "stance \\- assess the security posture of Microsoft 365 tenants, offline\n";
  out += ".SH SYNOPSIS\n";
  out += fmt::format("{} {} [{}...] [{}...]\n", bold("stance"), italic("COMMAND"),
                     italic("ARGUMENT"), italic("OPTION"));
  out += ".SH DESCRIPTION\n";
  out +=
      "stance reads configuration exports of a tenant and tells how secure it is set up: a score "
      "with\npartial credit, what to do next, and the evidence for every point.\n";
  return out + commands_section() + options_section() + exit_section() + environment_section() +
         files_section();
}

base::Result<ExitCode> run_man(const Arguments&, Io& io) {
  io.out << manual_page();
  return ExitCode::ok;
}

}  // namespace stance::cli
