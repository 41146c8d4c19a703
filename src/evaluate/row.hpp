#pragma once

#include "run.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace stance::evaluate {

// The credit of one row in units of 1/scale(), and what it lacks.
struct RowVerdict {
  std::int64_t low = 0;
  std::int64_t high = 0;
  std::int64_t progress = 0;              // as low, but blind to `must`: how near a candidate comes
  cel::Value cause = cel::Value::null();  // first unknown, when low < high
};

// In thousandths, rounded down. The number is below 9e12 either way.
[[nodiscard]] std::int64_t floor_thousandths(double number);

// A credit or weight as thousandths; nothing when it is no number from 0 to limit / 1000. Rounded
// down, so that 0.9996 is not full; but 0.1 + 0.2 is 0.3.
[[nodiscard]] std::optional<std::int64_t> thousandths(const cel::Value& value, std::int64_t limit);

// Judges rows by pass, need or credit.
class RowJudge {
 public:
  RowJudge(const rules::RowCheck& check, Run& run);

  // Units of a full credit: 1 for pass, the sum of weights for need, 1000 for credit.
  [[nodiscard]] std::int64_t scale() const { return scale_; }

  // What the verdict means; `certain` is whether the row surely belongs.
  [[nodiscard]] model::Outcome outcome(const RowVerdict& verdict, bool certain) const;

  // For the current row; lets have been set.
  [[nodiscard]] RowVerdict judge() const;

  // What the current row lacks, in words: `otherwise` texts, actual and expected.
  void describe(model::Evidence& evidence) const;

 private:
  [[nodiscard]] RowVerdict judge_need(const rules::Need& need) const;
  [[nodiscard]] RowVerdict judge_credit(const rules::Credit& credit) const;
  void describe_unknown(const cel::Value& value, model::Evidence& evidence) const;
  void describe_need(const rules::Need& need, model::Evidence& evidence) const;

  const rules::RowCheck& check_;
  Run& run_;
  std::int64_t scale_ = 1;
};

// Adds the part of a condition that decides, and where the row stands that it is about.
void tell(cel::Trace trace, Run& run, model::Evidence& evidence);

}  // namespace stance::evaluate
