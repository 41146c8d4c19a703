#include "stance/app/assess.hpp"

#include "decisions.hpp"
#include "describe.hpp"
#include "licences.hpp"
#include "originals.hpp"
#include "product_runs.hpp"
#include "read_tenant.hpp"
#include "stance/base/text.hpp"
#include "stance/cel/time.hpp"
#include "stance/plan/rank.hpp"
#include "stance/score/decisions.hpp"
#include "stance/score/licences.hpp"
#include "stance/score/score.hpp"
#include "waiting.hpp"
#include "yardstick.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <future>
#include <map>
#include <utility>

namespace stance::app {

namespace {

struct Opened {
  tenant::Tenant tenant;
  Yardstick yardstick;
};

// The exports are read while the controls are compiled: neither needs the other.
base::Result<Opened> open(const Request& request, catalog::Catalog& catalog, Asked asked,
                          const ingest::Limits& limits, base::Diagnostics& problems) {
  base::Diagnostics damage;
  auto reading = std::async(
      [&, &schema = catalog.schema()] { return read_tenant(request, schema, limits, damage); });
  base::Diagnostics mistakes;
  auto yardstick = make_yardstick(catalog, std::move(asked), mistakes);
  auto tenant = reading.get();
  problems.add(damage);
  if (!tenant) return tl::unexpected(std::move(tenant).error());
  problems.add(mistakes);
  if (!yardstick) return tl::unexpected(catalog_has_errors());
  return Opened{*std::move(tenant), *std::move(yardstick)};
}

model::Assessment blank(const catalog::Catalog& catalog, const tenant::Tenant& tenant) {
  model::Assessment assessment;
  assessment.tool_version = version();
  assessment.tool_build = build();
  assessment.catalog = {.name = std::string(catalog.name()),
                        .version = std::string(catalog.version()),
                        .sha256 = catalog.sha256(),
                        .controls = catalog.controls().size()};
  const auto day_of = [](const cel::Value& time) {
    return time.is_null() ? std::string() : cel::format_date(time);
  };
  assessment.as_of = day_of(tenant.as_of());
  assessment.collected = day_of(tenant.collected);
  return assessment;
}

// The same assumption of several controls is one line.
std::vector<std::string> gather_assumptions(std::span<const model::ControlResult> controls) {
  std::map<std::string, std::size_t> counts;
  for (const model::ControlResult& control : controls) {
    for (const std::string& assumption : control.finding.assumptions) ++counts[assumption];
  }
  std::vector<std::string> lines;
  lines.reserve(counts.size());
  for (const auto& [assumption, count] : counts) {
    lines.push_back(
        fmt::format("{}: {} {}", assumption, count, count == 1 ? "control" : "controls"));
  }
  return lines;
}

void add_diagnostics(const base::Diagnostics& problems, model::Assessment& assessment) {
  for (const base::Diagnostic& problem : problems.all()) {
    std::string line = base::render(problem);
    line.resize(std::min(line.find('\n'), line.size()));
    assessment.diagnostics.push_back(std::move(line));
  }
}

// Percentages of the whole are reached with these points.
model::Hundredths points_for(model::Hundredths target, model::Hundredths whole) {
  constexpr model::Hundredths full = 10'000;
  return (target * whole + full - 1) / full;
}

void describe_profile(const catalog::Profile& profile, model::Assessment& assessment) {
  if (profile.path.empty()) return;
  model::ProfileResult result{.name = profile.name,
                              .path = profile.path,
                              .sha256 = profile.sha256,
                              .target = profile.target,
                              .deviations = profile.deviations};
  if (profile.target) {
    const model::Totals& totals = assessment.totals;
    result.target_gap = std::max(points_for(*profile.target, totals.assessed_max) - totals.points(),
                                 model::Hundredths{0});
  }
  assessment.profile = std::move(result);
}

plan::Weights weights_of(const catalog::Profile& profile) {
  plan::Weights weights;
  if (profile.cost) std::copy(profile.cost->begin(), profile.cost->end(), weights.cost);
  if (profile.user_impact) {
    std::copy(profile.user_impact->begin(), profile.user_impact->end(), weights.impact);
  }
  return weights;
}

score::DecisionScope scope_of(const Request& request, const catalog::Catalog& catalog,
                              const tenant::Tenant& tenant, const model::Assessment& assessment,
                              std::span<const model::Decision> declared = {}) {
  return {.tenant_id = tenant.id.empty() ? request.tenant : tenant.id,
          .tenant_name = tenant.display_name,
          .as_of = assessment.as_of,
          .soon = request.soon,
          .catalog = catalog.controls(),
          .declared = declared};
}

// Decisions, and what they are held against.
struct Decided {
  const model::Decisions& decisions;
  score::DecisionScope scope;
};

// Returns the service plans that it went by.
evaluate::Plans judge_all(const Request& request, const Compiled& compiled, const Decided& decided,
                          evaluate::Datasets& datasets, model::Assessment& assessment) {
  evaluate::Plans plans = evaluate::read_plans(compiled.licences, datasets);
  evaluate::Options options{.evidence = request.evidence};
  for (std::size_t i = 0; i < compiled.controls.size(); ++i) {
    options.named = score::named_objects(decided.decisions, decided.scope, compiled.infos[i].id);
    assessment.controls.push_back(score::result_of(
        compiled.infos[i],
        evaluate::evaluate(compiled.controls[i], datasets, plans, compiled.licences, options)));
  }
  return plans;
}

void decide(const Decided& decided, model::Assessment& assessment, base::Diagnostics& problems) {
  const model::Decisions& decisions = decided.decisions;
  if (decisions.files.empty() && decided.scope.declared.empty()) return;
  assessment.decisions =
      model::DecisionsResult{.files = decisions.files,
                             .entries = decisions.entries.size(),
                             .declared = decided.scope.declared.size(),
                             .notes = score::apply(decisions, decided.scope, assessment.controls)};
  report_notes(assessment.decisions->notes, problems);
}

void mark_licences(const Compiled& compiled, const tenant::Schema& schema,
                   model::Assessment& assessment) {
  if (!compiled.licences.plans) return;
  for (const std::uint32_t index : compiled.licences.plans->datasets()) {
    const auto found = std::ranges::find(assessment.datasets, schema.datasets()[index].name,
                                         &model::DatasetResult::name);
    if (found != assessment.datasets.end()) found->licences = true;
  }
}

}  // namespace

base::Result<catalog::Profile> read_profile(const Request& request, catalog::Catalog& catalog,
                                            base::Diagnostics& problems) {
  if (request.profile.empty()) return catalog::Profile{};
  auto profile = catalog.read_profile(request.profile, problems);
  if (profile) return *std::move(profile);
  return tl::unexpected(base::Error{
      .kind = base::ErrorKind::usage,
      .message = fmt::format("the profile '{}' has errors", base::printable(request.profile))});
}

model::Assessment judge(const Request& request, const Yardstick& yardstick,
                        const tenant::Tenant& tenant, base::Diagnostics& problems) {
  const catalog::Catalog& catalog = yardstick.catalog;
  const Compiled& compiled = yardstick.compiled;
  evaluate::Datasets datasets(tenant, catalog.schema(), yardstick.projections);
  load_all(compiled, datasets);
  const std::vector<DeclaredBaseline> baselines =
      read_declarations(yardstick.baselines, tenant, datasets, problems);
  const std::vector<model::Decision> declared = declared_decisions(baselines, catalog.controls());

  model::Assessment assessment = blank(catalog, tenant);
  const Decided decided{yardstick.asked.decisions,
                        scope_of(request, catalog, tenant, assessment, declared)};
  const evaluate::Plans plans = judge_all(request, compiled, decided, datasets, assessment);
  if (plans) {
    problems.add(yardstick.licence_problems);
    describe_licences({compiled, *plans, yardstick.licences}, datasets, assessment);
  }
  decide(decided, assessment, problems);
  assessment.totals = score::total(assessment.controls);
  assessment.licences = score::licence_totals(assessment.controls, plans.has_value());
  assessment.categories = score::by_category(assessment.controls, catalog.categories());
  assessment.recommendations = plan::rank(assessment.controls, assessment.totals.assessed_max,
                                          weights_of(yardstick.asked.profile));
  std::vector<model::BaselineResult> judged = judge_baselines(request, baselines, assessment);
  describe_profile(yardstick.asked.profile, assessment);
  assessment.assumptions = gather_assumptions(assessment.controls);
  describe_inputs(tenant, catalog.schema(), compiled.infos, assessment);
  if (request.originals) assessment.originals = originals_in(datasets);
  if (request.source_lines) resolve_lines(tenant, assessment.controls);
  assessment.gate = score::decide(request.gates, assessment, judged);
  const auto shown = std::ranges::find(judged, request.framework, [](const auto& result) {
    return std::string_view(result.baseline.framework);
  });
  if (shown != judged.end()) assessment.baseline = std::move(*shown);
  add_diagnostics(problems, assessment);
  return assessment;
}

base::Result<model::Assessment> assess(const Request& request, catalog::Catalog& catalog,
                                       base::Diagnostics& problems) {
  auto asked = read_asked(request, catalog, problems);
  if (!asked) return tl::unexpected(std::move(asked).error());
  const auto opened = open(request, catalog, *std::move(asked), {}, problems);
  if (!opened) return tl::unexpected(opened.error());
  return judge(request, opened->yardstick, opened->tenant, problems);
}

base::Result<model::Assessment> inspect(const Request& request, catalog::Catalog& catalog,
                                        base::Diagnostics& problems) {
  const auto opened = open(request, catalog, {}, {.one_tenant = false}, problems);
  if (!opened) return tl::unexpected(opened.error());
  const tenant::Tenant& tenant = opened->tenant;
  const Compiled& compiled = opened->yardstick.compiled;
  // Damage shows when the fields that controls read are decoded.
  evaluate::Datasets datasets(tenant, catalog.schema(), catalog.environment().projections);
  load_all(compiled, datasets);
  model::Assessment assessment = blank(catalog, tenant);
  // What a verdict lacks shows when it is tried.
  const model::Decisions none;
  const Decided undecided{none, scope_of(request, catalog, tenant, assessment)};
  static_cast<void>(judge_all(request, compiled, undecided, datasets, assessment));
  describe_inputs(tenant, catalog.schema(), compiled.infos, assessment);
  describe_waiting(assessment);
  assessment.runs = product_runs(catalog.schema(), assessment.datasets);
  mark_licences(compiled, catalog.schema(), assessment);
  add_diagnostics(problems, assessment);
  return assessment;
}

}  // namespace stance::app
