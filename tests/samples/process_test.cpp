#include "program.hpp"

#include <catch2/catch.hpp>

using namespace stance::samples;

namespace {

const fs::path source = STANCE_SOURCE_DIR;

}  // namespace

TEST_CASE("a reader that has seen enough ends the program without a word") {
  const fs::path folder = scratch("pipe");
  const Ran list = run_line(folder, "stance catalog list --format json | head -n 1");
  CHECK(list.code == 0);
  CHECK(list.out == "[\n");
  CHECK(list.err.empty());
  const Ran help = run_line(folder, "stance man | true");
  CHECK(help.out.empty());
  CHECK(help.err.empty());
  // Even where whoever starts it turned the signal off.
  const Ran ignored = run_line(folder, "trap '' PIPE; stance catalog list | true");
  CHECK(ignored.err.empty());
}

TEST_CASE("a project and a user configure the program where it runs") {
  const fs::path folder = scratch("configuration");
  fs::create_directory_symlink(source / "samples", folder / "samples");
  write(folder / "audit/.stance.yaml",
        "profile: ../samples/profile.yaml\ndecisions: [../samples/decisions.yaml]\n"
        "as-of: 2026-03-02\nmin-score: 99\n");
  write(folder / "home/.config/stance/config.yaml", "verbose: true\nquiet: true\n");
  write(folder / "audit/deep/x", "");
  const std::string home = (folder / "home").string();
  const std::string assess = "HOME=" + home + " stance assess ../../samples/contoso/export";
  const Ran ran = run_line(folder / "audit/deep", assess);
  CHECK(ran.code == 1);
  // Numbers change with the catalog.
  CHECK(
      run_line(folder / "audit/deep", assess + " 2>&1 >/dev/null | sed 's/[;:] [0-9s].*//'").out ==
      "stance: configuration: ../.stance.yaml\n"
      "stance: configuration: " +
          home +
          "/.config/stance/config.yaml\n"
          "stance: catalog: built in\n"
          "stance: profile: ../../samples/profile.yaml\n"
          "stance: decisions: ../../samples/decisions.yaml\n"
          "stance: input: ../../samples/contoso/export\n"
          "stance: gate failed\n");
  const Ran free = run_line(folder / "audit/deep", assess + " -q --no-config");
  CHECK(free.code == 0);
  CHECK(free.err.empty());
  CHECK(run_line(folder / "audit", "stance config show --origin | grep min-score").out ==
        "min-score  99                         .stance.yaml:4\n");
}

TEST_CASE("the file of a project inside an export is not read") {
  const fs::path folder = scratch("hostile");
  fs::copy(source / "samples/contoso/export", folder / "export", fs::copy_options::recursive);
  write(folder / "export/.stance.yaml", "min-score: 0\nno such key: 1\n");
  CHECK(run_line(folder / "export", "stance assess . -q --min-score 99").code == 1);
  CHECK(run_line(folder / "export", "stance inspect . -qv 2>&1 >/dev/null | head -n 1").out ==
        "stance: passed over, as it is inside an input: .stance.yaml\n");
  CHECK(run_line(folder / "export", "stance catalog list").code == 2);
}
