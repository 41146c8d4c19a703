#include "gaps.hpp"

#include "samples.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace stance;
using namespace stance::report;

namespace {

std::string text_of(const std::vector<Gap>& gaps) {
  std::string text;
  for (const Gap& gap : gaps) {
    text += fmt::format("{} {} {}/{} {}\n", gap.points, gap.controls, gap.reason, gap.dataset,
                        gap.collect);
  }
  return text;
}

}  // namespace

TEST_CASE("controls that are not assessed are grouped by their first cause") {
  CHECK(text_of(gaps_of(contoso())) ==
        R"(900 2 dataset_absent/exchange.organizationConfig Get-OrganizationConfig
600 1 dataset_failed/dns.dmarc 
200 1 dataset_damaged/sharepoint.tenant Get-SPOTenant
200 1 field_absent/teams.meetingPolicies 
)");
  CHECK(text_of(gaps_of(unassessed())) == "600 1 dataset_absent/dns.dmarc \n400 1 / \n");
  CHECK(gaps_of({}).empty());
}

TEST_CASE("causes without a dataset are told apart by what they say") {
  model::Assessment assessment = unassessed();
  assessment.controls.push_back(assessment.controls.back());
  for (const std::size_t i : {1U, 2U}) {
    assessment.controls[i].finding.missing = {
        {"", "", "not_verified", i == 1 ? "nobody answered" : "in use but not there", ""}};
  }
  const std::vector<Gap> gaps = gaps_of(assessment);
  REQUIRE(gaps.size() == 3);
  CHECK(gaps[0].detail.empty());
  CHECK(gaps[1].detail == "in use but not there");
  CHECK(gaps[2].detail == "nobody answered");
  CHECK(gaps[2].points == 400);
}

TEST_CASE("the order of the controls does not matter") {
  model::Assessment assessment = contoso();
  const std::string text = text_of(gaps_of(assessment));
  std::ranges::reverse(assessment.controls);
  CHECK(text_of(gaps_of(assessment)) == text);
}
