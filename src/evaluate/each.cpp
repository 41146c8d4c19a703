#include "causes.hpp"
#include "population.hpp"
#include "row.hpp"
#include "tally.hpp"

#include <tuple>
#include <utility>

namespace stance::evaluate {

namespace {

// Goes over the members and adds them up.
class EachFold {
 public:
  EachFold(const rules::Each& check, Run& run)
      : check_(check),
        run_(run),
        walk_(check.population, run),
        rows_(check.row, run),
        tally_(rows_.scale(), run.options().evidence, run.options().named),
        causes_(run) {}

  Judgement judge() {
    const cel::Value cause = walk_.each([this](const Member& member) { add(member); });
    if (cause.is_unknown()) return {.missing = {run_.missing(cause)}};
    const bool open = walk_.open().is_unknown();
    if (tally_.empty() && !open) return judge_empty(check_.empty, check_.population, run_);
    return result(open);
  }

 private:
  void add(const Member& member) {
    const RowVerdict verdict = rows_.judge();
    const auto weight = weight_of_row();
    tally_.add(member, verdict, weight);
    causes_.add(member.unclear);
    causes_.add(verdict.cause);
    const model::Outcome outcome = rows_.outcome(verdict, member.certain());
    if (outcome == model::Outcome::met) return;
    std::string key = walk_.key(member);
    if (!tally_.wants(key, member)) return;
    model::Evidence evidence = walk_.evidence(member, key);
    evidence.outcome = outcome;
    evidence.lost = tally_.lost(verdict, weight);
    rows_.describe(evidence);
    tally_.keep(std::move(key), member, std::move(evidence));
  }

  [[nodiscard]] std::optional<std::int64_t> weight_of_row() {
    if (!check_.weight) return rules::one;
    const cel::Value value = run_.row_value(*check_.weight);
    const auto weight = thousandths(value, rules::max_weight);
    if (weight && *weight > 0) return weight;
    causes_.add(cause_of(value, cel::Why::range));
    return std::nullopt;
  }

  // Of an open population what is known decides once a member fails; that all known ones pass
  // proves nothing.
  Judgement result(bool open) {
    Judgement judgement;
    std::tie(judgement.low, judgement.high) = tally_.credit();
    if (open && (tally_.empty() || judgement.high.full())) {
      judgement.low = {0, 1};
      judgement.high = {1, 1};
      causes_.add(walk_.open());
    }
    judgement.population = tally_.population();
    judgement.population->open = open;
    judgement.evidence_total = tally_.evidence_total();
    judgement.evidence = std::move(tally_).evidence();
    // There may be more objects to share the credit with.
    if (open) {
      for (model::Evidence& evidence : judgement.evidence) evidence.lost = {};
    }
    judgement.missing = causes_.missing();
    return judgement;
  }

  const rules::Each& check_;
  Run& run_;
  Walk walk_;
  RowJudge rows_;
  Tally tally_;
  Causes causes_;
};

}  // namespace

Judgement judge_empty(rules::Empty empty, const rules::Population& population, Run& run) {
  Judgement judgement;
  judgement.population = model::Population{};
  switch (empty) {
    case rules::Empty::met: judgement.low = {1, 1}; break;
    case rules::Empty::unmet: {
      judgement.high = {0, 1};
      model::Evidence evidence{.key = "none", .label = std::string(whole_tenant), .whole = true};
      evidence.unmet.push_back(population.none.empty() ? "there is none" : population.none);
      judgement.evidence.push_back(std::move(evidence));
      judgement.evidence_total = 1;
      break;
    }
    case rules::Empty::not_applicable: judgement.excluded = model::Outcome::not_applicable; break;
    case rules::Empty::not_assessed: {
      model::Missing missing{.dataset = {}, .reason = "nothing_to_judge"};
      missing.detail = "there is no object to judge";
      if (const auto* dataset = std::get_if<std::uint32_t>(&population.in)) {
        const tenant::Dataset& declared = run.datasets().schema().datasets()[*dataset];
        missing.dataset = declared.name;
        missing.detail = declared.title + ": there is no object to judge";
      }
      judgement.missing.push_back(std::move(missing));
      break;
    }
  }
  return judgement;
}

Judgement judge_each(const rules::Each& check, Run& run) { return EachFold(check, run).judge(); }

}  // namespace stance::evaluate
