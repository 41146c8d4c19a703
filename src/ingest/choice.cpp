#include "choice.hpp"

#include "stance/tenant/lost_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

namespace stance::ingest {
namespace {

using tenant::State;

bool is_failure(State state) { return state == State::failed || state == State::not_collected; }

class Chooser {
 public:
  Chooser(const tenant::Dataset& dataset, std::vector<DatasetFinding> findings,
          std::span<const LoadedExport> exports)
      : dataset_(dataset),
        findings_(std::move(findings)),
        exports_(exports),
        lost_(findings_.size()) {}

  Choice run() {
    for (std::size_t i = 1; i < findings_.size(); ++i) {
      if (is_better(i)) used_ = i;
    }
    Choice choice;
    for (std::size_t i = 0; i < findings_.size(); ++i) {
      if (is_failure(findings_[i].state) || is_part_of_used(i)) continue;
      choice.passed_over.push_back({findings_[i].files.front(), file_of_used(), reason(i)});
    }
    choice.finding = std::move(findings_[used_]);
    return choice;
  }

 private:
  [[nodiscard]] const LoadedExport& first_export(std::size_t index) const {
    return exports_[findings_[index].files.front()];
  }
  [[nodiscard]] std::size_t file_of_used() const { return findings_[used_].files.front(); }
  [[nodiscard]] bool is_outdated(std::size_t index) const;
  [[nodiscard]] bool is_part_of_used(std::size_t index) const;
  [[nodiscard]] bool is_better(std::size_t index);
  [[nodiscard]] std::uint64_t lost(std::size_t index);
  [[nodiscard]] std::string reason(std::size_t index) const;
  [[nodiscard]] std::string reason_of_age(std::size_t index) const;
  [[nodiscard]] std::string reason_of_rows(std::size_t index) const;
  [[nodiscard]] std::string reason_of_order(std::size_t index) const;

  const tenant::Dataset& dataset_;
  std::vector<DatasetFinding> findings_;
  std::span<const LoadedExport> exports_;
  std::vector<std::optional<std::uint64_t>> lost_;  // values, by finding; where it was asked for
  std::size_t used_ = 0;
};

// The runs come before answers, so the first finding is of the newest run if of any.
bool Chooser::is_outdated(std::size_t index) const {
  const LoadedExport& from = first_export(index);
  return from.scuba() != nullptr && is_older(from, first_export(0));
}

bool Chooser::is_part_of_used(std::size_t index) const {
  const std::vector<std::size_t>& used = findings_[used_].files;
  return std::ranges::all_of(findings_[index].files, [&](std::size_t file) {
    return std::ranges::find(used, file) != used.end();
  });
}

// Decodes all rows, and is therefore asked for only where two files hold rows of one dataset.
std::uint64_t Chooser::lost(std::size_t index) {
  std::optional<std::uint64_t>& lost = lost_[index];
  const DatasetFinding& finding = findings_[index];
  if (!lost) {
    lost = tenant::count_lost_values(*dataset_.row, finding.source, finding.found.rows);
    for (const auto& [file, stream] : finding.found.streams) {
      *lost += tenant::count_lost_values(*dataset_.row, finding.source, stream);
    }
  }
  return *lost;
}

bool Chooser::is_better(std::size_t index) {
  const DatasetFinding& next = findings_[index];
  const DatasetFinding& used = findings_[used_];
  if (is_outdated(index)) return false;
  if (rank(next.state) != rank(used.state)) return rank(next.state) < rank(used.state);
  // No rows are no better than some.
  if (next.state != State::present || used.state != State::present) return false;
  if (next.found.open != used.found.open) return used.found.open;
  return lost(used_) > 0 && lost(index) < lost(used_) && next.found.count() >= used.found.count();
}

std::string Chooser::reason(std::size_t index) const {
  const DatasetFinding& other = findings_[index];
  const DatasetFinding& used = findings_[used_];
  if (is_outdated(index)) return reason_of_age(index);
  if (rank(other.state) > rank(used.state)) return fmt::format("here {}", other.detail);
  if (other.state == State::present && used.state == State::present) {
    if (other.found.open && !used.found.open) return "rows are missing here";
    std::string rows = reason_of_rows(index);
    if (!rows.empty()) return rows;
  }
  return reason_of_order(index);
}

std::string Chooser::reason_of_age(std::size_t index) const {
  if (used_ != 0) return "a newer run tried to collect it";
  const bool timeless = first_export(index).scuba()->collected.is_null();
  const std::string reason = timeless ? "it says when it was made" : "it is newer";
  const State state = findings_[0].state;
  if (is_failure(state)) return reason + ", though the command failed";
  return state == State::damaged ? reason + ", though damaged" : reason;
}

std::string Chooser::reason_of_rows(std::size_t index) const {
  if (!lost_[index] || !lost_[used_]) return {};
  const std::uint64_t here = *lost_[index];
  const std::uint64_t there = *lost_[used_];
  if (here == there) return {};
  if (here < there) {
    return fmt::format("{} of its rows {} here and {} there, though values of these are damaged",
                       findings_[index].found.count(),
                       findings_[index].found.count() == 1 ? "is" : "are",
                       findings_[used_].found.count());
  }
  return fmt::format("{} of its values {} damaged here, {} there", here, here == 1 ? "is" : "are",
                     there == 0 ? std::string("none") : std::to_string(there));
}

std::string Chooser::reason_of_order(std::size_t index) const {
  const LoadedExport& other = first_export(index);
  const LoadedExport& used = first_export(used_);
  const ScubaExport* run = used.scuba();
  if (run != nullptr && other.scuba() == nullptr) {
    return run->collected.is_null() ? "a run of ScubaGear goes first"
                                    : "a run of ScubaGear goes first, as it says when it was made";
  }
  if (is_same_run(other, used)) return "it is the same run";
  if (run != nullptr && other.scuba()->prefix != run->prefix) {
    return "an export goes before the results of a run";
  }
  if (other.scuba() == nullptr && other.group == used.group) {
    return "its kind of answer goes first";
  }
  return "its name comes first";
}

}  // namespace

Choice choose(const tenant::Dataset& dataset, std::vector<DatasetFinding> findings,
              std::span<const LoadedExport> exports) {
  return Chooser(dataset, std::move(findings), exports).run();
}

}  // namespace stance::ingest
