#include "commands.hpp"

#include <algorithm>
#include <array>

namespace stance::cli {

namespace {

constexpr std::size_t any_number = 100'000;

constexpr std::array<Example, 5> assess_examples = {{
    {"stance assess ScubaResults.json", "the score and what to do next"},
    {"stance assess exports/ --min-score 70", "exit code 1 below 70 %"},
    {"stance assess export.json --format json", "everything, for other programs"},
    {"stance assess export.json -o json=result.json", "both, in one run"},
    {"stance assess export.json --framework scuba", "the verdict on each SCuBA policy"},
}};

constexpr std::array<Example, 3> fleet_examples = {{
    {"stance fleet exports/ --out results/", "each folder and .zip in it is a tenant"},
    {"stance fleet tenants.txt --out results/", "the path of an export on each line"},
    {"stance fleet exports/ --out results/ -o csv=fleet.csv", "also a row for each tenant"},
}};

constexpr std::array<Example, 2> merge_examples = {{
    {"stance merge east/fleet.ndjson west/fleet.ndjson", "what two machines found, as one"},
    {"stance merge results/*.json", "reports of assess as JSON"},
}};

constexpr std::array<Example, 2> show_examples = {{
    {"stance show entra.block-legacy-authentication", "what it asks and how to do it"},
    {"stance show MS.AAD.1.1v1 export.json", "also what was found in an export"},
}};

constexpr std::array<Example, 3> inspect_examples = {{
    {"stance inspect ScubaResults.json", "which datasets are in it"},
    {"stance inspect export.json --missing", "what controls wait for"},
    {"stance inspect --missing --as powershell", "a script that collects everything"},
}};

constexpr std::array<Example, 4> eval_examples = {{
    {"stance eval 'entra.users.size()' export/", "how many users the export has"},
    {"stance eval 'entra.organization' export/", "a row with all its fields"},
    {"stance eval 'xs.map(x, x * 2)' --var 'xs=[1, 2]'", "[2, 4]"},
    {"stance eval - <expression.cel", "an expression from standard input"},
}};

constexpr std::array<Example, 2> decisions_examples = {{
    {"stance decisions check decisions.yaml --as-of today", "what expired or contradicts"},
    {"stance decisions check decisions.yaml export.json", "also what changes nothing"},
}};

constexpr std::array<Example, 1> decide_examples = {{
    {"stance decide MS.EXO.1.1v2 --decisions d.yaml", "with --status, --reason and --owner"},
}};

constexpr std::array<Example, 2> list_examples = {{
    {"stance catalog list", "a line for each control"},
    {"stance catalog list --catalog +extra/", "with your own controls added"},
}};

constexpr std::array<Example, 2> lint_examples = {{
    {"stance catalog lint --catalog rules/", "every error and warning, with its place"},
    {"stance catalog lint --catalog rules/ --format json", "the same for editors and CI"},
}};

constexpr std::array<Example, 2> test_examples = {{
    {"stance catalog test --catalog rules/", "runs the tests inside the controls"},
    {"stance catalog test --catalog rules/ --mutate", "also names what no test proves"},
}};

constexpr std::array<Example, 2> schema_examples = {{
    {"stance catalog schema >catalog.schema.json", "for any file of a catalog"},
    {"stance catalog schema profile", "for a profile"},
}};

constexpr std::array<Example, 1> docs_examples = {{
    {"stance catalog docs --output docs/", "index.md, and a page for each control"},
}};

constexpr std::array<Example, 2> explain_examples = {{
    {"stance catalog explain", "all codes of problems"},
    {"stance catalog explain unguarded-null", "what it means, with an example"},
}};

constexpr std::array<Example, 2> config_examples = {{
    {"stance config show --origin", "what is set, and by what"},
    {"stance config show --format json", "the same for other programs"},
}};

constexpr std::array<Example, 3> completion_examples = {{
    {"stance completion bash", "for ~/.bashrc: source <(stance completion bash)"},
    {"stance completion zsh", "for ~/.zshrc: source <(stance completion zsh)"},
    {"stance completion fish", "to be saved as ~/.config/fish/completions/stance.fish"},
}};

constexpr std::array<Example, 1> man_examples = {{
    {"stance man | man -l -", "reads it at once"},
}};

constexpr std::string_view no_export =
    "name a file, folder or zip archive, such as ScubaResults.json, or - for standard input";

constexpr std::array<Command, 18> table = {{
    {CommandId::assess, "assess", "EXPORT...", 1, any_number,
     "Judge every control on exports (files, folders, zip archives); print the score and ranked "
     "recommendations.",
     no_export, assess_examples, false, run_assess},
    {CommandId::show, "show", "CONTROL [EXPORT...]", 1, any_number,
     "Tell everything about one control; with exports, also its verdict and evidence.",
     "name a control by its id; stance catalog list names all of them", show_examples, false,
     run_show},
    {CommandId::fleet, "fleet", "DIR|LIST", 1, 1,
     "Assess many tenants, each folder or .zip archive in a folder or each line of a list (PATH or "
     "NAME = PATH); write a result for each, and print them side by side.",
     "name a folder of exports, or a text file that lists them", fleet_examples, false, run_fleet},
    {CommandId::merge, "merge", "FILE...", 1, any_number,
     "Put results side by side: fleet.ndjson of several machines, reports of assess as JSON.",
     "name results, such as fleet.ndjson or the JSON of assess", merge_examples, false, run_merge},
    {CommandId::inspect, "inspect", "EXPORT...", 1, any_number,
     "Tell what was recognised in exports, dataset by dataset.", no_export, inspect_examples, false,
     run_inspect, "missing"},
    {CommandId::eval, "eval", "EXPR [EXPORT...]", 1, any_number,
     "Evaluate an expression of the rule language, over exports if given; print the value as JSON.",
     "give an expression, such as 'entra.users.size()', or - for standard input", eval_examples,
     false, run_eval},
    {CommandId::decisions_check, "decisions check", "FILE... [EXPORT]", 1, any_number,
     "Tell which decisions ended or soon will, change nothing, match nothing, contradict or repeat "
     "each other.",
     "name a decision file, such as decisions.yaml", decisions_examples, false,
     run_decisions_check},
    {CommandId::decide, "decide", "CONTROL", 1, 1,
     "Put a decision about a control at the end of a decision file; the rest of it stays as it is.",
     "name a control by its id; stance catalog list names all of them", decide_examples, false,
     run_decide},
    {CommandId::catalog_list, "catalog list", "", 0, 0, "List the controls of the catalog.", "",
     list_examples, false, run_catalog_list},
    {CommandId::catalog_lint, "catalog lint", "", 0, 0,
     "Report every problem of a catalog that shows without data.", "", lint_examples, false,
     run_catalog_lint},
    {CommandId::catalog_test, "catalog test", "", 0, 0, "Run the tests inside the controls.", "",
     test_examples, false, run_catalog_test},
    {CommandId::catalog_schema, "catalog schema", "[KIND]", 0, 1,
     "Print the JSON Schema of the files of a catalog, for editors: of any of them, or of one kind "
     "(control, dataset, function, licence, baseline, catalog, profile, decisions).",
     "", schema_examples, false, run_catalog_schema, "",
     "control|dataset|function|licence|baseline|catalog|profile|decisions"},
    {CommandId::catalog_docs, "catalog docs", "--output DIR", 0, 0,
     "Write a Markdown page for each control, and an index.", "", docs_examples, false,
     run_catalog_docs},
    {CommandId::catalog_explain, "catalog explain", "[CODE]", 0, 1,
     "Tell what the code of a problem means, with an example.", "", explain_examples, false,
     run_catalog_explain},
    {CommandId::config_show, "config show", "", 0, 0,
     "Tell what options are set to by the environment, by configuration files (.stance.yaml of "
     "the project, config.yaml of the user) and by default.",
     "", config_examples, false, run_config_show},
    {CommandId::completion, "completion", "SHELL", 1, 1,
     "Print a script that completes command lines of stance in bash, zsh or fish.",
     "name a shell: bash, zsh or fish", completion_examples, false, run_completion, "",
     "bash|zsh|fish"},
    {CommandId::man, "man", "", 0, 0, "Print the manual page.", "", man_examples, false, run_man},
    {CommandId::catalog_embed,
     "catalog embed",
     "",
     0,
     0,
     "Write a catalog as the C++ source that is built into the program.",
     "",
     {},
     true,
     run_catalog_embed},
}};

}  // namespace

std::span<const Command> commands() { return table; }

const Command* find_command(std::string_view name) {
  const auto* found = std::ranges::find(table, name, &Command::name);
  return found == table.end() ? nullptr : found;
}

}  // namespace stance::cli
