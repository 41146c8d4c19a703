#pragma once

#include <span>
#include <string_view>

namespace stance::catalog {

// One key of a mapping in a file. `is` names a shape or a kind of value; "[x]" is a list of x that
// is not empty.
struct KeyShape {
  std::string_view name;
  std::string_view is;
  std::string_view text;  // what an editor shows
  bool required = false;
};

// A mapping that has these keys and no others.
struct Shape {
  std::string_view name;
  std::string_view text;
  std::span<const KeyShape> keys;
  // Of these keys it has exactly one.
  std::span<const std::string_view> one_of = {};
};

// What the readers take, written down a second time for editors; a test compares both.
[[nodiscard]] std::span<const Shape> shapes();

}  // namespace stance::catalog
