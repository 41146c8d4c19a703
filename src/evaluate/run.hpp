#pragma once

#include "judgement.hpp"
#include "stance/evaluate/evaluate.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace stance::evaluate {

// The evaluation of one control: its locals, its arenas and its budget.
class Run {
 public:
  Run(const rules::Control& control, Datasets& datasets, const Plans& plans,
      const rules::LicenceRule& licences, const Options& options);

  // Parameters, collection time and lets.
  void prepare();
  // A value in place of that of a parameter, by index; to be called before prepare().
  void substitute(std::uint32_t parameter, cel::Value value) { substitute_ = {parameter, value}; }

  [[nodiscard]] Judgement judge(const rules::Check& check);

  // Runs a program with what is known outside of rows; the value lasts as long as this object.
  [[nodiscard]] cel::Value value(const cel::Program& program);
  // Runs a program for the current row; the value lasts until next_row().
  [[nodiscard]] cel::Value row_value(const cel::Program& program);
  // As row_value() and explain(), but only to tell of a verdict: on a budget of its own, for how
  // much is told depends on the order of rows.
  [[nodiscard]] cel::Value told_value(const cel::Program& program);
  [[nodiscard]] cel::Trace row_trace(const cel::Program& program);
  [[nodiscard]] cel::Trace trace(const cel::Program& program);
  void set_local(std::uint32_t local, cel::Value value) { locals_[local] = value; }
  [[nodiscard]] const cel::Value& local(std::uint32_t local) const { return locals_[local]; }
  void next_row() { row_arena_.reset(); }
  // The control took more steps than it may; whatever it says is void.
  [[nodiscard]] bool exhausted() const { return budget_.steps < 0; }

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
  cel::Budget telling_;
  base::Arena arena_;
  base::Arena row_arena_;
  std::vector<cel::Value> locals_;
  std::optional<std::pair<std::uint32_t, cel::Value>> substitute_ = std::nullopt;
};

// An unknown value as it is; for any other value, which is not what a rule needs, one that says so.
[[nodiscard]] cel::Value cause_of(const cel::Value& value,
                                  cel::Why otherwise = cel::Why::wrong_type);

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
