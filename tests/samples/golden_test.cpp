#include "json_files.hpp"
#include "program.hpp"

#include <catch2/catch.hpp>

using namespace stance::samples;

namespace {

struct Golden {
  std::vector<std::string> arguments;  // the exports follow
  std::string file;
};

const std::vector<Golden> goldens = {
    {{"assess"}, "expected.txt"},
    {{"assess", "--format", "json"}, "expected.json"},
    {{"inspect"}, "expected.inspect.txt"},
};

std::vector<std::string> joined(std::vector<std::string> first,
                                const std::vector<std::string>& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

}  // namespace

TEST_CASE("every sample gives the outputs beside it, byte for byte") {
  const std::vector<fs::path> folders = sample_folders();
  REQUIRE(folders.size() >= 2);
  for (const fs::path& folder : folders) {
    for (const Golden& golden : goldens) {
      DYNAMIC_SECTION(folder.filename().string() << "/" << golden.file) {
        const Ran ran =
            run(folder, joined(joined(golden.arguments, options_of(folder)), exports_in(folder)));
        INFO(ran.err);
        CHECK(ran.code == 0);
        CHECK_THAT(file_difference(folder / golden.file, without_build(ran.out)),
                   Catch::Equals(""));
      }
    }
  }
}

TEST_CASE("a run that also writes files prints and writes the same bytes") {
  const fs::path folder = fs::path(STANCE_SOURCE_DIR) / "samples/northwind";
  const fs::path file = scratch("outputs") / "result.json";
  const Ran ran = run(folder, {"assess", "ProviderSettingsExport.json", "-o", "terminal=-", "-o",
                               "json=" + file.string()});
  CHECK(ran.code == 0);
  CHECK(ran.out == read(folder / "expected.txt"));
  CHECK(without_build(read(file)) == read(folder / "expected.json"));
}

TEST_CASE("gates turn a sample into an exit code") {
  struct Case {
    std::vector<std::string> options;
    int code;
    std::string error;  // what standard error ends with
  };
  const std::vector<Case> cases = {
      {{"--min-score", "50", "--min-coverage", "50"}, 0, ""},
      {{"--min-score", "70", "--min-coverage", "50", "--quiet"},
       1,
       "stance: gate failed: score is 52.86 %, the gate asks for 70.00 %\n"},
      {{"--min-score", "50"},
       5,
       "stance: gate undecided: coverage is 64.40 %, the gate asks for 90.00 % (implied by another "
       "gate)\n"},
      {{"--min-score", "70"},
       1,
       "stance: gate undecided: coverage is 64.40 %, the gate asks for 90.00 % (implied by another "
       "gate)\n"},
      {{"--min-coverage", "95"},
       5,
       "stance: gate undecided: coverage is 64.40 %, the gate asks for 95.00 %\n"},
      {{"--strict"}, 5, "stance: strict: not assessed: 43 of 120 controls\n"},
      {{"--min-score", "many"}, 2, ""},
      {{"no-such-file.json"}, 3, ""},
      {{"--catalog", "."}, 4, ""},
  };
  const fs::path folder = fs::path(STANCE_SOURCE_DIR) / "samples/northwind";
  for (const Case& item : cases) {
    std::string name;
    for (const std::string& option : item.options) name += option + " ";
    DYNAMIC_SECTION(name) {
      const Ran ran = run(folder, joined({"assess", "ProviderSettingsExport.json"}, item.options));
      INFO(ran.err);
      CHECK(ran.code == item.code);
      CHECK(ran.err.ends_with(item.error));
    }
  }
}
