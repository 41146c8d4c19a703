#include "stance/base/element_reader.hpp"

#include "json_fault.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <utility>

namespace stance::base::json {
namespace {

// Room for brackets before the first element.
constexpr std::size_t front = 2;

constexpr std::size_t skipped_at_once = std::size_t{64} << 10;

constexpr std::string_view blanks = " \t\r\n";

bool is_blank(std::string_view text) {
  return text.find_first_not_of(blanks) == std::string_view::npos;
}

bool is_container(Cursor value) { return value.is(Kind::object) || value.is(Kind::array); }

// What stands before, between and behind separators, from the first piece on.
template <class Visit>
void for_each_piece(const Elements& elements, const Visit& visit) {
  std::size_t from = 0;
  for (const std::uint64_t separator : elements.separators) {
    visit(from, separator - from);
    from = separator + 1;
  }
  visit(from, elements.text.size() - from);
}

// Calls with what was read until `size` bytes were.
template <class Visit>
Result<void> pass_over(ByteReader& reader, std::uint64_t size, const Visit& visit) {
  Buffer passed(skipped_at_once);
  while (size > 0) {
    const auto count = reader.read({passed.data(), std::min<std::uint64_t>(size, passed.size())});
    if (!count) return tl::unexpected(count.error());
    if (*count == 0) break;
    visit(passed.view().substr(0, *count));
    size -= *count;
  }
  return {};
}

std::uint64_t feeds_in(std::string_view text) {
  return static_cast<std::uint64_t>(std::ranges::count(text, '\n'));
}

}  // namespace

void for_each_element(
    const Elements& elements,
    const std::function<void(std::uint64_t index, std::size_t at, std::size_t size)>& visit) {
  std::uint64_t index = elements.first;
  for_each_piece(elements, [&](std::size_t at, std::size_t size) {
    if (!is_blank(elements.text.substr(at, size))) visit(index++, at, size);
  });
}

std::vector<std::uint64_t> lines_of(const ElementList& list,
                                    std::span<const std::uint64_t> indexes) {
  std::multimap<std::uint64_t, std::size_t> wanted;  // places in the result, by index
  for (std::size_t i = 0; i < indexes.size(); ++i) wanted.emplace(indexes[i], i);
  std::vector<std::uint64_t> lines(indexes.size(), 0);
  ElementReader reader(list);
  const auto counter = list.bytes->open(nullptr);
  std::uint64_t line = 1;
  std::uint64_t counted = 0;  // bytes
  auto next = wanted.begin();
  for (Elements elements; next != wanted.end();) {
    const auto more = reader.next(elements);
    if (!more || !*more) break;
    if (elements.first + elements.count <= next->first) continue;
    for_each_element(elements, [&](std::uint64_t index, std::size_t at, std::size_t) {
      if (next == wanted.end() || next->first != index) return;
      const std::uint64_t place = elements.offset + elements.text.find_first_not_of(blanks, at);
      const auto passed = pass_over(*counter, place - counted,
                                    [&](std::string_view text) { line += feeds_in(text); });
      counted = place;
      for (; next != wanted.end() && next->first == index; ++next) {
        lines[next->second] = passed ? line : 0;
      }
    });
  }
  return lines;
}

ElementReader::ElementReader(ElementList list, Sha256* hash)
    : list_(std::move(list)), reader_(list_.bytes->open(hash)), splitter_(list_.form) {}

Result<bool> ElementReader::next(Elements& out) {
  if (!begun_) {
    if (auto skipped = skip_to_begin(); !skipped) return tl::unexpected(std::move(skipped).error());
    begun_ = true;
  }
  while (!finished_) {
    drop_window();
    if (auto filled = fill(); !filled) return tl::unexpected(std::move(filled).error());
    set_window(out);
    if (out.count > 0) return true;
  }
  return false;
}

Result<void> ElementReader::skip_to_begin() {
  return pass_over(*reader_, list_.begin, [](std::string_view) {});
}

// Until an element ends.
Result<void> ElementReader::fill() {
  while (separators_.empty() && !end_ && !exhausted_) {
    if (used_ > list_.longest) {
      return tl::unexpected(
          fault_at(before_, fmt::format("an element has more than {} bytes", list_.longest)));
    }
    const auto more = read_more();
    if (!more) return tl::unexpected(more.error());
    std::string_view bytes = buffer_.view().substr(front + used_, *more);
    const std::size_t taken = splitter_.feed(bytes, separators_);
    for (std::uint64_t& separator : separators_) separator -= before_;
    if (splitter_.ended()) end_ = used_ + taken - 1;
    used_ += *more;
  }
  if (!end_ && exhausted_ && list_.form == ListForm::array) {
    return tl::unexpected(fault_at(
        before_ + used_, "invalid JSON: unexpected end of text, expected a closing bracket"));
  }
  return {};
}

Result<std::size_t> ElementReader::read_more() {
  const std::size_t needed = front + used_ + list_.window + list_.levels;
  if (buffer_.size() < needed) {
    Buffer larger(std::max(needed, 2 * buffer_.size()));
    if (used_ > 0) std::memcpy(larger.data() + front, buffer_.data() + front, used_);
    buffer_ = std::move(larger);
  }
  auto count = reader_->read({buffer_.data() + front + used_, list_.window});
  if (count && *count == 0) exhausted_ = true;
  return count;
}

void ElementReader::drop_window() {
  if (!covered_.empty()) {
    // The closing brackets were written behind the last element, where the next ones begin.
    std::memcpy(buffer_.data() + front + covered_at_, covered_.data(), covered_.size());
    covered_.clear();
  }
  if (dropped_ == 0) return;
  std::memmove(buffer_.data() + front, buffer_.data() + front + dropped_, used_ - dropped_);
  before_ += dropped_;
  used_ -= dropped_;
  dropped_ = 0;
  separators_.clear();
}

void ElementReader::set_window(Elements& out) {
  finished_ = end_.has_value() || exhausted_;
  std::size_t size = end_.value_or(used_);
  dropped_ = size;
  out.separators = separators_;
  if (!finished_) {
    size = separators_.back();
    dropped_ = size + 1;
    out.separators = out.separators.first(separators_.size() - 1);
  }
  out.first = given_;
  out.offset = list_.begin + before_;
  out.text = buffer_.view().substr(front, size);
  out.count = count_of(out);
  given_ += out.count;
}

std::size_t ElementReader::count_of(const Elements& elements) const {
  if (list_.form == ListForm::lines) {
    std::size_t count = 0;
    for_each_element(elements, [&](std::uint64_t, std::size_t, std::size_t) { ++count; });
    return count;
  }
  // A comma at the end is no JSON, which parse() tells of.
  const bool none = finished_ && given_ == 0 && elements.separators.empty();
  return none && is_blank(elements.text) ? 0 : elements.separators.size() + 1;
}

Result<Cursor> ElementReader::parse(const Elements& elements) {
  const std::string_view text = wrap(elements);
  Cursor list = parser_.parse(text);
  if (!list.valid()) {
    const auto fault = find_fault(text, Document::max_depth);
    const std::size_t at = fault ? std::max(fault->offset, list_.levels) - list_.levels : 0;
    return tl::unexpected(
        fault_at(elements.offset - list_.begin + std::min(at, elements.text.size()),
                 "invalid JSON: " + (fault ? fault->message : std::string("the parser gave up"))));
  }
  for (std::size_t level = 1; level < list_.levels; ++level) list = list.at(0);
  bool whole = list.size() == elements.count;
  if (list_.form == ListForm::lines) {
    for (const Cursor element : list.elements()) whole = whole && is_container(element);
  }
  if (whole) return list;
  return tl::unexpected(
      fault_at(elements.offset - list_.begin, list_.form == ListForm::array
                                                  ? "invalid JSON: a value is missing"
                                                  : "a line is neither an object nor a list"));
}

std::string_view ElementReader::wrap(const Elements& elements) {
  if (list_.form == ListForm::lines) join_lines(elements);
  char* const text = buffer_.data() + front;
  const std::size_t size = elements.text.size();
  if (covered_.empty()) {
    covered_at_ = size;
    covered_.assign(text + size, list_.levels);
  }
  std::memset(text - list_.levels, '[', list_.levels);
  std::memset(text + size, ']', list_.levels);
  return buffer_.view().substr(front - list_.levels, size + 2 * list_.levels);
}

// Puts a comma between lines that are not blank.
void ElementReader::join_lines(const Elements& elements) {
  char* const text = buffer_.data() + front;
  const std::span<const std::uint64_t> separators = elements.separators;
  std::size_t from = 0;
  bool any = false;
  for (std::size_t i = 0; i < separators.size(); ++i) {
    any = any || !is_blank(elements.text.substr(from, separators[i] - from));
    from = separators[i] + 1;
    const std::size_t to = i + 1 < separators.size() ? separators[i + 1] : elements.text.size();
    const bool follows = !is_blank(elements.text.substr(from, to - from));
    text[separators[i]] = any && follows ? ',' : ' ';
  }
}

Result<std::optional<std::string>> ElementReader::rest(std::size_t limit) {
  drop_window();
  std::string all(buffer_.view().substr(front, used_));
  while (!exhausted_ && all.size() <= limit) {
    used_ = 0;
    const auto more = read_more();
    if (!more) return tl::unexpected(more.error());
    all += buffer_.view().substr(front, *more);
  }
  if (all.size() > limit) return std::nullopt;
  return all;
}

// A place in the list, with the line that it is on.
Error ElementReader::fault_at(std::uint64_t place, std::string message) const {
  std::uint64_t line = 1;
  const auto reader = list_.bytes->open(nullptr);
  static_cast<void>(pass_over(*reader, list_.begin + place,
                              [&](std::string_view text) { line += feeds_in(text); }));
  return {
      .kind = ErrorKind::malformed,
      .message = std::move(message),
      .position = Position{.file = list_.bytes->name(), .line = static_cast<std::uint32_t>(line)}};
}

}  // namespace stance::base::json
