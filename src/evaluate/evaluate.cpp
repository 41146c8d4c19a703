#include "stance/evaluate/evaluate.hpp"

#include "exceptions.hpp"
#include "run.hpp"
#include "stance/model/decision.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace stance::evaluate {

namespace {

void collect_licences(const rules::Check& check, std::vector<std::vector<std::string>>& licences) {
  const auto* parts = std::get_if<rules::Parts>(&check);
  if (parts == nullptr) return;
  for (const rules::Part& part : parts->parts) {
    if (!part.licence.empty()) licences.push_back(part.licence);
    collect_licences(*part.check, licences);
  }
}

// Licences the inputs do not tell of: the control is judged as if they were there.
std::vector<std::string> licence_assumptions(const rules::Control& control, const Run& run) {
  std::vector<std::vector<std::string>> licences;
  if (!control.licence.empty()) licences.push_back(control.licence);
  if (control.check) collect_licences(*control.check, licences);
  std::vector<std::string> texts;
  for (const auto& licence : licences) {
    if (!run.licence_unknown(licence)) continue;
    std::string text = fmt::format("licensed for {} (no licence data)", fmt::join(licence, " or "));
    if (std::find(texts.begin(), texts.end(), text) == texts.end()) {
      texts.push_back(std::move(text));
    }
  }
  return texts;
}

// What people declared is taken as it is, so it must not go unnoticed.
std::vector<std::string> declared(const rules::Control& control, const Datasets& datasets) {
  std::vector<std::string> texts;
  for (const std::uint32_t index : control.datasets) {
    const tenant::Dataset& dataset = datasets.schema().datasets()[index];
    if (!dataset.optional || datasets.tenant().holdings[index].table->count() == 0) continue;
    texts.push_back(fmt::format("as declared in {}", dataset.name));
  }
  return texts;
}

Judgement judge(const rules::Control& control, Run& run) {
  Judgement judgement;
  judgement.excluded = run.excluded(control.licence);
  if (judgement.excluded) return judgement;
  run.prepare();
  if (control.applies) {
    const cel::Value applies = run.value(*control.applies);
    if (applies.is(false)) {
      judgement.excluded = model::Outcome::not_applicable;
      return judgement;
    }
    // A person can also tell whether it applies.
    if (!applies.is(true) && control.check) {
      judgement.missing = {run.missing(cause_of(applies))};
      return judgement;
    }
  }
  if (control.check) return run.judge(*control.check);
  judgement.excluded = model::Outcome::manual;
  return judgement;
}

// A control asks for no less than its references do: where it is met, so are they.
model::Outcome outcome_of(const rules::Asked& asked, const model::Finding& finding, Run& run) {
  if (finding.outcome == model::Outcome::met) return finding.outcome;
  const cel::Value value = run.value(asked.condition);
  if (run.exhausted() || value.kind != cel::Kind::boolean) return model::Outcome::not_assessed;
  return value.boolean ? model::Outcome::met : model::Outcome::unmet;
}

// A program that belongs to no control; its value may point into the arena.
cel::Value run_alone(const cel::Program& program, const Datasets& datasets, base::Arena& arena) {
  std::vector<cel::Value> locals(program.locals());
  cel::Budget budget;
  cel::Frame frame = datasets.frame(locals, arena, budget);
  return program.run(frame);
}

// [part number, assigned, licences, [plan, ...]]; nothing when a part of it is unknown.
std::optional<Subscription> subscription_of(const cel::Value& entry) {
  constexpr std::size_t parts = 4;
  if (entry.kind != cel::Kind::list || entry.size != parts) return std::nullopt;
  const std::span<const cel::Value> part = entry.members();
  if (part[0].kind != cel::Kind::text || part[1].kind != cel::Kind::integer ||
      part[2].kind != cel::Kind::integer || part[3].kind != cel::Kind::list || part[3].uncertain) {
    return std::nullopt;
  }
  Subscription out{.product = std::string(part[0].text()),
                   .assigned = part[1].integer,
                   .licences = part[2].integer};
  for (const cel::Value& plan : part[3].members()) {
    if (plan.kind != cel::Kind::text) return std::nullopt;
    out.plans.emplace_back(plan.text());
  }
  return out;
}

using DeclaredTexts = std::array<std::string, 3>;

std::vector<DeclaredTexts> declared_texts(const std::optional<cel::Program>& program,
                                          const Datasets& datasets) {
  std::vector<DeclaredTexts> out;
  if (!program) return out;
  base::Arena arena;
  const cel::Value value = run_alone(*program, datasets, arena);
  if (value.kind != cel::Kind::list) return out;
  for (const cel::Value& entry : value.members()) {
    const auto is_text = [](const cel::Value& part) { return part.kind == cel::Kind::text; };
    DeclaredTexts texts;
    if (entry.kind != cel::Kind::list || entry.size != texts.size()) continue;
    if (!std::ranges::all_of(entry.members(), is_text)) continue;
    for (std::size_t i = 0; i < texts.size(); ++i) texts.at(i) = entry.values[i].text();
    out.push_back(std::move(texts));
  }
  return out;
}

}  // namespace

Plans read_plans(const rules::LicenceRule& rule, Datasets& datasets) {
  if (!rule.plans) return std::nullopt;
  base::Arena arena;
  const cel::Value value = run_alone(*rule.plans, datasets, arena);
  if (value.kind != cel::Kind::list || value.uncertain) return std::nullopt;
  std::set<std::string> plans;
  for (const cel::Value& plan : value.members()) {
    if (plan.kind != cel::Kind::text) return std::nullopt;
    plans.emplace(plan.text());
  }
  return plans;
}

std::vector<Subscription> read_subscriptions(const rules::LicenceRule& rule,
                                             const Datasets& datasets) {
  std::vector<Subscription> out;
  if (!rule.subscriptions) return out;
  base::Arena arena;
  const cel::Value value = run_alone(*rule.subscriptions, datasets, arena);
  if (value.kind != cel::Kind::list || value.uncertain) return out;
  for (const cel::Value& entry : value.members()) {
    auto subscription = subscription_of(entry);
    if (!subscription) return {};
    out.push_back(*std::move(subscription));
  }
  return out;
}

model::Declarations read_declarations(const rules::BaselineRule& rule, const Datasets& datasets) {
  model::Declarations out;
  for (auto& [id, text, day] : declared_texts(rule.omitted, datasets)) {
    out.omissions.push_back({.id = std::move(id), .reason = std::move(text), .expires = day});
  }
  for (auto& [id, text, day] : declared_texts(rule.annotated, datasets)) {
    out.annotations.push_back({.id = std::move(id), .comment = std::move(text), .due = day});
  }
  return out;
}

model::Finding evaluate(const rules::Control& control, Datasets& datasets, const Plans& plans,
                        const rules::LicenceRule& licences, const Options& options) {
  model::Finding finding;
  finding.control = control.id;
  Run run(control, datasets, plans, licences, options);
  Judgement judgement = judge(control, run);
  if (run.exhausted()) {
    judgement = {.missing = {run.missing(cel::Value::unknown(cel::Why::budget))}};
  }
  finding.outcome = outcome_of(judgement);
  finding.low = model::reduce(judgement.low);
  finding.high = model::reduce(judgement.high);
  finding.population = judgement.population;
  finding.parts = std::move(judgement.parts);
  finding.evidence = std::move(judgement.evidence);
  finding.evidence_total = judgement.evidence_total;
  finding.missing = std::move(judgement.missing);
  finding.declarable = find_declarable(control, finding.outcome, run, [&](auto substitute) {
    Run again(control, datasets, plans, licences, options);
    again.substitute(substitute.parameter, substitute.value);
    const Judgement judged = judge(control, again);
    return !again.exhausted() && outcome_of(judged) == model::Outcome::met;
  });
  for (const rules::Asked& asked : control.asks) {
    finding.references.push_back(
        {asked.reference, judgement.excluded ? finding.outcome : outcome_of(asked, finding, run)});
  }
  if (finding.outcome != model::Outcome::not_licensed) {
    finding.assumptions = licence_assumptions(control, run);
    for (std::string& text : declared(control, datasets)) {
      finding.assumptions.push_back(std::move(text));
    }
  }
  return finding;
}

}  // namespace stance::evaluate
