#include "stance/catalog/profile.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using catalog::Profile;

namespace {

const Profile profile = {.excluded = {"b.left", "c.left"},
                         .points = {{"a.one", 8}},
                         .parameters = {{"a.one", {{"days", "30"}, {"words", "[\"x\"]"}}}}};

model::ControlInfo control(std::string id) {
  model::ControlInfo info;
  info.id = std::move(id);
  info.points = 10;
  return info;
}

}  // namespace

TEST_CASE("a profile changes the points of a control") {
  CHECK(catalog::adjusted(control("a.one"), profile).points == 8);
  CHECK(catalog::adjusted(control("a.two"), profile).points == 10);
}

TEST_CASE("a profile tells what it asks of a control") {
  CHECK(catalog::deviations_of(control("a.one"), profile) ==
        std::vector<std::string>{"worth 8 points, not 10", "parameter days is 30",
                                 "parameter words is [\"x\"]"});
  CHECK(catalog::deviations_of(control("c.left"), profile) == std::vector<std::string>{"left out"});
  CHECK(catalog::deviations_of(control("a.two"), profile).empty());
}
