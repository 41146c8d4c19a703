#include "samples.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace stance::report {

namespace {

using model::Outcome;

model::ControlResult control(std::string id, std::string title, std::int64_t points,
                             Outcome outcome) {
  model::ControlResult result;
  result.info.id = id;
  result.info.title = std::move(title);
  result.info.category = "identity";
  result.info.product = "Microsoft Entra ID";
  result.info.points = points;
  result.finding.control = std::move(id);
  result.finding.outcome = outcome;
  result.status = model::status_of(outcome);
  if (outcome == Outcome::unmet) result.finding.high = {0, 1};
  if (outcome == Outcome::met) result.finding.low = {1, 1};
  result.verified = outcome == Outcome::met ? points * 100 : 0;
  return result;
}

model::ControlResult legacy() {
  auto result = control("entra.block-legacy-authentication",
                        "Block legacy authentication for everyone", 8, Outcome::partial);
  result.info.revision = 2;
  result.info.cost = model::Cost::moderate;
  result.info.user_impact = model::UserImpact::moderate;
  result.info.criticality = "shall";
  result.info.refs = {{"scuba", {"MS.AAD.1.1v1"}}, {"cis_m365_7.0", {"5.2.2.3"}}};
  result.info.datasets = {"entra.conditionalAccessPolicies", "entra.securityDefaults"};
  result.finding.low = result.finding.high = {4, 6};
  result.finding.population = model::Population{3, 1, 2, 0, false};
  result.finding.parts = {{"Exchange ActiveSync", Outcome::met, 2000, {1, 1}, {1, 1}},
                          {"Other clients", Outcome::not_assessed, 500, {0, 1}, {1, 1}}};
  model::Evidence policy;
  policy.key = "5b1e1f0e-3c1f-4a6a-9d4b-0d6f7c1b2a10";
  policy.label = "Block legacy clients (pilot)";
  policy.outcome = Outcome::partial;
  policy.part = "Other clients";
  policy.actual = "state is enabledForReportingButNotEnforced";
  policy.expected = "an enabled policy that blocks both client types";
  policy.unmet = {"the policy is not enforced", "3 excluded groups are not approved"};
  policy.shown = {{"excluded groups", "Finance, Legal, Scanners"}};
  policy.source = {{"ScubaResults.json", "/Raw/conditional_access_policies/4", 1182}};
  model::Evidence other;
  other.key = "old";
  other.label = "old";
  result.finding.evidence = {policy, other};
  result.finding.evidence_total = 7;
  result.finding.assumptions = {"licence data is missing: judged as if licensed"};
  result.verified = 533;
  return result;
}

model::ControlResult missing(std::string id, std::int64_t points, model::Missing cause) {
  auto result = control(std::move(id), "Some control without data", points, Outcome::not_assessed);
  result.finding.missing = {std::move(cause)};
  return result;
}

void add_controls(model::Assessment& assessment) {
  const std::string organization = "exchange.organizationConfig";
  assessment.controls = {
      legacy_control(),
      control("entra.limit-global-administrators", "Keep two to four Global Administrators", 6,
              Outcome::met),
      control("entra.require-phishing-resistant-mfa-for-admins",
              "Require phishing-resistant MFA for every administrator", 10, Outcome::unmet),
      control("exchange.enable-customer-lockbox", "Turn on Customer Lockbox", 3, Outcome::unmet),
      smtp_control(),
      missing("exchange.enable-audit", 4,
              {organization, "", "dataset_absent", "", "Get-OrganizationConfig"}),
      missing("dns.publish-dmarc", 6,
              {"dns.dmarc", "", "dataset_failed", "the lookup timed out", ""}),
      missing("teams.limit-guests", 2,
              {"teams.meetingPolicies", "AllowAnonymous", "field_absent", "", ""}),
      missing("sharepoint.limit-sharing", 2,
              {"sharepoint.tenant", "", "dataset_damaged", "", "Get-SPOTenant"}),
      control("purview.review-labels", "Review labels", 4, Outcome::manual),
      control("intune.encrypt", "Encrypt devices", 4, Outcome::not_licensed),
      control("intune.patch", "Patch devices", 4, Outcome::not_applicable),
  };
  assessment.controls[3].info.cost = model::Cost::high;
  assessment.controls[10].licence = model::LicenceNeed{
      {"INTUNE_A"},
      model::LicenceOffer{"INTUNE_A", "Microsoft Intune Plan 1", "INTUNE_A", "Intune"}};
  std::ranges::sort(assessment.controls, {},
                    [](const model::ControlResult& result) { return result.info.id; });
}

void add_datasets(model::Assessment& assessment) {
  model::DatasetResult policies;
  policies.name = "entra.conditionalAccessPolicies";
  policies.title = "Conditional Access policies";
  policies.state = "present";
  policies.count = 12;
  policies.duplicates = 1;
  policies.open = true;
  policies.origin = "ScubaGear 1.8.0 /conditional_access_policies";
  policies.collect = "Get-MgBetaIdentityConditionalAccessPolicy";
  policies.damage = {"conditions.users: one object in place of a list, repaired in 2 rows"};
  policies.controls = policies.waiting = {"entra.block-legacy-authentication"};
  policies.waiting_points = 8;
  model::DatasetResult dmarc;
  dmarc.name = "dns.dmarc";
  dmarc.title = "DMARC records";
  dmarc.state = "failed";
  dmarc.origin = "ScubaGear 1.8.0";
  dmarc.detail = "the lookup timed out";
  model::DatasetResult organization;
  organization.name = "exchange.organizationConfig";
  organization.state = "not_collected";
  organization.collect = "Get-OrganizationConfig";
  organization.controls = {"exchange.disable-basic-smtp", "exchange.enable-audit"};
  organization.waiting = organization.controls;
  organization.waiting_points = 9;
  model::DatasetResult forms;
  forms.name = "apps.forms";
  forms.state = "not_collected";
  assessment.datasets = {forms, dmarc, policies, organization};
}

}  // namespace

model::ControlResult legacy_control() { return legacy(); }

model::ControlResult smtp_control() {
  return missing("exchange.disable-basic-smtp", 5,
                 {"exchange.organizationConfig", "", "dataset_absent",
                  "no input holds the organization config", "Get-OrganizationConfig"});
}

model::Assessment contoso() {
  model::Assessment assessment;
  assessment.tool_version = "0.1.0";
  assessment.tool_build = "abc";
  assessment.tenant_id = "7d1c0a3e-5f0b-4b63-9d3e-2f6a1f2b3c4d";
  assessment.tenant_name = "Contoso";
  assessment.as_of = "2026-01-31";
  assessment.catalog = {"stance built-in", "1.0.0", std::string(64, 'c'), 12};
  assessment.inputs = {{"exports/ScubaResults.json",
                        "ScubaGear 1.8.0",
                        "UTF-8",
                        std::string(64, 'a'),
                        2,
                        {"new_key", "other_key"}}};
  add_controls(assessment);
  assessment.totals = {1133, 0, 2700, 5000, 1133, 3433};
  assessment.licences = {true, 1133, 2700, 3100};
  assessment.categories = {{"identity", {1133, 0, 2400, 2400, 1133, 1133}},
                           {"data", {0, 0, 300, 1800, 0, 1500}},
                           {"infrastructure", {0, 0, 0, 600, 0, 600}}};
  assessment.recommendations = {
      {1, "entra.require-phishing-resistant-mfa-for-admins", 1000, 3703, 1000},
      {2, "entra.block-legacy-authentication", 267, 988, 89},
      {3, "exchange.enable-customer-lockbox", 300, 1111, 75}};
  add_datasets(assessment);
  assessment.assumptions = {"licence data is missing: 2 controls are judged as if licensed"};
  assessment.gate.gates = {{.name = "min-score",
                            .wanted = "at least 70.00 %",
                            .found = "41.96 %",
                            .outcome = model::GateOutcome::failed,
                            .reason = "score 41.96 % is below 70 %"}};
  return assessment;
}

model::Assessment unassessed() {
  model::Assessment assessment;
  assessment.controls = {
      missing("dns.publish-dmarc", 6, {"dns.dmarc", "", "dataset_absent", "", ""}),
      missing("dns.publish-spf", 4, {})};
  assessment.totals = {0, 0, 0, 1000, 0, 1000};
  assessment.categories = {{"infrastructure", assessment.totals}};
  return assessment;
}

namespace {

model::DatasetResult lack(std::string name, std::int64_t points, model::CollectStep step) {
  model::DatasetResult dataset;
  dataset.name = std::move(name);
  dataset.state = "not_collected";
  dataset.points = points;
  if (points > 0) dataset.controls = {"demo.first", "demo.second"};
  dataset.waiting = dataset.controls;
  dataset.waiting_points = points;
  dataset.step = std::move(step);
  dataset.collect = dataset.step.command;
  return dataset;
}

model::CollectStep request(std::string address, std::vector<std::string> scopes) {
  return {.kind = model::CollectKind::graph,
          .request = std::move(address),
          .scopes = std::move(scopes)};
}

model::CollectStep cmdlet(std::string command, std::string session) {
  return {.kind = model::CollectKind::cmdlet,
          .command = std::move(command),
          .session = std::move(session)};
}

}  // namespace

model::Assessment lacking() {
  model::Assessment assessment;
  assessment.datasets = {
      lack("dns.spf", 4, {}),
      lack("entra.plans", 0, request("v1.0/subscribedSkus", {"License.Read.All"})),
      lack("entra.rules", 6, request("/beta/rules?$filter=id eq 'a'", {"Policy.Read.All"})),
      lack("entra.skus", 3, request("v1.0/subscribedSkus", {"License.Read.All"})),
      lack("exchange.mailboxes", 9, cmdlet("Get-CASMailbox -ResultSize Unlimited", "exchange")),
      lack("exchange.rules", 9, cmdlet("Get-TransportRule", "exchange")),
      lack("sharepoint.tenant", 2, cmdlet("Get-SPOTenant", "sharepoint")),
      lack("teams.unread", 0, cmdlet("Get-CsTenant", "teams")),
      lack("teams.whole", 5, cmdlet("Get-CsTenant", "teams"))};
  std::vector<model::DatasetResult>& datasets = assessment.datasets;
  datasets[0].collect = "ScubaGear";
  datasets[1].licences = true;
  datasets[1].step.part = true;
  datasets[2].state = "failed";
  datasets[2].detail = "Forbidden: Insufficient privileges";
  datasets[4].state = "present";
  datasets[4].open = true;
  datasets[5].state = "damaged";
  datasets[5].damage = {"rows: a text in place of a list"};
  datasets[8].state = "empty";
  datasets[8].waiting.clear();
  datasets[8].waiting_points = 0;
  return assessment;
}

model::Assessment cut_off() {
  model::Assessment assessment;
  assessment.datasets = {
      lack("dns.spf", 3, {.kind = model::CollectKind::dns, .request = "spf"}),
      lack("entra.policies", 9, cmdlet("Get-MgPolicy -All", "graph")),
      lack("exchange.presets", 4, cmdlet("Get-Preset", "exchange")),
      lack("sharepoint.tenant", 7, cmdlet("Get-SPOTenant", "sharepoint")),
      lack("teams.federation", 2, cmdlet("Get-CsTenantFederationConfiguration", "teams"))};
  std::vector<model::DatasetResult>& datasets = assessment.datasets;
  for (std::size_t i = 0; i < 4; ++i) datasets[i].state = "present";
  datasets[0].count = 2;
  datasets[0].lacks = {"nobody answered for the domain in DNS"};
  datasets[1].count = 7;
  datasets[1].damaged_rows = 1;
  datasets[1].more_damaged = true;
  datasets[1].damage = {
      "PowerShell's @{...} in place of an object, cut off by the depth limit of ConvertTo-Json in "
      "1 "
      "row: conditions.users, conditions.platforms"};
  datasets[1].again =
      "ConvertTo-Json -InputObject @(Get-MgPolicy -All) -Depth 20 > entra.policies.json";
  datasets[2].state = "empty";
  datasets[3].count = 1;
  datasets[3].lacks = {"exported without 'sharingCapability', 'showPeoplePicker'"};
  assessment.unsettled = {
      {"the policy Standard is in use but not in the export", {"demo.first", "demo.second"}, 4},
      {"nobody answered for the domain in DNS", {"demo.spf"}, 3}};
  assessment.runs = model::ProductRuns{{"aad", "exo"}, {"sharepoint", "teams"}, 5};
  return assessment;
}

namespace {

// Escape sequences, C1 controls, bidirectional and zero-width characters, markup, broken UTF-8, a
// formula, a mention, and a name of ten thousand characters.
std::string attack() {
  return "\x1b]0;owned\x07\x1b[2J\r\n::error::<script>alert(1)</script>|\t\xe2\x80\xae"
         "\xc2\x9b"
         "31m\xe2\x80\x8b\xff\xfe\xc3 \xef\xbb\xbf" +
         std::string("\0\x7f", 2) + "\xe4\xb8\xad\xe6\x96\x87" +
         " ]]></script> @team #1 [a](https://e.example)\n=cmd|'!A0,\"b\" %0A::error::\xef\xbf\xbf" +
         std::string(10'000, 'x');
}

model::Evidence hostile_evidence() {
  const std::string text = attack();
  model::Evidence evidence;
  evidence.key = evidence.label = evidence.part = evidence.actual = evidence.expected = text;
  evidence.label += "2";
  evidence.unmet = {text, ""};
  evidence.shown = {{text, text}, {text, ""}};
  evidence.source = {{text, text, 7}};
  return evidence;
}

model::DatasetResult hostile_dataset(std::string state) {
  const std::string text = attack();
  model::DatasetResult dataset;
  dataset.name = dataset.title = dataset.origin = dataset.detail = text;
  dataset.collect = std::string(command_mark) + text;
  dataset.state = std::move(state);
  dataset.damage = {text};
  dataset.controls = dataset.waiting = dataset.lacks = {text};
  return dataset;
}

}  // namespace

model::Assessment hostile() {
  const std::string text = attack();
  model::Assessment assessment;
  assessment.tenant_id = assessment.tenant_name = assessment.as_of = text;
  assessment.catalog = {text, text, text, 1};
  assessment.inputs = {{text, text, text, text, 1, {text, text}}};
  auto failed = control(text, text, 5, Outcome::unmet);
  failed.info.category = failed.info.product = failed.info.criticality = text;
  failed.info.refs = {{text, {text}}};
  failed.info.datasets = {text};
  failed.finding.evidence = {hostile_evidence()};
  failed.finding.evidence_total = 1;
  failed.finding.parts = {{text, Outcome::unmet, 1000, {0, 1}, {0, 1}}};
  failed.finding.assumptions = {text};
  model::Decision decision;
  decision.reason = decision.owner = decision.ticket = decision.notes = text;
  decision.attested_on = decision.expires = text;
  decision.evidence = decision.tags = {text};
  decision.status = model::DecisionStatus::third_party;
  decision.place = {text, 1, 1, text};
  failed.decision = decision;
  failed.excepted = {{hostile_evidence(), decision}};
  failed.claimed = 100;
  assessment.decisions = model::DecisionsResult{
      .files = {{text, text}},
      .entries = 1,
      .notes = {{model::DecisionProblem::expired, text, text, {text, 1, 1}}}};
  assessment.controls = {
      failed, missing("gone", 5, {text, text, text, text, std::string(command_mark) + text})};
  assessment.controls.back().finding.missing.push_back({"", "", text, "", ""});
  assessment.totals = {0, 0, 500, 1000, 0, 500};
  assessment.categories = {{text, assessment.totals}};
  assessment.recommendations = {{1, text, 500, 10'000, 500}};
  assessment.datasets = {hostile_dataset("present"), hostile_dataset("not_collected"),
                         hostile_dataset(text)};
  assessment.unsettled = {{text, {}, 1}};
  assessment.assumptions = {text};
  assessment.gate.gates = {{text, text, text, model::GateOutcome::failed, text}};
  assessment.diagnostics = {text};
  return assessment;
}

model::ControlTexts legacy_texts() {
  return {
      .description =
          "Clients that cannot do modern authentication are refused.\n"
          "Both client types must be blocked.\n\nBreak-glass accounts may stay out.\n",
      .rationale = "Legacy protocols know no second factor, so a stolen password is enough.",
      .threats = {"accountBreach", "passwordCracking"},
      .steps = {"Open the Entra admin center, Protection, Conditional Access.",
                "Create a policy for all users and all apps with the conditions Exchange "
                "ActiveSync clients and Other clients, and grant: block access."},
      .user_effect = "Old mail programs and scanners can no longer sign in.",
      .notes = "SCuBA accepts no exclusion by role.",
      .licence = {"AAD_PREMIUM"},
      .offer = model::LicenceOffer{"AAD_PREMIUM", "Microsoft Entra ID P1", "AAD_PREMIUM",
                                   "Microsoft Entra ID P1"},
      .check = {"any policy of entra.conditionalAccessPolicies with the best credit:",
                "  must: the policy is enforced", "  all users are included"},
      .parameters = {{"allowedExclusions", "{}: users, groups and apps that may be left out"}},
      .links = {"https://learn.microsoft.com/entra/identity/conditional-access/"},
      .file = "controls/entra/block-legacy-authentication.yaml",
  };
}

model::ControlTexts hostile_texts() {
  const std::string text = attack();
  return {text,   text,           {text}, {text}, text, text, {text}, {{text, text, text, text}},
          {text}, {{text, text}}, {text}, text};
}

}  // namespace stance::report
