#pragma once

#include "stance/base/byte_source.hpp"
#include "stance/base/element_splitter.hpp"
#include "stance/base/error.hpp"
#include "stance/base/file.hpp"
#include "stance/base/json.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stance::base::json {

// Where the elements of a large list stand.
struct ElementList {
  SharedBytes bytes = nullptr;
  ListForm form = ListForm::array;
  // The byte behind the opening bracket, or the first one of the first line.
  std::uint64_t begin = 0;
  // How many brackets are open around an element, 1 or 2.
  std::size_t levels = 1;
  // Bytes that are read at a time; a longer element is read whole.
  std::size_t window = std::size_t{256} << 10;
  // Bytes that an element may have.
  std::size_t longest = std::size_t{64} << 20;
};

// Elements that stand one after the other.
struct Elements {
  std::uint64_t first = 0;     // index in the list
  std::size_t count = 0;       // elements
  std::uint64_t offset = 0;    // of the text, in bytes
  std::string_view text = {};  // them, blanks around them, and what stands between them
  std::span<const std::uint64_t> separators = {};  // places in the text
};

// Gives the index in the list, the first byte in the text, and the size of each element with the
// blanks around it.
void for_each_element(
    const Elements& elements,
    const std::function<void(std::uint64_t index, std::size_t at, std::size_t size)>& visit);

// Where rows stand in a file: the lines, from 1, on which elements of a list begin, in the order
// of `indexes`; 0 for one that is not there, or when the file cannot be read any more.
[[nodiscard]] std::vector<std::uint64_t> lines_of(const ElementList& list,
                                                  std::span<const std::uint64_t> indexes);

// Goes over the elements of a list, of which a window is in memory at any time.
class ElementReader {
 public:
  // The stored bytes go to `hash`, too.
  explicit ElementReader(ElementList list, Sha256* hash = nullptr);

  // The next elements, at least one, until the next call; false at the end of the list. Bytes that
  // end before the list does, and an element that is too long, are `malformed`. What stands between
  // separators need not be JSON.
  [[nodiscard]] Result<bool> next(Elements& out);

  // The same as a JSON array, valid until the next call. All of it was checked: where that holds of
  // all windows, and of the text around the list, it holds of the whole. What is no JSON is
  // `malformed`, with its line.
  [[nodiscard]] Result<Cursor> parse(const Elements& elements);

  // What follows the last element, from the closing bracket on. Nothing when it is longer than
  // `limit`. To be called at the end of the list; the hash knows all bytes then.
  [[nodiscard]] Result<std::optional<std::string>> rest(std::size_t limit);

 private:
  [[nodiscard]] Result<void> skip_to_begin();
  [[nodiscard]] Result<void> fill();
  [[nodiscard]] Result<std::size_t> read_more();
  void drop_window();
  void set_window(Elements& out);
  [[nodiscard]] std::size_t count_of(const Elements& elements) const;
  [[nodiscard]] std::string_view wrap(const Elements& elements);
  void join_lines(const Elements& elements);
  [[nodiscard]] Error fault_at(std::uint64_t place, std::string message) const;

  ElementList list_;
  std::unique_ptr<ByteReader> reader_;
  ElementSplitter splitter_;
  Parser parser_ = {};
  Buffer buffer_ = {};  // room for brackets, then what is in memory
  std::size_t used_ = 0;
  std::size_t dropped_ = 0;                        // of these, bytes of the last window
  std::optional<std::size_t> end_ = std::nullopt;  // of the list, when it is in memory
  bool begun_ = false;
  bool exhausted_ = false;                      // there are no further bytes
  bool finished_ = false;                       // there are no further elements
  std::uint64_t before_ = 0;                    // bytes of the list before those in memory
  std::uint64_t given_ = 0;                     // elements before the next one
  std::vector<std::uint64_t> separators_ = {};  // places in memory
  std::string covered_ = {};                    // what brackets were written over
  std::size_t covered_at_ = 0;
};

}  // namespace stance::base::json
