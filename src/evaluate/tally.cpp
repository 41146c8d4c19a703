#include "tally.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

namespace stance::evaluate {

model::Ratio narrow(Wide num, Wide den) {
  constexpr Wide most = std::numeric_limits<std::int64_t>::max();
  Wide divisor = den;
  for (Wide rest = num; rest != 0;) divisor = std::exchange(rest, divisor % rest);
  num /= divisor;
  den /= divisor;
  // Something never becomes nothing, and nothing less than all becomes all.
  while (den > most) {
    num = num > 1 ? num / 2 : num;
    den = den / 2 + den % 2;
  }
  return {static_cast<std::int64_t>(num), static_cast<std::int64_t>(den)};
}

const Tally::Keys Tally::no_keys;

void Tally::add(const Member& member, const RowVerdict& verdict,
                std::optional<std::int64_t> weight) {
  const bool full = verdict.low == scale_;
  const bool short_of = verdict.high < scale_;
  ++population_.total;
  if (member.certain()) ++certain_;
  if (!member.certain() || full == short_of) {
    ++population_.unknown;
  } else {
    ++(full ? population_.met : population_.unmet);
  }
  all_full_ = all_full_ && full;
  all_none_ = all_none_ && verdict.high == 0;
  if (!weight) {
    weight_unknown_ = true;
  } else if (member.certain()) {
    weight_ += *weight;
    low_ += Wide{*weight} * verdict.low;
    high_ += Wide{*weight} * verdict.high;
  } else {
    if (!full) may_lower_ += *weight;
    if (verdict.high > 0) may_raise_ += *weight;
  }
}

void Tally::merge(const Tally& other) {
  population_.total += other.population_.total;
  population_.met += other.population_.met;
  population_.unmet += other.population_.unmet;
  population_.unknown += other.population_.unknown;
  certain_ += other.certain_;
  weight_ += other.weight_;
  low_ += other.low_;
  high_ += other.high_;
  may_lower_ += other.may_lower_;
  may_raise_ += other.may_raise_;
  weight_unknown_ = weight_unknown_ || other.weight_unknown_;
  all_full_ = all_full_ && other.all_full_;
  all_none_ = all_none_ && other.all_none_;
  for (const Kept* kept : {&other.evidence_, &other.of_named_}) {
    for (const auto& [key, evidence] : *kept) {
      if (wants(key.first, key.second)) keep(key.first, key.second, evidence);
    }
  }
}

model::Ratio Tally::lost(const RowVerdict& verdict, std::optional<std::int64_t> weight) const {
  return {weight.value_or(0) * (scale_ - verdict.low), 1};
}

bool Tally::wants(const std::string& key, const Rank& rank) const {
  if (named_.contains(key)) return true;
  if (keep_ == 0) return false;
  return evidence_.size() < keep_ || std::pair(key, rank) < evidence_.rbegin()->first;
}

void Tally::keep(std::string key, const Rank& rank, model::Evidence evidence) {
  if (named_.contains(key)) {
    of_named_.emplace(std::pair(std::move(key), rank), std::move(evidence));
    return;
  }
  evidence_.emplace(std::pair(std::move(key), rank), std::move(evidence));
  if (evidence_.size() > keep_) evidence_.erase(std::prev(evidence_.end()));
}

std::pair<model::Ratio, model::Ratio> Tally::credit() const {
  // Members that may not belong are taken at their worst and at their best; without one that surely
  // belongs, or with a weight nobody knows, nothing but the ends is certain.
  if (certain_ == 0) return {{0, 1}, {1, 1}};
  if (all_full_) return {{1, 1}, {1, 1}};
  if (all_none_) return {{0, 1}, {0, 1}};
  if (weight_unknown_) return {{0, 1}, {1, 1}};
  const model::Ratio low = narrow(low_, scale_ * (weight_ + may_lower_));
  const model::Ratio high = narrow(high_ + scale_ * may_raise_, scale_ * (weight_ + may_raise_));
  // Where both were rounded, the ends must not change places.
  return {low, model::less(high, low) ? low : high};
}

std::vector<model::Evidence> Tally::evidence() && {
  const bool known = certain_ == population_.total && !weight_unknown_ && weight_ > 0;
  evidence_.merge(of_named_);
  std::vector<model::Evidence> all;
  for (auto& [key, evidence] : evidence_) {
    const bool clear = known && evidence.outcome != model::Outcome::not_assessed;
    evidence.lost = clear ? narrow(evidence.lost.num, scale_ * weight_) : model::Ratio{};
    all.push_back(std::move(evidence));
  }
  return all;
}

}  // namespace stance::evaluate
