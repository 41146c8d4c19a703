#include "fixture.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace stance::cli;

namespace {

Called show(std::vector<std::string> words) {
  words.insert(words.begin(), {"show", "--catalog", "@catalog"});
  return call(words);
}

}  // namespace

TEST_CASE("a control is shown with all its texts") {
  // Wide enough for any place of the test data.
  const Called called = show({"entra.restrict-invites", "--width", "500"});
  CHECK(called.code == 0);
  CHECK(called.err.empty());
  CHECK(called.out == R"(Let only administrators invite guests
entra.restrict-invites

Category     Identity
Product      Microsoft Entra ID
Points       4 (medium severity)
Cost         low
User impact  moderate
Protects     against data exfiltration
Reads        entra.authorizationPolicy
Revision     1
File         @catalog/controls/entra/restrict-invites.yaml

What it asks
  Only people with the Guest Inviter role may invite guests.

Why
  A guest that anybody invited is a guest that nobody knows.

How to do it
   1. Set the guest invite restrictions to administrators.

How users are affected
  Others ask an inviter.

What is checked
  Authorization policy: allowInvitesFrom is adminsAndGuestInviters or none

Compliance
  scuba  MS.AAD.8.2v1
)");
}

TEST_CASE("with exports the verdict is shown as well") {
  const Called called = show({"entra.restrict-invites", "@full.json", "--quiet", "--width", "500"});
  CHECK(called.code == 0);
  CHECK(called.out == R"(Let only administrators invite guests
entra.restrict-invites

Status       To address
Credit       0.0 %
Earned       0.00 of 4 points
Judged on    1 object: 0 met, 1 not met

Evidence
  Object                Outcome  Found                          Expected
  Authorization policy  unmet    allowInvitesFrom = 'everyone'  in ['adminsAndGuestInviters', 'none']
  entra.authorizationPolicy · @full.json:8
)");
}

TEST_CASE("a control may be named in other ways") {
  const std::string text = show({"entra.restrict-invites"}).out;
  CHECK(show({"ENTRA.Restrict-Invites"}).out == text);
  CHECK(show({"ms.aad.8.2v1"}).out == text);
}

TEST_CASE("a control that is not there") {
  struct Case {
    std::string name;
    std::string err;
  };
  const std::vector<Case> cases = {
      {"entra.restrict-invite",
       "stance: error: unknown control 'entra.restrict-invite'\n"
       "hint: did you mean entra.restrict-invites?\n"},
      {"entra.restrct-invites",
       "stance: error: unknown control 'entra.restrct-invites'\n"
       "hint: did you mean 'entra.restrict-invites'?\n"},
      {"ms.exo.1.1V1",
       "stance: error: 'MS.EXO.1.1v1' is no longer part of SCuBA\n"
       "hint: in its place there is MS.EXO.13.1v1\n"},
      {"MS.AAD.8.1v1",
       "stance: error: 'MS.AAD.8.1v1' is no longer part of SCuBA\n"
       "hint: in its place there are MS.AAD.8.2v1, MS.AAD.7.9v1\n"},
      {"MS.EXO.2.1v1",
       "stance: error: 'MS.EXO.2.1v1' is no longer part of SCuBA\n"
       "hint: nothing came in its place\n"},
      {"MS.EXO.13.1v2",
       "stance: error: unknown control 'MS.EXO.13.1v2'\n"
       "hint: did you mean 'MS.EXO.13.1v1'?\n"},
      {"MS.EXO.99.2v1",
       "stance: error: unknown control 'MS.EXO.99.2v1'\n"
       "hint: 'stance catalog list' names all of them\n"},
      {"nothing",
       "stance: error: unknown control 'nothing'\n"
       "hint: 'stance catalog list' names all of them\n"},
  };
  for (const Case& c : cases) {
    const Called called = show({c.name});
    CHECK(called.code == 2);
    CHECK(called.out.empty());
    CHECK(called.err == c.err);
  }
}

TEST_CASE("a reference of several controls is ambiguous") {
  const Called called =
      call({"show", "--catalog", "@catalog", "--catalog", "+@twin", "MS.AAD.8.2v1"});
  CHECK(called.code == 2);
  CHECK(called.err ==
        "stance: error: 'MS.AAD.8.2v1' stands for 2 controls\n"
        "hint: name one of them: entra.restrict-guests entra.restrict-invites\n");
}

TEST_CASE("a control as JSON") {
  const auto alone =
      nlohmann::json::parse(show({"entra.restrict-invites", "--format", "json"}).out);
  CHECK(alone["schema"] == "stance.control/1");
  CHECK(alone["control"]["id"] == "entra.restrict-invites");
  CHECK(alone["result"] == nullptr);
  const auto judged =
      nlohmann::json::parse(show({"entra.restrict-invites", "@full.json", "--format", "json"}).out);
  CHECK(judged["result"]["outcome"] == "unmet");
  CHECK(judged["texts"] == alone["texts"]);
}

TEST_CASE("errors of inputs and catalogs") {
  CHECK(show({"entra.restrict-invites", "@none.json"}).code == 3);
  CHECK(call({"show", "--catalog", "@broken", "x"}).code == 4);
}

TEST_CASE("a control that the profile leaves out has no verdict") {
  const Called called = call({"show", "--catalog", "@catalog", "--profile", "@others.yaml",
                              "entra.restrict-invites", "@full.json", "--quiet"});
  CHECK(called.code == 0);
  CHECK(called.out ==
        "Let only administrators invite guests\nentra.restrict-invites\n\n"
        "Asked for by the profile\n- left out\n");
  CHECK(called.err.empty());
}
