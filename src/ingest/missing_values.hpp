#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stance::ingest {

// A JSON text whose missing values ("key": ,) became empty lists.
struct FilledText {
  std::string text;
  // JSON pointers (not escaped) of what the values belong to, two steps at most: "/Raw/key".
  std::vector<std::string> pointers;
};

// ScubaGear writes no value at all where a command gave none. Nothing when no value is missing,
// or far too many are.
[[nodiscard]] std::optional<FilledText> fill_missing_values(std::string_view text);

}  // namespace stance::ingest
