#include "decision_reader.hpp"

#include "fixture.hpp"
#include "stance/catalog/catalog.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using namespace stance::catalog;
using testing::Folder;

namespace {

struct Read {
  std::optional<model::Decisions> decisions;
  std::string problems;
};

Read read(const testing::Texts& files) {
  const Folder own(files);
  std::vector<std::string> paths;
  for (const auto& [name, text] : files) paths.push_back(own.path() / name);
  base::Diagnostics problems;
  Read out;
  out.decisions = Catalog::read_decisions(paths, problems);
  out.problems = own.rendered(problems);
  return out;
}

// What is wrong with one entry that says this beside control, reason and owner.
std::string problems_of(const std::string& entry) {
  return read({{"d.yaml", "decisions:\n- control: test.users\n  reason: R\n  owner: O\n" + entry}})
      .problems;
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("a decision says what was decided, by whom and for whom") {
  const Read found = read({{"a.yaml", R"(tenants:
- {id: 1111, tags: [okta, small]}
- {name: Contoso, tags: [okta]}
decisions:
- control: test.users
  objects: [a, b]
  status: third_party
  reason: Okta does it.
  owner: security@contoso.com
  expires: 2026-12-31
  ticket: SEC-1
  evidence: https://contoso.com/okta
  notes: |
    More.
  tags: [okta]
  tenant: {id: [1111, 2222], name: Con*, tag: okta}
)"},
                           {"b.yaml", R"(decisions:
- control: [test.a, test.b]
  status: planned
  reason: R
  owner: O
- {control: test.c, status: attested, reason: R, owner: O, attested_on: 2026-01-31, valid_days: 7}
)"}});
  CHECK(found.problems.empty());
  REQUIRE(found.decisions);
  REQUIRE(found.decisions->files.size() == 2);
  CHECK(found.decisions->files[0].sha256.size() == 64);
  REQUIRE(found.decisions->tenants.size() == 2);
  CHECK(found.decisions->tenants[0].id == "1111");
  CHECK(found.decisions->tenants[0].tags == Words{"okta", "small"});
  CHECK(found.decisions->tenants[1].name == "Contoso");
  REQUIRE(found.decisions->entries.size() == 3);
  const model::Decision& decision = found.decisions->entries[0];
  CHECK(decision.controls == Words{"test.users"});
  CHECK(decision.objects == Words{"a", "b"});
  CHECK(decision.status == model::DecisionStatus::third_party);
  CHECK(decision.reason == "Okta does it.");
  CHECK(decision.owner == "security@contoso.com");
  CHECK(decision.expires == "2026-12-31");
  CHECK(decision.ticket == "SEC-1");
  CHECK(decision.evidence == Words{"https://contoso.com/okta"});
  CHECK(decision.notes == "More.");
  CHECK(decision.tags == Words{"okta"});
  CHECK(decision.tenant.ids == Words{"1111", "2222"});
  CHECK(decision.tenant.names == Words{"Con*"});
  CHECK(decision.tenant.tags == Words{"okta"});
  CHECK(decision.place.line == 5);
  CHECK(decision.place.column == 3);
  CHECK(decision.place.text == "- control: test.users");
  CHECK(found.decisions->entries[1].controls == Words{"test.a", "test.b"});
  CHECK(found.decisions->entries[1].tenant.everything());
  CHECK(found.decisions->entries[2].attested_on == "2026-01-31");
  CHECK(found.decisions->entries[2].valid_days == 7);
}

TEST_CASE("every status can be decided") {
  const std::pair<std::string, model::DecisionStatus> statuses[] = {
      {"planned", model::DecisionStatus::planned},
      {"risk_accepted", model::DecisionStatus::risk_accepted},
      {"third_party", model::DecisionStatus::third_party},
      {"alternate_mitigation", model::DecisionStatus::alternate_mitigation},
      {"attested, attested_on: 2026-01-01, valid_days: 366", model::DecisionStatus::attested},
  };
  for (const auto& [text, status] : statuses) {
    DYNAMIC_SECTION(text) {
      const Read found = read(
          {{"d.yaml", "decisions: [{control: a.b, reason: R, owner: O, status: " + text + "}]\n"}});
      CHECK(found.problems.empty());
      REQUIRE(found.decisions);
      CHECK(found.decisions->entries.front().status == status);
      CHECK(text.starts_with(model::name(status)));
    }
  }
}

TEST_CASE("a file may hold nothing but tenants, and no decision at all") {
  CHECK(read({{"d.yaml", "tenants: []\n"}}).decisions);
  CHECK(read({{"d.yaml", "decisions: []\n"}}).decisions);
}

TEST_CASE("mistakes in entries are reported where they stand") {
  struct Case {
    std::string_view name, entry, problems;
  };
  static constexpr Case cases[] = {
      {"an unknown key", "  status: planned\n  expire: 2026-01-31\n",
       "rules/d.yaml:6:3: error: unknown key 'expire' in a decision [unknown-key]\n"
       "    expire: 2026-01-31\n    ^\nhint: did you mean 'expires'?\n"},
      {"an unknown status", "  status: accepted\n",
       "rules/d.yaml:5:11: error: unknown status 'accepted' [unknown-word]\n"
       "    status: accepted\n            ^\n"
       "hint: one of planned, risk_accepted, third_party, alternate_mitigation, attested\n"},
      {"a status that is missing", "  ticket: A\n",
       "rules/d.yaml:2:3: error: 'status' is missing in the decision [missing-key]\n"
       "  - control: test.users\n    ^\n"},
      {"a day that is none", "  status: planned\n  expires: 2026-02-30\n",
       "rules/d.yaml:6:12: error: '2026-02-30' is no date [bad-date]\n"
       "    expires: 2026-02-30\n             ^\nhint: such as 2026-01-31\n"},
      {"an empty ticket", "  status: planned\n  ticket: \" \"\n",
       "rules/d.yaml:6:11: error: the text is empty [empty-text]\n"
       "    ticket: \" \"\n            ^\n"},
      {"no object", "  status: third_party\n  objects: []\n",
       "rules/d.yaml:6:12: error: the list is empty [empty-list]\n"
       "    objects: []\n             ^\n"},
      {"objects as text", "  status: third_party\n  objects: a\n",
       "rules/d.yaml:6:12: error: expected a list, found 'a' [wrong-kind]\n"
       "    objects: a\n             ^\n"},
      {"planned objects", "  status: planned\n  objects: [a]\n",
       "rules/d.yaml:6:12: error: single objects cannot be planned [decision-form]\n"
       "    objects: [a]\n             ^\n"
       "hint: one of risk_accepted, third_party, alternate_mitigation\n"},
      {"the day of another status", "  status: planned\n  attested_on: 2026-01-31\n",
       "rules/d.yaml:6:16: error: 'attested_on' belongs to the status attested [decision-form]\n"
       "    attested_on: 2026-01-31\n                 ^\n"},
      {"the validity of another status", "  status: planned\n  valid_days: 7\n",
       "rules/d.yaml:6:15: error: 'valid_days' belongs to the status attested [decision-form]\n"
       "    valid_days: 7\n                ^\n"},
      {"an attestation without a day", "  status: attested\n  valid_days: 7\n",
       "rules/d.yaml:2:3: error: an attestation needs 'attested_on' [decision-form]\n"
       "  - control: test.users\n    ^\nhint: the day on which somebody looked\n"},
      {"an attestation without an end", "  status: attested\n  attested_on: 2026-01-31\n",
       "rules/d.yaml:2:3: error: an attestation needs 'valid_days' [decision-form]\n"
       "  - control: test.users\n    ^\nhint: after so many days somebody has to look again\n"},
      {"an attestation for ever",
       "  status: attested\n  attested_on: 2026-01-31\n  valid_days: 367\n",
       "rules/d.yaml:7:15: error: expected a whole number from 1 to 366, found 367 [out-of-range]\n"
       "    valid_days: 367\n                ^\n"},
      {"an attestation for a word",
       "  status: attested\n  attested_on: 2026-01-31\n  valid_days: week\n",
       "rules/d.yaml:7:15: error: expected a whole number, found 'week' [wrong-kind]\n"
       "    valid_days: week\n                ^\n"},
      {"a tenant without words", "  status: planned\n  tenant: {}\n",
       "rules/d.yaml:6:11: error: 'tenant' selects nothing [decision-form]\n"
       "    tenant: {}\n            ^\nhint: by id, name or tag; without it, all tenants\n"},
      {"a tenant by another property", "  status: planned\n  tenant: {tags: [a]}\n",
       "rules/d.yaml:6:12: error: unknown key 'tags' in 'tenant' [unknown-key]\n"
       "    tenant: {tags: [a]}\n             ^\nhint: did you mean 'tag'?\n"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) { CHECK(problems_of(std::string(c.entry)) == c.problems); }
  }
}

TEST_CASE("mistakes in decision files are reported where they stand") {
  struct Case {
    std::string_view name, yaml, problems;
  };
  static constexpr Case cases[] = {
      {"nothing", "{}\n",
       "rules/d.yaml:1:1: error: 'decisions' is missing in a decision file [missing-key]\n"
       "  {}\n  ^\nhint: a file may also hold nothing but 'tenants'\n"},
      {"a misspelt section", "decision: []\ntenants: []\n",
       "rules/d.yaml:1:1: error: unknown key 'decision' in a decision file [unknown-key]\n"
       "  decision: []\n  ^\nhint: did you mean 'decisions'?\n"},
      {"a mapping", "decisions: {a: b}\n",
       "rules/d.yaml:1:12: error: expected a list, found a mapping [wrong-kind]\n"
       "  decisions: {a: b}\n             ^\n"},
      {"an entry without anything", "decisions: [{}]\n",
       "rules/d.yaml:1:13: error: 'control' is missing in the decision [missing-key]\n"
       "  decisions: [{}]\n              ^\n"
       "rules/d.yaml:1:13: error: 'owner' is missing in the decision [missing-key]\n"
       "  decisions: [{}]\n              ^\n"
       "rules/d.yaml:1:13: error: 'reason' is missing in the decision [missing-key]\n"
       "  decisions: [{}]\n              ^\n"
       "rules/d.yaml:1:13: error: 'status' is missing in the decision [missing-key]\n"
       "  decisions: [{}]\n              ^\n"},
      {"objects of two controls",
       "decisions: [{control: [a.b, a.c], status: third_party, objects: [x], reason: R, owner: "
       "O}]\n",
       "rules/d.yaml:1:65: error: objects belong to one control [decision-form]\n"
       "  decisions: [{control: [a.b, a.c], status: third_party, objects: [x], reason: R, owner: "
       "O}]\n"
       "                                                                  ^\n"
       "hint: write an entry for each control\n"},
      {"a tenant of two names", "tenants: [{id: a, name: b, tags: [c]}]\n",
       "rules/d.yaml:1:25: error: a tenant is named by exactly one of id and name "
       "[decision-form]\n"
       "  tenants: [{id: a, name: b, tags: [c]}]\n                          ^\n"},
      {"a tenant without name", "tenants: [{tags: [c]}]\n",
       "rules/d.yaml:1:11: error: a tenant is named by exactly one of id and name "
       "[decision-form]\n"
       "  tenants: [{tags: [c]}]\n            ^\n"},
      {"a tenant without tags", "tenants: [{id: a}]\n",
       "rules/d.yaml:1:11: error: 'tags' is missing in the tenant [missing-key]\n"
       "  tenants: [{id: a}]\n            ^\n"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) {
      const Read found = read({{"d.yaml", std::string(c.yaml)}});
      CHECK_FALSE(found.decisions);
      CHECK(found.problems == c.problems);
    }
  }
}

TEST_CASE("a decision file that is not there is reported, and the others are read") {
  const std::vector<std::string> paths = {"no-such-file.yaml", "nor-this.yaml"};
  base::Diagnostics problems;
  CHECK_FALSE(Catalog::read_decisions(paths, problems));
  CHECK(testing::rendered(problems) ==
        "no-such-file.yaml: error: cannot open 'no-such-file.yaml': No such file or directory\n"
        "nor-this.yaml: error: cannot open 'nor-this.yaml': No such file or directory\n");
}
