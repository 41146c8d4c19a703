#include "stance/tenant/stream_table.hpp"

#include "row_key.hpp"
#include "stance/tenant/decode.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <functional>
#include <numeric>
#include <optional>
#include <system_error>
#include <tuple>
#include <utility>

namespace stance::tenant {
namespace {

using base::json::Cursor;
using base::json::Document;
using base::json::ElementReader;
using base::json::Elements;
using base::json::Kind;

// Marks the places of rows that are in memory.
constexpr std::uint64_t in_memory = std::uint64_t{1} << 63U;

// How the texts begin that rows are sorted by.
constexpr const char* with_key = "k";
constexpr const char* without_key = "z";

// A stream that is read, and its rows that are left to the table in memory.
struct Stream {
  StreamedRows rows;
  std::vector<std::uint64_t> left_out = {};  // indexes, ascending
};

base::Error changed(const LargeList& list) {
  return {.message = fmt::format("'{}' is not what it was when it was first read",
                                 list.elements.bytes->name())};
}

std::uint64_t hash_of(const std::string& key) { return std::hash<std::string>{}(key); }

// Copies what a value is made of, records too, whose fields their schema tells.
cel::Value settled(const cel::Value& value, const RecordSchema* record,
                   const cel::Projections& projections, base::Arena& arena) {
  if (value.kind == cel::Kind::list) {
    cel::Value* members = arena.array<cel::Value>(value.size + std::size_t{1});
    members[0] = value.uncertain ? value.values[-1] : cel::Value{};
    for (std::uint32_t i = 0; i < value.size; ++i) {
      members[i + 1] = settled(value.values[i], record, projections, arena);
    }
    cel::Value list = value;
    list.values = members + 1;
    return list;
  }
  if (value.kind != cel::Kind::record || record == nullptr) return cel::copy(value, arena);
  const cel::Projection* projection = projections.find(record->type);
  const std::size_t width = projection == nullptr ? 0 : projection->fields().size();
  cel::Value* slots = arena.array<cel::Value>(width);
  for (std::size_t i = 0; i < width; ++i) {
    const RecordSchema* element = record->rules[projection->fields()[i]].element;
    slots[i] = settled(value.values[i], element, projections, arena);
  }
  return cel::Value::record(slots);
}

// The rows of a table that somebody keeps.
struct Held {
  std::vector<std::uint32_t> footprint;
  base::Arena arena;
  std::vector<cel::Value> cells;
  std::vector<Place> places;
  std::size_t width = 0;
};

class StreamTable : public Table {
 public:
  StreamTable(const Dataset& dataset, const SourceRule* source)
      : dataset_(dataset), source_(source) {}

  base::Result<void> build(std::vector<StreamedRows> streams, MemoryRows rows);

  [[nodiscard]] State state() const override { return failed_ ? State::damaged : State::present; }
  [[nodiscard]] bool open() const override { return open_; }
  [[nodiscard]] std::uint64_t count() const override { return streamed_ + rest_->count(); }
  [[nodiscard]] std::uint64_t duplicates() const override { return rest_->duplicates(); }
  [[nodiscard]] std::vector<Twin> twins() const override { return rest_->twins(); }
  [[nodiscard]] std::unique_ptr<Scan> scan(const cel::Projections& projections) override;
  [[nodiscard]] Rows hold(const cel::Projections& projections) override;
  [[nodiscard]] Located locate(Place place) const override;
  [[nodiscard]] std::vector<Damage> damage() const override;

  [[nodiscard]] const Dataset& dataset() const { return dataset_; }
  [[nodiscard]] const SourceRule* source() const { return source_; }
  [[nodiscard]] const std::vector<Stream>& streams() const { return streams_; }
  [[nodiscard]] Table& rest() { return *rest_; }
  // As Rows::order, of the rows in memory by their ordinal.
  [[nodiscard]] std::string order_in_memory(std::uint64_t ordinal) const {
    return ordinal < rest_keys_.size() ? with_key + rest_keys_[ordinal] : without_key;
  }
  void fail() { failed_ = true; }
  void set_damage(std::vector<Damage> damage) { damage_ = std::move(damage); }

 private:
  struct Hashed {
    std::uint64_t hash = 0;
    std::uint32_t stream = 0;
    std::uint64_t index = 0;
  };

  static constexpr std::uint32_t no_stream = ~std::uint32_t{0};

  base::Result<std::vector<Hashed>> hash_keys();
  void leave_out_twins(std::vector<Hashed> hashed, const MemoryRows& rows);
  [[nodiscard]] base::Result<std::string> take_left_out(const Stream& stream) const;
  base::Result<void> build_rest(MemoryRows rows);
  void note_keys(const MemoryRows& rows);
  [[nodiscard]] std::unique_ptr<Held> read_held(const cel::Projections& projections);

  const Dataset& dataset_;
  const SourceRule* source_;
  std::vector<Stream> streams_ = {};
  std::vector<Document> documents_ = {};
  std::unique_ptr<Table> rest_ = nullptr;
  std::vector<std::string> rest_keys_ = {};  // of its rows, in their order, as far as they have one
  std::vector<std::unique_ptr<Held>> held_ = {};
  std::vector<Damage> damage_ = {};
  std::uint64_t streamed_ = 0;  // rows that are not in memory
  bool open_ = false;
  bool failed_ = false;
};

// Goes over the streams, then over the rows in memory.
class StreamScan : public Scan {
 public:
  StreamScan(StreamTable& table, const cel::Projections& projections)
      : table_(table), projections_(projections), rest_(table.rest().scan(projections)) {
    cel::Projection& projection = projections_.of(table.dataset().row->type);
    for (const std::uint32_t field : key_fields(table.dataset())) {
      key_slots_.push_back(projection.slot(field));
    }
    key_.resize(key_slots_.size());
    decoder_.emplace(*table.dataset().row, projections_, table.source());
  }

  bool next(Rows& batch) override {
    while (stream_ < table_.streams().size()) {
      const auto more = next_window(batch);
      if (!more) {
        table_.fail();
        stream_ = table_.streams().size();
        rest_.reset();
        return false;
      }
      if (*more && batch.count > 0) return true;
    }
    return next_in_memory(batch);
  }

 private:
  base::Result<bool> next_window(Rows& batch);
  void decode(Cursor list, const Stream& stream);
  bool next_in_memory(Rows& batch);

  StreamTable& table_;
  cel::Projections projections_;  // with the key
  std::optional<RowDecoder> decoder_ = std::nullopt;
  std::vector<std::uint32_t> key_slots_ = {};
  std::vector<cel::Value> key_ = {};
  std::unique_ptr<Scan> rest_;
  std::size_t stream_ = 0;
  std::optional<ElementReader> reader_ = std::nullopt;
  std::uint64_t read_ = 0;         // elements of the stream
  std::size_t next_left_out_ = 0;  // in the stream
  base::Arena arena_{std::size_t{256} << 10};
  std::vector<RawRow> raw_ = {};
  std::vector<cel::Value> cells_ = {};
  std::vector<Place> places_ = {};
  std::vector<std::string> order_ = {};
};

base::Result<bool> StreamScan::next_window(Rows& batch) {
  const Stream& stream = table_.streams()[stream_];
  if (!reader_) {
    reader_.emplace(stream.rows.list->elements);
    read_ = 0;
    next_left_out_ = 0;
  }
  Elements elements;
  auto more = reader_->next(elements);
  if (!more) return more;
  if (!*more) {
    if (read_ != stream.rows.list->size) return tl::unexpected(changed(*stream.rows.list));
    reader_.reset();
    ++stream_;
    return false;
  }
  const auto list = reader_->parse(elements);
  if (!list) return tl::unexpected(list.error());
  decode(*list, stream);
  batch = {places_.size(), decoder_->width(), cells_, places_, order_};
  return true;
}

void StreamScan::decode(Cursor list, const Stream& stream) {
  arena_.reset();
  raw_.clear();
  places_.clear();
  for (const Cursor element : list.elements()) {
    const std::uint64_t index = read_++;
    const auto& left_out = stream.left_out;
    if (next_left_out_ < left_out.size() && left_out[next_left_out_] == index) {
      ++next_left_out_;
    } else if (!element.is(Kind::null)) {
      raw_.push_back({.self = element, .selected = stream.rows.selected});
      places_.push_back({stream.rows.input, index});
    }
  }
  const std::size_t width = decoder_->width();
  order_.resize(raw_.size());
  cells_.assign(raw_.size() * width, cel::Value{});
  for (std::size_t i = 0; i < raw_.size(); ++i) {
    const std::span<cel::Value> slots = std::span(cells_).subspan(i * width, width);
    decoder_->decode(raw_[i], slots, arena_);
    std::ranges::transform(key_slots_, key_.begin(),
                           [&](std::uint32_t slot) { return slots[slot]; });
    order_[i] = with_key + key_text(key_).value_or(std::string());
  }
}

bool StreamScan::next_in_memory(Rows& batch) {
  if (!rest_) return false;
  if (rest_->next(batch)) {
    places_.assign(batch.places.begin(), batch.places.end());
    order_.clear();
    for (Place& place : places_) {
      order_.push_back(table_.order_in_memory(place.position));
      place.position |= in_memory;
    }
    batch.places = places_;
    batch.order = order_;
    return true;
  }
  table_.set_damage(decoder_->damage());
  rest_.reset();
  return false;
}

base::Result<void> StreamTable::build(std::vector<StreamedRows> streams, MemoryRows rows) {
  open_ = rows.open;
  for (StreamedRows& stream : streams) streams_.push_back({std::move(stream)});
  auto hashed = hash_keys();
  if (!hashed) return tl::unexpected(std::move(hashed).error());
  leave_out_twins(*std::move(hashed), rows);
  return build_rest(std::move(rows));
}

void StreamTable::leave_out_twins(std::vector<Hashed> hashed, const MemoryRows& rows) {
  // Those in memory come first among equal hashes, and stand in no stream.
  KeyReader keys(dataset_, source_);
  for (const RawRow& row : rows.rows) {
    if (const auto key = keys.read(row)) hashed.push_back({hash_of(*key), no_stream, 0});
  }
  std::ranges::sort(hashed, {}, &Hashed::hash);
  for (auto from = hashed.begin(); from != hashed.end();) {
    auto to = from + 1;
    while (to != hashed.end() && to->hash == from->hash) ++to;
    for (auto twin = from; twin != to && to - from > 1; ++twin) {
      if (twin->stream != no_stream) streams_[twin->stream].left_out.push_back(twin->index);
    }
    from = to;
  }
  for (Stream& stream : streams_) {
    std::ranges::sort(stream.left_out);
    streamed_ += stream.rows.list->rows - stream.left_out.size();
  }
}

// Rows without a key are left out right away.
base::Result<std::vector<StreamTable::Hashed>> StreamTable::hash_keys() {
  std::vector<Hashed> all;
  std::uint64_t size = 0;
  for (const Stream& stream : streams_) size += stream.rows.list->rows;
  all.reserve(size);
  KeyReader keys(dataset_, source_);
  for (std::uint32_t i = 0; i < streams_.size(); ++i) {
    Stream& stream = streams_[i];
    const auto read = for_each_row(stream.rows, [&](const RawRow& row, std::uint64_t index) {
      const auto key = keys.read(row);
      if (key) all.push_back({hash_of(*key), i, index});
      if (!key) stream.left_out.push_back(index);
    });
    if (!read) return tl::unexpected(read.error());
  }
  return all;
}

// The rows that are left out, as an array.
base::Result<std::string> StreamTable::take_left_out(const Stream& stream) const {
  std::string text = "[";
  ElementReader reader(stream.rows.list->elements);
  Elements elements;
  auto wanted = stream.left_out.begin();
  while (wanted != stream.left_out.end()) {
    const auto more = reader.next(elements);
    if (!more) return tl::unexpected(more.error());
    if (!*more) return tl::unexpected(changed(*stream.rows.list));
    base::json::for_each_element(elements,
                                 [&](std::uint64_t index, std::size_t at, std::size_t size) {
                                   if (wanted == stream.left_out.end() || *wanted != index) return;
                                   ++wanted;
                                   if (text.size() > 1) text += ',';
                                   text += elements.text.substr(at, size);
                                 });
  }
  return text + "]";
}

base::Result<void> StreamTable::build_rest(MemoryRows rows) {
  for (Stream& stream : streams_) {
    if (stream.left_out.empty()) continue;
    auto text = take_left_out(stream);
    if (!text) return tl::unexpected(std::move(text).error());
    const LargeList& list = *stream.rows.list;
    auto document = Document::parse(base::Buffer::copy_of(*text), list.elements.bytes->name());
    if (!document) return tl::unexpected(std::move(document).error());
    auto index = stream.left_out.begin();
    for (const Cursor row : document->root().elements()) {
      if (index == stream.left_out.end()) break;
      rows.rows.push_back({.self = row, .selected = stream.rows.selected});
      rows.places.push_back({stream.rows.input, fmt::format("{}/{}", list.pointer, *index++)});
    }
    documents_.push_back(*std::move(document));
  }
  // In the order of files, as if all were in memory.
  std::vector<std::size_t> order(rows.rows.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return rows.places[i].input; });
  MemoryRows sorted{.open = rows.open};
  for (const std::size_t i : order) {
    sorted.rows.push_back(rows.rows[i]);
    sorted.places.push_back(std::move(rows.places[i]));
  }
  note_keys(sorted);
  rest_ = memory_table(dataset_, source_, std::move(sorted));
  return {};
}

void StreamTable::note_keys(const MemoryRows& rows) {
  KeyReader keys(dataset_, source_);
  for (const RawRow& row : rows.rows) {
    if (auto key = keys.read(row)) rest_keys_.push_back(*std::move(key));
  }
  std::ranges::sort(rest_keys_);
  rest_keys_.erase(std::unique(rest_keys_.begin(), rest_keys_.end()), rest_keys_.end());
}

std::unique_ptr<Scan> StreamTable::scan(const cel::Projections& projections) {
  return std::make_unique<StreamScan>(*this, projections);
}

Rows StreamTable::hold(const cel::Projections& projections) {
  const std::vector<std::uint32_t> footprint = footprint_of(*dataset_.row, projections);
  auto held = std::ranges::find_if(held_, [&](const auto& h) { return h->footprint == footprint; });
  if (held == held_.end()) held = held_.insert(held, read_held(projections));
  const Held& rows = **held;
  return {rows.places.size(), rows.width, rows.cells, rows.places};
}

std::unique_ptr<Held> StreamTable::read_held(const cel::Projections& projections) {
  struct Row {
    std::string order;
    const cel::Value* slots;
    Place place;
  };
  auto held = std::make_unique<Held>();
  held->footprint = footprint_of(*dataset_.row, projections);
  held->width = held->footprint.front();
  std::vector<Row> rows;
  StreamScan scan(*this, projections);
  for (Rows batch; scan.next(batch);) {
    for (std::size_t r = 0; r < batch.count; ++r) {
      const cel::Value slots =
          settled(cel::Value::record(batch.row(r)), dataset_.row, projections, held->arena);
      rows.push_back({batch.order[r], slots.values, batch.places[r]});
    }
  }
  std::ranges::stable_sort(rows, {}, &Row::order);
  for (const Row& row : rows) {
    held->cells.insert(held->cells.end(), row.slots, row.slots + held->width);
    held->places.push_back(row.place);
  }
  return held;
}

Located StreamTable::locate(Place place) const {
  if ((place.position & in_memory) != 0) {
    return rest_->locate({place.input, place.position & ~in_memory});
  }
  const auto stream =
      std::ranges::find(streams_, place.input, [](const Stream& s) { return s.rows.input; });
  if (stream == streams_.end()) return {place.input, {}};
  return {place.input, fmt::format("{}/{}", stream->rows.list->pointer, place.position)};
}

// Rows of both kinds may be damaged alike.
std::vector<Damage> StreamTable::damage() const {
  std::vector<Damage> all = rest_->damage();
  for (const Damage& damage : damage_) {
    const auto same = std::ranges::find_if(all, [&](const Damage& other) {
      return other.field == damage.field && other.what == damage.what &&
             other.repaired == damage.repaired;
    });
    if (same == all.end()) {
      all.push_back(damage);
    } else {
      same->rows += damage.rows;
    }
  }
  std::ranges::sort(all, [](const Damage& a, const Damage& b) {
    return std::tie(a.field, a.what, a.repaired) < std::tie(b.field, b.what, b.repaired);
  });
  return all;
}

}  // namespace

std::optional<std::uint64_t> index_in(const LargeList& list, std::string_view pointer) {
  if (!pointer.starts_with(list.pointer + "/")) return std::nullopt;
  pointer.remove_prefix(list.pointer.size() + 1);
  std::uint64_t index = 0;
  const char* const end = pointer.data() + pointer.size();
  const auto parsed = std::from_chars(pointer.data(), end, index);
  if (parsed.ec != std::errc() || parsed.ptr != end) return std::nullopt;
  return index;
}

base::Result<void> for_each_row(
    const StreamedRows& rows,
    const std::function<void(const RawRow& row, std::uint64_t index)>& visit) {
  ElementReader reader(rows.list->elements);
  std::uint64_t index = 0;
  for (Elements elements;;) {
    const auto more = reader.next(elements);
    if (!more) return tl::unexpected(more.error());
    if (!*more) break;
    const auto list = reader.parse(elements);
    if (!list) return tl::unexpected(list.error());
    for (const Cursor row : list->elements()) {
      if (!row.is(Kind::null)) visit({.self = row, .selected = rows.selected}, index);
      ++index;
    }
  }
  if (index != rows.list->size) return tl::unexpected(changed(*rows.list));
  return {};
}

base::Result<std::unique_ptr<Table>> stream_table(const Dataset& dataset, const SourceRule* source,
                                                  std::vector<StreamedRows> streams,
                                                  MemoryRows rows) {
  auto table = std::make_unique<StreamTable>(dataset, source);
  auto built = table->build(std::move(streams), std::move(rows));
  if (!built) return tl::unexpected(std::move(built).error());
  return table;
}

}  // namespace stance::tenant
