#include "stance/app/assess.hpp"

#include <catch2/catch.hpp>

TEST_CASE("the version is told") {
  CHECK(stance::app::version() == "0.1.0");
  CHECK_FALSE(stance::app::build().empty());
}
