#include "declarable.hpp"

#include "samples.hpp"

#include <catch2/catch.hpp>

#include <sstream>

using namespace stance;
using namespace stance::report;

namespace {

std::string printed(const model::Declarable& declarable, std::size_t width) {
  model::ControlResult result = legacy_control();
  result.finding.declarable = declarable;
  std::ostringstream out;
  Page page({.width = width}, out);
  print_declarable(result, page);
  return out.str();
}

}  // namespace

TEST_CASE("what would meet a control if declared is told with the profile that does") {
  CHECK(printed({.parameter = "allowedExclusions",
                 .lists = {{"users", {"kept", "new: 1"}}, {"groups", {}}, {"applications", {"#a"}}},
                 .added = {"new: 1", "#a"}},
                80) == R"(
Met, if declared
  It falls short for nothing but 2 exceptions that nobody approved. If all of
  them have to be, a profile says so:

    controls:
      entra.block-legacy-authentication:
        params:
          allowedExclusions:
            users: ["kept","new: 1"]
            applications: ["#a"]
)");
}

TEST_CASE("a parameter that is one list is one line, and hostile texts are nothing but texts") {
  CHECK(printed({.parameter = "allowed",
                 .lists = {{"", {"\x1b[31m", "a\"\nadmin: true", "\xe2\x80\xae", "bad \xff"}}},
                 .added = {"x"}},
                40) == R"(
Met, if declared
  It falls short for nothing but 1
  exception that nobody approved. If all
  of them have to be, a profile says so:

    controls:
      entra.block-legacy-authentication:
        params:
          allowed: ["\u001b[31m","a\"\nadmin: true","\u202e","bad )"
                       "\xef\xbf\xbd\"]\n");
}

TEST_CASE("nothing is said where nothing can be declared") {
  std::ostringstream out;
  Page page({.width = 80}, out);
  print_declarable(legacy_control(), page);
  CHECK(out.str().empty());
}
