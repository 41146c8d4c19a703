#include "stance/tenant/lost_values.hpp"

#include <optional>
#include <vector>

namespace stance::tenant {
namespace {

void read_all(const RecordSchema& schema, cel::Projections& projections) {
  cel::Projection& projection = projections.of(schema.type);
  if (!projection.fields().empty()) return;
  for (std::uint32_t field = 0; field < schema.rules.size(); ++field) {
    static_cast<void>(projection.slot(field));
  }
  for (const FieldRule& rule : schema.rules) {
    if (rule.element != nullptr) read_all(*rule.element, projections);
  }
}

// Decodes all fields of rows and counts what is lost.
class Counter {
 public:
  Counter(const RecordSchema& schema, const SourceRule* source) {
    read_all(schema, projections_);
    decoder_.emplace(schema, projections_, source);
    slots_.resize(decoder_->width());
  }

  void add(const RawRow& row) {
    decoder_->decode(row, slots_, arena_);
    arena_.reset();
  }

  [[nodiscard]] std::uint64_t lost() const {
    std::uint64_t lost = 0;
    for (const Damage& damage : decoder_->damage()) lost += damage.repaired ? 0 : damage.rows;
    return lost;
  }

 private:
  cel::Projections projections_;
  std::optional<RowDecoder> decoder_ = std::nullopt;
  std::vector<cel::Value> slots_ = {};
  base::Arena arena_;
};

}  // namespace

std::uint64_t count_lost_values(const RecordSchema& schema, const SourceRule* source,
                                std::span<const RawRow> rows) {
  Counter counter(schema, source);
  for (const RawRow& row : rows) counter.add(row);
  return counter.lost();
}

std::uint64_t count_lost_values(const RecordSchema& schema, const SourceRule* source,
                                const StreamedRows& rows) {
  Counter counter(schema, source);
  static_cast<void>(
      for_each_row(rows, [&](const RawRow& row, std::uint64_t) { counter.add(row); }));
  return counter.lost();
}

}  // namespace stance::tenant
