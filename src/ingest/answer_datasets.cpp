#include "answer_datasets.hpp"

#include "stance/base/text.hpp"
#include "stance/tenant/decode.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <utility>

namespace stance::ingest {
namespace {

using base::json::Cursor;
using base::json::Kind;
using tenant::SourceRule;
using tenant::State;

// Joins the answers of one source of one dataset.
class Joiner {
 public:
  Joiner(const tenant::Dataset& dataset, const SourceRule& source)
      : dataset_(dataset), source_(source) {}

  void add(const PlacedAnswer& placed);
  [[nodiscard]] DatasetFinding finish();

 private:
  [[nodiscard]] bool is_collection(const PlacedAnswer& placed) const;
  void add_rows(const Answer& answer, std::size_t file);
  void check_limit(const Answer& answer);
  void add_part(Cursor object, const std::string& pointer, std::size_t file);
  void add_row(const tenant::RawRow& row, std::string pointer, std::size_t file);
  void open(std::string why);
  [[nodiscard]] bool keep_one_row();
  [[nodiscard]] DatasetFinding give_up(State state, std::string detail);

  const tenant::Dataset& dataset_;
  const SourceRule& source_;
  DatasetFinding finding_ = {};
  std::string failure_ = {};
  std::string cut_ = {};  // the file of a page that is only text
  std::size_t pages_ = 0;
  std::size_t linked_ = 0;    // pages that link to a next one
  std::int64_t counted_ = 0;  // rows that the answers tell of
  std::int64_t items_ = 0;    // objects in them
  std::size_t objects_ = 0;   // that were asked for their part
  std::size_t partless_ = 0;  // of these without it
};

void Joiner::open(std::string why) {
  finding_.found.open = true;
  std::string& detail = finding_.found.detail;
  // Of several reasons the same one, whatever the order of files.
  if (detail.empty() || why < detail) detail = std::move(why);
}

// Where as many rows are there as one gets at most nobody knows whether these are all.
void Joiner::check_limit(const Answer& answer) {
  if (source_.limit == 0 || answer.more || !source_.at.empty()) return;
  if (!answer.value.is(Kind::array)) return;
  const std::uint64_t size = answer.list ? answer.list->size : answer.value.size();
  if (size != source_.limit) return;
  open(fmt::format("{} rows are as many as an answer has at most", source_.limit));
}

// Whether the address of the answer leads to many objects: they have keys, and no dataset says
// that there is only one.
bool Joiner::is_collection(const PlacedAnswer& placed) const {
  const std::vector<Match>& matches = placed.answer->matches;
  const bool single = std::any_of(matches.begin(), matches.end(),
                                  [](const Match& match) { return match.dataset->singleton; });
  return !single && !dataset_.key.empty();
}

void Joiner::add(const PlacedAnswer& placed) {
  const Answer& answer = placed.answer->answer;
  std::vector<std::size_t>& files = finding_.files;
  if (files.empty() || files.back() != placed.file) files.push_back(placed.file);
  if (!answer.error.empty()) {
    if (failure_.empty() || answer.error < failure_) failure_ = answer.error;
    return;
  }
  if (answer.cut) {
    if (cut_.empty() || placed.name < cut_) cut_ = placed.name;
    return;
  }
  ++pages_;
  if (answer.more) ++linked_;
  if (answer.count) counted_ = std::max(counted_, *answer.count);
  if (answer.entity && is_collection(placed)) open("one object of the collection was asked for");
  if (answer.value.is(Kind::object) && !answer.entity && !dataset_.singleton &&
      source_.at.empty() && source_.exporter != "entraexporter") {
    finding_.found.lone.push_back(answer.pointer);
  }
  check_limit(answer);
  add_rows(answer, placed.file);
}

void Joiner::add_rows(const Answer& answer, std::size_t file) {
  const auto take = [&](Cursor row, std::string pointer) {
    ++items_;
    if (source_.at.empty()) {
      add_row({.self = row, .selected = answer.selected}, std::move(pointer), file);
    } else {
      add_part(row, pointer, file);
    }
  };
  if (answer.list) {
    items_ += static_cast<std::int64_t>(answer.list->rows);
    finding_.found.streams.push_back(
        {file, {.list = answer.list, .selected = std::string(answer.selected)}});
    return;
  }
  if (answer.value.is(Kind::object)) return take(answer.value, answer.pointer);
  if (answer.nothing) return;
  std::size_t index = 0;
  for (const Cursor row : answer.value.elements()) {
    const std::size_t position = index++;
    if (!row.is(Kind::null)) take(row, fmt::format("{}/{}", answer.pointer, position));
  }
}

void Joiner::add_row(const tenant::RawRow& row, std::string pointer, std::size_t file) {
  finding_.found.rows.push_back(row);
  finding_.found.pointers.push_back(std::move(pointer));
  finding_.row_files.push_back(file);
}

// The rows inside one object of the answer.
void Joiner::add_part(Cursor object, const std::string& pointer, std::size_t file) {
  ++objects_;
  const std::string_view key = first_key(source_.at);
  const Cursor part = property_of(object, key);
  if (!part.valid()) {
    ++partless_;
    return;
  }
  FoundRows found =
      find_rows(source_.at, part, fmt::format("{}/{}", pointer, base::json::escape_pointer(key)));
  if (found.outcome != FoundRows::Outcome::rows || found.open) {
    open(found.detail.empty() ? fmt::format("some objects have no {}", source_.at) : found.detail);
  }
  if (source_.limit > 0 && found.rows.size() == source_.limit) {
    open(fmt::format("a list of {} is as long as an answer has them at most", source_.limit));
  }
  if (property_of(object, std::string(key) + "@odata.nextLink").valid()) {
    open("a list links to its next page");
  }
  for (std::size_t i = 0; i < found.rows.size(); ++i) {
    tenant::RawRow row = found.rows[i];
    row.parent = object;
    add_row(row, std::move(found.pointers[i]), file);
  }
}

// A singleton that was collected twice: the fuller answer counts, unless they contradict.
bool Joiner::keep_one_row() {
  std::vector<tenant::RawRow>& rows = finding_.found.rows;
  std::size_t fullest = 0;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (!rows[i].self.is(Kind::object)) continue;
    const std::size_t size = rows[i].self.size();
    const std::size_t most = rows[fullest].self.size();
    const bool before = tenant::compare_content(rows[i].self, rows[fullest].self) < 0;
    if (size > most || (size == most && before)) fullest = i;
  }
  for (const tenant::RawRow& row : rows) {
    if (!row.self.is(Kind::object)) continue;
    for (const base::json::Member member : row.self.members()) {
      if (member.key.starts_with('@')) continue;
      const Cursor other = rows[fullest].self.find_fold(member.key);
      if (other.valid() && !tenant::same_value(other, member.value)) return false;
    }
  }
  rows = {rows[fullest]};
  finding_.found.pointers = {finding_.found.pointers[fullest]};
  finding_.row_files = {finding_.row_files[fullest]};
  return true;
}

DatasetFinding Joiner::give_up(State state, std::string detail) {
  return {.state = state,
          .source = &source_,
          .files = std::move(finding_.files),
          .detail = std::move(detail),
          .cut = finding_.cut};
}

DatasetFinding Joiner::finish() {
  finding_.source = &source_;
  const std::string cut = fmt::format(
      "'{}' holds text in place of rows: ConvertTo-Json cut them off, write it again with -Depth "
      "20",
      cut_);
  if (pages_ == 0) {
    finding_.cut = !cut_.empty();
    if (finding_.cut) return give_up(State::damaged, cut);
    return give_up(State::failed, std::move(failure_));
  }
  if (!cut_.empty()) open(cut);
  if (objects_ > 0 && partless_ == objects_) {
    return give_up(State::not_collected, fmt::format("the answer has no {}", source_.at));
  }
  if (partless_ > 0) open(fmt::format("some objects have no {}", source_.at));
  if (!failure_.empty()) open(fmt::format("a page failed: {}", failure_));
  if (linked_ >= pages_) open("the last page is missing");
  if (items_ < counted_) open(fmt::format("{} of {} rows are there", items_, counted_));
  if (dataset_.singleton && finding_.found.rows.size() > 1 && !keep_one_row()) {
    return give_up(State::damaged, "two answers contradict each other");
  }
  const bool none = finding_.found.count() == 0 && !finding_.found.open;
  if (none && dataset_.singleton && !dataset_.optional) {
    return give_up(State::failed, "the answer is empty where one object is expected");
  }
  finding_.state = none ? State::empty : State::present;
  return std::move(finding_);
}

}  // namespace

std::string_view exporter_name(const SourceRule& source) {
  if (source.exporter == "graph") return "Microsoft Graph";
  if (source.exporter == "entraexporter") return "EntraExporter";
  return "PowerShell";
}

std::vector<DatasetFinding> find_datasets(const tenant::Dataset& dataset,
                                          const AnswerGroup& group) {
  std::vector<DatasetFinding> findings;
  for (const SourceRule& source : dataset.sources) {
    Joiner joiner(dataset, source);
    bool any = false;
    for (const PlacedAnswer& placed : group.answers) {
      for (const Match& match : placed.answer->matches) {
        if (match.source != &source) continue;
        joiner.add(placed);
        any = true;
      }
    }
    if (any) findings.push_back(joiner.finish());
  }
  return findings;
}

}  // namespace stance::ingest
