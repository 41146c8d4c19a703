#pragma once

#include <compare>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stance::ingest {

// Values that are missing ("key": ,) in one part of a document.
struct MissingValue {
  std::string pointer;   // of the part, not escaped, two steps at most: "/Raw/key"
  std::size_t line = 0;  // of the first, from 1
  std::string property;  // of the first

  auto operator<=>(const MissingValue&) const = default;
};

// A JSON text whose missing values became empty lists.
struct FilledText {
  std::string text;
  std::vector<MissingValue> missing;  // by pointer, one for each
};

// ScubaGear writes no value at all where a command gave none. Nothing when no value is missing,
// or far too many are.
[[nodiscard]] std::optional<FilledText> fill_missing_values(std::string_view text);

}  // namespace stance::ingest
