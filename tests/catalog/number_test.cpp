#include "number.hpp"

#include <catch2/catch.hpp>

#include <string_view>

using namespace stance::catalog;

TEST_CASE("numbers are decimal and whole texts") {
  CHECK(parse_integer("42") == 42);
  CHECK(parse_integer("-7") == -7);
  CHECK(parse_integer("9223372036854775807") == INT64_MAX);
  for (const std::string_view text :
       {"", "+1", "0x10", "1_000", "1.0", "9223372036854775808", "1 "}) {
    DYNAMIC_SECTION("no integer: " << text) { CHECK_FALSE(parse_integer(text).has_value()); }
  }
  CHECK(parse_real("0.25") == 0.25);
  CHECK(parse_real("-3") == -3.0);
  CHECK(parse_real("1e3") == 1000.0);
  for (const std::string_view text : {"", "nan", "inf", "1e999", "1.2.3", "2026-01-31", "0x1p3"}) {
    DYNAMIC_SECTION("no number: " << text) { CHECK_FALSE(parse_real(text).has_value()); }
  }
}

TEST_CASE("thousandths have at most three decimals") {
  CHECK(to_thousandths(0.001) == 1);
  CHECK(to_thousandths(0.3) == 300);
  CHECK(to_thousandths(2.0 / 3.0) == std::nullopt);
  CHECK(to_thousandths(1000) == 1'000'000);
  CHECK(to_thousandths(-1.5) == -1500);
  CHECK(to_thousandths(0.0001) == std::nullopt);
  CHECK(to_thousandths(1e13) == std::nullopt);
}
