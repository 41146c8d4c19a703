#include "json_fault.hpp"

#include "stance/base/text.hpp"
#include "utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <system_error>
#include <utility>

namespace stance::base::json {

namespace {

// Columns of an offending word or number that are quoted in a message.
constexpr std::size_t quoted_columns = 40;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool is_high_surrogate(unsigned unit) { return unit >= 0xd800 && unit <= 0xdbff; }
bool is_low_surrogate(unsigned unit) { return unit >= 0xdc00 && unit <= 0xdfff; }

std::size_t count_digits(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::find_if_not(text, is_digit) - text.begin());
}

// Bytes of the number that a text begins with; 0 when it begins with none.
std::size_t number_length(std::string_view text) {
  std::size_t at = text.starts_with('-') ? 1 : 0;
  const std::size_t whole = count_digits(text.substr(at));
  if (whole == 0 || (whole > 1 && text[at] == '0')) return 0;
  at += whole;
  if (at < text.size() && text[at] == '.') {
    const std::size_t fraction = count_digits(text.substr(at + 1));
    if (fraction == 0) return 0;
    at += 1 + fraction;
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    const std::size_t exponent = count_digits(text.substr(at));
    if (exponent == 0) return 0;
    at += exponent;
  }
  return at;
}

// Of a well-formed number. A number too small for a double is zero and in range.
bool in_range(std::string_view number) {
  const char* const end = number.data() + number.size();
  if (number.find_first_of(".eE") == std::string_view::npos) {
    std::int64_t integer = 0;
    std::uint64_t natural = 0;
    return std::from_chars(number.data(), end, integer).ec == std::errc() ||
           std::from_chars(number.data(), end, natural).ec == std::errc();
  }
  double real = 0;
  if (std::from_chars(number.data(), end, real).ec == std::errc()) return true;
  // Out of range at which end: where the first digit that counts stands, moved by the exponent.
  const std::size_t mark = std::min(number.find_first_of("eE"), number.size());
  const std::string_view digits = number.substr(0, mark);
  const std::size_t first = digits.find_first_of("123456789");
  if (first == std::string_view::npos) return true;
  const auto point = static_cast<std::int64_t>(std::min(digits.find('.'), digits.size()));
  std::string_view exponent_text = number.substr(std::min(mark + 1, number.size()));
  if (exponent_text.starts_with('+')) exponent_text.remove_prefix(1);
  std::int64_t exponent = 0;
  const auto parsed = std::from_chars(exponent_text.data(), end, exponent);
  if (parsed.ec == std::errc::result_out_of_range) return exponent_text.starts_with('-');
  return exponent < static_cast<std::int64_t>(first) - point;
}

class Scan {
 public:
  Scan(std::string_view text, std::size_t max_depth) : text_(text), max_depth_(max_depth) {}

  [[nodiscard]] std::optional<Fault> run();

 private:
  // What the grammar allows at this place.
  enum class Wanted : std::uint8_t {
    value,
    first_element,
    key,
    first_key,
    colon,
    after_element,
    after_member,
    end
  };

  // Each reads what is wanted and returns false after it has set the fault.
  [[nodiscard]] bool step();
  [[nodiscard]] bool value();
  [[nodiscard]] bool key();
  [[nodiscard]] bool open(char bracket);
  [[nodiscard]] bool string();
  [[nodiscard]] bool escape();
  [[nodiscard]] bool unicode_escape();
  [[nodiscard]] bool number();
  [[nodiscard]] bool word();

  [[nodiscard]] bool unexpected();
  [[nodiscard]] bool fail(std::size_t offset, std::string message);
  [[nodiscard]] std::optional<unsigned> hex_at(std::size_t at) const;
  [[nodiscard]] std::string quote_run(bool (*belongs)(char)) const;
  [[nodiscard]] std::string_view description() const;
  [[nodiscard]] bool closes(char c) const;
  void leave();
  void value_ended();

  std::string_view text_;
  std::size_t max_depth_;
  std::size_t at_ = 0;
  Wanted wanted_ = Wanted::value;
  std::string open_;  // the brackets around this place
  std::optional<Fault> fault_;
};

std::optional<Fault> Scan::run() {
  while (true) {
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
    if (at_ == text_.size() && wanted_ == Wanted::end) return {};
    if (!step()) return std::move(fault_);
  }
}

bool Scan::step() {
  if (at_ == text_.size()) return unexpected();
  const char c = text_[at_];
  if (closes(c)) {
    leave();
    return true;
  }
  switch (wanted_) {
    case Wanted::value:
    case Wanted::first_element: return value();
    case Wanted::key:
    case Wanted::first_key: return key();
    case Wanted::colon:
      if (c != ':') return unexpected();
      wanted_ = Wanted::value;
      break;
    case Wanted::after_element:
    case Wanted::after_member:
      if (c != ',') return unexpected();
      wanted_ = wanted_ == Wanted::after_member ? Wanted::key : Wanted::value;
      break;
    case Wanted::end: return unexpected();
  }
  ++at_;
  return true;
}

bool Scan::closes(char c) const {
  if (c == ']') return wanted_ == Wanted::first_element || wanted_ == Wanted::after_element;
  if (c == '}') return wanted_ == Wanted::first_key || wanted_ == Wanted::after_member;
  return false;
}

void Scan::leave() {
  ++at_;
  open_.pop_back();
  value_ended();
}

void Scan::value_ended() {
  if (open_.empty()) {
    wanted_ = Wanted::end;
  } else {
    wanted_ = open_.back() == '[' ? Wanted::after_element : Wanted::after_member;
  }
}

bool Scan::value() {
  const char c = text_[at_];
  if (c == '[' || c == '{') return open(c);
  if (c == '"') {
    if (!string()) return false;
  } else if (c == '-' || is_digit(c)) {
    if (!number()) return false;
  } else if (is_word(c)) {
    if (!word()) return false;
  } else {
    return unexpected();
  }
  value_ended();
  return true;
}

bool Scan::open(char bracket) {
  if (open_.size() == max_depth_) {
    return fail(at_, fmt::format("nested deeper than {} levels", max_depth_));
  }
  open_ += bracket;
  ++at_;
  wanted_ = bracket == '[' ? Wanted::first_element : Wanted::first_key;
  return true;
}

bool Scan::key() {
  if (text_[at_] != '"') return unexpected();
  wanted_ = Wanted::colon;
  return string();
}

bool Scan::string() {
  const std::size_t begin = at_++;
  while (at_ < text_.size()) {
    const char c = text_[at_];
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"') {
      ++at_;
      return true;
    }
    if (byte < 0x20) {
      return fail(at_, fmt::format("control character U+{:04X} in a string, expected an escape",
                                   static_cast<unsigned>(byte)));
    }
    if (c == '\\') {
      if (!escape()) return false;
      continue;
    }
    const CodePoint point = code_point_at(text_, at_);
    if (!point.valid) return fail(at_, "invalid UTF-8");
    at_ += point.length;
  }
  return fail(begin, "a string that begins here never ends");
}

bool Scan::escape() {
  const std::size_t begin = at_;
  const char c = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
  if (c == 'u') return unicode_escape();
  at_ += 2;
  if (at_ > text_.size()) return fail(begin, "unexpected end of text in an escape");
  if (std::string_view("\"\\/bfnrt").find(c) != std::string_view::npos) return true;
  const CodePoint point = code_point_at(text_, begin + 1);
  return fail(begin, fmt::format("unknown escape '{}'", text_.substr(begin, 1 + point.length)));
}

std::optional<unsigned> Scan::hex_at(std::size_t at) const {
  const std::string_view digits = text_.substr(std::min(at, text_.size()), 4);
  unsigned value = 0;
  const char* const end = digits.data() + digits.size();
  const auto parsed = std::from_chars(digits.data(), end, value, 16);
  if (digits.size() != 4 || parsed.ec != std::errc() || parsed.ptr != end) return {};
  return value;
}

bool Scan::unicode_escape() {
  const std::size_t begin = at_;
  const std::optional<unsigned> unit = hex_at(begin + 2);
  if (!unit) return fail(begin, "'\\u' needs four hexadecimal digits");
  at_ += 6;
  if (!is_high_surrogate(*unit) && !is_low_surrogate(*unit)) return true;
  const bool another = text_.substr(at_, 2) == "\\u";
  const std::optional<unsigned> low = another ? hex_at(at_ + 2) : std::nullopt;
  if (is_low_surrogate(*unit) || !low || !is_low_surrogate(*low)) {
    return fail(begin, fmt::format("unpaired surrogate '{}'", text_.substr(begin, 6)));
  }
  at_ += 6;
  return true;
}

std::string Scan::quote_run(bool (*belongs)(char)) const {
  const std::string_view rest = text_.substr(at_);
  const auto length = std::ranges::find_if_not(rest, belongs) - rest.begin();
  return shorten(rest.substr(0, static_cast<std::size_t>(length)), quoted_columns, "...");
}

bool Scan::number() {
  const auto belongs = [](char c) { return is_word(c) || c == '.' || c == '+' || c == '-'; };
  const std::size_t length = number_length(text_.substr(at_));
  const std::size_t end = at_ + length;
  if (length == 0 || (end < text_.size() && belongs(text_[end]))) {
    return fail(at_, fmt::format("'{}' is no number", quote_run(belongs)));
  }
  if (!in_range(text_.substr(at_, length))) {
    return fail(at_, fmt::format("number '{}' is out of range", quote_run(belongs)));
  }
  at_ = end;
  return true;
}

bool Scan::word() {
  for (const std::string_view known : {"true", "false", "null"}) {
    const std::size_t end = at_ + known.size();
    const bool longer = end < text_.size() && is_word(text_[end]);
    if (text_.substr(at_).starts_with(known) && !longer) {
      at_ = end;
      return true;
    }
  }
  return fail(at_, fmt::format("unexpected '{}', expected {}", quote_run(is_word), description()));
}

std::string_view Scan::description() const {
  switch (wanted_) {
    case Wanted::value: return "a value";
    case Wanted::first_element: return "a value or a closing bracket";
    case Wanted::key: return "a key in double quotes";
    case Wanted::first_key: return "a key in double quotes or a closing brace";
    case Wanted::colon: return "a colon";
    case Wanted::after_element: return "a comma or a closing bracket";
    case Wanted::after_member: return "a comma or a closing brace";
    case Wanted::end: break;
  }
  return "the end of the text";
}

bool Scan::unexpected() {
  if (at_ == text_.size()) {
    return fail(at_, fmt::format("unexpected end of text, expected {}", description()));
  }
  const CodePoint point = code_point_at(text_, at_);
  if (!point.valid) return fail(at_, "invalid UTF-8");
  return fail(at_, fmt::format("unexpected '{}', expected {}", text_.substr(at_, point.length),
                               description()));
}

bool Scan::fail(std::size_t offset, std::string message) {
  fault_ = Fault{offset, std::move(message)};
  return false;
}

Position position_of(std::string_view text, std::size_t offset, std::string_view name) {
  const std::string_view before = text.substr(0, offset);
  // 0 on the first line: npos + 1.
  const std::size_t line_start = before.rfind('\n') + 1;
  std::uint32_t column = 1;
  for (std::size_t at = line_start; at < offset; at += code_point_at(text, at).length) ++column;
  const auto lines = static_cast<std::uint32_t>(std::ranges::count(before, '\n'));
  return {.file = std::string(name), .line = lines + 1, .column = column};
}

}  // namespace

std::optional<Fault> find_fault(std::string_view text, std::size_t max_depth) {
  return Scan(text, max_depth).run();
}

Error explain_fault(std::string_view text, std::string_view name, std::size_t max_depth) {
  Error error = {.kind = ErrorKind::malformed, .message = "the file is empty"};
  error.position = Position{.file = std::string(name)};
  if (std::ranges::all_of(text, is_blank)) return error;
  const std::optional<Fault> fault = find_fault(text, max_depth);
  error.message = "invalid JSON: " + (fault ? fault->message : "the parser gave up");
  if (fault) error.position = position_of(text, fault->offset, name);
  return error;
}

}  // namespace stance::base::json
