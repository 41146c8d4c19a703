#include "standing.hpp"

#include "samples.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using namespace stance::report;
using model::Outcome;
using model::Status;

TEST_CASE("a control stands as its outcome and the decisions that count say") {
  struct Case {
    Outcome outcome;
    Status status;
    Standing standing;
  };
  const std::vector<Case> cases = {
      {Outcome::met, Status::completed, Standing::pass},
      {Outcome::partial, Status::partially_completed, Standing::fail},
      {Outcome::partial, Status::alternate_mitigation, Standing::accepted},
      {Outcome::unmet, Status::to_address, Standing::fail},
      {Outcome::unmet, Status::planned, Standing::fail},
      {Outcome::unmet, Status::risk_accepted, Standing::accepted},
      {Outcome::unmet, Status::third_party, Standing::accepted},
      {Outcome::not_assessed, Status::not_assessed, Standing::open},
      {Outcome::not_assessed, Status::risk_accepted, Standing::open},
      {Outcome::manual, Status::manual, Standing::by_hand},
      {Outcome::manual, Status::attested, Standing::pass},
      {Outcome::not_applicable, Status::not_applicable, Standing::unneeded},
      {Outcome::not_licensed, Status::not_licensed, Standing::unneeded},
  };
  for (const Case& c : cases) {
    model::ControlResult control;
    control.finding.outcome = c.outcome;
    control.status = c.status;
    CHECK(standing_of(control) == c.standing);
  }
}

TEST_CASE("the decision about the control goes before those about its objects") {
  model::ControlResult control;
  CHECK(deciding(control) == nullptr);
  control.excepted.emplace_back().decision.reason = "object";
  CHECK(deciding(control)->reason == "object");
  control.decision.emplace().reason = "control";
  CHECK(deciding(control)->reason == "control");
}

TEST_CASE("what loses most points comes first") {
  const model::Assessment assessment = contoso();
  std::string ids;
  for (const model::ControlResult* control : failing_of(assessment)) ids += control->info.id + " ";
  CHECK(ids ==
        "entra.require-phishing-resistant-mfa-for-admins exchange.enable-customer-lockbox "
        "entra.block-legacy-authentication ");
  CHECK(lost_points(*assessment.find("entra.block-legacy-authentication")) == 267);
}
