#include "stance/base/json.hpp"

#include "json_fault.hpp"
#include "stance/base/text.hpp"

#include <simdjson.h>

#include <algorithm>
#include <utility>

namespace stance::base::json {

// A cursor reads the tape through pointers of these types.
static_assert(sizeof(Cursor) == 3 * sizeof(void*));

struct Document::State {
  Buffer text;
  simdjson::dom::document document;
};

struct Parser::State {
  simdjson::dom::parser parser;
};

namespace {

// simdjson counts the document itself as a level.
constexpr std::size_t vendor_depth = Document::max_depth + 1;

simdjson::error_code parse_into(simdjson::dom::document& document, std::string_view text) {
  static_assert(Buffer::padding >= simdjson::SIMDJSON_PADDING);
  simdjson::dom::parser parser;
  const simdjson::error_code error = parser.allocate(text.size(), vendor_depth);
  if (error != simdjson::SUCCESS) return error;
  return parser.parse_into_document(document, text.data(), text.size(), false).error();
}

Cursor root_of(const simdjson::dom::document& document) {
  const std::uint64_t* tape = document.tape.get();
  return {tape + 1, document.string_buf.get(), tape};
}

}  // namespace

Cursor Cursor::find(std::string_view key) const {
  if (!is(Kind::object)) return {};
  for (const Member member : members()) {
    if (member.key == key) return member.value;
  }
  return {};
}

Cursor Cursor::find_fold(std::string_view key) const {
  if (!is(Kind::object)) return {};
  for (const Member member : members()) {
    if (equal_fold(member.key, key)) return member.value;
  }
  return {};
}

Cursor Cursor::at(std::size_t index) const {
  if (!is(Kind::array)) return {};
  for (const Cursor element : elements()) {
    if (index-- == 0) return element;
  }
  return {};
}

Document::Document(std::unique_ptr<State> state) : state_(std::move(state)) {}
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;
Document::~Document() = default;

Result<Document> Document::parse(Buffer text, std::string_view name) { return take(text, name); }

Result<Document> Document::take(Buffer& text, std::string_view name) {
  auto state = std::make_unique<State>();
  const std::string_view view = text.view();
  if (view.empty() || parse_into(state->document, view) != simdjson::SUCCESS) {
    return tl::unexpected(explain_fault(view, name, max_depth));
  }
  state->text = std::move(text);
  return Document(std::move(state));
}

Cursor Document::root() const { return root_of(state_->document); }

std::string_view Document::text() const { return state_->text.view(); }

Parser::Parser() : state_(std::make_unique<State>()) {}
Parser::~Parser() = default;
Parser::Parser(Parser&&) noexcept = default;
Parser& Parser::operator=(Parser&&) noexcept = default;

Cursor Parser::parse(std::string_view text) {
  simdjson::dom::parser& parser = state_->parser;
  if (text.empty()) return {};
  if (parser.capacity() < text.size()) {
    if (parser.allocate(text.size(), vendor_depth) != simdjson::SUCCESS) return {};
  }
  if (parser.parse(text.data(), text.size(), false).error() != simdjson::SUCCESS) return {};
  return root_of(parser.doc);
}

std::string escape_pointer(std::string_view token) {
  std::string out;
  out.reserve(token.size());
  for (const char c : token) {
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace stance::base::json
