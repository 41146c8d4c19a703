#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace stance::base::json {

// What holds a list of JSON values together: an array, or the lines of a text (NDJSON).
enum class ListForm : std::uint8_t { array, lines };

// Finds where the elements of a list end, in pieces of any size and without judging them: only
// strings, escapes and nesting are understood. That the text is JSON has to be checked by whoever
// reads the elements.
class ElementSplitter {
 public:
  explicit ElementSplitter(ListForm form) : separator_(form == ListForm::array ? ',' : '\n') {}

  // Goes on with the next bytes, of which the first ones are those behind the opening bracket of an
  // array, or those of the first line. Appends where separators stand that are in no element,
  // counted from the first byte of all. Stops behind a bracket that closes more than was opened;
  // returns how many bytes were taken.
  std::size_t feed(std::string_view bytes, std::vector<std::uint64_t>& separators);
  // The same one byte after the other: what the fast way is held against.
  std::size_t feed_slowly(std::string_view bytes, std::vector<std::uint64_t>& separators);

  // Whether the bracket that ends the list was among the bytes.
  [[nodiscard]] bool ended() const { return ended_; }

 private:
  struct Block;
  // Of 64 bytes, how many were taken.
  std::size_t feed_block(const char* bytes, std::vector<std::uint64_t>& separators);
  std::size_t walk(const Block& block, std::vector<std::uint64_t>& separators);

  char separator_;
  bool in_string_ = false;
  bool escaped_ = false;  // the next byte follows a backslash that counts
  bool ended_ = false;
  std::uint64_t depth_ = 0;  // brackets that are open inside of the element
  std::uint64_t taken_ = 0;  // bytes before the next one
};

}  // namespace stance::base::json
