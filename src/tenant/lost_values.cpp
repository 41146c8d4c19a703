#include "stance/tenant/lost_values.hpp"

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

}  // namespace

std::uint64_t count_lost_values(const RecordSchema& schema, const SourceRule* source,
                                std::span<const RawRow> rows) {
  cel::Projections projections;
  read_all(schema, projections);
  RowDecoder decoder(schema, projections, source);
  std::vector<cel::Value> slots(decoder.width());
  base::Arena arena;
  for (const RawRow& row : rows) {
    decoder.decode(row, slots, arena);
    arena.reset();
  }
  std::uint64_t lost = 0;
  for (const Damage& damage : decoder.damage()) lost += damage.repaired ? 0 : damage.rows;
  return lost;
}

}  // namespace stance::tenant
