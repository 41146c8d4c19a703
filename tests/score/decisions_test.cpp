#include "stance/score/decisions.hpp"

#include "decide.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace stance;
using namespace stance::score;
using namespace stance::score::test;
using model::Decision;
using model::DecisionStatus;
using model::Outcome;

namespace {

constexpr auto planned = DecisionStatus::planned;
constexpr auto accepted = DecisionStatus::risk_accepted;
constexpr auto third = DecisionStatus::third_party;
constexpr auto other_way = DecisionStatus::alternate_mitigation;

model::Evidence failing(std::string key, model::Ratio lost = {1, 4}, std::string part = {}) {
  model::Evidence evidence;
  evidence.key = std::move(key);
  evidence.part = std::move(part);
  evidence.lost = lost;
  return evidence;
}

// Worth 4 points: one of four objects passes.
model::ControlResult quarter() {
  model::ControlResult result = control("part", 4, Outcome::partial, {1, 4}, {1, 4});
  result.finding.evidence = {failing("x"), failing("y"), failing("z")};
  result.finding.evidence_total = 3;
  return result;
}

std::vector<model::ControlResult> controls() {
  std::vector<model::ControlResult> all = {control("hand", 3, Outcome::manual),
                                           met("met", 5),
                                           control("none", 2, Outcome::not_applicable),
                                           quarter(),
                                           unknown("unclear", 6),
                                           unmet("unmet", 10),
                                           control("unlicensed", 2, Outcome::not_licensed)};
  return all;
}

struct Decided {
  std::vector<model::ControlResult> controls;
  model::Totals totals;
  std::string notes;
};

Decided decided(std::vector<Decision> entries, DecisionScope scope = {.as_of = "2026-06-01"},
                std::vector<model::ControlResult> results = controls()) {
  std::vector<model::ControlInfo> catalog;
  catalog.reserve(results.size());
  for (const model::ControlResult& one : results) catalog.push_back(one.info);
  scope.catalog = catalog;
  model::Decisions decisions;
  decisions.entries = std::move(entries);
  Decided out{.controls = std::move(results), .totals = {}, .notes = {}};
  out.notes = told(apply(decisions, scope, out.controls));
  out.totals = total(out.controls);
  return out;
}

// The numbers of a score, and the controls whose status is not what was judged.
std::string numbers(const Decided& found) {
  const model::Totals& totals = found.totals;
  std::string text =
      fmt::format("{} + {} of {}, all {}, {} to {}", totals.verified, totals.claimed,
                  totals.assessed_max, totals.applicable_max, totals.low, totals.high);
  for (const model::ControlResult& one : found.controls) {
    if (one.status == model::status_of(one.finding.outcome)) continue;
    text += fmt::format("; {} {} +{}", one.info.id, name(one.status), one.claimed);
  }
  return text;
}

}  // namespace

TEST_CASE("each decision changes exactly the numbers that it should") {
  struct Case {
    std::string name;
    std::vector<Decision> decisions;
    std::string numbers;
    std::string notes = {};
  };
  const Case cases[] = {
      {"none", {}, "600 + 0 of 1900, all 2800, 600 to 1500"},
      {"a plan",
       {decision(1, "unmet", planned)},
       "600 + 0 of 1900, all 2800, 600 to 1500; unmet planned +0"},
      {"an accepted risk",
       {decision(1, "unmet", accepted)},
       "600 + 0 of 1900, all 2800, 600 to 1500; unmet risk_accepted +0"},
      {"third party",
       {decision(1, "unmet", third)},
       "600 + 1000 of 1900, all 2800, 600 to 2500; unmet third_party +1000"},
      {"what is missing of a partly met one",
       {decision(1, "part", other_way)},
       "600 + 300 of 1900, all 2800, 600 to 1800; part alternate_mitigation +300"},
      {"an attestation",
       {attested(1, "hand", "2026-05-31", 60)},
       "600 + 300 of 2200, all 2800, 600 to 1500; hand attested +300"},
      {"a plan for what is checked by hand",
       {decision(1, "hand", planned)},
       "600 + 0 of 1900, all 2800, 600 to 1500; hand planned +0"},
      {"an object elsewhere",
       {of_objects(decision(1, "part", third), {"x"})},
       "600 + 100 of 1900, all 2800, 600 to 1600"},
      {"an accepted object",
       {of_objects(decision(1, "part", accepted), {"x"})},
       "600 + 0 of 1900, all 2800, 600 to 1500"},
      {"all objects elsewhere",
       {of_objects(decision(1, "part", third), {"x", "y"}),
        of_objects(decision(2, "part", third), {"z"})},
       "600 + 300 of 1900, all 2800, 600 to 1800; part third_party +300"},
      {"all objects, in several ways",
       {of_objects(decision(1, "part", third), {"x", "y"}),
        of_objects(decision(2, "part", other_way), {"z"})},
       "600 + 300 of 1900, all 2800, 600 to 1800; part alternate_mitigation +300"},
      {"all objects, one of them accepted",
       {of_objects(decision(1, "part", third), {"x", "y"}),
        of_objects(decision(2, "part", accepted), {"z"})},
       "600 + 200 of 1900, all 2800, 600 to 1700; part risk_accepted +200"},
      {"an object elsewhere, the rest accepted",
       {of_objects(decision(1, "part", third), {"x"}), decision(2, "part", accepted)},
       "600 + 100 of 1900, all 2800, 600 to 1600; part risk_accepted +100"},
      {"an expired one",
       {until(decision(1, "unmet", third), "2026-05-31")},
       "600 + 0 of 1900, all 2800, 600 to 1500",
       "1 expired: 'unmet': third_party ended on 2026-05-31\n"
       "  it counts for nothing; decide anew, or remove it\n"},
      {"an accepted risk of what is not assessed",
       {decision(1, "unclear", accepted)},
       "600 + 0 of 1900, all 2800, 600 to 1500"},
      {"a claim for what is not assessed",
       {decision(1, "unclear", third)},
       "600 + 0 of 1900, all 2800, 600 to 1500",
       "1 undecided: 'unclear' is not assessed, what is missing cannot be claimed\n"},
      {"objects of what is not assessed",
       {of_objects(decision(1, "unclear", third), {"x"})},
       "600 + 0 of 1900, all 2800, 600 to 1500",
       "1 undecided: 'unclear' is not assessed, no object can be left out\n"},
      {"a claim for what is checked by hand",
       {decision(1, "hand", third)},
       "600 + 0 of 1900, all 2800, 600 to 1500",
       "1 unused: 'hand' is checked by hand: only attested gives its points\n"},
      {"objects of what is checked by hand",
       {of_objects(decision(1, "hand", third), {"x"})},
       "600 + 0 of 1900, all 2800, 600 to 1500",
       "1 unused: 'hand' is checked by hand, it has no objects\n"},
      {"an attestation of what is judged",
       {attested(1, "unmet", "2026-05-31", 60)},
       "600 + 0 of 1900, all 2800, 600 to 1500",
       "1 unused: 'unmet' is judged from exports, not attested\n"},
      {"what is met",
       {decision(1, "met", third)},
       "600 + 0 of 1900, all 2800, 600 to 1500",
       "1 unused: 'met' is met without it\n"},
      {"objects of what is met",
       {of_objects(decision(1, "met", third), {"x"})},
       "600 + 0 of 1900, all 2800, 600 to 1500",
       "1 unused: 'met' is met without it\n"},
      {"what does not apply",
       {decision(1, "none", third)},
       "600 + 0 of 1900, all 2800, 600 to 1500",
       "1 unused: 'none' does not apply\n"},
      {"what is not licensed",
       {decision(1, "unlicensed", third)},
       "600 + 0 of 1900, all 2800, 600 to 1500",
       "1 unused: 'unlicensed' is not licensed\n"},
      {"an object that does not fail",
       {of_objects(decision(1, "part", third), {"w"})},
       "600 + 0 of 1900, all 2800, 600 to 1500",
       "1 unused: no failing object of 'part' has the key 'w'\n"},
      {"a control that is nowhere",
       {decision(1, "unmett", third)},
       "600 + 0 of 1900, all 2800, 600 to 1500",
       "1 unmatched: the catalog has no control 'unmett'\n  did you mean 'unmet'?\n"},
      {"contradictions",
       {decision(1, "unmet", third), decision(2, "unmet", other_way)},
       "600 + 0 of 1900, all 2800, 600 to 1500",
       "2 contradicting: 'unmet' is alternate_mitigation here, and third_party in d.yaml:1\n"
       "  neither counts\n"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) {
      const Decided found = decided(c.decisions);
      CHECK(numbers(found) == c.numbers);
      CHECK(found.notes == c.notes);
    }
  }
}

TEST_CASE("excepted objects leave the failing ones, and are shown with their decision") {
  const Decided found = decided({of_objects(decision(7, "part", accepted), {"y"})});
  const model::ControlResult& part = found.controls[3];
  CHECK(part.status == model::Status::partially_completed);
  CHECK(part.finding.evidence_total == 2);
  REQUIRE(part.finding.evidence.size() == 2);
  CHECK(part.finding.evidence[0].key == "x");
  CHECK(part.finding.evidence[1].key == "z");
  REQUIRE(part.excepted.size() == 1);
  CHECK(part.excepted[0].object.key == "y");
  CHECK(part.excepted[0].decision.place.line == 7);
}

TEST_CASE("objects that cannot be told apart, or judged, stay") {
  struct Case {
    std::string name;
    std::vector<model::Evidence> evidence;
    std::string notes;
    std::size_t excepted;
    model::Hundredths claimed;
  };
  model::Evidence unclear = failing("x");
  unclear.outcome = Outcome::not_assessed;
  model::Evidence whole = failing("x");
  whole.whole = true;
  const Case cases[] = {
      {"the same key twice",
       {failing("x"), failing("x")},
       "1 undecided: several failing objects of 'part' have the key 'x'\n"
       "  it counts for nothing\n",
       0,
       0},
      {"the same object in two parts",
       {failing("x", {1, 4}, "A"), failing("x", {1, 2}, "B")},
       "",
       2,
       300},
      {"an unclear state",
       {unclear},
       "1 undecided: the state of 'x' in 'part' is not clear\n  it counts for nothing\n",
       0,
       0},
      {"all that was judged",
       {whole},
       "1 unused: no failing object of 'part' has the key 'x'\n",
       0,
       0},
      {"a share that is not known",
       {failing("x", {0, 1}), failing("y")},
       "1 undecided: what 'x' costs in 'part' is not known\n"
       "  it is left out of the failing objects, but nothing is claimed for it\n",
       1,
       0},
      {"the last object, of a share that is not known",
       {failing("x", {0, 1})},
       "1 undecided: what 'x' costs in 'part' is not known\n"
       "  it is left out of the failing objects, but nothing is claimed for it\n",
       1,
       0},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) {
      model::ControlResult result = quarter();
      result.finding.evidence = c.evidence;
      result.finding.evidence_total = c.evidence.size();
      const Decided found = decided({of_objects(decision(1, "part", third), {"x"})},
                                    {.as_of = "2026-06-01"}, {result});
      CHECK(found.notes == c.notes);
      CHECK(found.controls[0].excepted.size() == c.excepted);
      CHECK(found.controls[0].claimed == c.claimed);
    }
  }
}

TEST_CASE("a part that nobody could judge is not claimed with the objects of the others") {
  model::ControlResult result = control("part", 4, Outcome::partial, {1, 4}, {1, 2});
  result.finding.evidence = {failing("x"), failing("y")};
  result.finding.evidence_total = 2;
  for (const DecisionStatus status : {third, accepted}) {
    const Decided found = decided({of_objects(decision(1, "part", status), {"x", "y"})},
                                  {.as_of = "2026-06-01"}, {result});
    CHECK(found.controls[0].claimed == (status == third ? 200 : 0));
    CHECK(found.controls[0].status == model::Status::partially_completed);
    CHECK(found.controls[0].excepted.size() == 2);
  }
}

TEST_CASE("a decision for other tenants says nothing, and is no mistake") {
  Decision one = decision(1, "unmet", third);
  one.tenant.ids = {"t1"};
  CHECK(decided({one}, {.tenant_id = "t1"}).totals.claimed == 1000);
  const Decided other = decided({one}, {.tenant_id = "t2"});
  CHECK(other.totals.claimed == 0);
  CHECK(other.notes.empty());
  const Decided nameless = decided({one}, {});
  CHECK(nameless.totals.claimed == 0);
  CHECK(nameless.notes ==
        "1 undecided: the inputs name no tenant, it cannot be selected\n"
        "  it counts for nothing; name the tenant with --tenant\n");
  one.tenant.tags = {"okta"};
  CHECK(decided({one}, {.tenant_id = "t1"}).notes == "1 unmatched: no tenant has the tag 'okta'\n");
}

TEST_CASE("a control that the profile leaves out needs no decision") {
  std::vector<model::ControlInfo> catalog = {unmet("a", 1).info};
  model::Decisions decisions;
  decisions.entries = {decision(1, "a", third)};
  CHECK(told(apply(decisions, {.catalog = catalog}, {})) ==
        "1 unused: the profile leaves 'a' out\n");
}

TEST_CASE("decisions are reviewed without an export") {
  const std::vector<model::ControlInfo> catalog = {unmet("a", 1).info, unmet("hand", 1).info};
  Decision ours = decision(4, "a", accepted);
  ours.tenant.ids = {"t1"};
  Decision theirs = decision(5, "a", planned);
  theirs.tenant.ids = {"t2"};
  Decision again = decision(6, "a", planned);
  again.tenant.ids = {"t2"};
  model::Decisions decisions;
  decisions.entries = {until(decision(1, "a", third), "2026-05-31"),
                       decision(2, "hand", third),
                       attested(3, "a", "2026-05-31", 60),
                       ours,
                       theirs,
                       again,
                       decision(7, "b", third)};
  CHECK(told(review(decisions, {.as_of = "2026-06-01", .catalog = catalog}, {"hand"})) ==
        "1 expired: 'a': third_party ended on 2026-05-31\n"
        "  it counts for nothing; decide anew, or remove it\n"
        "2 unused: 'hand' is checked by hand: only attested gives its points\n"
        "3 unused: 'a' is judged from exports, not attested\n"
        "4 contradicting: 'a' is risk_accepted here, and attested in d.yaml:3\n"
        "  neither counts\n"
        "5 contradicting: 'a' is planned here, and attested in d.yaml:3\n"
        "  neither counts\n"
        "6 contradicting: 'a' is planned here, and attested in d.yaml:3\n"
        "  neither counts\n"
        "7 unmatched: the catalog has no control 'b'\n");
}

TEST_CASE("the objects that decisions for the tenant name") {
  Decision other = of_objects(decision(2, "a", third), {"z"});
  other.tenant.ids = {"t2"};
  model::Decisions decisions;
  decisions.entries = {of_objects(decision(1, "a", third), {"y", "x"}), other,
                       of_objects(decision(3, "b", third), {"w"})};
  using Keys = std::set<std::string, std::less<>>;
  CHECK(named_objects(decisions, {.tenant_id = "t1"}, "a") == Keys{"x", "y"});
  CHECK(named_objects(decisions, {.tenant_id = "t2"}, "a") == Keys{"x", "y", "z"});
  CHECK(named_objects(decisions, {}, "c").empty());
}

TEST_CASE("what inputs declare counts where nobody decided") {
  const auto accepts = [](std::string control) {
    model::Decision out = decision(0, std::move(control), model::DecisionStatus::risk_accepted);
    out.place.file = "export.json";
    return out;
  };
  std::vector<model::ControlResult> controls = {unmet("a", 1), unmet("b", 1), met("c", 1)};
  std::vector<model::ControlInfo> infos;
  infos.reserve(controls.size());
  for (const model::ControlResult& one : controls) infos.push_back(one.info);
  const std::vector<model::Decision> declared = {accepts("a"), until(accepts("b"), "2026-05-31"),
                                                 accepts("c")};
  const DecisionScope scope{.as_of = "2026-06-01", .catalog = infos, .declared = declared};
  const model::Decisions decisions = {
      .files = {{"d.yaml", ""}}, .entries = {decision(3, "a", model::DecisionStatus::planned)}};
  CHECK(told(apply(decisions, scope, controls)) ==
        "0 expired: 'b': risk_accepted ended on 2026-05-31\n"
        "  it counts for nothing; decide anew, or remove it\n"
        "0 unused: 'c' is met without it\n");
  CHECK(controls[0].status == model::Status::planned);
  CHECK(controls[1].status == model::Status::to_address);
  CHECK(controls[2].status == model::Status::completed);
}
