#pragma once

#include "stance/tenant/decode.hpp"
#include "stance/tenant/schema.hpp"
#include "stance/tenant/stream_table.hpp"

#include <cstdint>
#include <span>

namespace stance::tenant {

// How many values of declared fields cannot be told from the rows because they are damaged; what
// could be repaired does not count, and neither does what is absent. Decodes every field, which is
// more than any other reader needs.
[[nodiscard]] std::uint64_t count_lost_values(const RecordSchema& schema, const SourceRule* source,
                                              std::span<const RawRow> rows);
// The same of rows that stay in their file, as far as it can still be read.
[[nodiscard]] std::uint64_t count_lost_values(const RecordSchema& schema, const SourceRule* source,
                                              const StreamedRows& rows);

}  // namespace stance::tenant
