#include "stance/tenant/decode.hpp"

#include "damage.hpp"
#include "record_reader.hpp"

#include <algorithm>

namespace stance::tenant {
namespace {

using base::json::Cursor;
using base::json::Kind;

bool same_elements(Cursor a, Cursor b) {
  if (a.size() != b.size()) return false;
  auto other = b.elements().begin();
  const auto other_end = b.elements().end();
  for (const Cursor element : a.elements()) {
    if (!(other != other_end) || !same_value(element, *other)) return false;
    ++other;
  }
  return !(other != other_end);
}

bool same_members(Cursor a, Cursor b) {
  if (a.size() != b.size()) return false;
  auto other = b.members().begin();
  const auto other_end = b.members().end();
  for (const base::json::Member member : a.members()) {
    if (!(other != other_end)) return false;
    const base::json::Member twin = *other;
    if (member.key != twin.key || !same_value(member.value, twin.value)) return false;
    ++other;
  }
  return !(other != other_end);
}

}  // namespace

bool same_value(Cursor a, Cursor b) {
  if (!a.valid() || !b.valid()) return a.valid() == b.valid();
  if (a.kind() != b.kind()) return false;
  switch (a.kind()) {
    case Kind::null: return true;
    case Kind::boolean: return a.boolean() == b.boolean();
    case Kind::integer: return a.integer() == b.integer();
    case Kind::real: return a.real() == b.real();
    case Kind::text: return a.text() == b.text();
    case Kind::array: return same_elements(a, b);
    case Kind::object: return same_members(a, b);
  }
  return false;
}

struct RowDecoder::Plan {
  Plan(const RecordSchema& schema, const cel::Projections& projections, const SourceRule* source)
      : reader(schema, {projections, source, log}, "") {}

  DamageLog log;
  RecordReader reader;
};

RowDecoder::RowDecoder(const RecordSchema& schema, const cel::Projections& projections,
                       const SourceRule* source)
    : plan_(std::make_unique<Plan>(schema, projections, source)) {}
RowDecoder::RowDecoder(RowDecoder&&) noexcept = default;
RowDecoder::~RowDecoder() = default;

std::size_t RowDecoder::width() const { return plan_->reader.width(); }

void RowDecoder::decode(const RawRow& row, std::span<cel::Value> slots, base::Arena& arena) {
  plan_->log.next_row();
  plan_->reader.read(row, slots, arena);
}

std::vector<Damage> RowDecoder::damage() const { return plan_->log.list(); }

}  // namespace stance::tenant
