#include "causes.hpp"
#include "population.hpp"
#include "row.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace stance::evaluate {

namespace {

// Looks for the best candidate.
class AnyFold {
 public:
  AnyFold(const rules::Any& check, Run& run)
      : check_(check),
        run_(run),
        walk_(check.population, run),
        rows_(check.row, run),
        causes_(run) {}

  Judgement judge() {
    const cel::Value cause = walk_.each([this](const Member& member) { add(member); });
    if (cause.is_unknown()) return {.missing = {run_.missing(cause)}};
    const bool open = walk_.open().is_unknown();
    if (population_.total == 0 && !open) {
      return judge_empty(check_.empty, check_.population, run_);
    }
    return result(open);
  }

 private:
  void add(const Member& member) {
    const RowVerdict verdict = rows_.judge();
    const model::Outcome outcome = rows_.outcome(verdict, member.certain());
    ++population_.total;
    ++(outcome == model::Outcome::met            ? population_.met
       : outcome == model::Outcome::not_assessed ? population_.unknown
                                                 : population_.unmet);
    if (member.certain()) {
      some_certain_ = true;
      low_ = std::max(low_, verdict.low);
    }
    high_ = std::max(high_, verdict.high);
    causes_.add(member.unclear);
    causes_.add(verdict.cause);
    consider(member, verdict, outcome);
  }

  // The nearest candidate: by credit, then by progress, then by the smallest key.
  void consider(const Member& member, const RowVerdict& verdict, model::Outcome outcome) {
    const auto merit = std::tuple(verdict.low, verdict.high, verdict.progress);
    if (has_best_ && merit < best_merit_) return;
    std::string key = walk_.key(member);
    const Rank rank(member);
    if (has_best_ && merit == best_merit_ &&
        std::tie(best_.key, best_rank_) <= std::tie(key, rank)) {
      return;
    }
    best_rank_ = rank;
    has_best_ = true;
    best_merit_ = merit;
    best_ = walk_.evidence(member, std::move(key));
    best_.outcome = outcome;
    rows_.describe(best_);
  }

  Judgement result(bool open) {
    Judgement judgement;
    judgement.low = {low_, rows_.scale()};
    judgement.high = {high_, rows_.scale()};
    judgement.population = population_;
    judgement.population->open = open;
    if (judgement.low.full()) return judgement;
    // When it may be that no candidate belongs, what `empty` says may hold as well.
    const bool may_be_empty = !some_certain_ && check_.empty != rules::Empty::unmet;
    if (open || may_be_empty) judgement.high = {1, 1};
    causes_.add(walk_.open());
    if (has_best_) {
      judgement.evidence.push_back(std::move(best_));
      judgement.evidence_total = 1;
    }
    // What is unknown of candidates that could not win anyway does not matter.
    if (!model::equal(judgement.low, judgement.high)) judgement.missing = causes_.missing();
    return judgement;
  }

  const rules::Any& check_;
  Run& run_;
  Walk walk_;
  RowJudge rows_;
  Causes causes_;
  model::Population population_;
  bool some_certain_ = false;
  std::int64_t low_ = 0;
  std::int64_t high_ = 0;
  bool has_best_ = false;
  std::tuple<std::int64_t, std::int64_t, std::int64_t> best_merit_;
  model::Evidence best_;
  Rank best_rank_;
};

}  // namespace

Judgement judge_any(const rules::Any& check, Run& run) { return AnyFold(check, run).judge(); }

}  // namespace stance::evaluate
