#pragma once

#include "stance/base/diagnostic_code.hpp"
#include "stance/base/error.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stance::base {

enum class Severity : std::uint8_t { error, warning, note };

// One problem in the user's input, with the place and what to do about it.
struct Diagnostic {
  Severity severity = Severity::error;
  std::string message;
  Position position = {};
  std::string pointer = {};      // JSON pointer, where the input is JSON
  std::string source_line = {};  // the text of the line, for the caret; may be empty
  std::string hint = {};
  DiagnosticCode code = {};
  // One behind the last character that is meant; 0 where only the place is known.
  std::uint32_t end_line = 0;
  std::uint32_t end_column = 0;

  friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

// Collects every problem of a run; loaders add to it and then return nothing.
class Diagnostics {
 public:
  void add(Diagnostic diagnostic);
  void add(const Diagnostics& others);

  [[nodiscard]] bool has_errors() const { return errors_ > 0; }
  [[nodiscard]] std::size_t errors() const { return errors_; }
  [[nodiscard]] std::span<const Diagnostic> all() const { return items_; }

  // Orders by file, line, column, then message, and drops exact repetitions.
  void sort();

 private:
  std::vector<Diagnostic> items_;
  std::size_t errors_ = 0;
};

// Compiler style: place, severity, message, [code]; the source line with a caret; the hint. Control
// characters of the input are made visible. Ends with a line feed.
[[nodiscard]] std::string render(const Diagnostic& diagnostic);

}  // namespace stance::base
