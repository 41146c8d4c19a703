#pragma once

#include "ast.hpp"
#include "lexer.hpp"
#include "stance/cel/compile.hpp"

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace stance::cel {

// Where a byte of a snippet stands in its file.
[[nodiscard]] base::Position position_of(const Snippet& snippet, std::size_t offset);

// Bytes of a snippet; empty where only a place is known.
struct Extent {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

// Adds a problem with some bytes of a snippet; its place and source line are filled in.
void report(const Snippet& snippet, Extent extent, base::Diagnostic problem,
            base::Diagnostics& problems);

// Precedence climbing over CEL's grammar. The tree lives in `nodes`, texts in `constants`.
class Parser {
 public:
  Parser(const Snippet& snippet, base::Arena& nodes, base::Arena& constants,
         base::Diagnostics& problems);

  // The whole text as one expression; null after a syntax error, which was reported.
  [[nodiscard]] Node* parse();

 private:
  [[nodiscard]] Node* expression();
  [[nodiscard]] Node* chain(NodeKind kind);
  [[nodiscard]] Node* binary(int precedence);
  [[nodiscard]] Node* unary();
  [[nodiscard]] Node* negated_number();
  [[nodiscard]] Node* member();
  [[nodiscard]] Node* postfix(Node* target);
  [[nodiscard]] Node* select(Node* target);
  [[nodiscard]] Node* index(Node* target);
  [[nodiscard]] Node* primary();
  [[nodiscard]] Node* name();
  [[nodiscard]] Node* list();
  [[nodiscard]] Node* map();
  [[nodiscard]] bool list_of(std::string_view close, std::vector<Node*>& into);

  [[nodiscard]] Node* balanced(NodeKind kind, std::span<Node*> operands);
  [[nodiscard]] Node* make(NodeKind kind, std::uint32_t begin, std::span<Node* const> operands,
                           std::string_view text = {});
  [[nodiscard]] Node* fail(std::uint32_t at, std::string message, std::string hint = {},
                           base::DiagnosticCode code = "syntax");
  [[nodiscard]] Node* unexpected(std::string_view wanted);
  [[nodiscard]] bool at_sign(std::string_view sign) const {
    return token_.kind == TokenKind::sign && token_.text == sign;
  }
  bool take(std::string_view sign);
  void advance();

  const Snippet& snippet_;
  base::Arena& nodes_;
  base::Diagnostics& problems_;
  Lexer lexer_;
  Token token_;
  std::uint32_t last_end_ = 0;
  std::size_t depth_ = 0;
  bool failed_ = false;
};

}  // namespace stance::cel
