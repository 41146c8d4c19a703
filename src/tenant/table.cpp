#include "stance/tenant/table.hpp"

#include "row_key.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

namespace stance::tenant {
namespace {

// The rows of a table, decoded for one projection.
struct Decoded {
  std::vector<std::uint32_t> footprint;
  base::Arena arena;
  std::vector<cel::Value> cells;
  std::size_t width = 0;
  std::vector<Damage> damage;
};

class MemoryScan : public Scan {
 public:
  MemoryScan(const Decoded& decoded, std::span<const Place> places)
      : decoded_(decoded), places_(places) {}

  bool next(Rows& batch) override {
    if (done_ || places_.empty()) return false;
    done_ = true;
    batch = {places_.size(), decoded_.width, decoded_.cells, places_};
    return true;
  }

 private:
  const Decoded& decoded_;
  std::span<const Place> places_;
  bool done_ = false;
};

// The order of pointers: shorter ones first, so that elements 9 and 10 stand in order.
std::tuple<std::size_t, std::string_view, std::uint32_t> order_of(const Located& place) {
  return {place.pointer.size(), place.pointer, place.input};
}

// The properties that both rows have with different values. Annotations describe the answer.
std::vector<std::string> differences(base::json::Cursor a, base::json::Cursor b) {
  std::vector<std::string> names;
  if (!a.is(base::json::Kind::object)) return names;
  for (const base::json::Member member : a.members()) {
    const base::json::Cursor other = b.find_fold(member.key);
    if (!other.valid() || compare_content(member.value, other) == 0) continue;
    if (!member.key.starts_with('@')) names.emplace_back(member.key);
  }
  std::ranges::sort(names);
  return names;
}

// A row by its place among the rows of the input.
struct Keyed {
  std::optional<std::string> key;
  std::size_t index = 0;
};

class MemoryTable : public Table {
 public:
  MemoryTable(const Dataset& dataset, const SourceRule* source, MemoryRows rows)
      : dataset_(dataset), source_(source), rows_(std::move(rows)) {
    order_by_key();
    places_.reserve(rows_.rows.size());
    for (std::size_t i = 0; i < rows_.rows.size(); ++i) {
      places_.push_back({rows_.places[i].input, i});
    }
  }

  [[nodiscard]] State state() const override {
    return rows_.rows.empty() ? State::empty : State::present;
  }
  [[nodiscard]] bool open() const override { return rows_.open; }
  [[nodiscard]] std::uint64_t count() const override { return rows_.rows.size(); }
  [[nodiscard]] std::uint64_t duplicates() const override { return twins_.size(); }
  [[nodiscard]] std::vector<Twin> twins() const override { return twins_; }
  [[nodiscard]] std::unique_ptr<Scan> scan(const cel::Projections& projections) override {
    return std::make_unique<MemoryScan>(decoded(projections), places_);
  }
  [[nodiscard]] Rows hold(const cel::Projections& projections) override {
    const Decoded& rows = decoded(projections);
    return {places_.size(), rows.width, rows.cells, places_};
  }
  [[nodiscard]] Located locate(Place place) const override {
    return rows_.places[static_cast<std::size_t>(place.position)];
  }
  [[nodiscard]] std::vector<Damage> damage() const override;

 private:
  void order_by_key();
  void keep(const std::vector<Keyed>& keyed);
  [[nodiscard]] bool comes_first(std::size_t a, std::size_t b) const;
  const Decoded& decoded(const cel::Projections& projections);

  const Dataset& dataset_;
  const SourceRule* source_;
  MemoryRows rows_;
  std::vector<Place> places_;
  std::vector<std::unique_ptr<Decoded>> decoded_;  // one per footprint; nearly always one
  std::vector<Twin> twins_;
  std::map<std::size_t, std::vector<RawRow>> others_;  // by row that is kept: different rows
};

// Orders rows by key and keeps one of those with equal keys, so that the order of an input shows
// nowhere. Rows without a key keep their order behind those that have one.
void MemoryTable::order_by_key() {
  if (rows_.rows.size() < 2) return;
  KeyReader keys(dataset_, source_);
  if (!keys.any()) return;
  std::vector<Keyed> keyed;
  for (std::size_t i = 0; i < rows_.rows.size(); ++i) {
    keyed.push_back({keys.read(rows_.rows[i]), i});
  }
  std::stable_sort(keyed.begin(), keyed.end(), [&](const Keyed& a, const Keyed& b) {
    if (!a.key || !b.key) return a.key.has_value() && !b.key;
    if (*a.key != *b.key) return *a.key < *b.key;
    return comes_first(a.index, b.index);
  });
  keep(keyed);
}

bool MemoryTable::comes_first(std::size_t a, std::size_t b) const {
  const int order = compare_content(rows_.rows[a].self, rows_.rows[b].self);
  if (order != 0) return order < 0;
  return order_of(rows_.places[a]) < order_of(rows_.places[b]);
}

void MemoryTable::keep(const std::vector<Keyed>& keyed) {
  std::vector<RawRow> rows;
  std::vector<Located> places;
  rows.reserve(keyed.size());
  places.reserve(keyed.size());
  const std::string* last = nullptr;
  for (const Keyed& next : keyed) {
    const RawRow& row = rows_.rows[next.index];
    Located& place = rows_.places[next.index];
    if (last == nullptr || !next.key || *next.key != *last) {
      rows.push_back(row);
      places.push_back(std::move(place));
    } else {
      const base::json::Cursor kept = rows.back().self;
      twins_.push_back({places.back(), std::move(place), differences(kept, row.self)});
      if (compare_content(kept, row.self) != 0) others_[rows.size() - 1].push_back(row);
    }
    last = next.key ? &*next.key : nullptr;
  }
  rows_.rows = std::move(rows);
  rows_.places = std::move(places);
}

const Decoded& MemoryTable::decoded(const cel::Projections& projections) {
  std::vector<std::uint32_t> footprint = footprint_of(*dataset_.row, projections);
  for (const auto& known : decoded_) {
    if (known->footprint == footprint) return *known;
  }
  Decoded& fresh = *decoded_.emplace_back(std::make_unique<Decoded>());
  fresh.footprint = std::move(footprint);
  RowDecoder decoder(*dataset_.row, projections, source_);
  fresh.width = decoder.width();
  fresh.cells.resize(fresh.width * rows_.rows.size());
  for (std::size_t i = 0; i < rows_.rows.size(); ++i) {
    const auto slots = std::span(fresh.cells).subspan(i * fresh.width, fresh.width);
    decoder.decode(rows_.rows[i], slots, fresh.arena);
    const auto others = others_.find(i);
    if (others == others_.end()) continue;
    for (const RawRow& other : others->second) decoder.join(other, slots, fresh.arena);
  }
  fresh.damage = decoder.damage();
  return fresh;
}

std::vector<Damage> MemoryTable::damage() const {
  std::vector<Damage> all;
  for (const auto& decoded : decoded_) {
    all.insert(all.end(), decoded->damage.begin(), decoded->damage.end());
  }
  // The same damage seen by two scans is one damage.
  const auto identity = [](const Damage& d) { return std::tie(d.field, d.what, d.repaired); };
  std::sort(all.begin(), all.end(),
            [&](const Damage& a, const Damage& b) { return identity(a) < identity(b); });
  all.erase(
      std::unique(all.begin(), all.end(),
                  [&](const Damage& a, const Damage& b) { return identity(a) == identity(b); }),
      all.end());
  return all;
}

class NoRows : public Scan {
 public:
  bool next(Rows&) override { return false; }
};

class MissingTable : public Table {
 public:
  explicit MissingTable(State state) : state_(state) {}

  [[nodiscard]] State state() const override { return state_; }
  [[nodiscard]] bool open() const override { return false; }
  [[nodiscard]] std::uint64_t count() const override { return 0; }
  [[nodiscard]] std::uint64_t duplicates() const override { return 0; }
  [[nodiscard]] std::unique_ptr<Scan> scan(const cel::Projections&) override {
    return std::make_unique<NoRows>();
  }
  [[nodiscard]] Rows hold(const cel::Projections&) override { return {}; }
  [[nodiscard]] Located locate(Place place) const override { return {place.input, {}}; }
  [[nodiscard]] std::vector<Damage> damage() const override { return {}; }

 private:
  State state_;
};

}  // namespace

std::string_view name(State state) {
  static constexpr std::array<std::string_view, 5> names{"present", "empty", "failed",
                                                         "not_collected", "damaged"};
  return names[static_cast<std::size_t>(state)];
}

std::unique_ptr<Table> memory_table(const Dataset& dataset, const SourceRule* source,
                                    MemoryRows rows) {
  return std::make_unique<MemoryTable>(dataset, source, std::move(rows));
}

std::unique_ptr<Table> missing_table(State state) { return std::make_unique<MissingTable>(state); }

}  // namespace stance::tenant
