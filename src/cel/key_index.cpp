#include "stance/cel/key_index.hpp"

#include "members.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace stance::cel {

bool KeyIndex::before(const Place& a, const Place& b) {
  return std::tie(a.hash, a.row) < std::tie(b.hash, b.row);
}

KeyIndex::KeyIndex(const Value& rows, std::uint32_t slot) : rows_(rows), slot_(slot) {
  if (rows.kind != Kind::list) return;
  places_.reserve(rows.size);
  for (std::uint32_t row = 0; row < rows.size; ++row) {
    const Value& key = rows.values[row].values[slot];
    if (is_hashable(key)) {
      places_.push_back({HashOfValue{}(key), row});
    } else {
      rest_.push_back(row);
    }
  }
  std::ranges::sort(places_, before);
}

Value KeyIndex::rows_for(const Value& key, base::Arena& arena) const {
  if (rows_.kind != Kind::list || !is_hashable(key)) return rows_;
  const Place wanted{HashOfValue{}(key), 0};
  std::vector<std::uint32_t> found;
  for (auto place = std::ranges::lower_bound(places_, wanted, before);
       place != places_.end() && place->hash == wanted.hash; ++place) {
    found.push_back(place->row);
  }
  std::vector<std::uint32_t> all;
  std::ranges::merge(found, rest_, std::back_inserter(all));
  std::vector<Value> members;
  members.reserve(all.size());
  for (const std::uint32_t row : all) members.push_back(rows_.values[row]);
  if (rows_.uncertain) return uncertain_list(members, rows_.values[-1], arena);
  Value* stored = arena.array<Value>(members.size());
  std::ranges::copy(members, stored);
  return Value::list({stored, members.size()});
}

}  // namespace stance::cel
