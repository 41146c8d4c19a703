#pragma once

#include "node.hpp"
#include "stance/base/diagnostics.hpp"
#include "stance/cel/compile.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stance::catalog {

// Typed reading of nodes. What is wrong becomes a problem at the node; nothing is returned then.
class Reader {
 public:
  explicit Reader(base::Diagnostics& problems) : problems_(problems) {}

  [[nodiscard]] base::Diagnostics& problems() { return problems_; }

  void error(const Node& at, base::DiagnosticCode code, std::string message, std::string hint = {});
  void warning(const Node& at, base::DiagnosticCode code, std::string message,
               std::string hint = {});
  // A problem that was found elsewhere and is told about this node.
  void add(const Node& at, base::Diagnostic problem);
  // "unknown <what> 'name'" with the nearest of the known names, or all of them when they are few.
  void unknown_name(const Node& at, base::DiagnosticCode code, std::string_view what,
                    std::span<const std::string_view> known);

  // Any scalar; the end of its last line is dropped.
  [[nodiscard]] std::optional<std::string> text(const Node& node);
  // A text that is not blank.
  [[nodiscard]] std::optional<std::string> filled_text(const Node& node);
  [[nodiscard]] std::optional<bool> boolean(const Node& node);
  [[nodiscard]] std::optional<std::int64_t> integer(const Node& node);
  [[nodiscard]] std::optional<double> number(const Node& node);
  // A number with at most 3 decimals, in thousandths.
  [[nodiscard]] std::optional<std::int64_t> thousandths(const Node& node);
  // The place of the text in `words`.
  [[nodiscard]] std::optional<std::size_t> choice(const Node& node, std::string_view what,
                                                  std::span<const std::string_view> words);
  // A list of texts that are not blank; the good ones when some are wrong.
  [[nodiscard]] std::vector<std::string> texts(const Node& node);
  [[nodiscard]] bool expect_list(const Node& node);
  [[nodiscard]] bool expect_mapping(const Node& node);
  // A mapping with these keys only.
  [[nodiscard]] bool keys(const Node& node, std::string_view what,
                          std::span<const std::string_view> known);
  // The value of a key that must be there.
  [[nodiscard]] Node required(const Node& mapping, std::string_view key, std::string_view what);

  // An expression and where its pieces stand.
  [[nodiscard]] std::optional<cel::Snippet> snippet(const Node& node);

 private:
  void expected(std::string_view what, const Node& found);

  base::Diagnostics& problems_;
};

// A letter or '_', then letters, digits and '_'.
[[nodiscard]] bool is_identifier(std::string_view text);

}  // namespace stance::catalog
