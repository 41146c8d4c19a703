#pragma once

#include "stance/base/arena.hpp"
#include "stance/base/diagnostics.hpp"
#include "stance/cel/program.hpp"
#include "stance/cel/type.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stance::cel {

inline constexpr std::size_t max_expression_bytes = std::size_t{64} * 1024;
inline constexpr std::size_t max_expression_depth = 250;
inline constexpr std::size_t max_expression_nodes = 20'000;  // after functions were inlined

// The text of an expression and where its pieces stand in a file. The text must outlive
// the programs compiled from it.
struct Snippet {
  std::string_view text;
  std::string_view file = {};
  struct Origin {
    std::uint32_t line = 0;    // from 1
    std::uint32_t column = 0;  // of the first character, from 1
    std::uint32_t begin = 0;   // byte of `text` from which on it holds
  };
  // Ascending, one for each line of `text` and behind each escape; from one to the next a
  // character is a column. A text without origins is reported by its own lines and columns.
  std::vector<Origin> origins = {};
  // Source line (for the caret) by its number in the file; may be empty.
  std::string_view source = {};
};

struct DatasetRef {
  std::uint32_t index = 0;  // into Frame::datasets
  const RecordType* row = nullptr;
  bool singleton = false;  // the name means the one row itself
  bool large = false;      // the population of a check, or looked up by a key
};

// A function of the catalog: its body is inlined where it is called, its arguments are untyped
// names that are bound once per call.
struct Function {
  std::vector<std::string> parameters;
  Snippet body;
};

struct Node;

// What names mean while an expression is compiled.
struct Environment {
  // False: what types forbid is no error but unknown when it runs, as CEL without a checker.
  bool checked = true;
  // Whether to warn of what is allowed but hardly meant: constant conditions, unguarded nulls.
  bool lint = false;
  std::map<std::string, DatasetRef, std::less<>> datasets;
  std::map<std::string, Function, std::less<>> functions;
  Projections projections;
  base::Arena constants;  // texts and lists of the compiled programs
  // Functions parsed so far; without what was parsed of a body that is changed.
  std::map<std::string_view, const Node*> bodies = {};
  base::Arena nodes = base::Arena();
};

struct Variable {
  std::string name;  // may be dotted: params.limit
  Type type;
  std::uint32_t local = 0;
  // Of a parameter; no condition is constant because of it, but patterns made of it are tried.
  std::optional<Value> value = std::nullopt;
};

// Names bound around an expression, innermost last. The index of a name is its place in
// Frame::locals.
class Scope {
 public:
  // Something that is true wherever an expression is evaluated.
  struct Given {
    std::string_view word;                  // the key that says so
    std::vector<std::string> demands = {};  // its conditions, spelled
    std::vector<std::string> not_null = {};
  };

  std::uint32_t declare(std::string name, Type type, std::optional<Value> value = std::nullopt);
  // For lint: `condition`, which was compiled in this scope, holds from now on.
  void assume(std::string_view word, const Program& condition);
  [[nodiscard]] std::span<const Variable> variables() const { return variables_; }
  [[nodiscard]] const Variable* find(std::string_view name) const;
  [[nodiscard]] std::span<const Given> given() const { return given_; }

 private:
  std::vector<Variable> variables_;
  std::vector<Given> given_;
};

// Parses, checks and translates. `expected` dyn accepts any type. Every problem found is added to
// `problems`; with an error there is no program. Grows the projections by the fields it reads.
[[nodiscard]] std::optional<Program> compile(const Snippet& snippet, Environment& environment,
                                             const Scope& scope, const Type& expected,
                                             base::Diagnostics& problems);

}  // namespace stance::cel
