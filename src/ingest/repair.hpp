#pragma once

#include "stance/base/json.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stance::ingest {

inline constexpr std::string_view sequence_repair =
    "several JSON values one after the other: read as a list";

// A slip of a writer that was put right, wherever it was in a file.
struct Repair {
  std::string what;
  std::size_t times = 0;
  std::size_t line = 0;  // of the first one, from 1
};

// What could be made of a text that is no JSON. Lines of the document are those of the text, but
// for line feeds in texts.
struct Repaired {
  base::json::Document document;
  std::vector<Repair> repairs;
  std::string banner = {};  // what stood before the JSON; says what the writer printed beside it
};

// Repairs what shells and editors leave in files: raw control characters in texts, commas before
// closing brackets, comments, NaN and Infinity, lines before the JSON, and several values one after
// the other, which become a list. Nothing when there is nothing of this kind or more is wrong.
[[nodiscard]] std::optional<Repaired> repair(std::string_view text, std::string_view name);

}  // namespace stance::ingest
