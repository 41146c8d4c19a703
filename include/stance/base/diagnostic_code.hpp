#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace stance::base {

// All codes, sorted. They are stable: editors and CI pick problems by them.
inline constexpr auto diagnostic_codes = std::to_array<std::string_view>({
    "bad-bounds",         "bad-date",
    "bad-field",          "bad-licence",
    "bad-link",           "bad-name",
    "bad-regex",          "bad-source",
    "broken-function",    "check-form",
    "constant-condition", "contradicting-decision",
    "decision-form",      "duplicate-decision",
    "duplicate-key",      "duplicate-name",
    "empty-list",         "empty-text",
    "encoding",           "expired-decision",
    "expiring-decision",  "failed-test",
    "file-name",          "ignored-file",
    "large-dataset",      "missing-catalog",
    "missing-empty",      "missing-key",
    "missing-test",       "never-null",
    "no-control-left",    "out-of-range",
    "parameter-bounds",   "parameter-value",
    "recursive-function", "repeated-condition",
    "surviving-mutant",   "syntax",
    "too-large",          "type-mismatch",
    "undecided-decision", "unguarded-null",
    "unknown-control",    "unknown-dataset",
    "unknown-field",      "unknown-function",
    "unknown-key",        "unknown-name",
    "unknown-parameter",  "unknown-value",
    "unknown-word",       "unmatched-decision",
    "unused-decision",    "unused-let",
    "unused-parameter",   "unused-survivor",
    "wrong-arguments",    "wrong-kind",
    "yaml-feature",       "yaml-syntax",
});

// What kind of problem a diagnostic of the catalog tells, in a word that never changes. Only the
// words above can be written; another one does not compile.
class DiagnosticCode {
 public:
  constexpr DiagnosticCode() = default;
  consteval DiagnosticCode(const char* word) : word_(known(word)) {}

  // Empty: problems of exports have no code.
  [[nodiscard]] constexpr std::string_view word() const { return word_; }

  friend bool operator==(const DiagnosticCode&, const DiagnosticCode&) = default;
  friend auto operator<=>(const DiagnosticCode&, const DiagnosticCode&) = default;

 private:
  static consteval std::string_view known(std::string_view word) {
    if (!std::ranges::binary_search(diagnostic_codes, word)) throw "no code of a diagnostic";
    return word;
  }

  std::string_view word_ = {};
};

}  // namespace stance::base
