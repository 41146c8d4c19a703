#include "decision_writer.hpp"

#include "fixture.hpp"
#include "stance/catalog/catalog.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using namespace stance::catalog;

namespace {

model::Decision accepted() {
  model::Decision out;
  out.controls = {"a.b"};
  out.status = model::DecisionStatus::risk_accepted;
  out.reason = "Why: \"so\"";
  out.owner = "Kim";
  return out;
}

std::string_view entry =
    "- control: \"a.b\"\n  status: risk_accepted\n  reason: \"Why: \\\"so\\\"\"\n  owner: "
    "\"Kim\"\n";

std::string read(const std::filesystem::path& path) {
  const auto bytes = base::read_file(path, 1 << 20);
  return bytes ? std::string(bytes->view()) : std::string();
}

}  // namespace

TEST_CASE("an entry goes to the end of the list, and nothing else changes") {
  const std::string own(entry);
  const std::string deep =
      "  - control: \"a.b\"\n    status: risk_accepted\n    reason: \"Why: \\\"so\\\"\"\n"
      "    owner: \"Kim\"\n";
  struct Case {
    std::string_view name;
    std::string before;
    std::string after;
  };
  const std::vector<Case> cases = {
      {"an empty file", "", "decisions:\n" + own},
      {"only tenants", "tenants: []\n", "tenants: []\ndecisions:\n" + own},
      {"no end of line", "decisions:\n- x: 1", "decisions:\n- x: 1\n" + own},
      {"deeper entries, comments, blank lines, and a key behind them",
       "# first\n\ndecisions:  # all\n\n  # one\n  - x: 1\n\n# about tenants\ntenants: []\n",
       "# first\n\ndecisions:  # all\n\n  # one\n  - x: 1\n" + deep +
           "\n# about tenants\ntenants: []\n"},
      {"a list without entries", "decisions:\ntenants: []\n",
       "decisions:\n" + own + "tenants: []\n"},
      {"a byte order mark",
       "\xef\xbb\xbf"
       "decisions:\n- x: 1\n",
       "\xef\xbb\xbf"
       "decisions:\n- x: 1\n" +
           own},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    CHECK(with_decision(c.before, accepted()) == c.after);
  }
  const auto windows = with_decision("decisions:\r\n- x: 1\r\n", accepted());
  REQUIRE(windows);
  CHECK(windows->starts_with("decisions:\r\n- x: 1\r\n- control: \"a.b\"\r\n  status:"));
}

TEST_CASE("behind a list in one line no entry can be put") {
  CHECK_FALSE(with_decision("decisions: []\n", accepted()));
  CHECK_FALSE(with_decision("decisions:\n  [{x: 1}]\n", accepted()));
}

TEST_CASE("all of a decision is written") {
  model::Decision all = accepted();
  all.controls = {"a.b", "c.d"};
  all.objects = {"x"};
  all.expires = "2026-12-31";
  all.attested_on = "2026-01-01";
  all.valid_days = 7;
  all.ticket = "T-1";
  all.evidence = {"e", "f"};
  all.notes = "N\nM";
  all.tags = {"t"};
  all.tenant = {.ids = {"1"}, .names = {"n*", "m"}, .tags = {"g"}};
  CHECK(with_decision("", all) ==
        "decisions:\n- control: [\"a.b\", \"c.d\"]\n  objects: [\"x\"]\n  status: risk_accepted\n"
        "  reason: \"Why: \\\"so\\\"\"\n  owner: \"Kim\"\n  expires: 2026-12-31\n"
        "  attested_on: 2026-01-01\n  valid_days: 7\n  ticket: \"T-1\"\n"
        "  evidence: [\"e\", \"f\"]\n  notes: \"N\\u000aM\"\n  tags: [\"t\"]\n"
        "  tenant: {id: \"1\", name: [\"n*\", \"m\"], tag: \"g\"}\n");
}

TEST_CASE("a decision is put into a file, or the file stays as it is") {
  const testing::Folder folder(testing::Texts{{"good.yaml", "decisions:\n" + std::string(entry)},
                                              {"flow.yaml", "decisions: []\n"},
                                              {"bad.yaml", "decisions:\n- control: a.b\n"}});
  base::Diagnostics problems;
  const auto append = [&](std::string_view name, const model::Decision& decision) {
    const auto written = Catalog::append_decision(folder.path() / name, decision, problems);
    return written ? std::string() : written.error().message + "\n" + written.error().hint;
  };
  CHECK(append("good.yaml", accepted()).empty());
  CHECK(read(folder.path() / "good.yaml") ==
        "decisions:\n" + std::string(entry) + std::string(entry));
  CHECK(append("new.yaml", accepted()).empty());
  CHECK(read(folder.path() / "new.yaml") == "decisions:\n" + std::string(entry));
  CHECK(problems.all().empty());

  CHECK(append("flow.yaml", accepted()) ==
        "the decision file '" + (folder.path() / "flow.yaml").string() +
            "' has no list of entries to put one behind\n"
            "write 'decisions:', and below it entries that begin with '- '");
  CHECK(read(folder.path() / "flow.yaml") == "decisions: []\n");
  model::Decision attested = accepted();
  attested.status = model::DecisionStatus::attested;
  CHECK(append("good.yaml", attested) ==
        "an attestation needs 'attested_on'\nthe day on which somebody looked");
  CHECK(append("bad.yaml", accepted()) ==
        "the decision file '" + (folder.path() / "bad.yaml").string() + "' has errors\n");
  CHECK(problems.errors() > 0);
}
