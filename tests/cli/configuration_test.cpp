#include "configuration.hpp"

#include "arguments.hpp"
#include "fixture.hpp"
#include "parser.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <set>

using namespace stance;
using namespace stance::cli;

namespace {

// Folders "project/deep" and "home" with these files; every setting that is found from "deep".
struct Around {
  std::map<std::string, std::string> files;
  std::vector<std::string> inputs = {};
  Environment environment = {};
};

std::string read(const Around& around) {
  const Scratch scratch;
  scratch.write("project/deep/export/a.json", "{}");
  for (const auto& [name, text] : around.files) scratch.write(name, text);
  std::ostringstream stream;
  Io io = {stream, stream, {{"HOME", scratch.file("home")}}};
  for (const auto& [name, value] : around.environment) {
    io.environment[name] = replaced(value, "@", scratch.file(""));
  }
  io.folder = scratch.file("project/deep");
  base::Diagnostics problems;
  const auto found = Configuration::read(around.inputs, io, problems);
  CHECK(found.has_value() != problems.has_errors());
  std::string out;
  for (const base::Diagnostic& problem : problems.all()) out += base::render(problem);
  if (found) {
    for (const std::string& file : found->passed_over()) out += "passed over " + file + "\n";
    for (const std::string& file : found->files()) out += file + "\n";
    std::set<std::string_view> names;
    for (const Option& option : options()) {
      const Setting* setting = found->find(option.name);
      if (setting == nullptr || !names.insert(option.name).second) continue;
      out += fmt::format("  {}: [{}] {}\n", option.name, fmt::join(setting->values, ", "),
                         setting->origin);
    }
  }
  return replaced(out, scratch.file(""), "@");
}

std::string problems_of(const std::string& text) {
  return read({{{"project/deep/.stance.yaml", text}}});
}

}  // namespace

TEST_CASE("configuration files are found, the nearest of the project before the user's") {
  CHECK(read({{}}).empty());
  const std::string own = "home/.config/stance/config.yaml";
  CHECK(read({{{"project/.stance.yaml", "min-score: 70\nwidth: 90\n"},
               {own, "# Mine.\nwidth: 100\nquiet: yes\n"}}}) ==
        "../.stance.yaml\n"
        "@home/.config/stance/config.yaml\n"
        "  min-score: [70] ../.stance.yaml:1\n"
        "  quiet: [yes] @home/.config/stance/config.yaml:3\n"
        "  width: [90] ../.stance.yaml:2\n");
  CHECK(read({{{"project/.stance.yaml", "min-score: 70\n"},
               {"project/deep/.stance.yaml", "min-score: 60\n"}}}) ==
        ".stance.yaml\n  min-score: [60] .stance.yaml:1\n");
}

TEST_CASE("the user's file is where the XDG specification says") {
  const std::map<std::string, std::string> files = {
      {"home/.config/stance/config.yaml", "width: 90\n"},
      {"xdg/stance/config.yaml", "width: 80\n"}};
  const std::string home =
      "@home/.config/stance/config.yaml\n  width: [90] @home/.config/stance/config.yaml:1\n";
  CHECK(read({files}) == home);
  CHECK(read({files, {}, {{"XDG_CONFIG_HOME", "@xdg"}}}) ==
        "@xdg/stance/config.yaml\n  width: [80] @xdg/stance/config.yaml:1\n");
  CHECK(read({files, {}, {{"XDG_CONFIG_HOME", "xdg"}}}) == home);
  CHECK(read({files, {}, {{"HOME", ""}}}).empty());
  CHECK(read({files, {}, {{"HOME", "home"}}}).empty());
}

TEST_CASE("relative paths are meant from the folder of their file") {
  CHECK(read({{{"project/.stance.yaml",
                "catalog: [+rules, /abs, ./own/]\nprofile: ../p.yaml\ndecisions: d.yaml\n"
                "tenant: a/b\n"},
               {"home/.config/stance/config.yaml", "output: [json=r.json, terminal=-]\n"}}}) ==
        "../.stance.yaml\n"
        "@home/.config/stance/config.yaml\n"
        "  output: [json=@home/.config/stance/r.json, terminal=-] "
        "@home/.config/stance/config.yaml:1\n"
        "  catalog: [+../rules, /abs, ../own/] ../.stance.yaml:1\n"
        "  profile: [../../p.yaml] ../.stance.yaml:2\n"
        "  decisions: [../d.yaml] ../.stance.yaml:3\n"
        "  tenant: [a/b] ../.stance.yaml:4\n");
}

TEST_CASE("the file of a project is never one that lies inside an input") {
  const std::map<std::string, std::string> files = {
      {"project/.stance.yaml", "min-score: 70\n"}, {"project/deep/.stance.yaml", "min-score: 0\n"}};
  const std::string near = ".stance.yaml\n  min-score: [0] .stance.yaml:1\n";
  const std::string far =
      "passed over .stance.yaml\n../.stance.yaml\n  min-score: [70] ../.stance.yaml:1\n";
  const std::string none = "passed over .stance.yaml\npassed over ../.stance.yaml\n";
  const std::vector<std::pair<std::vector<std::string>, std::string>> cases = {
      {{}, near},
      {{"export"}, near},
      {{"export/a.json", "-"}, near},
      {{"../deep2", "gone"}, near},
      {{"."}, far},
      {{"export/.."}, far},
      {{"../deep/"}, far},
      {{"export", ".stance.yaml"}, far},
      {{".."}, none},
      {{"/"}, none},
  };
  for (const auto& [inputs, text] : cases) {
    DYNAMIC_SECTION(fmt::format("{}", fmt::join(inputs, " "))) {
      CHECK(read({files, inputs}) == text);
    }
  }
}

TEST_CASE("links do not bring in the file of an input") {
  const Scratch scratch;
  scratch.write("export/hostile.yaml", "min-score: 0\n");
  scratch.write("export/.stance.yaml", "min-score: 0\n");
  scratch.write("project/a", "");
  std::filesystem::create_directory_symlink(scratch.file("export"), scratch.file("link"));
  std::filesystem::create_symlink(scratch.file("export/hostile.yaml"),
                                  scratch.file("project/.stance.yaml"));
  std::ostringstream stream;
  Io io = {stream, stream};
  base::Diagnostics problems;
  for (const std::string folder : {"link", "project", "export"}) {
    io.folder = scratch.file(folder);
    for (const std::string input : {"export", "link"}) {
      const std::vector<std::string> inputs = {scratch.file(input)};
      const auto found = Configuration::read(inputs, io, problems);
      REQUIRE(found);
      CHECK(found->files().empty());
      CHECK(found->passed_over().size() == 1);
    }
  }
}

TEST_CASE("what a file sets wrongly is told with its place") {
  CHECK(problems_of("min-scor: 70\nfrobnicate: 1\n--quiet: true\n") ==
        ".stance.yaml:1:1: error: unknown key 'min-scor' in a configuration [unknown-key]\n"
        "  min-scor: 70\n"
        "  ^\n"
        "hint: did you mean 'min-score'?\n"
        ".stance.yaml:2:1: error: unknown key 'frobnicate' in a configuration [unknown-key]\n"
        "  frobnicate: 1\n"
        "  ^\n"
        "hint: keys are the names of options; 'stance help COMMAND' lists them\n"
        ".stance.yaml:3:1: error: unknown key '--quiet' in a configuration [unknown-key]\n"
        "  --quiet: true\n"
        "  ^\n"
        "hint: did you mean 'quiet'?\n");
  CHECK(problems_of("min-score: high\nformat: xml\nstrict: maybe\ncatalog: [a, +]\n") ==
        ".stance.yaml:1:12: error: 'high' is no percentage for min-score\n"
        "  min-score: high\n"
        "             ^\n"
        "hint: a number from 0 to 100 with at most two decimals\n"
        ".stance.yaml:2:9: error: 'xml' is no value of format\n"
        "  format: xml\n"
        "          ^\n"
        "hint: one of: terminal, json, ndjson, sarif, junit, csv, csv-evidence, csv-framework, "
        "csv-gates, "
        "markdown, "
        "github\n"
        ".stance.yaml:3:9: error: 'maybe' is no value of strict\n"
        "  strict: maybe\n"
        "          ^\n"
        "hint: true or false\n"
        ".stance.yaml:4:14: error: '+' is no folder for catalog\n"
        "  catalog: [a, +]\n"
        "               ^\n"
        "hint: DIR or +DIR\n");
  CHECK(problems_of("min-score: [1, 2]\n") ==
        ".stance.yaml:1:1: error: 'min-score' takes one value, not a list [wrong-kind]\n"
        "  min-score: [1, 2]\n"
        "  ^\n");
  CHECK(problems_of("[]") ==
        ".stance.yaml:1:1: error: expected a mapping, found a list [wrong-kind]\n"
        "  []\n"
        "  ^\n");
}

TEST_CASE("not every option can be set by a file") {
  CHECK(problems_of("help: true\nno-config: true\n") ==
        ".stance.yaml:1:1: error: no file can set 'help'\n"
        "  help: true\n"
        "  ^\n"
        "hint: give --help on the command line\n"
        ".stance.yaml:2:1: error: no file can set 'no-config'\n"
        "  no-config: true\n"
        "  ^\n"
        "hint: give --no-config on the command line\n");
  CHECK(problems_of("output: json=/etc/passwd\n") ==
        ".stance.yaml:1:1: error: the file of a project cannot set 'output'\n"
        "  output: json=/etc/passwd\n"
        "  ^\n"
        "hint: give --output on the command line, or set it in a file of your own: "
        "~/.config/stance/config.yaml\n");
}

TEST_CASE("an option takes what the nearest file has for it") {
  const Scratch scratch;
  scratch.write(".stance.yaml", "fail-on: high\nstrict: true\n");
  std::ostringstream stream;
  Io io = {stream, stream};
  io.folder = scratch.file("");
  base::Diagnostics problems;
  const auto found = Configuration::read({}, io, problems);
  REQUIRE(found);
  CHECK(found->find(*find_option("fail-on", CommandId::assess)) != nullptr);
  CHECK(found->find(*find_option("fail-on", CommandId::decisions_check)) == nullptr);
  CHECK(found->find(*find_option("strict", CommandId::assess)) != nullptr);
  CHECK(found->find(*find_option("quiet", CommandId::assess)) == nullptr);
  CHECK(found->find("quiet") == nullptr);
}

TEST_CASE("a value is checked for every option of its name") {
  CHECK(check_for_any("fail-on", "anything", "fail-on"));
  CHECK(check_for_any("min-score", "70", "min-score"));
  CHECK(check_for_any("min-score", "x", "STANCE_MIN_SCORE").error().message ==
        "'x' is no percentage for STANCE_MIN_SCORE");
}

TEST_CASE("the command line wins, then the environment, the project and the user") {
  const Scratch scratch;
  scratch.write(".stance.yaml", "width: 50\ncatalog: [a, b]\n");
  scratch.write("home/stance/config.yaml", "width: 60\nevidence: 3\ncatalog: c\n");
  const Command& assess = *find_command("assess");
  const auto found = [&](const std::string& name, const std::vector<std::string>& words,
                         const Environment& environment) {
    std::ostringstream stream;
    Io io = {stream, stream, environment};
    io.environment["XDG_CONFIG_HOME"] = scratch.file("home");
    io.folder = scratch.file("");
    base::Diagnostics problems;
    const auto arguments = Arguments::check(assess, tokenise(assess, words), io,
                                            Configuration::read({}, io, problems).value());
    const Setting* setting = arguments->setting(name);
    if (setting == nullptr) return std::string();
    return fmt::format("{} {}", fmt::join(setting->values, " "),
                       replaced(setting->origin, scratch.file(""), "@"));
  };
  const Environment environment = {{"STANCE_WIDTH", "40"}};
  CHECK(found("width", {"e", "--width=80"}, environment) == "80 flag");
  CHECK(found("width", {"e"}, environment) == "40 environment STANCE_WIDTH");
  CHECK(found("width", {"e"}, {}) == "50 .stance.yaml:1");
  CHECK(found("evidence", {"e"}, {}) == "3 @home/stance/config.yaml:2");
  // A list takes the place of another one.
  CHECK(found("catalog", {"e"}, {}) == "a b .stance.yaml:2");
  CHECK(found("catalog", {"e", "--catalog", "d"}, {}) == "d flag");
  CHECK(found("min-score", {"e"}, {}).empty());
}

TEST_CASE("wrong files end a command that they could set an option of, unless they are ignored") {
  const Scratch scratch;
  scratch.write(".stance.yaml", "min-scor: 70\n");
  const auto list = [&](const std::vector<std::string>& words) {
    return call(words, {}, scratch.file(""));
  };
  const Called called = list({"catalog", "list", "--catalog", "@catalog"});
  CHECK(called.code == 2);
  CHECK(called.out.empty());
  CHECK(called.err ==
        ".stance.yaml:1:1: error: unknown key 'min-scor' in a configuration [unknown-key]\n"
        "  min-scor: 70\n"
        "  ^\n"
        "hint: did you mean 'min-score'?\n");
  CHECK(list({"catalog", "list", "--catalog", "@catalog", "--no-config"}).code == 0);
  CHECK(list({"catalog", "list", "--no-config=false"}).code == 2);
  CHECK(list({"catalog", "list", "--help"}).code == 0);
  CHECK(list({"catalog", "list", "--version"}).code == 0);
  CHECK(list({"catalog", "explain"}).code == 0);
}
