#include "options.hpp"

#include <algorithm>
#include <array>

namespace stance::cli {

namespace {

template <class... Id>
constexpr unsigned on(Id... ids) {
  return ((1U << static_cast<unsigned>(ids)) | ...);
}

constexpr unsigned showing = on(CommandId::assess, CommandId::show, CommandId::inspect);
constexpr unsigned evaluating = on(CommandId::eval);
constexpr unsigned deciding = on(CommandId::decisions_check);
constexpr unsigned entering = on(CommandId::decide);
constexpr unsigned reading = showing | evaluating | deciding;
constexpr unsigned printing = showing | on(CommandId::catalog_list);
constexpr unsigned warning = printing | evaluating | deciding | entering;
constexpr unsigned documenting = on(CommandId::catalog_docs);
constexpr unsigned telling = warning | documenting | on(CommandId::catalog_schema);
constexpr unsigned cataloguing = telling | on(CommandId::catalog_lint, CommandId::catalog_test);
constexpr unsigned judging = on(CommandId::assess, CommandId::show);
constexpr unsigned assessing = on(CommandId::assess);
constexpr unsigned inspecting = on(CommandId::inspect);
constexpr unsigned embedding = on(CommandId::catalog_embed);
constexpr unsigned testing = on(CommandId::catalog_test);
constexpr unsigned checking = on(CommandId::catalog_lint, CommandId::catalog_test);
constexpr unsigned explaining = on(CommandId::catalog_explain);
constexpr unsigned configuring = on(CommandId::config_show);
constexpr unsigned configured = cataloguing | configuring;
constexpr unsigned all =
    configured | embedding | explaining | on(CommandId::completion, CommandId::man);

constexpr auto table = std::to_array<Option>({
    {.name = "format",
     .value = "FORMAT",
     .kind = Kind::choice,
     .commands = assessing,
     .description = "What to print on standard output: terminal (default), json, ndjson, sarif, "
                    "junit, csv (controls), csv-evidence (failing objects), csv-framework (with "
                    "--framework), csv-gates, markdown or github.",
     .choices = report_formats,
     .standard = "terminal"},
    {.name = "format",
     .value = "FORMAT",
     .kind = Kind::choice,
     .commands = (printing & ~assessing) | checking | deciding | configuring,
     .description = "What to print on standard output: terminal (default) or json.",
     .choices = "terminal|json",
     .standard = "terminal"},
    {.name = "output",
     .letter = 'o',
     .value = "FORMAT=PATH",
     .kind = Kind::target,
     .repeatable = true,
     .commands = assessing,
     .description = "Also write a report to a file; - is standard output. May be repeated.",
     .trusted = true,
     .path = true},
    {.name = "framework",
     .value = "NAME",
     .kind = Kind::text,
     .commands = assessing,
     .description = "The verdict on each requirement of a framework, in its order; scuba."},
    {.name = "category",
     .value = "NAME",
     .kind = Kind::text,
     .repeatable = true,
     .commands = assessing,
     .description = "Show only controls of a category. Filters change what is shown, never a "
                    "score or a gate; each may be repeated."},
    {.name = "product",
     .value = "NAME",
     .kind = Kind::text,
     .repeatable = true,
     .commands = assessing,
     .description = "Show only controls of a product, by a part of its name."},
    {.name = "control",
     .value = "ID",
     .kind = Kind::text,
     .repeatable = true,
     .commands = assessing,
     .description = "Show only these controls, such as 'entra.*'."},
    {.name = "status",
     .value = "STATUS",
     .kind = Kind::choice,
     .repeatable = true,
     .commands = assessing,
     .description = "Show only controls with the status, such as to_address.",
     .choices = "completed|partially_completed|to_address|not_assessed|not_applicable|"
                "not_licensed|manual|planned|risk_accepted|third_party|alternate_mitigation|"
                "attested",
     .environment = false},
    {.name = "top",
     .value = "N",
     .kind = Kind::number,
     .commands = assessing,
     .description = "Show so many recommendations; by default 10 as text, and all in files.",
     .least = 0,
     .most = 1'000'000},
    {.name = "min-score",
     .value = "PERCENT",
     .kind = Kind::percent,
     .commands = assessing,
     .description = "Gate: exit code 1 when the score is lower."},
    {.name = "min-verified",
     .value = "PERCENT",
     .kind = Kind::percent,
     .commands = assessing,
     .description = "Gate: exit code 1 when the points proven by the exports are fewer."},
    {.name = "max-claimed",
     .value = "PERCENT",
     .kind = Kind::percent,
     .commands = assessing,
     .description = "Gate: exit code 1 when more of the points are only claimed by decisions."},
    {.name = "min-category",
     .value = "NAME=PERCENT",
     .kind = Kind::share,
     .repeatable = true,
     .commands = assessing,
     .description = "Gate: exit code 1 when the score of a category is lower, such as "
                    "identity=80. May be repeated."},
    {.name = "min-framework",
     .value = "NAME=PERCENT",
     .kind = Kind::share,
     .repeatable = true,
     .commands = assessing,
     .description = "Gate: exit code 1 when fewer requirements of a framework pass, of those "
                    "that have a verdict, such as scuba=90. May be repeated."},
    {.name = "fail-on",
     .value = "WHAT",
     .kind = Kind::text,
     .repeatable = true,
     .commands = assessing,
     .description = "Gate: exit code 1 when one of these falls short: high, medium or low and "
                    "what is above, a control such as entra.*, or a requirement such as "
                    "MS.AAD.1.1v1. What was accepted or is solved elsewhere does not count. May "
                    "be repeated."},
    {.name = "require-datasets",
     .value = "NAME",
     .kind = Kind::text,
     .repeatable = true,
     .commands = assessing,
     .description = "Gate: exit code 1 when a dataset is not there as a whole, such as "
                    "entra.users or entra.*. May be repeated."},
    {.name = "max-age",
     .value = "DAYS",
     .kind = Kind::number,
     .commands = assessing,
     .description = "Gate: exit code 1 when the exports were collected longer ago.",
     .least = 0,
     .most = 36'500},
    {.name = "fail-on-expired",
     .commands = assessing,
     .description = "Gate: exit code 1 when a decision has ended."},
    {.name = "min-coverage",
     .value = "PERCENT",
     .kind = Kind::percent,
     .commands = assessing,
     .description = "Gate: exit code 5 when less could be assessed, of the points of the products "
                    "in the exports. A gate on scores or controls implies 90."},
    {.name = "strict",
     .commands = assessing,
     .description = "Exit code 5 when a control is not assessed or a dataset is damaged."},
    {.name = "catalog",
     .value = "[+]DIR",
     .kind = Kind::folder,
     .repeatable = true,
     .commands = cataloguing,
     .description = "Use the catalog in a folder instead of the built-in one; +DIR adds to it. "
                    "May be repeated; later folders win.",
     .path = true},
    {.name = "profile",
     .value = "FILE",
     .kind = Kind::text,
     .commands = judging | deciding,
     .description = "What your organisation asks for in place of the catalog: which controls "
                    "count, points, parameters, ranking, target.",
     .path = true},
    {.name = "decisions",
     .value = "FILE",
     .kind = Kind::text,
     .repeatable = true,
     .commands = judging,
     .description = "What people decided: plans, accepted risks, and points that are claimed. May "
                    "be repeated.",
     .path = true},
    {.name = "decisions",
     .value = "FILE",
     .kind = Kind::text,
     .repeatable = true,
     .commands = entering,
     .description = "The file to write to; it is made when it is not there.",
     .environment = false,
     .path = true},
    {.name = "status",
     .value = "STATUS",
     .kind = Kind::choice,
     .commands = entering,
     .description = "planned, risk_accepted, third_party, alternate_mitigation or attested.",
     .choices = "planned|risk_accepted|third_party|alternate_mitigation|attested",
     .environment = false},
    {.name = "reason",
     .value = "TEXT",
     .kind = Kind::text,
     .commands = entering,
     .description = "Why.",
     .environment = false},
    {.name = "owner",
     .value = "NAME",
     .kind = Kind::text,
     .commands = entering,
     .description = "Who answers for it."},
    {.name = "object",
     .value = "KEY",
     .kind = Kind::text,
     .repeatable = true,
     .commands = entering,
     .description = "Only this failing object of the control. May be repeated.",
     .environment = false},
    {.name = "tenant",
     .value = "ID",
     .kind = Kind::text,
     .repeatable = true,
     .commands = entering,
     .description = "Only of the tenant with the id. May be repeated; without --tenant, "
                    "--tenant-name and --tag it counts for every tenant.",
     .environment = false},
    {.name = "tenant-name",
     .value = "NAME",
     .kind = Kind::text,
     .repeatable = true,
     .commands = entering,
     .description = "Only of tenants with the name, such as 'Contoso*'. May be repeated.",
     .environment = false},
    {.name = "tag",
     .value = "TAG",
     .kind = Kind::text,
     .repeatable = true,
     .commands = entering,
     .description = "Only of tenants with the tag, which decision files give them. May be "
                    "repeated.",
     .environment = false},
    {.name = "expires",
     .value = "DATE",
     .kind = Kind::date,
     .commands = entering,
     .description = "The last day on which it counts, as 2026-01-31.",
     .environment = false},
    {.name = "attested-on",
     .value = "DATE",
     .kind = Kind::date,
     .commands = entering,
     .description = "Of an attestation: the day on which somebody looked; by default today.",
     .environment = false},
    {.name = "valid-days",
     .value = "DAYS",
     .kind = Kind::number,
     .commands = entering,
     .description = "Of an attestation: after so many days somebody looks again.",
     .least = 1,
     .most = 366,
     .environment = false},
    {.name = "ticket",
     .value = "TEXT",
     .kind = Kind::text,
     .commands = entering,
     .description = "Where it was agreed.",
     .environment = false},
    {.name = "soon",
     .value = "DAYS",
     .kind = Kind::number,
     .commands = deciding,
     .description = "Days before its end in which a decision is told to expire; by default 30.",
     .least = 0,
     .most = 3'650,
     .standard = "30"},
    {.name = "fail-on",
     .value = "PROBLEM",
     .kind = Kind::choice,
     .repeatable = true,
     .commands = deciding,
     .description = "Exit code 1 when there is a decision with the problem: expired, expiring, "
                    "undecided, unused, unmatched, contradicting or duplicate. May be repeated.",
     .choices = "expired|expiring|undecided|unused|unmatched|contradicting|duplicate",
     .environment = false},
    {.name = "tenant",
     .value = "ID",
     .kind = Kind::text,
     .commands = reading,
     .description = "The tenant that the exports must be of; exports without an id are taken "
                    "as its own."},
    {.name = "as-of",
     .value = "DATE",
     .kind = Kind::date,
     .commands = reading,
     .description = "The day that ages are counted to, as 2026-01-31 or today; by default the "
                    "day on which the export was collected."},
    {.name = "evidence",
     .value = "N",
     .kind = Kind::number,
     .commands = judging,
     .description = "Objects to name for each control; by default 100.",
     .least = 0,
     .most = 1'000'000,
     .standard = "100"},
    {.name = "redact",
     .commands = judging,
     .description = "Put pseudonyms in place of names, ids, addresses and paths, in reports and "
                    "messages; with another key in each run."},
    {.name = "redact-key",
     .value = "FILE",
     .kind = Kind::text,
     .commands = judging,
     .description = "As --redact with the key in a file, so that reports can be compared.",
     .trusted = true,
     .path = true},
    {.name = "missing",
     .commands = inspecting,
     .description = "List only what controls wait for; without exports, all that they read."},
    {.name = "as",
     .value = "SCRIPT",
     .kind = Kind::choice,
     .commands = inspecting,
     .description = "With --missing: print a script that collects it and only reads, for "
                    "powershell or curl.",
     .choices = "powershell|curl"},
    {.name = "var",
     .value = "NAME=JSON",
     .kind = Kind::text,
     .repeatable = true,
     .commands = evaluating,
     .description = "A variable of the expression, such as days=90 or names='[\"a\"]'; "
                    "params.NAME stands in for a parameter. May be repeated.",
     .environment = false},
    {.name = "mutate",
     .commands = testing,
     .description = "Also change each control in small ways, such as '==' to '!=' or a condition "
                    "left out, and name the changes that no test notices."},
    {.name = "quiet",
     .letter = 'q',
     .commands = warning,
     .description = "Print the essence only, and no warnings."},
    {.name = "verbose",
     .letter = 'v',
     .commands = telling,
     .description = "Also tell on standard error what is read: configuration, catalog, profile, "
                    "decisions, inputs."},
    {.name = "color",
     .value = "WHEN",
     .kind = Kind::choice,
     .commands = printing,
     .description = "auto (default), always or never. NO_COLOR and FORCE_COLOR are respected.",
     .choices = "auto|always|never",
     .standard = "auto"},
    {.name = "width",
     .value = "N",
     .kind = Kind::number,
     .commands = printing,
     .description = "Columns of text; by default those of the terminal, else 80.",
     .least = 40,
     .most = 1'000},
    {.name = "rules",
     .value = "DIR",
     .kind = Kind::text,
     .commands = embedding,
     .description = "The folder of the catalog.",
     .environment = false,
     .path = true},
    {.name = "output",
     .letter = 'o',
     .value = "DIR",
     .kind = Kind::text,
     .commands = documenting,
     .description = "The folder to write to; it is made when it is not there. Other files in it "
                    "are left alone.",
     .environment = false,
     .path = true},
    {.name = "output",
     .letter = 'o',
     .value = "FILE",
     .kind = Kind::text,
     .commands = embedding,
     .description = "The source file to write.",
     .environment = false,
     .path = true},
    {.name = "origin",
     .commands = configuring,
     .description = "Also tell where each value comes from.",
     .environment = false},
    {.name = "no-config",
     .commands = configured,
     .description = "Ignore the configuration files.",
     .environment = false},
    {.name = "help",
     .letter = 'h',
     .commands = all,
     .description = "Print this text.",
     .environment = false},
    {.name = "version",
     .letter = 'V',
     .commands = all,
     .description = "Print the version of the program.",
     .environment = false},
});

}  // namespace

std::string Option::variable() const {
  if (!environment) return {};
  std::string out = "STANCE_";
  for (const char c : name) {
    out += c == '-' ? '_' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
  }
  return out;
}

std::span<const Option> options() { return table; }

const Option* find_option(std::string_view name, CommandId id) {
  const auto* found = std::ranges::find_if(
      table, [&](const Option& option) { return option.name == name && option.belongs_to(id); });
  return found == table.end() ? nullptr : found;
}

}  // namespace stance::cli
