#include "fixture.hpp"

#include <catch2/catch.hpp>

using namespace stance::cli;

namespace {

std::string content(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

}  // namespace

TEST_CASE("a decision is written to a file that decisions check reads") {
  const Scratch scratch;
  const std::string file = scratch.file("d.yaml");
  const Called first = call({"decide", "MS.AAD.8.2v1", "--catalog", "@catalog", "--decisions", file,
                             "--status", "risk_accepted", "--reason", "R", "--owner", "O",
                             "--expires", "2026-12-31", "--object", "x", "--ticket", "T"});
  CHECK(first.err.empty());
  CHECK(first.code == 0);
  CHECK(first.out == file + ": entra.restrict-invites is risk_accepted until 2026-12-31\n");
  const Called second =
      call({"decide", "entra.review-administrators", "--catalog", "@catalog", "--decisions", file,
            "--status", "attested", "--reason", "Looked", "--owner", "O", "--valid-days", "7"});
  CHECK(second.err.empty());
  CHECK(second.out == file + ": entra.review-administrators is attested until 2026-02-10\n");
  CHECK(content(file) ==
        "decisions:\n- control: \"entra.restrict-invites\"\n  objects: [\"x\"]\n"
        "  status: risk_accepted\n  reason: \"R\"\n  owner: \"O\"\n  expires: 2026-12-31\n"
        "  ticket: \"T\"\n- control: \"entra.review-administrators\"\n  status: attested\n"
        "  reason: \"Looked\"\n  owner: \"O\"\n  attested_on: 2026-02-03\n  valid_days: 7\n");
  CHECK(call({"decisions", "check", file, "--catalog", "@catalog"}).out == "decisions: 2\n");
}

TEST_CASE("a decision can be about some tenants") {
  const Scratch scratch;
  const std::string file = scratch.file("d.yaml");
  const Called called = call({"decide",        "entra.restrict-invites",
                              "--catalog",     "@catalog",
                              "--decisions",   file,
                              "--status",      "planned",
                              "--reason",      "R",
                              "--owner",       "O",
                              "--tenant",      "t-1",
                              "--tenant",      "t-2",
                              "--tenant-name", "Contoso*",
                              "--tag",         "retail"});
  CHECK(called.err.empty());
  CHECK(called.code == 0);
  CHECK(content(file) ==
        "decisions:\n- control: \"entra.restrict-invites\"\n  status: planned\n"
        "  reason: \"R\"\n  owner: \"O\"\n"
        "  tenant: {id: [\"t-1\", \"t-2\"], name: \"Contoso*\", tag: \"retail\"}\n");
}

TEST_CASE("a decision that lacks something is refused before anything is written") {
  struct Case {
    std::vector<std::string> options;
    std::string err;
  };
  const Scratch scratch;
  const std::string file = scratch.file("d.yaml");
  const std::string usage =
      "hint: stance decide CONTROL --decisions FILE --status STATUS --reason TEXT --owner NAME\n";
  const std::vector<Case> cases = {
      {{}, "stance: error: 'stance decide' needs --status\n" + usage},
      {{"--status", "planned", "--owner", "O"},
       "stance: error: 'stance decide' needs --reason\n" + usage},
      {{"--status", "planned", "--owner", "O", "--reason", "R"},
       "stance: error: 'stance decide' needs one --decisions FILE to write to\n" + usage},
      {{"--status", "planned", "--owner", "O", "--reason", "R", "--decisions", file, "--object",
        "x"},
       "stance: error: single objects cannot be planned\n"
       "hint: one of risk_accepted, third_party, alternate_mitigation\n"},
  };
  for (const Case& c : cases) {
    std::vector<std::string> line = {"decide", "entra.restrict-invites", "--catalog", "@catalog"};
    line.insert(line.end(), c.options.begin(), c.options.end());
    const Called called = call(line);
    CHECK(called.code == 2);
    CHECK(called.err == c.err);
    CHECK_FALSE(std::filesystem::exists(file));
  }
}
