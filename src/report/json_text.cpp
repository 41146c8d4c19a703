#include "json_text.hpp"

#include "stance/base/text.hpp"

#include <algorithm>
#include <limits>

namespace stance::report {

namespace {

// Bytes of the UTF-8 character at the front.
std::size_t character_length(std::string_view text) {
  std::size_t length = 1;
  while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U) {
    ++length;
  }
  return length;
}

std::string escape_unit(unsigned unit) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out = "\\u";
  for (const unsigned shift : {12U, 8U, 4U, 0U}) out += digits[unit >> shift & 0xFU];
  return out;
}

std::string escape(std::string_view character) {
  constexpr unsigned lead_bits[] = {0x7F, 0x1F, 0x0F, 0x07};
  const std::size_t tail = std::min<std::size_t>(character.size() - 1, 3);
  unsigned code = static_cast<unsigned char>(character[0]) & lead_bits[tail];
  for (const char c : character.substr(1)) {
    code = code << 6U | (static_cast<unsigned char>(c) & 0x3FU);
  }
  if (code < 0x1'0000) return escape_unit(code);
  code -= 0x1'0000;
  return escape_unit(0xD800 + (code >> 10U)) + escape_unit(0xDC00 + (code & 0x3FFU));
}

}  // namespace

std::int64_t billionths(model::Ratio credit) {
  credit = model::reduce(credit);
  if (credit.full()) return one_in_billionths;
  // One more digit must fit.
  while (credit.den > std::numeric_limits<std::int64_t>::max() / 10) {
    credit.den /= 2;
    credit.num /= 2;
  }
  std::int64_t digits = 0;
  std::int64_t rest = credit.num;
  for (int place = 0; place < 9; ++place) {
    rest *= 10;
    digits = digits * 10 + rest / credit.den;
    rest %= credit.den;
  }
  // Halving may have made an almost full credit look full.
  return std::min(digits, one_in_billionths - 1);
}

std::string without_hidden(std::string_view json) {
  std::string safe;
  safe.reserve(json.size());
  std::size_t copied = 0;
  for (std::size_t at = 0; at < json.size();) {
    // Nearly all text ends here.
    if (static_cast<unsigned char>(json[at]) < 0x7F) {
      ++at;
      continue;
    }
    const std::string_view character = json.substr(at, character_length(json.substr(at)));
    if (base::printable(character) != character) {
      safe += json.substr(copied, at - copied);
      safe += escape(character);
      copied = at + character.size();
    }
    at += character.size();
  }
  safe += json.substr(copied);
  return safe;
}

}  // namespace stance::report
