#pragma once

#include "stance/base/json.hpp"
#include "stance/cel/type.hpp"
#include "stance/tenant/decode.hpp"
#include "stance/tenant/schema.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stance::tenant {

// What is known about a dataset. Only `present` and `empty` are data.
enum class State : std::uint8_t { present, empty, failed, not_collected, damaged };

[[nodiscard]] std::string_view name(State state);

// Where a row stands; Table::locate turns it into file and pointer when somebody asks.
struct Place {
  std::uint32_t input = 0;     // index into Tenant::inputs
  std::uint64_t position = 0;  // known to the table alone
};

struct Located {
  std::uint32_t input = 0;
  std::string pointer;  // RFC 6901
};

// A row that has the key of another one.
struct Twin {
  Located kept;
  Located other;
  std::vector<std::string> differs = {};  // properties, sorted; none when the rows are equal
};

// A batch of projected rows: row r has slots cells[r*width .. r*width+width).
struct Rows {
  std::size_t count = 0;
  std::size_t width = 0;
  std::span<const cel::Value> cells;
  std::span<const Place> places;
  // A text for each row where they do not come in the order of keys: sorted by it they would, and
  // rows with equal texts come as they should.
  std::span<const std::string> order = {};

  [[nodiscard]] const cel::Value* row(std::size_t r) const { return cells.data() + r * width; }
};

// One pass over a table. A batch is valid until the next call.
class Scan {
 public:
  virtual ~Scan() = default;
  // False when there is no further row.
  [[nodiscard]] virtual bool next(Rows& batch) = 0;
};

// The rows of one dataset. Small tables are held in memory, large ones are streamed; both through
// the same decoder.
class Table {
 public:
  virtual ~Table() = default;

  [[nodiscard]] virtual State state() const = 0;
  // More rows may exist than the input holds.
  [[nodiscard]] virtual bool open() const = 0;
  // Rows in the input, duplicates left out.
  [[nodiscard]] virtual std::uint64_t count() const = 0;
  // Rows left out because another row has the same key.
  [[nodiscard]] virtual std::uint64_t duplicates() const = 0;
  // These rows, in the order of keys.
  [[nodiscard]] virtual std::vector<Twin> twins() const { return {}; }
  [[nodiscard]] virtual std::unique_ptr<Scan> scan(const cel::Projections& projections) = 0;
  // All rows at once, for those who keep them: in the order of keys, rows without a key last, and
  // valid as long as the table. The same rows when it is asked for again.
  [[nodiscard]] virtual Rows hold(const cel::Projections& projections) = 0;
  [[nodiscard]] virtual Located locate(Place place) const = 0;
  // Damage met in the fields that were read by scans so far, sorted.
  [[nodiscard]] virtual std::vector<Damage> damage() const = 0;
};

struct MemoryRows {
  std::vector<RawRow> rows = {};
  std::vector<Located> places = {};  // one per row
  bool open = false;
};

// A table over rows of parsed documents (which must outlive it). Decodes once per projection.
// Rows stand in the order of keys (Dataset::key), and those with the same key count once: fields in
// which they differ are unknown. Which of them is located is decided by what they say, then by
// their pointers, so that names of files and their order do not matter.
[[nodiscard]] std::unique_ptr<Table> memory_table(const Dataset& dataset, const SourceRule* source,
                                                  MemoryRows rows);

// A table without rows, for a state that is no data.
[[nodiscard]] std::unique_ptr<Table> missing_table(State state);

}  // namespace stance::tenant
