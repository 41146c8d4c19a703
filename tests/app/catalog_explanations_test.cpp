#include "catalog_explanations.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace stance::app;

TEST_CASE("codes about catalogs are explained in their order, without decisions") {
  CHECK(std::ranges::is_sorted(catalog_explanations(), {}, &Explanation::code));
  for (const Explanation& one : catalog_explanations()) {
    INFO(one.code);
    CHECK(one.place != Place::decisions);
  }
}
