#include "stance/base/json.hpp"
#include "utf8.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <map>
#include <system_error>
#include <utility>

namespace stance::base::json {

namespace {

// The pointers as a tree of tokens, so that one pass over the text finds them all.
struct Node {
  std::map<std::string, std::size_t, std::less<>> children;
  std::vector<std::size_t> wanted;  // indexes of the pointers that end here
  bool visited = false;             // with duplicate keys, only the first one counts
};

// Nothing when the token has a "~" that begins no escape.
std::optional<std::string> unescape_token(std::string_view token) {
  std::string out;
  for (std::size_t at = 0; at < token.size(); ++at) {
    if (token[at] != '~') {
      out += token[at];
      continue;
    }
    ++at;
    if (at == token.size() || (token[at] != '0' && token[at] != '1')) return {};
    out += token[at] == '0' ? '~' : '/';
  }
  return out;
}

std::optional<std::vector<std::string>> tokens_of(std::string_view pointer) {
  std::vector<std::string> tokens;
  while (!pointer.empty()) {
    // No document is deeper, and the walk below recurses once a token.
    if (pointer.front() != '/' || tokens.size() > Document::max_depth) return {};
    pointer.remove_prefix(1);
    const std::size_t length = std::min(pointer.find('/'), pointer.size());
    auto token = unescape_token(pointer.substr(0, length));
    if (!token) return {};
    tokens.push_back(*std::move(token));
    pointer.remove_prefix(length);
  }
  return tokens;
}

std::vector<Node> tree_of(std::span<const std::string> pointers) {
  std::vector<Node> nodes(1);
  for (std::size_t i = 0; i < pointers.size(); ++i) {
    const auto tokens = tokens_of(pointers[i]);
    if (!tokens) continue;
    std::size_t node = 0;
    for (const std::string& token : *tokens) {
      const auto [child, added] = nodes[node].children.try_emplace(token, nodes.size());
      node = child->second;
      if (added) nodes.emplace_back();
    }
    nodes[node].wanted.push_back(i);
  }
  return nodes;
}

std::optional<std::size_t> index_of(std::string_view token) {
  std::size_t index = 0;
  const char* const end = token.data() + token.size();
  const auto parsed = std::from_chars(token.data(), end, index);
  const bool leading_zero = token.size() > 1 && token.front() == '0';
  if (parsed.ec != std::errc() || parsed.ptr != end || leading_zero) return {};
  return index;
}

char32_t unit_of(std::string_view digits) {
  unsigned value = replacement_character;
  std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  return value;
}

// The text of a valid JSON string without its quotes.
std::string unescape_string(std::string_view raw) {
  constexpr std::string_view letters = "bfnrt";
  constexpr std::string_view meanings = "\b\f\n\r\t";
  std::string out;
  for (std::size_t at = 0; at < raw.size(); ++at) {
    if (raw[at] != '\\' || at + 1 == raw.size()) {
      out += raw[at];
      continue;
    }
    const char c = raw[++at];
    if (c != 'u') {
      const std::size_t letter = letters.find(c);
      out += letter == std::string_view::npos ? c : meanings[letter];
      continue;
    }
    char32_t value = unit_of(raw.substr(at + 1, 4));
    at += 4;
    if (value >= 0xd800 && value <= 0xdbff && raw.size() > at + 6) {
      value = 0x10000 + ((value - 0xd800) << 10U) + (unit_of(raw.substr(at + 3, 4)) - 0xdc00);
      at += 6;
    }
    append_utf8(out, value);
  }
  return out;
}

constexpr std::array<bool, 256> structural = [] {
  std::array<bool, 256> table = {};
  for (const char c : {'"', '[', ']', '{', '}'}) table[static_cast<unsigned char>(c)] = true;
  return table;
}();

bool ends_scalar(char c) {
  return c == ',' || c == ']' || c == '}' || static_cast<unsigned char>(c) <= ' ';
}

class Walk {
 public:
  Walk(std::string_view text, std::vector<Node> nodes, std::size_t pointers)
      : text_(text), nodes_(std::move(nodes)), lines_(pointers, 0) {}

  [[nodiscard]] std::vector<std::uint64_t> run() {
    value(0);
    return std::move(lines_);
  }

 private:
  // Each begins at the first byte of what it reads and ends behind its last one.
  void value(std::size_t node);
  void object(std::size_t node);
  void array(std::size_t node);
  void skip_value();
  void skip_nested(std::size_t depth);
  [[nodiscard]] std::string_view skip_string();

  void skip_blanks() {
    while (at_ < text_.size() && static_cast<unsigned char>(text_[at_]) <= ' ') ++at_;
  }
  // Whether another key or element follows the bracket or comma here.
  [[nodiscard]] bool more();
  void note_line(const Node& node);

  std::string_view text_;
  std::vector<Node> nodes_;
  std::vector<std::uint64_t> lines_;
  std::size_t at_ = 0;
  std::size_t counted_ = 0;  // line feeds before this place are in line_
  std::uint64_t line_ = 1;
};

void Walk::note_line(const Node& node) {
  if (node.wanted.empty()) return;
  const std::string_view passed = text_.substr(0, at_);
  std::size_t feed = passed.find('\n', counted_);
  for (; feed != std::string_view::npos; feed = passed.find('\n', feed + 1)) ++line_;
  counted_ = at_;
  for (const std::size_t pointer : node.wanted) lines_[pointer] = line_;
}

void Walk::value(std::size_t node) {
  skip_blanks();
  if (at_ == text_.size()) return;
  nodes_[node].visited = true;
  note_line(nodes_[node]);
  const char c = text_[at_];
  if (c == '{' && !nodes_[node].children.empty()) {
    object(node);
  } else if (c == '[' && !nodes_[node].children.empty()) {
    array(node);
  } else {
    skip_value();
  }
}

bool Walk::more() {
  skip_blanks();
  if (at_ == text_.size()) return false;
  const char c = text_[at_++];
  if (c == ']' || c == '}') return false;
  skip_blanks();
  if (at_ == text_.size()) return false;
  // Only behind an opening bracket can the container end here.
  if (text_[at_] != ']' && text_[at_] != '}') return true;
  ++at_;
  return false;
}

void Walk::object(std::size_t node) {
  std::size_t left = nodes_[node].children.size();
  while (more()) {
    const std::string_view raw = skip_string();
    skip_blanks();
    if (at_ < text_.size()) ++at_;  // the colon
    const auto& children = nodes_[node].children;
    const bool escaped = raw.find('\\') != std::string_view::npos;
    const auto child = escaped ? children.find(unescape_string(raw)) : children.find(raw);
    if (child == children.end() || nodes_[child->second].visited) {
      skip_blanks();
      skip_value();
      continue;
    }
    value(child->second);
    if (--left > 0) continue;
    skip_nested(1);
    return;
  }
}

void Walk::array(std::size_t node) {
  std::vector<std::pair<std::size_t, std::size_t>> elements;
  for (const auto& [token, child] : nodes_[node].children) {
    if (const auto index = index_of(token)) elements.emplace_back(*index, child);
  }
  std::ranges::sort(elements);
  auto next = elements.begin();
  for (std::size_t index = 0; more(); ++index) {
    if (next == elements.end()) {
      skip_nested(1);
      return;
    }
    if (next->first == index) {
      value(next->second);
      ++next;
    } else {
      skip_value();
    }
  }
}

std::string_view Walk::skip_string() {
  const std::size_t begin = std::min(at_ + 1, text_.size());
  at_ = begin;
  while (true) {
    const std::size_t quote = text_.find('"', at_);
    at_ = quote == std::string_view::npos ? text_.size() : quote + 1;
    if (quote == std::string_view::npos) return text_.substr(begin);
    // Escaped when an odd number of backslashes stands before it.
    std::size_t first = quote;
    while (first > begin && text_[first - 1] == '\\') --first;
    if ((quote - first) % 2 == 0) return text_.substr(begin, quote - begin);
  }
}

void Walk::skip_value() {
  if (at_ == text_.size()) return;
  const char c = text_[at_];
  if (c == '"') {
    static_cast<void>(skip_string());
  } else if (c == '[' || c == '{') {
    ++at_;
    skip_nested(1);
  } else {
    while (at_ < text_.size() && !ends_scalar(text_[at_])) ++at_;
  }
}

void Walk::skip_nested(std::size_t depth) {
  while (at_ < text_.size()) {
    const char c = text_[at_];
    if (!structural[static_cast<unsigned char>(c)]) {
      ++at_;
    } else if (c == '"') {
      static_cast<void>(skip_string());
    } else {
      ++at_;
      if (c == '[' || c == '{') {
        ++depth;
      } else if (--depth == 0) {
        return;
      }
    }
  }
}

}  // namespace

std::vector<std::uint64_t> lines_of(std::string_view text, std::span<const std::string> pointers) {
  return Walk(text, tree_of(pointers), pointers.size()).run();
}

}  // namespace stance::base::json
