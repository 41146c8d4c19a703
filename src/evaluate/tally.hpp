#pragma once

#include "population.hpp"
#include "row.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace stance::evaluate {

// Weights come from the data: a hundred thousand rows of the greatest weight exceed 64 bits.
__extension__ using Wide = __int128;

// The share in 64 bits: exact where it fits in lowest terms, otherwise rounded down.
[[nodiscard]] model::Ratio narrow(Wide num, Wide den);

// The fold of a proportional check. Every member is added once; the order does not matter, and two
// tallies of disjoint members can be merged.
class Tally {
 public:
  using Keys = std::set<std::string, std::less<>>;

  // Keeps the evidence with the smallest keys, and that of the named ones.
  Tally(std::int64_t scale, std::size_t evidence, const Keys& named = no_keys)
      : scale_(scale), keep_(evidence), named_(named) {}

  // `weight` in thousandths; nothing when it is not known.
  void add(const Member& member, const RowVerdict& verdict, std::optional<std::int64_t> weight);
  void merge(const Tally& other);

  // What a member takes from the sum of the credits; evidence() divides it by all weights.
  [[nodiscard]] model::Ratio lost(const RowVerdict& verdict,
                                  std::optional<std::int64_t> weight) const;
  // Whether evidence with this key would be kept.
  [[nodiscard]] bool wants(const std::string& key, const Rank& rank) const;
  void keep(std::string key, const Rank& rank, model::Evidence evidence);

  [[nodiscard]] bool empty() const { return population_.total == 0; }
  [[nodiscard]] const model::Population& population() const { return population_; }
  // Lowest and highest share that the members allow.
  [[nodiscard]] std::pair<model::Ratio, model::Ratio> credit() const;
  // The kept evidence, smallest keys first. What each object costs is told where all that matters
  // for it is known.
  [[nodiscard]] std::vector<model::Evidence> evidence() &&;
  [[nodiscard]] std::uint64_t evidence_total() const {
    return population_.unmet + population_.unknown;
  }

 private:
  std::int64_t scale_;
  std::size_t keep_;
  model::Population population_;
  std::uint64_t certain_ = 0;  // members that surely belong
  // Sums over members that surely belong: weight, and weight times credit (1/scale_).
  Wide weight_ = 0;
  Wide low_ = 0;
  Wide high_ = 0;
  // Weight of members that may belong, where belonging would lower or raise the share.
  Wide may_lower_ = 0;
  Wide may_raise_ = 0;
  bool weight_unknown_ = false;
  bool all_full_ = true;
  bool all_none_ = true;
  using Kept = std::map<std::pair<std::string, Rank>, model::Evidence>;
  static const Keys no_keys;

  const Keys& named_;
  Kept evidence_;
  Kept of_named_;
};

}  // namespace stance::evaluate
