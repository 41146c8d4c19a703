#include "arguments.hpp"

#include "stance/base/text.hpp"
#include "values.hpp"

#include <fmt/format.h>

#include <utility>

namespace stance::cli {

namespace {

// Another command that has the option, for the hint.
const Command* owner_of(std::string_view name) {
  for (const Command& command : commands()) {
    if (!command.hidden && find_option(name, command.id) != nullptr) return &command;
  }
  return nullptr;
}

base::Error unknown_option(std::string_view word, const Command& command) {
  // CLI11 hands back what it could not sort in, value and all.
  const std::string_view given = word.substr(0, word.find('='));
  const std::string message = fmt::format("unknown option '{}'", given);
  const std::string_view name =
      given.substr(std::min<std::size_t>(given.find_first_not_of('-'), given.size()));
  std::vector<std::string_view> names;
  for (const Option& option : options()) {
    if (option.belongs_to(command.id)) names.push_back(option.name);
  }
  if (const auto near = base::nearest(base::fold(name), names)) {
    return usage_error(message, fmt::format("did you mean '--{}'?", *near));
  }
  if (const Command* owner = owner_of(name)) {
    return usage_error(message,
                       fmt::format("'{}' is an option of 'stance {}'", given, owner->name));
  }
  return usage_error(message, fmt::format("'stance {} --help' lists the options", command.name));
}

base::Result<void> check_operands(const std::vector<std::string>& operands, const Command& command,
                                  std::size_t fewest) {
  if (operands.size() < fewest) {
    return tl::unexpected(usage_error(fmt::format("'stance {}' needs more: stance {} {}",
                                                  command.name, command.name, command.operands),
                                      std::string(command.missing)));
  }
  if (operands.size() > command.most) {
    return tl::unexpected(
        usage_error(fmt::format("unexpected argument '{}'", operands[command.most]),
                    fmt::format("'stance {} --help' shows how to call it", command.name)));
  }
  for (const std::string& operand : operands) {
    if (operand.empty()) return tl::unexpected(usage_error("an argument is empty"));
  }
  return {};
}

// What only an option of the same name of another command takes is passed over in the environment,
// as it is in configuration files.
bool is_meant(const Option& option, std::string_view value, std::string_view variable) {
  return check_value(option, value, variable) || !check_for_any(option.name, value, variable);
}

}  // namespace

base::Error usage_error(std::string message, std::string hint) {
  return {.kind = base::ErrorKind::usage, .message = std::move(message), .hint = std::move(hint)};
}

base::Result<void> Arguments::add(const Option& option, Setting setting, std::string_view called) {
  for (const std::string& value : setting.values) {
    if (value.empty()) {
      return tl::unexpected(
          usage_error(fmt::format("option '{}' needs a value", called),
                      fmt::format("{} {}", called,
                                  option.kind == Kind::choice ? option.choices : option.value)));
    }
    if (auto valid = check_value(option, value, called); !valid) return valid;
  }
  if (setting.values.size() > 1 && !option.repeatable && option.kind != Kind::flag) {
    return tl::unexpected(
        usage_error(fmt::format("option '{}' is given {} times", called, setting.values.size()),
                    "give it once"));
  }
  settings_[std::string(option.name)] = std::move(setting);
  return {};
}

base::Result<Arguments> Arguments::check(const Command& command, Tokens tokens, const Io& io,
                                         Configuration configuration) {
  Arguments arguments(command, std::move(configuration));
  if (!tokens.unknown.empty()) {
    return tl::unexpected(unknown_option(tokens.unknown.front(), command));
  }
  for (const Option& option : options()) {
    if (!option.belongs_to(command.id)) continue;
    const std::string variable = option.variable();
    const auto given = tokens.values.find(option.name);
    base::Result<void> added;
    if (given != tokens.values.end()) {
      added = arguments.add(option, {std::move(given->second), "flag"}, option.flag_name());
    } else if (const std::string_view value = io.variable(variable);
               !value.empty() && is_meant(option, value, variable)) {
      added = arguments.add(option, {{std::string(value)}, "environment " + variable}, variable);
    } else if (const Setting* configured = arguments.configuration_.find(option)) {
      added = arguments.add(option, *configured, option.name);
    }
    if (!added) return tl::unexpected(added.error());
  }
  if (arguments.flag("help") || arguments.flag("version")) return arguments;
  const bool optional = !command.unless.empty() && arguments.flag(command.unless);
  const std::size_t fewest = optional ? 0 : command.fewest;
  if (auto checked = check_operands(tokens.operands, command, fewest); !checked) {
    return tl::unexpected(std::move(checked).error());
  }
  arguments.operands_ = std::move(tokens.operands);
  return arguments;
}

bool Arguments::flag(std::string_view name) const {
  const std::span<const std::string> values = list(name);
  return !values.empty() && read_flag(values.back()).value_or(false);
}

std::string_view Arguments::text(std::string_view name, std::string_view otherwise) const {
  const std::span<const std::string> values = list(name);
  return values.empty() ? otherwise : values.back();
}

const Setting* Arguments::setting(std::string_view name) const {
  const auto found = settings_.find(name);
  return found == settings_.end() ? nullptr : &found->second;
}

std::span<const std::string> Arguments::list(std::string_view name) const {
  const Setting* found = setting(name);
  if (found == nullptr) return {};
  return found->values;
}

std::optional<std::uint32_t> Arguments::number(std::string_view name) const {
  return read_number(text(name));
}

std::optional<model::Hundredths> Arguments::percent(std::string_view name) const {
  return read_percent(text(name));
}

std::map<std::string, model::Hundredths> Arguments::shares(std::string_view name) const {
  std::map<std::string, model::Hundredths> out;
  for (const std::string& value : list(name)) {
    if (const auto share = read_share(value)) out[std::string(share->name)] = share->percent;
  }
  return out;
}

}  // namespace stance::cli
