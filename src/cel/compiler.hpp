#pragma once

#include "annotated.hpp"
#include "ast.hpp"
#include "op.hpp"
#include "stance/cel/compile.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stance::cel {

// Checks a parsed expression against the declarations and translates it into instructions, in one
// walk. After an error it goes on with a value of any type, to find further errors.
class Compiler {
 public:
  Compiler(const Snippet& snippet, Environment& environment, const Scope& scope,
           base::Diagnostics& problems);

  [[nodiscard]] std::optional<Program> compile(const Type& expected);

 private:
  // The result of a sub-expression.
  struct Typed {
    std::uint32_t op = 0;
    Type type = {};
    const FieldDecl* field = nullptr;  // when it is a field as it stands in the data
  };
  // A name that is visible; `field` when it stands for a field.
  struct Bound {
    std::string_view name;
    Type type;
    std::uint32_t local = 0;
    const FieldDecl* field = nullptr;
  };
  // The expression itself, or the body of a function that is being inlined.
  struct Context {
    const Snippet* snippet = nullptr;
    std::vector<Bound> names;
    std::string_view function;
  };
  // One step of a chain a.b.c: the name and the node that ends with it.
  struct Step {
    std::string_view name;
    const Node* node = nullptr;
  };
  struct Chain {
    const Node* base = nullptr;  // null: the chain begins with a name
    std::vector<Step> steps;
  };

  // compiler.cpp
  [[nodiscard]] Typed expression(const Node& node);
  [[nodiscard]] Typed dispatch(const Node& node);
  [[nodiscard]] Typed literal(const Node& node);
  [[nodiscard]] Typed list(const Node& node);
  [[nodiscard]] Typed map(const Node& node);
  [[nodiscard]] Typed logical(const Node& node);
  [[nodiscard]] Typed negation(const Node& node);
  [[nodiscard]] Typed conditional(const Node& node);
  [[nodiscard]] Typed index(const Node& node);
  [[nodiscard]] Typed binary(const Node& node);
  [[nodiscard]] Typed equality(const Node& node, Code code, const Typed& left, const Typed& right);
  [[nodiscard]] Typed ordering(const Node& node, Code code, const Typed& left, const Typed& right);
  [[nodiscard]] Typed membership(const Node& node, const Typed& left, const Typed& right);
  [[nodiscard]] Typed arithmetic(const Node& node, Code code, const Typed& left,
                                 const Typed& right);
  void check_words(const Node& node, const Typed& field, const Typed& other);
  void check_word(const Node& node, const FieldDecl& field, const Value& word);
  [[nodiscard]] bool wants(const Node& node, const Typed& found, TypeKind kind,
                           std::string_view what);

  // lookup.cpp
  struct KeyTest {
    const Node* field = nullptr;
    const Node* key = nullptr;
  };
  [[nodiscard]] static std::optional<KeyTest> key_test(const Node& condition,
                                                       std::string_view variable);
  [[nodiscard]] const DatasetRef* large_dataset(const Node& node) const;
  [[nodiscard]] Typed lookup(const Node& macro, const DatasetRef& dataset);

  // names.cpp
  [[nodiscard]] Typed chain(const Node& node);
  [[nodiscard]] Chain unroll(const Node& node) const;
  [[nodiscard]] Typed begin(std::span<const Step>& steps);
  [[nodiscard]] Typed follow(Typed value, std::span<const Step> steps);
  [[nodiscard]] Typed field(const Typed& value, std::span<const Step>& steps);
  [[nodiscard]] const Bound* find_name(std::string_view name) const;
  [[nodiscard]] std::optional<Typed> type_name(std::span<const Step>& steps);
  [[nodiscard]] Typed unknown_name(const Step& step);
  [[nodiscard]] Typed unknown_field(const RecordType& record, std::span<const Step> steps);
  [[nodiscard]] Typed dataset(const DatasetRef& reference, const Node& node);
  [[nodiscard]] Typed has(const Node& node);

  // calls.cpp
  [[nodiscard]] Typed call(const Node& node);
  [[nodiscard]] Typed macro(const Node& node);
  [[nodiscard]] Typed bind_macro(const Node& node);
  [[nodiscard]] Typed user_function(const Node& node, const Function& function);
  [[nodiscard]] const Node* body_of(std::string_view name, const Function& function);
  [[nodiscard]] Typed built_in(const Node& node, std::string_view name, bool member,
                               std::span<Node* const> operands);
  [[nodiscard]] Typed no_overload(const Node& node, std::string_view name,
                                  std::span<const Typed> arguments, bool exists);
  [[nodiscard]] Op folded(const Op& call);
  [[nodiscard]] bool bindable(const Node& variable, std::string_view macro);
  [[nodiscard]] bool bind_members(const Node& node, std::size_t count, const Typed& over, Op& op);

  // patterns.cpp
  void check_pattern(const Node& node, const Typed& pattern);
  [[nodiscard]] std::optional<std::string> fixed_text(std::uint32_t op) const;

  // lint.cpp
  void lint(const Typed& result, const Type& expected);
  [[nodiscard]] std::vector<std::uint32_t> variables_read() const;

  // Building blocks.
  [[nodiscard]] Typed emit(const Node& node, Op op, Type type);
  [[nodiscard]] Typed fail(const Node& node, base::DiagnosticCode code, std::string message,
                           std::string hint = {});
  void warn(const Node& node, base::DiagnosticCode code, std::string message,
            std::string hint = {});
  [[nodiscard]] std::string_view text_of(const Node& node) const;
  [[nodiscard]] std::uint32_t new_local();
  [[nodiscard]] Context& context() { return contexts_.back(); }
  [[nodiscard]] const Context& context() const { return contexts_.back(); }
  [[nodiscard]] const Value* constant(const Typed& typed) const;

  const Snippet& snippet_;
  Environment& environment_;
  const Scope& scope_;
  base::Diagnostics& problems_;
  base::Arena nodes_;
  std::vector<Context> contexts_;
  std::vector<Op> ops_;
  std::vector<Note> notes_;                       // of each operation, for lint
  std::map<std::uint32_t, std::uint32_t> bound_;  // what arguments of functions stand for
  std::vector<std::uint32_t> arguments_;
  std::set<std::uint32_t> datasets_;
  std::uint32_t next_local_ = 0;
  std::uint32_t max_local_ = 0;
  std::size_t depth_ = 0;
  bool too_large_ = false;
};

}  // namespace stance::cel
