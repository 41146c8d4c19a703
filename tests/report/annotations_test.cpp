#include "samples.hpp"
#include "stance/report/formats.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <sstream>

using namespace stance;
using namespace stance::report;
using model::Outcome;
using model::Status;

namespace {

std::string printed(const model::Assessment& assessment) {
  std::ostringstream out;
  render_github(assessment, out);
  return out.str();
}

model::ControlResult failing(std::int64_t points) {
  model::ControlResult control;
  control.info.id = "a.b";
  control.info.title = "A";
  control.info.points = points;
  control.finding.outcome = Outcome::unmet;
  control.status = Status::to_address;
  return control;
}

std::size_t occurrences(std::string_view text, std::string_view wanted) {
  std::size_t number = 0;
  for (std::size_t at = text.find(wanted); at != text.npos; at = text.find(wanted, at + 1)) {
    ++number;
  }
  return number;
}

}  // namespace

TEST_CASE("a command for each control that fails, most points first") {
  CHECK(printed(contoso()) ==
        R"gh(::error title=Gate failed::score 41.96 %25 is below 70 %25
::error title=Require phishing-resistant MFA for every administrator::not met%0A0.00 of 10 points earned. How to do it: stance show entra.require-phishing-resistant-mfa-for-admins
::notice title=Turn on Customer Lockbox::not met%0A0.00 of 3 points earned. How to do it: stance show exchange.enable-customer-lockbox
::error file=ScubaResults.json,line=1182,title=Block legacy authentication for everyone::Block legacy clients (pilot), old (7 in all): the policy is not enforced; 3 excluded groups are not approved%0A5.33 of 8 points earned. How to do it: stance show entra.block-legacy-authentication
::notice title=Not shown::5 controls not assessed
)gh");
}

TEST_CASE("nothing that fails is no command") {
  model::Assessment assessment;
  CHECK(printed(assessment).empty());
  model::ControlResult accepted = failing(8);
  accepted.status = Status::risk_accepted;
  model::ControlResult met = failing(8);
  met.finding.outcome = Outcome::met;
  assessment.controls = {accepted, met};
  assessment.gate.gates = {{"a", "b", "c"}};
  CHECK(printed(assessment).empty());
}

TEST_CASE("a gate that could not be decided is an error") {
  model::Assessment assessment;
  assessment.gate.gates = {{"a", "b", "c"},
                           {"a", "b", "c", model::GateOutcome::undecided, "too little"},
                           {"a", "b", "c", model::GateOutcome::undecided, "too old"}};
  CHECK(printed(assessment) == "::error title=Gate not decided::too little; too old\n");
}

TEST_CASE("a level follows from the severity") {
  const std::vector<std::pair<std::int64_t, std::string>> cases = {
      {10, "error"}, {8, "error"}, {7, "warning"}, {4, "warning"}, {3, "notice"}, {1, "notice"}};
  for (const auto& [points, level] : cases) {
    model::Assessment assessment;
    assessment.controls = {failing(points)};
    CHECK(printed(assessment).starts_with("::" + level + " title=A::"));
  }
}

TEST_CASE("what ends a property or a command is escaped") {
  struct Case {
    std::string text;
    std::string title;
    std::string message;
  };
  const std::vector<Case> cases = {
      {"a: b, c", "a%3A b%2C c", "a: b, c"},
      {"100 %", "100 %25", "100 %25"},
      {"%0A::error::x", "%250A%3A%3Aerror%3A%3Ax", "%250A::error::x"},
      {"a\r\n::error::x", "a  %3A%3Aerror%3A%3Ax", "a  ::error::x"},
      {"\x1b[31m", "\xef\xbf\xbd[31m", "\xef\xbf\xbd[31m"},
  };
  for (const Case& c : cases) {
    model::Assessment assessment;
    assessment.controls = {failing(8)};
    assessment.controls[0].info.title = c.text;
    model::Finding& finding = assessment.controls[0].finding;
    finding.evidence.resize(1);
    finding.evidence[0].key = c.text;
    finding.evidence_total = 1;
    CHECK(printed(assessment) ==
          fmt::format("::error title={}::{}%0A0.00 of 8 points earned. How to do it: "
                      "stance show a.b\n",
                      c.title, c.message));
  }
}

TEST_CASE("the place is that of the first object that has one") {
  struct Case {
    model::Source source;
    std::string place;
  };
  const std::vector<Case> cases = {
      {{"a.json", "/0", 7}, "file=a.json,line=7,"},
      {{"a.json", "/0", 0}, "file=a.json,"},
      {{R"(C:\x,y\100%.json)", "/0", 7}, "file=C%3A/x%2Cy/100%25.json,line=7,"},
  };
  for (const Case& c : cases) {
    model::Assessment assessment;
    assessment.controls = {failing(8)};
    model::Finding& finding = assessment.controls[0].finding;
    finding.evidence.resize(2);
    finding.evidence[1].source = c.source;
    CHECK(printed(assessment).starts_with("::error " + c.place + "title=A::"));
  }
}

TEST_CASE("no more than ten of a level, and a notice of the rest") {
  model::Assessment assessment;
  assessment.controls.assign(13, failing(8));
  assessment.controls.insert(assessment.controls.end(), 11, failing(5));
  assessment.controls.insert(assessment.controls.end(), 20, failing(1));
  assessment.gate.gates = {{"a", "b", "c", model::GateOutcome::failed, "too low"}};
  const std::string text = printed(assessment);
  CHECK(occurrences(text, "::error ") == 10);
  CHECK(occurrences(text, "::warning ") == 10);
  CHECK(occurrences(text, "::notice ") == 10);
  CHECK(text.ends_with(
      "\n::notice title=Not shown::4 more errors, 1 more warning, 11 more notices\n"));
}

TEST_CASE("every line of hostile inputs is one of our commands") {
  std::istringstream lines(printed(hostile()));
  std::string starts;
  for (std::string line; std::getline(lines, line);) {
    starts += line.substr(0, line.find(' ')) + " ";
    CHECK(line.size() < 10'000);
  }
  CHECK(starts == "::error ::warning ::notice ");
}
