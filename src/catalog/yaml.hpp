#pragma once

#include "stance/base/diagnostics.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace stance::catalog {

// How a node is written in YAML. The numbers are those of the JSON form.
enum class Style : std::uint8_t {
  plain,
  single_quoted,
  double_quoted,
  block,          // "|"; line and column are those of its first character
  several_lines,  // plain or quoted, over several lines
  sequence,
  mapping,
  null,
};

inline constexpr std::uint64_t max_yaml_bytes = std::uint64_t{1} << 20;
inline constexpr std::size_t max_yaml_depth = 64;
inline constexpr std::size_t max_yaml_nodes = 100'000;

// Where a node stands and how it is written, in one number of the JSON form. Lines and columns
// count from 1; columns behind the last one a place can name are given as that one.
struct Place {
  std::uint32_t line = 0;
  std::uint32_t column = 0;

  friend bool operator==(const Place&, const Place&) = default;
};
inline constexpr std::uint32_t columns_in_place = 4096;
[[nodiscard]] constexpr std::int64_t pack(Place place, Style style) {
  const std::uint32_t column =
      place.column < columns_in_place ? place.column : columns_in_place - 1;
  const std::int64_t at = std::int64_t{place.line} * columns_in_place + column;
  return at * 8 + static_cast<std::int64_t>(style);
}

// Turns the YAML subset of the catalog into JSON that keeps where each node stands:
// [place,"text"] for a scalar, [place,[item,...]] for a sequence, [place,[key,value,...]] for a
// mapping, [place] for null. Duplicate keys, anchors, aliases, tags, merge
// keys, folded blocks and further documents are problems; with a problem there is no JSON.
[[nodiscard]] std::optional<std::string> yaml_to_json(std::string_view text, std::string_view file,
                                                      base::Diagnostics& problems);

// Line number `line` (from 1) of a text, without its end; empty when there is no such line.
[[nodiscard]] std::string_view line_of(std::string_view text, std::uint32_t line);

}  // namespace stance::catalog
