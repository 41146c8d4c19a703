#include "stance/model/decision.hpp"

#include <catch2/catch.hpp>

using namespace stance::model;

TEST_CASE("days are counted over months and years, and only days are dates") {
  CHECK(days_after("2026-01-31", 0) == "2026-01-31");
  CHECK(days_after("2026-01-31", 1) == "2026-02-01");
  CHECK(days_after("2024-02-28", 1) == "2024-02-29");
  CHECK(days_after("2026-12-31", 366) == "2028-01-01");
  CHECK(days_after("2026-03-01", -1) == "2026-02-28");
  for (const char* text : {"", "2026", "2026-1-31", "2026-02-30", "2026-13-01", "2026/01/31",
                           "2026-01-31T00:00:00Z", "+026-01-31", "2026-01- 1", "2026-00-01"}) {
    CAPTURE(text);
    CHECK_FALSE(days_after(text, 0));
  }
  CHECK_FALSE(days_after("9999-12-31", 1));
  CHECK_FALSE(days_after("2026-01-01", 400'001));
}

TEST_CASE("a decision counts until its end") {
  Decision decision;
  CHECK(last_day(decision).empty());
  decision.expires = "2026-12-31";
  CHECK(last_day(decision) == "2026-12-31");
  decision.status = DecisionStatus::attested;
  decision.attested_on = "2026-03-01";
  decision.valid_days = 7;
  CHECK(last_day(decision) == "2026-03-08");
  decision.expires = "2026-03-05";
  CHECK(last_day(decision) == "2026-03-05");
  decision.expires.clear();
  CHECK(last_day(decision) == "2026-03-08");
  decision.attested_on = "9999-12-31";
  CHECK(last_day(decision) == "9999-12-31");
}

TEST_CASE("statuses and problems have names, and some statuses claim points") {
  CHECK(name(DecisionStatus::planned) == "planned");
  CHECK(name(DecisionStatus::risk_accepted) == "risk_accepted");
  CHECK(name(DecisionStatus::third_party) == "third_party");
  CHECK(name(DecisionStatus::alternate_mitigation) == "alternate_mitigation");
  CHECK(name(DecisionStatus::attested) == "attested");
  CHECK_FALSE(claims(DecisionStatus::planned));
  CHECK_FALSE(claims(DecisionStatus::risk_accepted));
  CHECK(claims(DecisionStatus::third_party));
  CHECK(claims(DecisionStatus::alternate_mitigation));
  CHECK(claims(DecisionStatus::attested));
  CHECK(name(DecisionProblem::expired) == "expired");
  CHECK(name(DecisionProblem::duplicate) == "duplicate");
  CHECK(static_cast<std::size_t>(DecisionProblem::duplicate) + 1 == decision_problems);
}

TEST_CASE("a place is told as far as it is known") {
  CHECK(text_of(DecisionPlace{.file = "d.yaml", .line = 12, .column = 3}) == "d.yaml:12");
  CHECK(text_of(DecisionPlace{.file = "export.json"}) == "export.json");
}
