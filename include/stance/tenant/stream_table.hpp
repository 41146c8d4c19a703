#pragma once

#include "stance/base/element_reader.hpp"
#include "stance/base/error.hpp"
#include "stance/tenant/schema.hpp"
#include "stance/tenant/table.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stance::tenant {

// A list in a file that is too large for memory. All of it was found to be JSON.
struct LargeList {
  base::json::ElementList elements;
  std::string pointer = {};  // of the list, RFC 6901
  std::uint64_t size = 0;    // elements
  std::uint64_t rows = 0;    // of these, without nulls
  std::uint64_t first = 0;   // index of the first row
};

// The index of the element that a pointer leads to; nothing when it leads elsewhere.
[[nodiscard]] std::optional<std::uint64_t> index_in(const LargeList& list,
                                                    std::string_view pointer);

// Rows that are the elements of a list.
struct StreamedRows {
  std::uint32_t input = 0;  // index into Tenant::inputs
  std::shared_ptr<const LargeList> list;
  std::string selected = {};  // as RawRow::selected
};

// Gives the rows and their indexes in the list. An error when the file cannot be read any more, or
// has another number of them than it had.
[[nodiscard]] base::Result<void> for_each_row(
    const StreamedRows& rows,
    const std::function<void(const RawRow& row, std::uint64_t index)>& visit);

// A table over rows that stay in their files, and over some in memory (whose documents must outlive
// it). The dataset must have a key. What is left in memory is 16 bytes a row while keys are
// compared, and the rows that have no key or the key of another one: they are treated as in a
// memory_table() and come last, so that results are the same. All other rows come in the order of
// the files. An error when a file cannot be read any more; when that happens in a scan, the scan
// ends and the state is `damaged` from then on.
[[nodiscard]] base::Result<std::unique_ptr<Table>> stream_table(const Dataset& dataset,
                                                                const SourceRule* source,
                                                                std::vector<StreamedRows> streams,
                                                                MemoryRows rows);

}  // namespace stance::tenant
