#include "stance/base/element_splitter.hpp"

#include <bit>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace stance::base::json {
namespace {

constexpr std::size_t block_size = 64;

}  // namespace

std::size_t ElementSplitter::feed_slowly(std::string_view bytes,
                                         std::vector<std::uint64_t>& separators) {
  for (std::size_t at = 0; at < bytes.size() && !ended_; ++at) {
    const char c = bytes[at];
    const bool escaped = escaped_;
    escaped_ = c == '\\' && !escaped;
    ++taken_;
    if (c == '"' && !escaped) in_string_ = !in_string_;
    if (in_string_) continue;
    if (c == '{' || c == '[') {
      ++depth_;
    } else if (c == '}' || c == ']') {
      if (depth_ == 0) {
        ended_ = true;
        return at + 1;
      }
      --depth_;
    } else if (c == separator_ && depth_ == 0) {
      separators.push_back(taken_ - 1);
    }
  }
  return ended_ ? 0 : bytes.size();
}

#ifdef __SSE2__

// A bit for each byte.
struct ElementSplitter::Block {
  std::uint64_t quotes = 0;
  std::uint64_t backslashes = 0;
  std::uint64_t opening = 0;
  std::uint64_t closing = 0;
  std::uint64_t separators = 0;

  Block(const char* bytes, char separator) {
    for (std::size_t part = 0; part < block_size; part += sizeof(__m128i)) {
      const __m128i text = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + part));
      // "[" and "{" differ in this bit alone, and so do "]" and "}".
      const __m128i folded = _mm_or_si128(text, _mm_set1_epi8(0x20));
      quotes |= mask(text, '"') << part;
      backslashes |= mask(text, '\\') << part;
      opening |= mask(folded, '{') << part;
      closing |= mask(folded, '}') << part;
      separators |= mask(text, separator) << part;
    }
  }

 private:
  static std::uint64_t mask(__m128i text, char wanted) {
    const int bits = _mm_movemask_epi8(_mm_cmpeq_epi8(text, _mm_set1_epi8(wanted)));
    return static_cast<std::uint32_t>(bits);
  }
};

namespace {

// The bytes behind a backslash that is not escaped itself: an odd run of backslashes escapes the
// byte behind it, which an addition finds, as its carry runs to the end of the run.
std::uint64_t escaped_by(std::uint64_t backslashes, bool& escaped) {
  if (backslashes == 0) {
    const std::uint64_t first = escaped ? 1 : 0;
    escaped = false;
    return first;
  }
  constexpr std::uint64_t even = 0x5555'5555'5555'5555;
  if (escaped) backslashes &= ~std::uint64_t{1};
  const std::uint64_t follows = backslashes << 1U | (escaped ? 1U : 0U);
  const std::uint64_t odd_starts = backslashes & ~even & ~follows;
  std::uint64_t sum = 0;
  escaped = __builtin_add_overflow(odd_starts, backslashes, &sum);
  return (even ^ (sum << 1U)) & follows;
}

// Bit i is set when an odd number of bits is set up to i.
std::uint64_t prefix_xor(std::uint64_t bits) {
  for (unsigned shift = 1; shift < block_size; shift *= 2) bits ^= bits << shift;
  return bits;
}

}  // namespace

std::size_t ElementSplitter::feed_block(const char* bytes, std::vector<std::uint64_t>& separators) {
  Block block(bytes, separator_);
  block.quotes &= ~escaped_by(block.backslashes, escaped_);
  const std::uint64_t strings = prefix_xor(block.quotes) ^ (in_string_ ? ~std::uint64_t{0} : 0);
  in_string_ = strings >> (block_size - 1) != 0;
  block.opening &= ~strings;
  block.closing &= ~strings;
  block.separators &= ~strings;
  const auto closing = static_cast<std::uint64_t>(std::popcount(block.closing));
  // Nothing in the block can end the element.
  if (depth_ > closing) {
    depth_ += static_cast<std::uint64_t>(std::popcount(block.opening)) - closing;
    taken_ += block_size;
    return block_size;
  }
  return walk(block, separators);
}

std::size_t ElementSplitter::walk(const Block& block, std::vector<std::uint64_t>& separators) {
  std::uint64_t left = block.opening | block.closing | block.separators;
  for (; left != 0; left &= left - 1) {
    const std::uint64_t bit = left & (~left + 1);
    const auto at = static_cast<std::uint64_t>(std::countr_zero(left));
    if ((block.opening & bit) != 0) {
      ++depth_;
    } else if ((block.closing & bit) != 0) {
      if (depth_ == 0) {
        ended_ = true;
        taken_ += at + 1;
        return at + 1;
      }
      --depth_;
    } else if (depth_ == 0) {
      separators.push_back(taken_ + at);
    }
  }
  taken_ += block_size;
  return block_size;
}

std::size_t ElementSplitter::feed(std::string_view bytes, std::vector<std::uint64_t>& separators) {
  std::size_t taken = 0;
  while (bytes.size() - taken >= block_size && !ended_) {
    taken += feed_block(bytes.data() + taken, separators);
  }
  return taken + feed_slowly(bytes.substr(taken), separators);
}

#else

std::size_t ElementSplitter::feed(std::string_view bytes, std::vector<std::uint64_t>& separators) {
  return feed_slowly(bytes, separators);
}

#endif

}  // namespace stance::base::json
