#pragma once

#include "run.hpp"

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace stance::evaluate {

// A member of a population while it is being visited.
struct Member {
  std::uint64_t ordinal = 0;    // in the table or list, from 0
  std::string_view order = {};  // as tenant::Rows::order
  // The unknown value of `where` when it may not belong, otherwise null.
  cel::Value unclear = cel::Value::null();
  std::optional<tenant::Place> place = std::nullopt;

  [[nodiscard]] bool certain() const { return !unclear.is_unknown(); }
};

// Which of two members counts first, whatever the order they are visited in.
struct Rank {
  Rank() = default;
  // NOLINTNEXTLINE(google-explicit-constructor): a member of a list is ranked by its ordinal.
  Rank(std::uint64_t number) : ordinal(number) {}
  // NOLINTNEXTLINE(google-explicit-constructor)
  Rank(const Member& member) : order(member.order), ordinal(member.ordinal) {}

  std::string order = {};
  std::uint64_t ordinal = 0;

  friend auto operator<=>(const Rank&, const Rank&) = default;
};

// Goes over the rows of a dataset or the members of a list that `where` lets through.
class Walk {
 public:
  Walk(const rules::Population& population, Run& run) : population_(population), run_(run) {}

  // Visits each member with its variable and lets set. Returns the unknown value that stands
  // against a verdict (no data, or an unknown list), or null.
  [[nodiscard]] cel::Value each(const std::function<void(const Member&)>& visit);

  // More members may exist; known after each(), with the reason.
  [[nodiscard]] const cel::Value& open() const { return open_; }

  // Key, label, shown values and source of the current member.
  [[nodiscard]] std::string key(const Member& member) const;
  [[nodiscard]] model::Evidence evidence(const Member& member, std::string key) const;

 private:
  [[nodiscard]] std::optional<std::string> name_of_whole() const;
  [[nodiscard]] std::optional<model::Source> source(const Member& member) const;
  void visit_one(const cel::Value& row, Member member,
                 const std::function<void(const Member&)>& visit);
  [[nodiscard]] cel::Value scan(std::uint32_t dataset,
                                const std::function<void(const Member&)>& visit);

  const rules::Population& population_;
  Run& run_;
  cel::Value open_ = cel::Value::null();
};

// The text of a key, label or shown value as people write it.
[[nodiscard]] std::string plain(const cel::Value& value);

}  // namespace stance::evaluate
