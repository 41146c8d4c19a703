#include "real.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>

using stance::cel::parse_real;

TEST_CASE("numbers are read as doubles") {
  CHECK(parse_real("1.5") == 1.5);
  CHECK(parse_real("-2e3") == -2000.0);
  CHECK(parse_real("5e-324") == std::numeric_limits<double>::denorm_min());
  CHECK(parse_real("Infinity") == std::numeric_limits<double>::infinity());
  CHECK(std::isnan(parse_real("NaN").value()));
}

TEST_CASE("a number too near to zero is zero, one too large is none") {
  const char* const small[] = {"1e-400", "1e-99999999999999999999", "0.000001e-320",
                               "1000000e-400"};
  for (const char* text : small) {
    DYNAMIC_SECTION(text) { CHECK(parse_real(text) == 0.0); }
  }
  CHECK(parse_real("0." + std::string(400, '0') + "1") == 0.0);
  CHECK(std::signbit(parse_real("-1e-400").value()));
  CHECK(parse_real("1e400") == std::nullopt);
  CHECK(parse_real("1e+99999999999999999999") == std::nullopt);
  CHECK(parse_real("-1e400") == std::nullopt);
  CHECK(parse_real("1" + std::string(400, '0')) == std::nullopt);
}

TEST_CASE("other texts are no numbers") {
  for (const char* text : {"", "x", "1x", "1.5 ", " 1", "1e", "--1"}) {
    DYNAMIC_SECTION(text) { CHECK(parse_real(text) == std::nullopt); }
  }
}
