#include "run.hpp"

#include "arguments.hpp"
#include "commands.hpp"
#include "completion.hpp"
#include "configuration.hpp"
#include "help.hpp"
#include "options.hpp"
#include "session.hpp"
#include "stance/base/text.hpp"
#include "terminal.hpp"
#include "values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <ostream>
#include <string_view>
#include <utility>
#include <vector>

namespace stance::cli {

namespace {

struct Found {
  const Command* command = nullptr;
  std::size_t words = 0;  // of its name
};

Found find(std::span<const std::string> words) {
  for (const std::size_t count : {2U, 1U}) {
    if (words.size() < count) continue;
    const std::string name = count == 2 ? words[0] + " " + words[1] : words[0];
    if (const Command* command = find_command(name)) return {command, count};
  }
  return {};
}

// Names that may follow `group`, such as "list" after "catalog".
std::vector<std::string_view> members_of(std::string_view group) {
  std::vector<std::string_view> names;
  for (const auto& [second, what] : second_words(group)) names.push_back(second);
  return names;
}

base::Error unknown_in_group(std::span<const std::string> words,
                             std::span<const std::string_view> members) {
  std::string all = "one of:";
  for (const std::string_view member : members) {
    all += fmt::format("{} {} {}", member == members.front() ? "" : ",", words[0], member);
  }
  if (words.size() < 2 || words[1].starts_with('-')) {
    return usage_error(fmt::format("'stance {}' needs a command", words[0]), all);
  }
  if (const auto near = base::nearest(words[1], members)) {
    all = fmt::format("did you mean '{} {}'?", words[0], *near);
  }
  return usage_error(fmt::format("unknown command '{} {}'", words[0], words[1]), all);
}

// The only command that begins so, else the nearest one.
std::optional<std::string_view> similar_command(std::string_view word) {
  std::vector<std::string_view> names;
  std::vector<std::string_view> longer;
  for (const auto& [first, what] : first_words()) {
    names.push_back(first);
    if (first.starts_with(word)) longer.push_back(first);
  }
  if (longer.size() == 1) return longer.front();
  for (const Command* command : visible_commands()) names.push_back(command->name);
  return base::nearest(base::fold(word), names);
}

base::Error unknown_command(std::span<const std::string> words) {
  const std::vector<std::string_view> members = members_of(words[0]);
  if (!members.empty()) return unknown_in_group(words, members);
  const std::string& word = words[0];
  if (word.starts_with('-')) {
    return usage_error(fmt::format("expected a command, found '{}'", word),
                       "options follow the command: stance assess EXPORT... [OPTION...]");
  }
  const std::string message = fmt::format("unknown command '{}'", word);
  if (const auto near = similar_command(word)) {
    return usage_error(message, fmt::format("did you mean '{}'?", *near));
  }
  if (word.find_first_of("./\\") != std::string::npos) {
    return usage_error(message, fmt::format("to assess an export: stance assess {}", word));
  }
  return usage_error(message, "'stance help' lists the commands");
}

base::Result<ExitCode> print_help(std::span<const std::string> topic, Io& io) {
  const std::size_t width = columns_of(io);
  if (topic.empty()) {
    io.out << general_help(width);
    return ExitCode::ok;
  }
  const Found found = find(topic);
  if (found.command == nullptr) return tl::unexpected(unknown_command(topic));
  io.out << command_help(*found.command, width);
  return ExitCode::ok;
}

base::Result<ExitCode> print_version(Io& io) {
  io.out << fmt::format("stance {} ({})\n", app::version(), app::build());
  return ExitCode::ok;
}

bool asks_for(const Tokens& tokens, std::string_view flag) {
  const auto found = tokens.values.find(flag);
  return found != tokens.values.end() && read_flag(found->second.back()).value_or(false);
}

// What the configuration files set; nothing when they have errors, which are printed.
std::optional<Configuration> configuration_of(const Command& command, const Tokens& tokens,
                                              Io& io) {
  const bool settable = std::ranges::any_of(options(), [&](const Option& option) {
    return option.environment && option.belongs_to(command.id);
  });
  for (const std::string_view flag : {"no-config", "help", "version"}) {
    if (asks_for(tokens, flag)) return Configuration();
  }
  if (!settable) return Configuration();
  base::Diagnostics problems;
  auto configuration = Configuration::read(tokens.operands, io, problems);
  problems.sort();
  for (const base::Diagnostic& problem : problems.all()) io.err << base::render(problem);
  return configuration;
}

base::Result<ExitCode> run_command(const Found& found, std::span<const std::string> words, Io& io) {
  Tokens tokens = tokenise(*found.command, words.subspan(found.words));
  auto configuration = configuration_of(*found.command, tokens, io);
  if (!configuration) return ExitCode::usage;
  const auto arguments =
      Arguments::check(*found.command, std::move(tokens), io, *std::move(configuration));
  if (!arguments) return tl::unexpected(arguments.error());
  if (arguments->flag("version")) return print_version(io);
  if (arguments->flag("help")) return print_help(words.first(found.words), io);
  return found.command->run(*arguments, io);
}

base::Result<ExitCode> dispatch(std::span<const std::string> words, Io& io) {
  if (words.empty()) {
    return tl::unexpected(usage_error(
        "no command", "stance assess EXPORT... prints the score; 'stance help' lists the rest"));
  }
  if (words[0] == "help") return print_help(words.subspan(1), io);
  if (words[0] == "--help" || words[0] == "-h") return print_help({}, io);
  if (words[0] == "--version" || words[0] == "-V") return print_version(io);
  const Found found = find(words);
  if (found.command == nullptr) return tl::unexpected(unknown_command(words));
  return run_command(found, words, io);
}

}  // namespace

int run(std::span<const std::string> words, Io& io) {
  base::Result<ExitCode> code = dispatch(words, io);
  io.out.flush();
  if (code && !io.out) {
    code = tl::unexpected(
        base::Error{.kind = base::ErrorKind::output, .message = "cannot write to standard output"});
  }
  if (!code) print_error(code.error(), io);
  io.err.flush();
  return static_cast<int>(code ? *code : exit_code(code.error().kind));
}

}  // namespace stance::cli
