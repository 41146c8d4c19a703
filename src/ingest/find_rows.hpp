#pragma once

#include "stance/base/json.hpp"
#include "stance/tenant/stream_table.hpp"
#include "stance/tenant/table.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stance::ingest {

// The rows that a source path leads to.
struct FoundRows {
  enum class Outcome : std::uint8_t {
    rows,    // maybe none
    absent,  // a property on the way is in no object
    damaged,
  };
  Outcome outcome = Outcome::rows;
  std::vector<tenant::RawRow> rows = {};
  std::vector<std::string> pointers = {};  // one per row
  // Rows that stay in their files, and where these are among all exports.
  std::vector<std::pair<std::size_t, tenant::StreamedRows>> streams = {};
  bool open = false;                   // a part of them is absent or damaged
  std::string detail = {};             // of damage
  std::vector<std::string> lone = {};  // pointers of single objects in place of lists

  // All of them, before rows of one key are joined.
  [[nodiscard]] std::uint64_t count() const;
};

// The key of the exporter's outermost object that a path such as "/a[]/b[]" begins with.
[[nodiscard]] std::string_view first_key(std::string_view path);

// Follows a path ("/k", "/k/0", "/a[]/b[]", "/k{}", "/k/0/sub") from the value of its first key,
// which stands at `pointer`. Property names are compared without case.
[[nodiscard]] FoundRows find_rows(std::string_view path, base::json::Cursor value,
                                  std::string_view pointer);

}  // namespace stance::ingest
