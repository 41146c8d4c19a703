#pragma once

#include "stance/base/arena.hpp"
#include "stance/cel/value.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace stance::cel {

enum class TokenKind : std::uint8_t {
  end,
  error,
  name,
  quoted_name,
  reserved_word,  // no name of a variable, but of a field or function behind a dot
  integer,
  real,
  text,
  true_word,
  false_word,
  null_word,
  in_word,
  sign
};

struct Token {
  TokenKind kind = TokenKind::end;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::string_view text = {};  // as written; of a quoted name without the quotes
  Value value = {};            // of a literal
};

// Cuts the text of an expression into tokens, one at a time. After an error token only errors
// follow.
class Lexer {
 public:
  // Unescaped string literals are put into the arena.
  Lexer(std::string_view text, base::Arena& arena) : text_(text), arena_(arena) {}

  [[nodiscard]] Token next();

  // Of the error token: what is wrong and what to do.
  [[nodiscard]] const std::string& message() const { return message_; }
  [[nodiscard]] const std::string& hint() const { return hint_; }

 private:
  void skip_blanks();
  [[nodiscard]] Token word();
  [[nodiscard]] Token back_quoted();
  [[nodiscard]] Token number();
  [[nodiscard]] bool skip_number();
  void skip_digits();
  [[nodiscard]] Token hexadecimal(std::size_t begin);
  [[nodiscard]] Token string(std::size_t begin, bool raw);
  [[nodiscard]] Token sign();
  [[nodiscard]] Token token(TokenKind kind, std::size_t begin) const;
  [[nodiscard]] Token fail(std::size_t at, std::string message, std::string hint = {});
  [[nodiscard]] bool unescape(std::size_t& at, std::string& out);
  [[nodiscard]] bool code_point(std::size_t& at, std::size_t digits, int radix, std::string& out);
  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  std::string_view text_;
  base::Arena& arena_;
  std::size_t at_ = 0;
  std::string message_;
  std::string hint_;
};

}  // namespace stance::cel
