#include "lexer.hpp"

#include "real.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace stance::cel {

namespace {

// Words that CEL keeps for host languages; they cannot be names.
constexpr std::array<std::string_view, 17> reserved = {
    "as",  "break", "const",   "continue",  "else",   "for", "function", "if",   "import",
    "let", "loop",  "package", "namespace", "return", "var", "void",     "while"};

constexpr std::array<std::string_view, 6> long_signs = {"&&", "||", "==", "!=", "<=", ">="};
constexpr std::string_view short_signs = "!<>+-*/%.,:?()[]{}";

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

int digit_value(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return 99;
}

void append_utf8(std::uint32_t code, std::string& out) {
  const auto byte = [&](std::uint32_t bits) { out += static_cast<char>(bits); };
  if (code < 0x80) return byte(code);
  if (code < 0x800) {
    byte(0xC0U | (code >> 6U));
  } else if (code < 0x10000) {
    byte(0xE0U | (code >> 12U));
    byte(0x80U | ((code >> 6U) & 0x3FU));
  } else {
    byte(0xF0U | (code >> 18U));
    byte(0x80U | ((code >> 12U) & 0x3FU));
    byte(0x80U | ((code >> 6U) & 0x3FU));
  }
  byte(0x80U | (code & 0x3FU));
}

// What a one-character escape stands for; 0 when there is no such escape.
char simple_escape(char c) {
  switch (c) {
    case 'a': return '\a';
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    case 'v': return '\v';
    case '\\':
    case '\'':
    case '"':
    case '`':
    case '?': return c;
    default: return '\0';
  }
}

}  // namespace

Token Lexer::token(TokenKind kind, std::size_t begin) const {
  Token token;
  token.kind = kind;
  token.begin = static_cast<std::uint32_t>(begin);
  token.end = static_cast<std::uint32_t>(at_);
  token.text = text_.substr(begin, at_ - begin);
  return token;
}

Token Lexer::fail(std::size_t at, std::string message, std::string hint) {
  if (message_.empty()) {
    message_ = std::move(message);
    hint_ = std::move(hint);
  }
  at_ = std::max(at_, std::min(at + 1, text_.size()));
  Token error = token(TokenKind::error, std::min(at, text_.size()));
  at_ = text_.size();
  return error;
}

void Lexer::skip_blanks() {
  while (at_ < text_.size()) {
    const char c = text_[at_];
    if (c == '/' && peek(1) == '/') {
      at_ = std::min(text_.find('\n', at_), text_.size());
    } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
      ++at_;
    } else {
      return;
    }
  }
}

Token Lexer::next() {
  if (!message_.empty()) return token(TokenKind::error, at_);
  skip_blanks();
  if (at_ >= text_.size()) return token(TokenKind::end, at_);
  const char c = peek();
  if (is_letter(c)) return word();
  if (is_digit(c) || (c == '.' && is_digit(peek(1)))) return number();
  if (c == '\'' || c == '"') return string(at_, false);
  if (c == '`') return back_quoted();
  return sign();
}

Token Lexer::word() {
  const std::size_t begin = at_;
  while (is_letter(peek()) || is_digit(peek())) ++at_;
  const std::string_view word = text_.substr(begin, at_ - begin);
  if (peek() == '\'' || peek() == '"') {
    if (word == "r" || word == "R") return string(begin, true);
    if (word.size() <= 2 && word.find_first_not_of("rRbB") == std::string_view::npos) {
      return fail(begin, "bytes are not supported", "use a string");
    }
  }
  const bool kept = std::find(reserved.begin(), reserved.end(), word) != reserved.end();
  Token result = token(kept ? TokenKind::reserved_word : TokenKind::name, begin);
  if (word == "true" || word == "false") {
    result.kind = word == "true" ? TokenKind::true_word : TokenKind::false_word;
    result.value = Value::of(word == "true");
  } else if (word == "null") {
    result.kind = TokenKind::null_word;
    result.value = Value::null();
  } else if (word == "in") {
    result.kind = TokenKind::in_word;
  }
  return result;
}

Token Lexer::back_quoted() {
  const std::size_t begin = at_;
  const std::size_t close = text_.find('`', begin + 1);
  const auto allowed = [](char c) {
    return is_letter(c) || is_digit(c) || c == '.' || c == '-' || c == '/' || c == ' ' || c == '@';
  };
  const std::string_view inside = close == std::string_view::npos
                                      ? std::string_view{}
                                      : text_.substr(begin + 1, close - begin - 1);
  if (inside.empty() || !std::all_of(inside.begin(), inside.end(), allowed)) {
    return fail(begin, "expected a name between back quotes",
                "letters, digits, blanks and . - / @ _ can be quoted");
  }
  at_ = close + 1;
  Token result = token(TokenKind::quoted_name, begin);
  result.text = inside;
  return result;
}

Token Lexer::hexadecimal(std::size_t begin) {
  at_ += 2;
  const std::size_t digits = at_;
  while (digit_value(peek()) < 16) ++at_;
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text_.data() + digits, text_.data() + at_, value, 16);
  if (at_ == digits) return fail(begin, "expected hexadecimal digits behind '0x'");
  if (peek() == 'u' || peek() == 'U') {
    return fail(begin, "unsigned integers are not supported", "leave out the 'u'");
  }
  if (error != std::errc{} || value > 0x8000'0000'0000'0000U) {
    return fail(begin, "integer does not fit into 64 bits");
  }
  Token result = token(TokenKind::integer, begin);
  result.value = Value::of(static_cast<std::int64_t>(value));
  return result;
}

void Lexer::skip_digits() {
  while (is_digit(peek())) ++at_;
}

// Moves over the digits, fraction and exponent of a number; true when it is no integer.
bool Lexer::skip_number() {
  bool real = false;
  skip_digits();
  if (peek() == '.' && is_digit(peek(1))) {
    real = true;
    ++at_;
    skip_digits();
  }
  const std::size_t sign = peek(1) == '+' || peek(1) == '-' ? 2 : 1;
  if ((peek() == 'e' || peek() == 'E') && is_digit(peek(sign))) {
    real = true;
    at_ += sign;
    skip_digits();
  }
  return real;
}

// 9223372036854775808 is let through as the smallest integer: the parser accepts it behind a minus.
Token Lexer::number() {
  const std::size_t begin = at_;
  if (peek() == '0' && (peek(1) == 'x' || peek(1) == 'X')) return hexadecimal(begin);
  const bool real = skip_number();
  if (peek() == 'u' || peek() == 'U') {
    return fail(begin, "unsigned integers are not supported", "leave out the 'u'");
  }
  if (is_letter(peek())) return fail(at_, "expected an operator behind the number");
  Token result = token(real ? TokenKind::real : TokenKind::integer, begin);
  if (real) {
    const auto value = parse_real(text_.substr(begin, at_ - begin));
    if (!value) return fail(begin, "number is out of the range of a double");
    result.value = Value::of(*value);
    return result;
  }
  std::uint64_t value = 0;
  const auto read = std::from_chars(text_.data() + begin, text_.data() + at_, value);
  if (read.ec != std::errc{} || value > 0x8000'0000'0000'0000U) {
    return fail(begin, "integer does not fit into 64 bits");
  }
  result.value = Value::of(static_cast<std::int64_t>(value));
  return result;
}

bool Lexer::code_point(std::size_t& at, std::size_t digits, int radix, std::string& out) {
  if (at + digits > text_.size()) return false;
  std::uint32_t code = 0;
  for (std::size_t i = 0; i < digits; ++i) {
    const int digit = digit_value(text_[at + i]);
    if (digit >= radix) return false;
    code = code * static_cast<std::uint32_t>(radix) + static_cast<std::uint32_t>(digit);
  }
  if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF) || (radix == 8 && code > 0xFF)) {
    return false;
  }
  at += digits;
  append_utf8(code, out);
  return true;
}

// `at` is behind the backslash.
bool Lexer::unescape(std::size_t& at, std::string& out) {
  if (at >= text_.size()) return false;
  const char c = text_[at];
  if (const char plain = simple_escape(c); plain != '\0') {
    out += plain;
    ++at;
    return true;
  }
  if (c >= '0' && c <= '3') return code_point(at, 3, 8, out);
  ++at;
  if (c == 'x' || c == 'X') return code_point(at, 2, 16, out);
  if (c == 'u') return code_point(at, 4, 16, out);
  if (c == 'U') return code_point(at, 8, 16, out);
  return false;
}

Token Lexer::string(std::size_t begin, bool raw) {
  const char quote = peek();
  const bool triple = peek(1) == quote && peek(2) == quote;
  const std::string close(triple ? 3 : 1, quote);
  std::size_t at = at_ + close.size();
  std::string out;
  while (at < text_.size() && !text_.substr(at).starts_with(close)) {
    const char c = text_[at];
    if (!triple && (c == '\n' || c == '\r')) break;
    if (c != '\\' || raw) {
      out += c;
      ++at;
      continue;
    }
    const std::size_t escape = at++;
    if (!unescape(at, out)) {
      return fail(escape, "invalid escape in a string", "double the backslash, or write r'...'");
    }
  }
  if (at >= text_.size() || !text_.substr(at).starts_with(close)) {
    return fail(begin, "string is not closed", fmt::format("add {} at its end", close));
  }
  at_ = at + close.size();
  Token result = token(TokenKind::text, begin);
  result.value = Value::of(arena_.copy(out));
  return result;
}

Token Lexer::sign() {
  const std::size_t begin = at_;
  for (const std::string_view sign : long_signs) {
    if (text_.substr(at_).starts_with(sign)) {
      at_ += sign.size();
      return token(TokenKind::sign, begin);
    }
  }
  const char c = peek();
  if (short_signs.find(c) != std::string_view::npos) {
    ++at_;
    return token(TokenKind::sign, begin);
  }
  if (c == '=') return fail(begin, "unexpected '='", "'==' compares");
  if (c == '&' || c == '|') {
    return fail(begin, fmt::format("unexpected '{}'", c), fmt::format("write '{}{}'", c, c));
  }
  return fail(begin, "unexpected character");
}

}  // namespace stance::cel
