#include "help.hpp"

#include <catch2/catch.hpp>

#include <sstream>

using namespace stance::cli;

namespace {

std::size_t longest_line(const std::string& text) {
  std::size_t longest = 0;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    longest = std::max(longest, line.size());
    CHECK_FALSE(line.ends_with(' '));
  }
  return longest;
}

}  // namespace

TEST_CASE("the general help") {
  const std::string text = general_help(80);
  CHECK(text == R"(stance assesses the security posture of Microsoft 365 tenants from configuration
exports, offline.

Examples:
  stance assess ScubaResults.json                the score and what to do next
  stance assess exports/ --min-score 70          exit code 1 below 70 %
  stance assess export.json --format json        everything, for other programs
  stance assess export.json -o json=result.json  both, in one run
  stance assess export.json --framework scuba    the verdict on each SCuBA
                                                 policy

Usage: stance COMMAND [ARGUMENT...] [OPTION...]

Commands:
  assess           Judge every control on exports (files, folders, zip
                   archives); print the score and ranked recommendations.
  show             Tell everything about one control; with exports, also its
                   verdict and evidence.
  fleet            Assess many tenants, each folder or .zip archive in a folder
                   or each line of a list (PATH or NAME = PATH); write a result
                   for each, and print them side by side.
  merge            Put results side by side: fleet.ndjson of several machines,
                   reports of assess as JSON.
  inspect          Tell what was recognised in exports, dataset by dataset.
  eval             Evaluate an expression of the rule language, over exports if
                   given; print the value as JSON.
  decisions check  Tell which decisions ended or soon will, change nothing,
                   match nothing, contradict or repeat each other.
  decide           Put a decision about a control at the end of a decision file;
                   the rest of it stays as it is.
  catalog list     List the controls of the catalog.
  catalog lint     Report every problem of a catalog that shows without data.
  catalog test     Run the tests inside the controls.
  catalog schema   Print the JSON Schema of the files of a catalog, for editors:
                   of any of them, or of one kind (control, dataset, function,
                   licence, baseline, catalog, profile, decisions).
  catalog docs     Write a Markdown page for each control, and an index.
  catalog explain  Tell what the code of a problem means, with an example.
  config show      Tell what options are set to by the environment, by
                   configuration files (.stance.yaml of the project, config.yaml
                   of the user) and by default.
  completion       Print a script that completes command lines of stance in
                   bash, zsh or fish.
  man              Print the manual page.
  help COMMAND     Tell how a command is called.

Exit codes:
  0   assessed, and every gate holds
  1   a gate failed, for any tenant of a fleet
  2   the command line is wrong, or an output cannot be written
  3   an export, or any tenant of a fleet, cannot be read or is not recognised
  4   the catalog has errors or its tests fail
  5   too little is known: for the gate, for --strict, or for the value of eval
  70  an error in stance itself
)");
}

TEST_CASE("the help of a command") {
  const std::string text = command_help(*find_command("inspect"), 80);
  CHECK(text == R"(Tell what was recognised in exports, dataset by dataset.

Examples:
  stance inspect ScubaResults.json          which datasets are in it
  stance inspect export.json --missing      what controls wait for
  stance inspect --missing --as powershell  a script that collects everything

Usage: stance inspect EXPORT... [OPTION...]

Options:
  --format FORMAT   What to print on standard output: terminal (default) or
                    json.
  --catalog [+]DIR  Use the catalog in a folder instead of the built-in one;
                    +DIR adds to it. May be repeated; later folders win.
  --tenant ID       The tenant that the exports must be of; exports without an
                    id are taken as its own.
  --as-of DATE      The day that ages are counted to, as 2026-01-31 or today; by
                    default the day on which the export was collected.
  --missing         List only what controls wait for; without exports, all that
                    they read.
  --as SCRIPT       With --missing: print a script that collects it and only
                    reads, for powershell or curl.
  -q, --quiet       Print the essence only, and no warnings.
  -v, --verbose     Also tell on standard error what is read: configuration,
                    catalog, profile, decisions, inputs.
  --color WHEN      auto (default), always or never. NO_COLOR and FORCE_COLOR
                    are respected.
  --width N         Columns of text; by default those of the terminal, else 80.
  --no-config       Ignore the configuration files.
  -h, --help        Print this text.
  -V, --version     Print the version of the program.

Every option but --no-config, --help and --version can be given in the
environment, --min-score 70 as STANCE_MIN_SCORE=70, or in a configuration file,
as min-score: 70. The command line wins, then the environment.
)");
}

TEST_CASE("the help of a command in 40 columns") {
  const std::string text = command_help(*find_command("catalog lint"), 40);
  CHECK(text == R"(Report every problem of a catalog that
shows without data.

Examples:
  stance catalog lint --catalog rules/
      every error and warning, with its
      place
  stance catalog lint --catalog rules/ --format json
      the same for editors and CI

Usage: stance catalog lint [OPTION...]

Options:
  --format FORMAT
      What to print on standard output:
      terminal (default) or json.
  --catalog [+]DIR
      Use the catalog in a folder
      instead of the built-in one; +DIR
      adds to it. May be repeated; later
      folders win.
  --no-config
      Ignore the configuration files.
  -h, --help
      Print this text.
  -V, --version
      Print the version of the program.

Every option but --no-config, --help and
--version can be given in the
environment, --min-score 70 as
STANCE_MIN_SCORE=70, or in a
configuration file, as min-score: 70.
The command line wins, then the
environment.
)");
}

TEST_CASE("the help of a command without examples") {
  const std::string text = command_help(*find_command("catalog embed"), 80);
  CHECK(text == R"(Write a catalog as the C++ source that is built into the program.

Usage: stance catalog embed [OPTION...]

Options:
  --rules DIR        The folder of the catalog.
  -o, --output FILE  The source file to write.
  -h, --help         Print this text.
  -V, --version      Print the version of the program.
)");
}

TEST_CASE("the help of a command names the options without a variable") {
  const std::string text = command_help(*find_command("catalog docs"), 80);
  CHECK(text == R"(Write a Markdown page for each control, and an index.

Examples:
  stance catalog docs --output docs/  index.md, and a page for each control

Usage: stance catalog docs --output DIR [OPTION...]

Options:
  --catalog [+]DIR  Use the catalog in a folder instead of the built-in one;
                    +DIR adds to it. May be repeated; later folders win.
  -v, --verbose     Also tell on standard error what is read: configuration,
                    catalog, profile, decisions, inputs.
  -o, --output DIR  The folder to write to; it is made when it is not there.
                    Other files in it are left alone.
  --no-config       Ignore the configuration files.
  -h, --help        Print this text.
  -V, --version     Print the version of the program.

Every option but --output, --no-config, --help and --version can be given in the
environment, --min-score 70 as STANCE_MIN_SCORE=70, or in a configuration file,
as min-score: 70. The command line wins, then the environment.
)");
}

TEST_CASE("help keeps to the width") {
  for (const std::size_t width : {60U, 80U, 120U}) {
    CHECK(longest_line(general_help(width)) <= width);
    for (const Command& command : commands()) {
      CHECK(longest_line(command_help(command, width)) <= width);
    }
  }
}
