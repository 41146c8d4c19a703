#include "decision_explanations.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace stance::app;

TEST_CASE("codes about decisions are explained in their order, by decisions") {
  CHECK(std::ranges::is_sorted(decision_explanations(), {}, &Explanation::code));
  for (const Explanation& one : decision_explanations()) {
    INFO(one.code);
    CHECK(one.place == Place::decisions);
    CHECK(one.wrong.starts_with("decisions:\n"));
  }
}
