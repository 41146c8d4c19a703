#pragma once

#include "stance/cel/program.hpp"
#include "stance/cel/value.hpp"

#include <cstddef>
#include <unordered_set>
#include <vector>

namespace stance::cel {

// Values that equal only values of their own kind, so that a hash finds the equal ones. Not
// numbers with a point, which equal integers, and nothing that has or is an unknown.
[[nodiscard]] bool is_hashable(const Value& value);

struct HashOfValue {
  [[nodiscard]] std::size_t operator()(const Value& value) const;
};
struct SameValue {
  [[nodiscard]] bool operator()(const Value& a, const Value& b) const {
    return equals(a, b).is(true);
  }
};

// The members of a list, to be asked many times what is among them: in constant time where all of
// them can be hashed.
class Members {
 public:
  explicit Members(Frame& frame) : frame_(frame) {}
  Members(const Value& list, Frame& frame);

  // Takes steps from the budget.
  void add(const Value& member);
  [[nodiscard]] const std::vector<Value>& all() const { return all_; }
  // Whether a member equals `wanted`, three-valued: the first unknown is the cause, of a member
  // before that of `wanted`. Takes steps from the budget.
  [[nodiscard]] Value hold(const Value& wanted);

 private:
  [[nodiscard]] Value search(const std::vector<Value>& members, const Value& wanted);

  Frame& frame_;
  std::vector<Value> all_;
  std::vector<Value> rest_;  // what cannot be hashed
  std::unordered_set<Value, HashOfValue, SameValue> hashed_;
};

}  // namespace stance::cel
