#include "fixture.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace stance::cli;

TEST_CASE("the controls of a catalog, a line each") {
  const Called called = call({"catalog", "list", "--catalog", "@catalog"});
  CHECK(called.code == 0);
  CHECK(called.err.empty());
  CHECK(called.out == R"(Points  Category  Title and id
     4  identity  Let only administrators invite guests
                  entra.restrict-invites
     2  identity  Review who administrates
                  entra.review-administrators
     6  data      Keep mailbox auditing on
                  exchange.enable-auditing
3 controls
)");
}

TEST_CASE("a folder may add to a catalog") {
  const Called called =
      call({"catalog", "list", "--catalog", "@catalog", "--catalog", "+@twin", "--quiet"});
  CHECK(called.out == R"(entra.restrict-guests
entra.restrict-invites
entra.review-administrators
exchange.enable-auditing
)");
}

TEST_CASE("a list as JSON") {
  const Called called = call({"catalog", "list", "--catalog", "@catalog", "--format=json"});
  const auto list = nlohmann::json::parse(called.out);
  REQUIRE(list.size() == 3);
  CHECK(list[0]["id"] == "entra.restrict-invites");
}

TEST_CASE("no list of a broken catalog") {
  CHECK(call({"catalog", "list", "--catalog", "@broken"}).code == 4);
  CHECK(call({"catalog", "list", "--catalog", "@none"}).code == 4);
}
