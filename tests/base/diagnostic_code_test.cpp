#include "stance/base/diagnostic_code.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace stance::base;

TEST_CASE("codes are sorted, and each stands there once") {
  CHECK(std::ranges::is_sorted(diagnostic_codes));
  CHECK(std::ranges::adjacent_find(diagnostic_codes) == diagnostic_codes.end());
}

TEST_CASE("codes are words in lower case, parted by hyphens") {
  for (const std::string_view code : diagnostic_codes) {
    INFO(code);
    CHECK(code.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") == std::string_view::npos);
    CHECK_FALSE(code.starts_with('-'));
    CHECK_FALSE(code.ends_with('-'));
  }
}

TEST_CASE("a code is its word, and nothing when there is none") {
  constexpr DiagnosticCode code = "syntax";
  CHECK(code.word() == "syntax");
  CHECK(DiagnosticCode{}.word().empty());
  CHECK(DiagnosticCode{} < code);
}
