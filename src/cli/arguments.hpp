#pragma once

#include "commands.hpp"
#include "configuration.hpp"
#include "io.hpp"
#include "options.hpp"
#include "parser.hpp"
#include "stance/base/error.hpp"
#include "stance/model/points.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stance::cli {

// The checked arguments of one command: flags first, then what the environment says, then what
// configuration files do. Options are asked for by name; a value that is there is valid.
class Arguments {
 public:
  // Errors are `usage`.
  [[nodiscard]] static base::Result<Arguments> check(const Command& command, Tokens tokens,
                                                     const Io& io,
                                                     Configuration configuration = {});

  [[nodiscard]] const Command& command() const { return *command_; }
  [[nodiscard]] const std::vector<std::string>& operands() const { return operands_; }
  [[nodiscard]] const Configuration& configuration() const { return configuration_; }

  // With its origin; null when nothing sets the option.
  [[nodiscard]] const Setting* setting(std::string_view name) const;
  [[nodiscard]] bool flag(std::string_view name) const;
  [[nodiscard]] std::string_view text(std::string_view name, std::string_view otherwise = "") const;
  [[nodiscard]] std::span<const std::string> list(std::string_view name) const;
  [[nodiscard]] std::optional<std::uint32_t> number(std::string_view name) const;
  [[nodiscard]] std::optional<model::Hundredths> percent(std::string_view name) const;
  // Of the same name the last one counts.
  [[nodiscard]] std::map<std::string, model::Hundredths> shares(std::string_view name) const;

 private:
  Arguments(const Command& command, Configuration configuration)
      : command_(&command), configuration_(std::move(configuration)) {}
  [[nodiscard]] base::Result<void> add(const Option& option, Setting setting,
                                       std::string_view called);

  const Command* command_;
  Configuration configuration_;
  std::vector<std::string> operands_;
  std::map<std::string, Setting, std::less<>> settings_;
};

[[nodiscard]] base::Error usage_error(std::string message, std::string hint = {});

}  // namespace stance::cli
