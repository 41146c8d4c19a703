#include "temporary.hpp"

#include <catch2/catch.hpp>

using namespace stance::base;

TEST_CASE("temporary files are known by their names") {
  for (const char* name : {".stance-123456", ".stance-aBcDeF"}) CHECK(is_temporary(name));
  for (const char* name :
       {"", ".stance", ".stance-", ".stance-12345", ".stance-1234567", "x.json"}) {
    CHECK_FALSE(is_temporary(name));
  }
}
