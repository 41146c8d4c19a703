#include "found.hpp"

#include "samples.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using namespace stance::report;
using model::Outcome;
using model::Status;

TEST_CASE("an object lacks what is unmet, or what is expected of it") {
  const auto object = [](std::string actual, std::string expected,
                         std::vector<std::string> unmet = {}) {
    model::Evidence evidence;
    evidence.actual = std::move(actual);
    evidence.expected = std::move(expected);
    evidence.unmet = std::move(unmet);
    return evidence;
  };
  const std::vector<std::pair<model::Evidence, std::string>> cases = {
      {object("", ""), ""},
      {object("is off", ""), "is off"},
      {object("mode = 'a'", "== 'b'"), "mode = 'a', expected 'b'"},
      {object("0", "1 or 2"), "0, expected 1 or 2"},
      {object("0", "1", {"a", "b"}), "a; b"},
  };
  for (const auto& [evidence, lack] : cases) CHECK(lack_of(evidence) == lack);
}

TEST_CASE("a control is told with what fails or what is missing") {
  struct Case {
    model::ControlResult control;
    std::string found;
  };
  const auto control = [](Outcome outcome, Status status = Status::planned) {
    model::ControlResult result;
    result.finding.outcome = outcome;
    result.status = status;
    return result;
  };
  auto excepted = control(Outcome::unmet, Status::third_party);
  excepted.excepted.emplace_back().object.label = "a";
  const std::vector<Case> cases = {
      {legacy_control(),
       "Block legacy clients (pilot), old (7 in all): the policy is not enforced; 3 excluded "
       "groups are not approved"},
      {smtp_control(), "no input holds the organization config"},
      {control(Outcome::unmet), "not met"},
      {control(Outcome::manual), "to be checked by hand"},
      {control(Outcome::not_assessed), "not assessed"},
      {control(Outcome::met), ""},
      {control(Outcome::not_licensed), ""},
      {excepted, "a"},
  };
  for (const Case& c : cases) CHECK(found_text(c.control) == c.found);
}
