#pragma once

#include "reader.hpp"
#include "stance/cel/compile.hpp"
#include "stance/tenant/schema.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace stance::catalog {

// Compiles the expressions of one control and keeps count of what they need together.
class Expressions {
 public:
  Expressions(cel::Environment& environment, const tenant::Schema& schema, Reader& reader)
      : environment_(environment), schema_(schema), reader_(reader) {}

  [[nodiscard]] cel::Environment& environment() { return environment_; }
  [[nodiscard]] const tenant::Schema& schema() const { return schema_; }
  [[nodiscard]] Reader& reader() { return reader_; }

  [[nodiscard]] std::optional<cel::Program> compile(const Node& node, const cel::Scope& scope,
                                                    const cel::Type& expected);
  // The expression under a key, when it is there; what is wrong with it is reported.
  [[nodiscard]] std::optional<cel::Program> compile_optional(const Node& mapping,
                                                             std::string_view key,
                                                             const cel::Scope& scope,
                                                             const cel::Type& expected);
  // An expression that nobody wrote, for the node that stands for it.
  [[nodiscard]] std::optional<cel::Program> compile_text(std::string_view text, const Node& origin,
                                                         const cel::Scope& scope,
                                                         const cel::Type& expected);

  // What `word` demands holds for all that is compiled in the scope from now on.
  void assume(cel::Scope& scope, std::string_view word,
              const std::optional<cel::Program>& condition) const;
  // Counts from now on who reads a variable; what had its place before is out of scope.
  void watch(std::uint32_t local);
  // For lint: warns of names below `mapping` that nothing compiled since watch() reads. `what` is
  // said before the name, `prefix` stands before it in the scope.
  void check_unused(const Node& mapping, const cel::Scope& scope, base::DiagnosticCode code,
                    std::string_view what, std::string_view prefix = {});

  // False, and a problem, when the name cannot be given to a variable.
  [[nodiscard]] bool check_name(const Node& at, std::string_view name, const cel::Scope& scope);

  void use_dataset(std::uint32_t index) { datasets_.insert(index); }
  void use_locals(const cel::Scope& scope);
  [[nodiscard]] const std::set<std::uint32_t>& datasets() const { return datasets_; }
  [[nodiscard]] std::size_t locals() const { return locals_; }

 private:
  [[nodiscard]] std::optional<cel::Program> count(std::optional<cel::Program> program);

  cel::Environment& environment_;
  const tenant::Schema& schema_;
  Reader& reader_;
  std::set<std::uint32_t> datasets_;
  std::set<std::uint32_t> read_;  // variables, by place
  std::size_t locals_ = 0;
};

// The text as a string literal of the expression language.
[[nodiscard]] std::string text_literal(std::string_view text);

}  // namespace stance::catalog
