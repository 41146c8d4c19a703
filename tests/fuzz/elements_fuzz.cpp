// Any bytes as a list: split in pieces as byte by byte, and read through windows as a whole.
#include "fixture.hpp"
#include "stance/base/element_reader.hpp"
#include "stance/base/sha256.hpp"
#include "stance/tenant/decode.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

namespace {

using namespace stance;
using namespace stance::base::json;

class TextReader : public base::ByteReader {
 public:
  explicit TextReader(std::string_view text) : left_(text) {}
  base::Result<std::size_t> read(std::span<char> into) override {
    const std::size_t size = std::min(into.size(), left_.size());
    std::memcpy(into.data(), left_.data(), size);
    left_.remove_prefix(size);
    return size;
  }

 private:
  std::string_view left_;
};

class Text : public base::ByteSource {
 public:
  explicit Text(std::string text) : text_(std::move(text)) {}
  [[nodiscard]] const std::string& name() const override { return name_; }
  [[nodiscard]] std::uint64_t size() const override { return text_.size(); }
  [[nodiscard]] std::unique_ptr<base::ByteReader> open(base::Sha256*) const override {
    return std::make_unique<TextReader>(text_);
  }

 private:
  std::string text_;
  std::string name_ = "x";
};

void check_splitter(std::string_view text, ListForm form, std::size_t piece) {
  ElementSplitter slow(form);
  ElementSplitter fast(form);
  std::vector<std::uint64_t> expected;
  std::vector<std::uint64_t> found;
  const std::size_t end = slow.feed_slowly(text, expected);
  std::size_t taken = 0;
  while (taken < text.size() && !fast.ended()) {
    taken += fast.feed(text.substr(taken, piece), found);
  }
  fuzz::require(slow.ended() == fast.ended(), "a list ends for one way of splitting only");
  fuzz::require(end == taken && expected == found, "two ways of splitting differ");
}

// Whether all of the text is a list; its elements are those of the document then.
bool read_in_windows(std::string_view text, std::size_t window, const Document* document) {
  ElementReader reader(
      {.bytes = std::make_shared<Text>(std::string(text)), .begin = 1, .window = window});
  std::uint64_t index = 0;
  Elements elements;
  while (true) {
    const auto more = reader.next(elements);
    if (!more) {
      fuzz::check_printable(base::render(more.error()));
      return false;
    }
    if (!*more) break;
    const auto list = reader.parse(elements);
    if (!list) {
      fuzz::check_printable(base::render(list.error()));
      return false;
    }
    for (const Cursor element : list->elements()) {
      if (document == nullptr) break;
      fuzz::require(tenant::same_value(document->root().at(index++), element),
                    "an element is another one in a window");
    }
  }
  if (document != nullptr) {
    fuzz::require(index == document->root().size(), "elements are missing in windows");
  }
  const auto rest = reader.rest(text.size());
  fuzz::require(rest.has_value() && rest->has_value(), "the rest is longer than all");
  return (*rest)->starts_with(']') && (*rest)->find_first_not_of(" \t\r\n", 1) == std::string::npos;
}

}  // namespace

// The name is libFuzzer's. NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const std::size_t window = 1 + data[0];
  const std::string text = "[" + std::string(reinterpret_cast<const char*>(data + 1), size - 1);
  for (const ListForm form : {ListForm::array, ListForm::lines}) {
    check_splitter(std::string_view(text).substr(1), form, window);
  }
  const auto document = Document::parse(base::Buffer::copy_of(text), "x");
  const bool read = read_in_windows(text, window, document ? &*document : nullptr);
  fuzz::require(read == document.has_value(), "windows and the whole disagree on what is JSON");
  return 0;
}
