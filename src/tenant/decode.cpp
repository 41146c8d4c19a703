#include "stance/tenant/decode.hpp"

#include "damage.hpp"
#include "record_reader.hpp"

#include <algorithm>
#include <vector>

namespace stance::tenant {
namespace {

using base::json::Cursor;
using base::json::Kind;

int sign(bool less, bool greater) { return less ? -1 : static_cast<int>(greater); }

template <class T>
int order(const T& a, const T& b) {
  return sign(a < b, b < a);
}

int compare_elements(Cursor a, Cursor b) {
  auto other = b.elements().begin();
  const auto other_end = b.elements().end();
  for (const Cursor element : a.elements()) {
    if (!(other != other_end)) return 1;
    if (const int first = compare_content(element, *other); first != 0) return first;
    ++other;
  }
  return other != other_end ? -1 : 0;
}

std::vector<base::json::Member> sorted_members(Cursor object) {
  std::vector<base::json::Member> members;
  for (const base::json::Member member : object.members()) members.push_back(member);
  std::ranges::stable_sort(members, {}, &base::json::Member::key);
  return members;
}

int compare_members(Cursor a, Cursor b) {
  const auto one = sorted_members(a);
  const auto other = sorted_members(b);
  for (std::size_t i = 0; i < std::min(one.size(), other.size()); ++i) {
    if (const int first = order(one[i].key, other[i].key); first != 0) return first;
    if (const int first = compare_content(one[i].value, other[i].value); first != 0) return first;
  }
  return order(one.size(), other.size());
}

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

int compare_content(Cursor a, Cursor b) {
  if (!a.valid() || !b.valid()) return order(a.valid(), b.valid());
  if (a.kind() != b.kind()) return order(a.kind(), b.kind());
  switch (a.kind()) {
    case Kind::null: return 0;
    case Kind::boolean: return order(a.boolean(), b.boolean());
    case Kind::integer: return order(a.integer(), b.integer());
    case Kind::real: return order(a.real(), b.real());
    case Kind::text: return order(a.text(), b.text());
    case Kind::array: return compare_elements(a, b);
    case Kind::object: return compare_members(a, b);
  }
  return 0;
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

void RowDecoder::join(const RawRow& twin, std::span<cel::Value> slots, base::Arena& arena) {
  plan_->reader.join(twin, slots, arena);
}

std::vector<Damage> RowDecoder::damage() const { return plan_->log.list(); }

}  // namespace stance::tenant
