#include "join.hpp"

#include "build.hpp"
#include "stance/compare/fleet.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using namespace stance::compare;

namespace {

// A result of the tenant "t" on a day.
model::TenantSummary result(std::string name, std::string as_of) {
  model::TenantSummary summary = tenant(std::move(name), 5'000);
  summary.tenant_id = "T";
  summary.as_of = std::move(as_of);
  return summary;
}

}  // namespace

TEST_CASE("the newest result of a tenant counts, and a note says what was left out") {
  auto newer = result("b", "2026-02-01");
  newer.tenant_id = "t";
  const auto joined =
      join({result("a", "2026-01-31"), newer, result("c", "2025-12-31"), tenant("x", 1)});
  REQUIRE(joined);
  CHECK(names_of(joined->tenants) == std::vector<std::string>{"x", "b"});
  CHECK(joined->notes ==
        std::vector<std::string>{
            "'a' of 2026-01-31 is left out: 'b' is the same tenant on 2026-02-01",
            "'c' of 2025-12-31 is left out: 'b' is the same tenant on 2026-02-01"});
}

TEST_CASE("the same result twice is one, under the first name") {
  auto copy = result("a copy", "2026-01-31");
  const auto original = result("b", "2026-01-31");
  copy.sha256 = original.sha256;
  const auto joined = join({original, copy, original});
  REQUIRE(joined);
  CHECK(joined->tenants == std::vector{copy});
  CHECK(joined->notes.empty());
}

TEST_CASE("different results of which none is newer are an error") {
  struct Case {
    std::vector<model::TenantSummary> tenants;
    std::string message;
  };
  auto nameless = tenant("export", 5'000);
  nameless.tenant_id.clear();
  auto other = nameless;
  other.sha256 = "another";
  other.as_of = "2026-03-01";
  const std::vector<Case> cases = {
      {{result("b", "2026-01-31"), result("a", "2026-01-31")},
       "'a' and 'b' are different results of tenant 'T', and none is newer"},
      {{result("b", ""), result("a", "2026-01-31")},
       "'a' and 'b' are different results of tenant 'T', and none is newer"},
      // Without an id nobody knows that it is the same tenant.
      {{nameless, other},
       "'export' and 'export' are different results of tenant 'export', and none is newer"},
  };
  for (const Case& c : cases) {
    const auto joined = join(c.tenants);
    REQUIRE_FALSE(joined);
    CHECK(joined.error().kind == base::ErrorKind::malformed);
    CHECK(joined.error().message == c.message);
    CHECK(joined.error().hint == "leave one of them out");
  }
}

TEST_CASE("tenants that could not be assessed are told once for each reason") {
  const auto joined =
      join({failed("a", "one"), failed("a", "two"), failed("a", "one"), tenant("a", 5'000)});
  REQUIRE(joined);
  CHECK(joined->tenants == std::vector{failed("a", "one"), failed("a", "two"), tenant("a", 5'000)});
}

TEST_CASE("twins in a fleet stop nothing: the first by name stays") {
  std::vector<model::TenantSummary> tenants = {result("b", "2026-01-31"), result("a", "2026-01-31"),
                                               result("old", "2025-01-31"), tenant("x", 1)};
  part_twins(tenants);
  CHECK(tenants == std::vector{failed("b", "it is the same tenant as 'a', and none is newer"),
                               result("a", "2026-01-31"), result("old", "2025-01-31"),
                               tenant("x", 1)});
  CHECK(join(tenants));
}
