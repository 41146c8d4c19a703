#include "fleets.hpp"

#include "samples.hpp"

namespace stance::report {

using model::TenantSummary;

model::FleetReport fleet() {
  const TenantSummary contoso = {.name = "contoso",
                                 .tenant_id = "t1",
                                 .tenant_name = "Contoso",
                                 .as_of = "2026-01-31",
                                 .tool_version = "0.1.0",
                                 .tool_build = "abc",
                                 .catalog = "c",
                                 .profile = "p",
                                 .points = 1'133,
                                 .max = 2'700,
                                 .score = 4'196,
                                 .verified = 4'000,
                                 .coverage = 5'400,
                                 .worst = model::CategoryScore{"data", 0},
                                 .top_gap = model::TopGap{{"demo.mail", "Sign mail"}, 950},
                                 .failing = {{"demo.mail", "Sign mail"}, {"demo.mfa", "Ask twice"}},
                                 .holding = {"demo.block"},
                                 .gate = model::GateOutcome::failed,
                                 .gate_reasons = {"score 41.96 % is below 70 %", "too old"},
                                 .gaps = true,
                                 .sha256 = "r",
                                 .key = "k"};
  TenantSummary fabrikam;
  fabrikam.name = "fabrikam";
  fabrikam.tool_version = "0.1.0";
  fabrikam.tool_build = "abc";
  fabrikam.catalog = "c";
  fabrikam.points = 900;
  fabrikam.max = 1'000;
  fabrikam.score = 9'000;
  fabrikam.verified = 9'000;
  fabrikam.coverage = 10'000;
  fabrikam.failing = {{"demo.mail", "Sign mail"}};
  fabrikam.sha256 = "s";
  TenantSummary hollow;
  hollow.name = "hollow";
  hollow.coverage = 0;
  TenantSummary broken;
  broken.name = "broken";
  broken.error = "cannot open 'broken': Permission denied";
  return {.assessed = {contoso, fabrikam, hollow},
          .unassessed = {broken},
          .spread = model::ScoreSpread{2, {4'196, 4'196, 4'196, 4'196, 9'000, 9'000, 9'000}},
          .outliers = {{"contoso", 4'196, true}, {"fabrikam", 9'000, false}},
          .controls = {{{"demo.mail", "Sign mail"}, 2, 2}, {{"demo.mfa", "Ask twice"}, 1, 3}},
          .notes = {"the results come from 2 profiles: their scores compare with care"}};
}

namespace {

void spoil(TenantSummary& tenant, const std::string& attack) {
  for (std::string* text : {&tenant.name, &tenant.tenant_id, &tenant.tenant_name}) *text = attack;
  if (!tenant.error.empty()) tenant.error = attack;
  if (tenant.worst) tenant.worst->category = attack;
  if (tenant.top_gap) tenant.top_gap->control = {attack, attack};
  for (model::NamedControl& control : tenant.failing) control = {attack, attack};
  for (std::string& reason : tenant.gate_reasons) reason = attack;
}

}  // namespace

model::FleetReport hostile_fleet() {
  const std::string attack = hostile().tenant_name;
  model::FleetReport report = fleet();
  for (TenantSummary& tenant : report.assessed) spoil(tenant, attack);
  for (TenantSummary& tenant : report.unassessed) spoil(tenant, attack);
  for (model::Outlier& outlier : report.outliers) outlier.name = attack;
  for (model::ControlFailures& control : report.controls) control.control = {attack, attack};
  report.notes = {attack};
  return report;
}

}  // namespace stance::report
