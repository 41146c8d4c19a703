#include "run.hpp"
#include "tally.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace stance::evaluate {

namespace {

// Credits of parts are rounded down to this, so that their weighted sum stays an exact integer.
constexpr std::int64_t billion = 1'000'000'000;

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
      const bool named = run_.options().named.contains(evidence.key);
      if (!named && result_.evidence.size() >= run_.options().evidence) continue;
      if (evidence.whole && evidence.part.empty()) evidence.label = part.label;
      evidence.part = evidence.part.empty() ? part.label : part.label + " / " + evidence.part;
      result_.evidence.push_back(std::move(evidence));
      weights_.push_back(part.weight);
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
    for (std::size_t i = 0; i < weights_.size(); ++i) {
      model::Ratio& lost = result_.evidence[i].lost;
      lost = narrow(Wide{lost.num} * weights_[i], Wide{lost.den} * weight_);
    }
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
  std::vector<std::int64_t> weights_;  // of the parts that the evidence is about
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
