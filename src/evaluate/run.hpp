#pragma once

#include "judgement.hpp"
#include "stance/evaluate/evaluate.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace stance::evaluate {

// The evaluation of one control: its locals, its arenas and its budget.
class Run {
 public:
  Run(const rules::Control& control, Datasets& datasets, const Plans& plans,
      const rules::LicenceRule& licences, const Options& options);

  // Parameters, collection time and lets.
  void prepare();

  [[nodiscard]] Judgement judge(const rules::Check& check);

  // Runs a program with what is known outside of rows; the value lasts as long as this object.
  [[nodiscard]] cel::Value value(const cel::Program& program);
  // Runs a program for the current row; the value lasts until next_row().
  [[nodiscard]] cel::Value row_value(const cel::Program& program);
  [[nodiscard]] cel::Trace row_trace(const cel::Program& program);
  [[nodiscard]] cel::Trace trace(const cel::Program& program);
  void set_local(std::uint32_t local, cel::Value value) { locals_[local] = value; }
  void next_row() { row_arena_.reset(); }
  // An unknown value of a row that outlives the row.
  [[nodiscard]] cel::Value keep(cel::Value unknown);

  // Nothing when it applies, otherwise why not.
  [[nodiscard]] std::optional<model::Outcome> excluded(const std::vector<std::string>& licence);
  [[nodiscard]] bool licence_unknown(const std::vector<std::string>& licence) const;

  // An unknown value as what is missing for the verdict.
  [[nodiscard]] model::Missing missing(const cel::Value& cause) const;

  [[nodiscard]] Datasets& datasets() { return datasets_; }
  [[nodiscard]] const Options& options() const { return options_; }

 private:
  static const cel::Subject asof_subject;

  const rules::Control& control_;
  Datasets& datasets_;
  const Plans& plans_;
  const rules::LicenceRule& licences_;
  const Options& options_;
  cel::Budget budget_;
  base::Arena arena_;
  base::Arena row_arena_;
  std::vector<cel::Value> locals_;
};

// Adds what is missing unless it is there already.
void add_missing(std::vector<model::Missing>& all, model::Missing missing);

[[nodiscard]] Judgement judge_assert(const rules::Assert& check, Run& run);
[[nodiscard]] Judgement judge_each(const rules::Each& check, Run& run);
[[nodiscard]] Judgement judge_any(const rules::Any& check, Run& run);
[[nodiscard]] Judgement judge_steps(const rules::Steps& check, Run& run);
[[nodiscard]] Judgement judge_parts(const rules::Parts& check, Run& run);

// What a check says about an empty population.
[[nodiscard]] Judgement judge_empty(rules::Empty empty, const rules::Population& population,
                                    Run& run);

}  // namespace stance::evaluate
