#include "node.hpp"

#include "json_text.hpp"
#include "number.hpp"

#include <fmt/format.h>

namespace stance::catalog {

using base::json::Cursor;
using base::json::Kind;

Node::Node(Cursor at, const SourceFile& file) : file_(&file), json_(at) {
  if (!at.is(Kind::array)) return;
  bool first = true;
  for (const Cursor part : at.elements()) {
    if (!first) {
      content_ = part;
    } else if (part.is(Kind::integer)) {
      const auto place = static_cast<std::uint64_t>(part.integer());
      style_ = static_cast<Style>(place % 8);
      column_ = static_cast<std::uint32_t>(place / 8 % columns_in_place);
      line_ = static_cast<std::uint32_t>(place / 8 / columns_in_place);
    }
    first = false;
  }
}

std::string_view Node::text() const {
  return content_.is(Kind::text) ? content_.text() : std::string_view{};
}

std::vector<Node> Node::items() const {
  std::vector<Node> out;
  if (!is_sequence() || !content_.is(Kind::array)) return out;
  out.reserve(content_.size());
  for (const Cursor item : content_.elements()) out.emplace_back(item, *file_);
  return out;
}

std::vector<std::pair<Node, Node>> Node::pairs() const {
  std::vector<std::pair<Node, Node>> out;
  if (!is_mapping() || !content_.is(Kind::array)) return out;
  out.reserve(content_.size() / 2);
  Node key;
  for (const Cursor item : content_.elements()) {
    const Node node(item, *file_);
    if (key) {
      out.emplace_back(key, node);
      key = {};
    } else {
      key = node;
    }
  }
  return out;
}

Node Node::find(std::string_view key) const {
  if (!is_mapping() || !content_.is(Kind::array)) return {};
  bool is_key = true;
  bool found = false;
  for (const Cursor item : content_.elements()) {
    if (found) return {item, *file_};
    if (is_key) {
      const Cursor name = item.at(1);
      found = name.is(Kind::text) && name.text() == key;
    }
    is_key = !is_key;
  }
  return {};
}

namespace {

void append_plain(std::string& out, const Node& node);

void append_pairs(std::string& out, const Node& node) {
  out += '{';
  for (const auto& [key, value] : node.pairs()) {
    if (out.back() != '{') out += ',';
    append_json(out, key.text());
    out += ':';
    append_plain(out, value);
  }
  out += '}';
}

void append_items(std::string& out, const Node& node) {
  out += '[';
  for (const Node& item : node.items()) {
    if (out.back() != '[') out += ',';
    append_plain(out, item);
  }
  out += ']';
}

void append_scalar(std::string& out, const Node& node) {
  const std::string_view text = node.text();
  if (node.style() != Style::plain) return append_json(out, text);
  if (text == "true" || text == "false") {
    out += text;
  } else if (const auto integer = parse_integer(text)) {
    out += fmt::format("{}", *integer);
  } else if (const auto real = parse_real(text)) {
    // A number stays a real one, whatever its value.
    const std::string digits = fmt::format("{}", *real);
    out += digits;
    if (digits.find_first_of(".e") == std::string::npos) out += ".0";
  } else {
    append_json(out, text);
  }
}

void append_plain(std::string& out, const Node& node) {
  if (node.is_mapping()) {
    append_pairs(out, node);
  } else if (node.is_sequence()) {
    append_items(out, node);
  } else if (node.is_null()) {
    out += "null";
  } else {
    append_scalar(out, node);
  }
}

}  // namespace

std::string plain_json(const Node& node) {
  std::string out;
  append_plain(out, node);
  return out;
}

}  // namespace stance::catalog
