#include "licences.hpp"

#include "samples.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using namespace stance::report;

namespace {

model::ControlResult needing(std::int64_t points, std::vector<std::string> plans,
                             std::optional<model::LicenceOffer> offer) {
  model::ControlResult result;
  result.info.points = points;
  result.finding.outcome = model::Outcome::not_licensed;
  result.licence = model::LicenceNeed{std::move(plans), std::move(offer)};
  return result;
}

}  // namespace

TEST_CASE("a sentence tells what licences put within reach") {
  struct Case {
    model::LicenceTotals totals;
    std::string sentence;
  };
  const Case cases[] = {
      {{}, ""},
      {{true, 533, 2700, 3100},
       "5.33 points now, 27 with the licences owned, 31 with all licences"},
      {{true, 0, 0, 3100}, ""},
      {{true, 533, 2700, 2700}, "no control is left out for want of a licence"},
      {{false, 533, 2700, 2700}, ""},
  };
  for (const Case& test : cases) {
    model::Assessment assessment;
    assessment.licences = test.totals;
    CHECK(licence_sentence(assessment) == test.sentence);
  }
}

TEST_CASE("what would have to be bought is listed once, most points first") {
  const model::LicenceOffer p2{"AAD_PREMIUM_P2", "Entra P2", "AAD_PREMIUM_P2", "Entra ID P2"};
  const model::LicenceOffer small{"ATP", "Defender", "ATP", "Defender for Office"};
  model::Assessment assessment;
  CHECK(licence_list(assessment) == "");
  assessment.controls = {needing(3, {"A", "B"}, std::nullopt), needing(2, {"P2"}, p2),
                         needing(3, {"ATP"}, small), needing(8, {"P2"}, p2)};
  CHECK(licence_list(assessment) ==
        "Entra ID P2 (AAD_PREMIUM_P2): 2 controls, 10 points; "
        "A or B: 1 control, 3 points; Defender for Office (ATP): 1 control, 3 points");
}
