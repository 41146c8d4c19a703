#include "stance/model/assessment.hpp"

#include <catch2/catch.hpp>

using namespace stance::model;

TEST_CASE("each outcome has a name, a status and a title") {
  struct Case {
    Outcome outcome;
    std::string_view name;
    std::string_view status;
    std::string_view title;
  };
  const Case cases[] = {
      {Outcome::met, "met", "completed", "Completed"},
      {Outcome::partial, "partial", "partially_completed", "Partially completed"},
      {Outcome::unmet, "unmet", "to_address", "To address"},
      {Outcome::not_assessed, "not_assessed", "not_assessed", "Not assessed"},
      {Outcome::not_applicable, "not_applicable", "not_applicable", "Not applicable"},
      {Outcome::not_licensed, "not_licensed", "not_licensed", "Not licensed"},
      {Outcome::manual, "manual", "manual", "Manual"},
  };
  for (const Case& c : cases) {
    CHECK(name(c.outcome) == c.name);
    CHECK(outcome_named(c.name) == c.outcome);
    CHECK(name(status_of(c.outcome)) == c.status);
    CHECK(title(status_of(c.outcome)) == c.title);
    CHECK(status_named(c.status) == status_of(c.outcome));
  }
  CHECK_FALSE(outcome_named("pass"));
  CHECK_FALSE(status_named("done"));
}

TEST_CASE("severity follows from the points") {
  const std::string_view expected[] = {"low",    "low",    "low",  "medium", "medium",
                                       "medium", "medium", "high", "high",   "high"};
  for (std::int64_t points = 1; points <= 10; ++points) {
    CHECK(name(severity_of(points)) == expected[points - 1]);
  }
  CHECK(name(Cost::moderate) == "moderate");
  CHECK(name(UserImpact::high) == "high");
  CHECK(name(CollectKind::by_hand) == "by_hand");
  CHECK(name(CollectKind::cmdlet) == "cmdlet");
  CHECK(name(CollectKind::dns) == "dns");
}

TEST_CASE("a result is found by its id") {
  Assessment assessment;
  for (const char* id : {"a.x", "b.y"}) {
    ControlResult result;
    result.info.id = id;
    assessment.controls.push_back(result);
  }
  REQUIRE(assessment.find("b.y") != nullptr);
  CHECK(assessment.find("b.y")->info.id == "b.y");
  CHECK(assessment.find("b") == nullptr);
}

TEST_CASE("each decision has a status and a title") {
  struct Case {
    DecisionStatus decision;
    std::string_view title;
  };
  const Case cases[] = {
      {DecisionStatus::planned, "Planned"},
      {DecisionStatus::risk_accepted, "Risk accepted"},
      {DecisionStatus::third_party, "Resolved through third party"},
      {DecisionStatus::alternate_mitigation, "Resolved through alternate mitigation"},
      {DecisionStatus::attested, "Attested"},
  };
  for (const Case& c : cases) {
    CHECK(name(status_of(c.decision)) == name(c.decision));
    CHECK(title(status_of(c.decision)) == c.title);
  }
}

TEST_CASE("what is accepted or solved elsewhere is settled") {
  std::string settled;
  for (std::size_t i = 0; i <= static_cast<std::size_t>(Status::attested); ++i) {
    const auto status = static_cast<Status>(i);
    if (is_settled(status)) settled += std::string(name(status)) + " ";
  }
  CHECK(settled == "risk_accepted third_party alternate_mitigation ");
}
