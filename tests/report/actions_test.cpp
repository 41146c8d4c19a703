#include "actions.hpp"

#include "samples.hpp"

#include <catch2/catch.hpp>

#include <sstream>

using namespace stance;
using namespace stance::report;

namespace {

std::string printed(const model::Assessment& assessment, const Style& style) {
  std::ostringstream out;
  Page page(style, out);
  print_recommendations(assessment, page);
  return out.str();
}

}  // namespace

TEST_CASE("without recommendations there is no section") { CHECK(printed({}, {}).empty()); }

TEST_CASE("a recommendation for a control that is not there is left out") {
  model::Assessment assessment;
  assessment.recommendations = {{1, "gone", 100, 1, 1}};
  CHECK(printed(assessment, {}).empty());
}

TEST_CASE("at most ten recommendations are shown, the heading says of how many") {
  model::Assessment assessment;
  assessment.controls = {smtp_control()};
  for (std::uint32_t rank = 1; rank <= 11; ++rank) {
    assessment.recommendations.push_back({rank, "exchange.disable-basic-smtp", 100, 1, 1});
  }
  const std::string text = printed(assessment, {.width = 140});
  CHECK(text == R"(
Do next (10 of 11)
 #  Points  Action                     Control                      Status        Cost  User impact
 1   +1.00  Some control without data  exchange.disable-basic-smtp  Not assessed  low   low
 2   +1.00  Some control without data  exchange.disable-basic-smtp  Not assessed  low   low
 3   +1.00  Some control without data  exchange.disable-basic-smtp  Not assessed  low   low
 4   +1.00  Some control without data  exchange.disable-basic-smtp  Not assessed  low   low
 5   +1.00  Some control without data  exchange.disable-basic-smtp  Not assessed  low   low
 6   +1.00  Some control without data  exchange.disable-basic-smtp  Not assessed  low   low
 7   +1.00  Some control without data  exchange.disable-basic-smtp  Not assessed  low   low
 8   +1.00  Some control without data  exchange.disable-basic-smtp  Not assessed  low   low
 9   +1.00  Some control without data  exchange.disable-basic-smtp  Not assessed  low   low
10   +1.00  Some control without data  exchange.disable-basic-smtp  Not assessed  low   low

How to do one of them: stance show CONTROL
)");
}

TEST_CASE("below 60 columns there is no table") {
  const std::string text = printed(contoso(), {.width = 59});
  CHECK(text == R"(
Do next
 1  +10.00  Require phishing-resistant MFA for every
            administrator
    To address · cost low · user impact low
    entra.require-phishing-resistant-mfa-for-admins
 2  +2.67   Block legacy authentication for everyone
    Partially completed · cost moderate · user impact
    moderate
    entra.block-legacy-authentication
 3  +3.00   Turn on Customer Lockbox
    To address · cost high · user impact low
    exchange.enable-customer-lockbox

How to do one of them: stance show CONTROL
)");
}

TEST_CASE("in 60 columns") {
  const std::string text = printed(contoso(), {.width = 60});
  CHECK(text == R"(
Do next
#  Points  Action             Status      Cost      User
                                                    impact
1  +10.00  Require            To address  low       low
           phishing-
           resistant MFA for
           every
           administrator
           entra.require-phishing-resistant-mfa-for-admins
2   +2.67  Block legacy       Partially   moderate  moderate
           authentication     completed
           for everyone
           entra.block-legacy-authentication
3   +3.00  Turn on Customer   To address  high      low
           Lockbox
           exchange.enable-customer-lockbox

How to do one of them: stance show CONTROL
)");
}

TEST_CASE("controls that would be met if exceptions were declared are named") {
  model::Assessment assessment;
  assessment.controls = {legacy_control()};
  assessment.controls[0].finding.declarable = {"allowed", {{"", {"a"}}}, {"a"}};
  assessment.recommendations = {{1, "entra.block-legacy-authentication", 100, 1, 1}};
  const std::string text = printed(assessment, {.width = 80});
  CHECK(text.substr(text.find("\n\n")) == R"(

Met, if exceptions that nobody approved were declared (stance show CONTROL
EXPORT tells how): entra.block-legacy-authentication

How to do one of them: stance show CONTROL
)");
}
