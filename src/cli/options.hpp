#pragma once

#include "commands.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace stance::cli {

// How a value is read and checked.
enum class Kind : std::uint8_t {
  flag,
  text,
  choice,
  number,
  percent,
  share,  // NAME=PERCENT
  date,
  folder,
  target
};

// One option. Parsing, environment, configuration, help, completion and the manual page all read
// the same table.
struct Option {
  std::string_view name;        // without dashes
  char letter = 0;              // 0: none
  std::string_view value = {};  // what help calls the value; empty for flags
  Kind kind = Kind::flag;
  bool repeatable = false;
  unsigned commands = 0;  // bit 1 << CommandId
  std::string_view description;
  std::string_view choices = {};  // of a choice, formats of a target, parted by '|'
  std::uint32_t least = 0;        // of a number
  std::uint32_t most = 0;
  bool environment = true;         // STANCE_<NAME> and a configuration file stand in for it
  bool trusted = false;            // the file of a project does not: it may come from others
  bool path = false;               // names a file or folder
  std::string_view standard = {};  // what holds when nothing sets it, where that is one value

  [[nodiscard]] bool belongs_to(CommandId id) const {
    return (commands >> static_cast<unsigned>(id) & 1U) != 0;
  }
  [[nodiscard]] std::string flag_name() const { return "--" + std::string(name); }
  // "STANCE_MIN_SCORE"; empty when the environment is not asked.
  [[nodiscard]] std::string variable() const;
};

// Reports of an assessment, parted by '|'.
constexpr std::string_view report_formats =
    "terminal|json|ndjson|sarif|junit|csv|csv-evidence|csv-framework|csv-gates|markdown|github";

// Reports of a fleet.
constexpr std::string_view fleet_formats = "terminal|json|csv|csv-controls";

[[nodiscard]] std::span<const Option> options();

// The option of that name for a command, or nullptr.
[[nodiscard]] const Option* find_option(std::string_view name, CommandId id);

}  // namespace stance::cli
