#pragma once

#include "stance/base/arena.hpp"
#include "stance/tenant/decode.hpp"
#include "stance/tenant/schema.hpp"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace stance::tenant {

// The fields that identify a row of a dataset together; none when it has no key.
[[nodiscard]] std::vector<std::uint32_t> key_fields(const Dataset& dataset);

// Their values as one text; nothing when one of them is not known: such a row is nobody's twin.
[[nodiscard]] std::optional<std::string> key_text(std::span<const cel::Value> parts);

// Reads the keys of rows as the dataset declares them.
class KeyReader {
 public:
  // The arguments must outlive it.
  KeyReader(const Dataset& dataset, const SourceRule* source);

  // Whether the dataset has a key at all.
  [[nodiscard]] bool any() const { return !fields_.empty(); }
  // As key_text() tells it.
  [[nodiscard]] std::optional<std::string> read(const RawRow& row);

 private:
  std::vector<std::uint32_t> fields_;
  cel::Projections projections_;
  std::unique_ptr<RowDecoder> decoder_;
  std::vector<cel::Value> parts_;
  base::Arena arena_;
};

// The fields that a projection reads of a record type and of the records nested in it. Two scans
// with equal footprints see the same slots.
[[nodiscard]] std::vector<std::uint32_t> footprint_of(const RecordSchema& schema,
                                                      const cel::Projections& projections);

}  // namespace stance::tenant
