#include "stream_file.hpp"

#include "stance/base/element_reader.hpp"
#include "stance/base/sha256.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <utility>

namespace stance::ingest {
namespace {

using base::json::Cursor;
using base::json::Document;
using base::json::ElementReader;
using base::json::Elements;
using base::json::Kind;
using base::json::ListForm;
using tenant::LargeList;

// What may stand before and behind the list.
constexpr std::size_t max_frame_bytes = std::size_t{1} << 20;

constexpr std::string_view mark = "\xef\xbb\xbf";
constexpr std::string_view blanks = " \t\r\n";

// Walks over the beginning of a file without judging it.
class Outline {
 public:
  explicit Outline(std::string_view head) : head_(head) {}

  // Where the list is, as far as the beginning tells; `bytes` is left open.
  std::optional<LargeList> find() {
    if (head_.starts_with(mark)) at_ = mark.size();
    const std::size_t start = at_;
    skip_blanks();
    if (is('[')) return LargeList{.elements = {.begin = at_ + 1}};
    if (!is('{')) return std::nullopt;
    ++at_;
    while (skip_blanks(), is('"')) {
      const std::string_view key = take_string();
      skip_blanks();
      if (!is(':')) return std::nullopt;
      ++at_;
      skip_blanks();
      if (key == "value" && is('[')) {
        return LargeList{.elements = {.begin = at_ + 1, .levels = 2}, .pointer = "/value"};
      }
      skip_value();
      skip_blanks();
      if (!is(',')) break;
      ++at_;
    }
    if (!is('}')) return std::nullopt;
    ++at_;
    skip_blanks();
    if (!is('{')) return std::nullopt;
    return LargeList{.elements = {.form = ListForm::lines, .begin = start}};
  }

 private:
  [[nodiscard]] bool is(char c) const { return at_ < head_.size() && head_[at_] == c; }
  void skip_blanks() { at_ = std::min(head_.find_first_not_of(blanks, at_), head_.size()); }

  std::string_view take_string() {
    const std::size_t from = ++at_;
    while (at_ < head_.size() && head_[at_] != '"') at_ += head_[at_] == '\\' ? 2U : 1U;
    const std::size_t end = std::min(at_, head_.size());
    at_ = std::min(end + 1, head_.size());
    return head_.substr(from, end - from);
  }

  // Up to the comma or bracket behind a value.
  void skip_value() {
    std::size_t depth = 0;
    while (at_ < head_.size()) {
      const char c = head_[at_];
      if (c == '"') {
        static_cast<void>(take_string());
        continue;
      }
      if (depth == 0 && (c == ',' || c == '}' || c == ']')) return;
      if (c == '{' || c == '[') ++depth;
      if (c == '}' || c == ']') --depth;
      ++at_;
    }
  }

  std::string_view head_;
  std::size_t at_ = 0;
};

base::Result<std::string> read_head(const base::ByteSource& bytes) {
  const auto reader = bytes.open();
  std::string head(max_frame_bytes, '\0');
  std::size_t used = 0;
  while (used < head.size()) {
    const auto count = reader->read(std::span(head).subspan(used));
    if (!count) return tl::unexpected(count.error());
    if (*count == 0) break;
    used += *count;
  }
  head.resize(used);
  return head;
}

// Reads all of a list and keeps its first elements.
class Loader {
 public:
  Loader(LargeList list, std::string head) : list_(std::move(list)), head_(std::move(head)) {}

  base::Result<std::optional<LoadedFile>> run();

 private:
  base::Result<bool> read_list(ElementReader& reader);
  void take(Cursor list, const Elements& elements);
  [[nodiscard]] base::Result<Document> frame(const std::string& rest) const;
  [[nodiscard]] std::vector<Repair> repairs() const;

  LargeList list_;
  std::string head_;
  std::string first_ = {};  // the elements up to the first row
  bool found_ = false;      // that row
};

base::Result<std::optional<LoadedFile>> Loader::run() {
  const std::string name = list_.elements.bytes->name();
  base::Sha256 hash;
  ElementReader reader(list_.elements, &hash);
  const auto rows = read_list(reader);
  if (!rows) return tl::unexpected(rows.error());
  if (!*rows) return std::nullopt;
  const auto rest = reader.rest(max_frame_bytes);
  if (!rest) return tl::unexpected(rest.error());
  if (!*rest) return std::nullopt;
  const bool lines = list_.elements.form == ListForm::lines;
  if (lines && (list_.size < 2 || !(*rest)->empty())) return std::nullopt;
  auto document = frame(**rest);
  if (!document) return tl::unexpected(std::move(document).error());
  const Cursor root = document->root();
  if (root.is(Kind::object)) {
    std::size_t values = 0;
    for (const base::json::Member member : root.members()) {
      values += member.key == "value" ? 1U : 0U;
    }
    if (values != 1) return std::nullopt;
  }
  return LoadedFile{
      .path = name,
      .document = *std::move(document),
      .encoding = head_.starts_with(mark) ? base::Encoding::utf8_bom : base::Encoding::utf8,
      .sha256 = hash.hex(),
      .repairs = lines ? repairs() : std::vector<Repair>{},
      .list = std::make_shared<const LargeList>(std::move(list_))};
}

// False when it begins with something else than objects.
base::Result<bool> Loader::read_list(ElementReader& reader) {
  for (Elements elements;;) {
    const auto more = reader.next(elements);
    if (!more) return tl::unexpected(more.error());
    if (!*more) return found_;
    const auto list = reader.parse(elements);
    if (!list) return tl::unexpected(list.error());
    take(*list, elements);
    if (!found_ && list_.rows > 0) return false;
    // Nulls without end are no list of objects.
    if (first_.size() > max_frame_bytes) return false;
  }
}

void Loader::take(Cursor list, const Elements& elements) {
  std::uint64_t row = ~std::uint64_t{0};
  for (const Cursor element : list.elements()) {
    const std::uint64_t index = list_.size++;
    if (element.is(Kind::null)) continue;
    if (list_.rows++ > 0) continue;
    found_ = element.is(Kind::object);
    list_.first = index;
    row = index;
  }
  const bool before = !found_ || row != ~std::uint64_t{0};
  if (!before) return;
  base::json::for_each_element(elements,
                               [&](std::uint64_t index, std::size_t at, std::size_t size) {
                                 if (index > row) return;
                                 if (!first_.empty()) first_ += ',';
                                 first_ += elements.text.substr(at, size);
                               });
}

// The file with only the first elements in the list.
base::Result<Document> Loader::frame(const std::string& rest) const {
  const std::size_t start = head_.starts_with(mark) ? mark.size() : 0;
  std::string text = head_.substr(start, list_.elements.begin - start);
  if (list_.elements.form == ListForm::lines) text += "[" + first_ + "]";
  if (list_.elements.form == ListForm::array) text += first_ + rest;
  return Document::parse(base::Buffer::copy_of(text), list_.elements.bytes->name());
}

// What a repair of the whole text would tell.
std::vector<Repair> Loader::repairs() const {
  const std::array<std::uint64_t, 1> second = {1};
  return {{std::string(sequence_repair), list_.size - 1,
           base::json::lines_of(list_.elements, second).front()}};
}

}  // namespace

base::Result<std::optional<LoadedFile>> load_streamed(const base::SharedBytes& bytes,
                                                      const Limits& limits) {
  auto head = read_head(*bytes);
  if (!head) return tl::unexpected(std::move(head).error());
  auto list = Outline(*head).find();
  if (!list) return std::nullopt;
  list->elements.bytes = bytes;
  list->elements.window = limits.window_bytes;
  auto loaded = Loader(*std::move(list), *std::move(head)).run();
  const bool malformed = !loaded && loaded.error().kind == base::ErrorKind::malformed;
  if (malformed && bytes->size() <= limits.file_bytes) return std::nullopt;
  return loaded;
}

}  // namespace stance::ingest
