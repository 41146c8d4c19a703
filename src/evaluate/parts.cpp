#include "run.hpp"

#include <algorithm>
#include <utility>

namespace stance::evaluate {

namespace {

// Credits of parts are rounded down to this, so that their weighted sum stays an exact integer.
constexpr std::int64_t billion = 1'000'000'000;

__extension__ using Wide = __int128;

std::int64_t rounded(const model::Ratio& credit) {
  return static_cast<std::int64_t>(Wide{credit.num} * billion / Wide{credit.den});
}

// Adds up the parts that count.
class PartsFold {
 public:
  explicit PartsFold(Run& run) : run_(run) {}

  void add(const rules::Part& part) {
    Judgement judgement = judge(part);
    const model::Outcome outcome = outcome_of(judgement);
    result_.parts.push_back({part.label, outcome, part.weight, judgement.low, judgement.high});
    for (model::Missing& missing : judgement.missing) {
      add_missing(result_.missing, std::move(missing));
    }
    if (judgement.excluded) {
      unlicensed_ = unlicensed_ || outcome == model::Outcome::not_licensed;
      return;
    }
    weight_ += part.weight;
    low_ += part.weight * rounded(judgement.low);
    high_ += part.weight * rounded(judgement.high);
    count(outcome);
    result_.evidence_total += judgement.evidence_total;
    for (model::Evidence& evidence : judgement.evidence) {
      if (result_.evidence.size() >= run_.options().evidence) break;
      if (evidence.whole && evidence.part.empty()) evidence.label = part.label;
      evidence.part = evidence.part.empty() ? part.label : part.label + " / " + evidence.part;
      result_.evidence.push_back(std::move(evidence));
    }
  }

  Judgement result() && {
    if (weight_ == 0) {
      result_.excluded =
          unlicensed_ ? model::Outcome::not_licensed : model::Outcome::not_applicable;
      return std::move(result_);
    }
    result_.low = {low_, weight_ * billion};
    result_.high = {high_, weight_ * billion};
    result_.population = population_;
    return std::move(result_);
  }

 private:
  Judgement judge(const rules::Part& part) {
    Judgement judgement;
    if (const auto outcome = run_.excluded(part.licence)) {
      judgement.excluded = outcome;
      return judgement;
    }
    if (part.applies) {
      const cel::Value applies = run_.value(*part.applies);
      if (applies.is(false)) {
        judgement.excluded = model::Outcome::not_applicable;
        return judgement;
      }
      if (!applies.is(true)) {
        judgement.missing.push_back(run_.missing(cause_of(applies)));
        return judgement;
      }
    }
    return run_.judge(*part.check);
  }

  void count(model::Outcome outcome) {
    ++population_.total;
    if (outcome == model::Outcome::met) {
      ++population_.met;
    } else if (outcome == model::Outcome::not_assessed) {
      ++population_.unknown;
    } else {
      ++population_.unmet;
    }
  }

  Run& run_;
  Judgement result_;
  model::Population population_;
  std::int64_t weight_ = 0;
  std::int64_t low_ = 0;
  std::int64_t high_ = 0;
  bool unlicensed_ = false;
};

}  // namespace

Judgement judge_parts(const rules::Parts& check, Run& run) {
  PartsFold fold(run);
  for (const rules::Part& part : check.parts) fold.add(part);
  return std::move(fold).result();
}

}  // namespace stance::evaluate
