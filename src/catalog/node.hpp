#pragma once

#include "stance/base/json.hpp"
#include "yaml.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stance::catalog {

// What messages say about the file a node is in.
struct SourceFile {
  std::string name;
  std::string text = {};  // empty for the embedded catalog, which has no carets
};

// One YAML node in its JSON form, with the place where it is written. Cheap to copy; valid as long
// as the document and the file. Asking for another kind than it has gives nothing.
class Node {
 public:
  Node() = default;
  Node(base::json::Cursor at, const SourceFile& file);

  // False for a key that is not there.
  [[nodiscard]] explicit operator bool() const { return file_ != nullptr; }
  [[nodiscard]] const SourceFile& file() const { return *file_; }
  [[nodiscard]] std::uint32_t line() const { return line_; }
  [[nodiscard]] std::uint32_t column() const { return column_; }
  [[nodiscard]] Style style() const { return style_; }
  [[nodiscard]] base::json::Cursor json() const { return json_; }

  [[nodiscard]] bool is_scalar() const { return style_ < Style::sequence; }
  [[nodiscard]] bool is_sequence() const { return style_ == Style::sequence; }
  [[nodiscard]] bool is_mapping() const { return style_ == Style::mapping; }
  [[nodiscard]] bool is_null() const { return style_ == Style::null; }

  // Of a scalar.
  [[nodiscard]] std::string_view text() const;
  // Of a sequence.
  [[nodiscard]] std::vector<Node> items() const;
  // Of a mapping: keys and values.
  [[nodiscard]] std::vector<std::pair<Node, Node>> pairs() const;
  [[nodiscard]] Node find(std::string_view key) const;

 private:
  const SourceFile* file_ = nullptr;
  base::json::Cursor json_;
  base::json::Cursor content_;
  std::uint32_t line_ = 0;
  std::uint32_t column_ = 0;
  Style style_ = Style::null;
};

// The node as YAML means it in JSON: plain true, false and numbers are typed, other scalars text.
[[nodiscard]] std::string plain_json(const Node& node);

}  // namespace stance::catalog
