#include "run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace stance::evaluate {

namespace {

// What to tell a person about the cause of an unknown value.
std::string sentence(const cel::Value& cause, std::string_view dataset, std::string_view detail) {
  const cel::Subject subject = cause.subject == nullptr ? cel::Subject{} : *cause.subject;
  if (subject.expression == "asof") return "the inputs do not say when they were collected";
  switch (cause.why) {
    case cel::Why::dataset_absent: return fmt::format("{} is in no input", dataset);
    case cel::Why::dataset_failed:
      return detail.empty() ? fmt::format("collecting {} failed", dataset) : std::string(detail);
    case cel::Why::dataset_damaged:
      return detail.empty() ? fmt::format("{} cannot be read", dataset) : std::string(detail);
    case cel::Why::field_absent:
      return fmt::format("{} was exported without '{}'", dataset, subject.field);
    case cel::Why::damaged:
      return fmt::format("'{}' of {} was destroyed by the exporter", subject.field, dataset);
    case cel::Why::open_list: return fmt::format("more {} may exist than were exported", dataset);
    case cel::Why::not_verified: return std::string(subject.expression);
    case cel::Why::budget: return "the control needs more steps or memory than it is allowed";
    case cel::Why::wrong_type:
      if (!subject.field.empty()) {
        return fmt::format("'{}' of {} has an unexpected type", subject.field, dataset);
      }
      break;
    default: break;
  }
  if (subject.expression.empty()) return fmt::format("a value is unknown ({})", name(cause.why));
  return fmt::format("'{}' has no value ({})", subject.expression, name(cause.why));
}

bool holds_plan(const std::set<std::string>& plans, const rules::LicenceRule& licences,
                const std::string& wanted) {
  if (plans.contains(wanted)) return true;
  return std::any_of(plans.begin(), plans.end(), [&](const std::string& plan) {
    const auto found = licences.includes.find(plan);
    return found != licences.includes.end() &&
           std::find(found->second.begin(), found->second.end(), wanted) != found->second.end();
  });
}

}  // namespace

model::Outcome outcome_of(const Judgement& judgement) {
  if (judgement.excluded) return *judgement.excluded;
  if (judgement.low.full()) return model::Outcome::met;
  if (judgement.high.none()) return model::Outcome::unmet;
  const bool partial = !judgement.low.none() && !judgement.high.full();
  return partial ? model::Outcome::partial : model::Outcome::not_assessed;
}

cel::Value cause_of(const cel::Value& value, cel::Why otherwise) {
  return value.is_unknown() ? value : cel::Value::unknown(otherwise);
}

model::Missing missing_for(const cel::Value& cause, const Datasets& datasets) {
  model::Missing missing;
  missing.reason = name(cause.why);
  std::string_view detail;
  if (cause.subject != nullptr) {
    missing.dataset = cause.subject->dataset;
    missing.field = cause.subject->field;
  }
  if (const tenant::Dataset* dataset = datasets.schema().find(missing.dataset)) {
    missing.collect = dataset->collect;
    detail = datasets.tenant().holdings[dataset->index].detail;
    missing.detail = sentence(cause, dataset->title, detail);
  } else {
    missing.detail = sentence(cause, missing.dataset, detail);
  }
  return missing;
}

void add_missing(std::vector<model::Missing>& all, model::Missing missing) {
  if (std::find(all.begin(), all.end(), missing) == all.end()) all.push_back(std::move(missing));
}

Run::Run(const rules::Control& control, Datasets& datasets, const Plans& plans,
         const rules::LicenceRule& licences, const Options& options)
    : control_(control),
      datasets_(datasets),
      plans_(plans),
      licences_(licences),
      options_(options),
      budget_(options.budget),
      telling_(options.budget),
      locals_(control.locals) {}

void Run::prepare() {
  std::uint32_t local = 0;
  for (const rules::Parameter& parameter : control_.parameters) locals_[local++] = parameter.value;
  if (substitute_) locals_[substitute_->first] = substitute_->second;
  const cel::Value& day = datasets_.tenant().as_of();
  locals_[local] = day.is_null() ? cel::Value::unknown(cel::Why::field_absent, &asof_subject) : day;
  for (const rules::Let& let : control_.lets) locals_[let.local] = value(let.program);
}

const cel::Subject Run::asof_subject = {.dataset = {}, .field = {}, .expression = "asof"};

cel::Value Run::value(const cel::Program& program) {
  cel::Frame frame = datasets_.frame(locals_, arena_, budget_);
  return program.run(frame);
}

cel::Value Run::row_value(const cel::Program& program) {
  cel::Frame frame = datasets_.frame(locals_, row_arena_, budget_);
  return program.run(frame);
}

cel::Value Run::told_value(const cel::Program& program) {
  cel::Frame frame = datasets_.frame(locals_, row_arena_, telling_);
  return program.run(frame);
}

cel::Trace Run::row_trace(const cel::Program& program) {
  cel::Frame frame = datasets_.frame(locals_, row_arena_, telling_);
  return program.explain(frame);
}

cel::Trace Run::trace(const cel::Program& program) {
  cel::Frame frame = datasets_.frame(locals_, arena_, telling_);
  return program.explain(frame);
}

bool Run::licence_unknown(const std::vector<std::string>& licence) const {
  return !licence.empty() && !plans_;
}

std::optional<model::Outcome> Run::excluded(const std::vector<std::string>& licence) {
  if (licence.empty() || !plans_) return std::nullopt;
  const bool held = std::any_of(licence.begin(), licence.end(), [&](const std::string& wanted) {
    return holds_plan(*plans_, licences_, wanted);
  });
  return held ? std::nullopt : std::optional(model::Outcome::not_licensed);
}

model::Missing Run::missing(const cel::Value& cause) const { return missing_for(cause, datasets_); }

Judgement Run::judge(const rules::Check& check) {
  struct Visitor {
    Run& run;
    Judgement operator()(const rules::Assert& c) const { return judge_assert(c, run); }
    Judgement operator()(const rules::Each& c) const { return judge_each(c, run); }
    Judgement operator()(const rules::Any& c) const { return judge_any(c, run); }
    Judgement operator()(const rules::Steps& c) const { return judge_steps(c, run); }
    Judgement operator()(const rules::Parts& c) const { return judge_parts(c, run); }
  };
  return std::visit(Visitor{*this}, check);
}

}  // namespace stance::evaluate
