#include "samples.hpp"
#include "stance/report/terminal.hpp"

#include <catch2/catch.hpp>

#include <sstream>

using namespace stance;
using namespace stance::report;

namespace {

std::string printed(const Style& style) {
  const model::Assessment assessment = contoso();
  std::vector<model::ControlInfo> controls;
  for (const std::string_view id :
       {"entra.block-legacy-authentication", "entra.limit-global-administrators",
        "entra.require-phishing-resistant-mfa-for-admins"}) {
    controls.push_back(assessment.find(id)->info);
  }
  std::ostringstream out;
  render_list(controls, style, out);
  return out.str();
}

}  // namespace

TEST_CASE("a list has a line for each control") {
  const std::string text = printed({.width = 120});
  CHECK(text == R"(Points  Category  Control                                          Title
     8  identity  entra.block-legacy-authentication                Block legacy authentication for everyone
     6  identity  entra.limit-global-administrators                Keep two to four Global Administrators
    10  identity  entra.require-phishing-resistant-mfa-for-admins  Require phishing-resistant MFA for every
                                                                   administrator
3 controls
)");
}

TEST_CASE("a narrow list has no columns") {
  const std::string text = printed({.width = 40});
  CHECK(text == R"(entra.block-legacy-authentication
  Block legacy authentication for
  everyone
entra.limit-global-administrators
  Keep two to four Global Administrators
entra.require-phishing-resistant-mfa-
for-admins
  Require phishing-resistant MFA for
  every administrator
3 controls
)");
}

TEST_CASE("a brief list has only ids") {
  const std::string text = printed({.width = 80, .brief = true});
  CHECK(text == R"(entra.block-legacy-authentication
entra.limit-global-administrators
entra.require-phishing-resistant-mfa-for-admins
)");
}

TEST_CASE("an id stands whole below its title where it has no column") {
  const std::string text = printed({.width = 80});
  CHECK(text == R"(Points  Category  Title and id
     8  identity  Block legacy authentication for everyone
                  entra.block-legacy-authentication
     6  identity  Keep two to four Global Administrators
                  entra.limit-global-administrators
    10  identity  Require phishing-resistant MFA for every administrator
                  entra.require-phishing-resistant-mfa-for-admins
3 controls
)");
}
