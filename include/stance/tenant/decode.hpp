#pragma once

#include "stance/base/json.hpp"
#include "stance/cel/type.hpp"
#include "stance/tenant/schema.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stance::tenant {

// What texts about values name that it cut off.
inline constexpr std::string_view depth_limit = "the depth limit of ConvertTo-Json";

// What was found wrong with one field of one row while it was decoded, or repaired.
struct Damage {
  std::string field;
  std::string what;        // "System.Object[] in place of a list", "one object in place of a list"
  bool repaired = false;   // the value was restored; otherwise the field is unknown
  std::uint64_t rows = 1;  // in how many rows
};

// One row in an input document, before decoding.
struct RawRow {
  base::json::Cursor self;
  base::json::Cursor parent = {};  // the enclosing object, for flattened sources
  std::string_view map_key = {};   // its key, where the source is a map
  // The properties that were asked for, as in "id,displayName,owners(id)"; empty when all were.
  std::string_view selected = {};
};

// Whether two values say the same: equal kinds, numbers, texts, and members in the same order.
[[nodiscard]] bool same_value(base::json::Cursor a, base::json::Cursor b);

// Orders values by what they say; members count in the order of their names. 0 when equal.
[[nodiscard]] int compare_content(base::json::Cursor a, base::json::Cursor b);

// Whether a text is what PowerShell writes in place of an object or of a list of objects below its
// depth limit: "@{a=b}", or type names joined by blanks.
[[nodiscard]] bool is_cut_text(std::string_view text);

// Turns JSON objects into rows of slots according to a projection: the one way by which data of
// any format enters. Keys are compared without ASCII case; when two spellings (or a duplicate key)
// carry different values the field is unknown. Exporter damage (PowerShell's "@{a=b}",
// "System.Object[]", .NET type names) is repaired where the declaration makes it safe (one object
// in place of a list), else unknown. Properties under "AdditionalProperties" count as the row's
// own.
class RowDecoder {
 public:
  // `source` may be null (canonical names). All arguments must outlive the decoder.
  RowDecoder(const RecordSchema& schema, const cel::Projections& projections,
             const SourceRule* source);
  RowDecoder(RowDecoder&&) noexcept;
  ~RowDecoder();

  // How many slots a row has.
  [[nodiscard]] std::size_t width() const;

  // Fills `slots` (width() of them); texts point into the document, the rest into the arena.
  void decode(const RawRow& row, std::span<cel::Value> slots, base::Arena& arena);

  // Joins another row of the same key into the slots of the row that was decoded last: what only
  // one of them tells is taken, and where they differ the field is unknown.
  void join(const RawRow& twin, std::span<cel::Value> slots, base::Arena& arena);

  // Damage met so far, merged per field and kind, sorted.
  [[nodiscard]] std::vector<Damage> damage() const;

 private:
  struct Plan;
  std::unique_ptr<Plan> plan_;
};

}  // namespace stance::tenant
