#pragma once

#include <tl/expected.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace stance::base {

// What went wrong, as a closed list: `cli` maps each kind to one exit code in one switch.
enum class ErrorKind : std::uint8_t {
  usage,         // the command line or a configuration file is wrong
  unreadable,    // a named input cannot be opened or read
  malformed,     // an input was read but is no valid document
  unrecognised,  // a valid document that is no supported export
  catalog,       // the catalog has errors, which were reported as diagnostics
  output,        // a result could not be written
};

// A place in a text file. Lines and columns count from 1; 0 means "not known".
struct Position {
  std::string file;
  std::uint32_t line = 0;
  std::uint32_t column = 0;

  friend bool operator==(const Position&, const Position&) = default;
};

// A failed operation: one sentence, lower case, no final stop, and what the callers add.
struct Error {
  ErrorKind kind = ErrorKind::unreadable;
  std::string message;
  std::optional<Position> position = std::nullopt;
  std::string hint = {};
  std::vector<std::string> notes = {};

  [[nodiscard]] Error with_note(std::string note) && {
    notes.push_back(std::move(note));
    return std::move(*this);
  }
};

// "file:line:column: error: message", then a line for each note and the hint.
[[nodiscard]] std::string render(const Error& error);

template <class T>
using Result = tl::expected<T, Error>;

}  // namespace stance::base
