#include "standing.hpp"

#include "decide.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using namespace stance::score;
using namespace stance::score::test;
using model::Decision;
using model::DecisionStatus;

namespace {

constexpr auto planned = DecisionStatus::planned;
constexpr auto accepted = DecisionStatus::risk_accepted;
constexpr auto third = DecisionStatus::third_party;
constexpr auto other_way = DecisionStatus::alternate_mitigation;

// What counts for control "a" on 2026-06-01, then what is told.
std::string settled(const std::vector<Decision>& decisions, std::string as_of = "2026-06-01") {
  std::vector<const Decision*> list;
  list.reserve(decisions.size());
  for (const Decision& one : decisions) list.push_back(&one);
  const DecisionScope scope{.as_of = std::move(as_of)};
  Notes notes;
  const Standing standing = settle("a", list, scope, notes);
  std::string text;
  if (standing.whole != nullptr) {
    text += "whole " + std::to_string(standing.whole->place.line) + "\n";
  }
  for (const auto& [key, one] : standing.objects) {
    text += key + " " + std::to_string(one->place.line) + "\n";
  }
  return text + told(notes);
}

}  // namespace

TEST_CASE("decisions about the same thing are sorted out") {
  struct Case {
    std::string name;
    std::vector<Decision> decisions;
    std::string told;
  };
  const Case cases[] = {
      {"none", {}, ""},
      {"one", {decision(1, "a", third)}, "whole 1\n"},
      {"one that ends far away", {until(decision(1, "a", third), "2026-12-31")}, "whole 1\n"},
      {"one that ends soon",
       {until(decision(1, "a", third), "2026-07-01")},
       "whole 1\n1 expiring: 'a': third_party ends on 2026-07-01\n"},
      {"one that ends on the day",
       {until(decision(1, "a", third), "2026-06-01")},
       "whole 1\n1 expiring: 'a': third_party ends on 2026-06-01\n"},
      {"one that has ended",
       {until(decision(1, "a", third), "2026-05-31")},
       "1 expired: 'a': third_party ended on 2026-05-31\n"
       "  it counts for nothing; decide anew, or remove it\n"},
      {"an ended one does not contradict",
       {until(decision(1, "a", third), "2026-05-31"), decision(2, "a", accepted)},
       "whole 2\n1 expired: 'a': third_party ended on 2026-05-31\n"
       "  it counts for nothing; decide anew, or remove it\n"},
      {"two of one kind",
       {decision(1, "a", third), decision(2, "a", third)},
       "whole 1\n2 duplicate: 'a' is third_party in d.yaml:1 already\n"},
      {"two kinds",
       {decision(1, "a", third), decision(2, "a", accepted)},
       "2 contradicting: 'a' is risk_accepted here, and third_party in d.yaml:1\n"
       "  neither counts\n"},
      {"objects",
       {of_objects(decision(1, "a", third), {"x", "y", "x"}),
        of_objects(decision(2, "a", accepted), {"z"})},
       "x 1\ny 1\nz 2\n"},
      {"an object twice",
       {of_objects(decision(1, "a", third), {"x"}), of_objects(decision(2, "a", third), {"x"})},
       "x 1\n2 duplicate: 'x' of 'a' is third_party in d.yaml:1 already\n"},
      {"an object in two ways",
       {of_objects(decision(1, "a", third), {"x", "y"}),
        of_objects(decision(2, "a", accepted), {"x"})},
       "y 1\n2 contradicting: 'x' of 'a' is risk_accepted here, and third_party in d.yaml:1\n"
       "  neither counts\n"},
      {"the rest is planned",
       {decision(1, "a", planned), of_objects(decision(2, "a", third), {"x"})},
       "whole 1\nx 2\n"},
      {"the rest is accepted",
       {decision(1, "a", accepted), of_objects(decision(2, "a", third), {"x"})},
       "whole 1\nx 2\n"},
      {"an accepted object cannot be claimed with the whole",
       {decision(1, "a", third), of_objects(decision(2, "a", accepted), {"x"})},
       "2 contradicting: 'a' is risk_accepted here, and third_party in d.yaml:1\n"
       "  neither counts\n"},
      {"the whole holds its objects",
       {decision(1, "a", third), of_objects(decision(2, "a", third), {"x"})},
       "whole 1\n2 unused: 'a' is third_party as a whole in d.yaml:1\n"},
      {"another claim for an object",
       {decision(1, "a", third), of_objects(decision(2, "a", other_way), {"x"})},
       "2 contradicting: 'a' is alternate_mitigation here, and third_party in d.yaml:1\n"
       "  neither counts\n"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) { CHECK(settled(c.decisions) == c.told); }
  }
}

TEST_CASE("attestations are renewed") {
  struct Case {
    std::string name;
    std::vector<Decision> decisions;
    std::string told;
  };
  const Case cases[] = {
      {"one that is good", {attested(1, "a", "2026-05-31", 60)}, "whole 1\n"},
      {"the last day",
       {attested(1, "a", "2026-05-25", 7)},
       "whole 1\n1 expiring: 'a': attested ends on 2026-06-01\n"},
      {"a day late",
       {attested(1, "a", "2026-05-24", 7)},
       "1 expired: 'a': attested ended on 2026-05-31\n"
       "  it counts for nothing; look again, and add another attestation\n"},
      {"the latest counts, older ones are the past",
       {attested(1, "a", "2026-01-01", 7), attested(2, "a", "2026-05-31", 60),
        attested(3, "a", "2026-03-01", 7)},
       "whole 2\n"},
      {"of ended ones the latest is told",
       {attested(1, "a", "2026-01-01", 7), attested(2, "a", "2026-03-01", 7)},
       "2 expired: 'a': attested ended on 2026-03-08\n"
       "  it counts for nothing; look again, and add another attestation\n"},
      {"nobody has looked yet",
       {attested(1, "a", "2026-06-02", 60)},
       "1 undecided: 'a': attested on 2026-06-02, which is after 2026-06-01\n"
       "  it counts for nothing yet\n"},
      {"a later one replaces nothing before its day",
       {attested(1, "a", "2026-05-31", 60), attested(2, "a", "2026-06-02", 60)},
       "whole 1\n2 undecided: 'a': attested on 2026-06-02, which is after 2026-06-01\n"
       "  it counts for nothing yet\n"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) { CHECK(settled(c.decisions) == c.told); }
  }
}

TEST_CASE("without a day nothing counts that ends") {
  CHECK(settled({until(decision(1, "a", third), "2026-12-31"), decision(2, "a", accepted)}, "") ==
        "whole 2\n"
        "1 undecided: 'a': it ends on 2026-12-31, but the day of the assessment is not known\n"
        "  it counts for nothing; give the day with --as-of\n");
  CHECK(settled({attested(1, "a", "2026-05-31", 60)}, "") ==
        "1 undecided: 'a': it ends on 2026-07-30, but the day of the assessment is not known\n"
        "  it counts for nothing; give the day with --as-of\n");
}

TEST_CASE("tenants are selected by id, name and tag") {
  model::Decisions decisions;
  decisions.tenants = {{.id = "T1", .name = {}, .tags = {"big", "okta"}},
                       {.id = {}, .name = "fabrikam", .tags = {"small"}}};
  struct Case {
    std::string name;
    model::TenantSelector tenant;
    std::string id, display_name;
    bool selected;
  };
  const Case cases[] = {
      {"everything", {}, "", "", true},
      {"an id, whatever its case", {.ids = {"t0", "t1"}}, "T1", "", true},
      {"another id", {.ids = {"t1"}}, "t2", "", false},
      {"an id that is not told", {.ids = {"t1"}}, "", "Contoso", false},
      {"an empty id", {.ids = {""}}, "", "", false},
      {"a name", {.names = {"contoso"}}, "", "Contoso", true},
      {"a pattern", {.names = {"con*"}}, "", "Contoso", true},
      {"a pattern of everything needs a name", {.names = {"*"}}, "t1", "", false},
      {"a tag by id", {.tags = {"okta", "x"}}, "t1", "Contoso", true},
      {"a tag by name", {.tags = {"small"}}, "t9", "Fabrikam", true},
      {"a tag of another", {.tags = {"small"}}, "t1", "Contoso", false},
      {"a tag, but the tenant has no name", {.tags = {"small"}}, "", "", false},
      {"all kinds have to match", {.ids = {"t1"}, .names = {"x"}}, "t1", "Contoso", false},
      {"and do", {.ids = {"t1"}, .names = {"C*"}, .tags = {"big"}}, "t1", "Contoso", true},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) {
      Decision one = decision(1, "a", third);
      one.tenant = c.tenant;
      const DecisionScope scope{.tenant_id = c.id, .tenant_name = c.display_name};
      CHECK(selects(one, decisions, scope) == c.selected);
    }
  }
}

TEST_CASE("notes are sorted by place, each once") {
  Notes notes;
  const Decision second = decision(2, "a", third);
  const Decision first = decision(1, "a", third);
  add_note(notes, model::DecisionProblem::unused, second, "b");
  add_note(notes, model::DecisionProblem::unused, second, "a");
  add_note(notes, model::DecisionProblem::unused, first, "c", "hint");
  add_note(notes, model::DecisionProblem::unused, second, "b");
  sort(notes);
  CHECK(told(notes) == "1 unused: c\n  hint\n2 unused: a\n2 unused: b\n");
}
