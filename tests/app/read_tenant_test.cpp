#include "read_tenant.hpp"

#include "fixture.hpp"
#include "stance/cel/time.hpp"

using namespace stance;
using namespace stance::app;
using namespace stance::app::test;

namespace {

base::Result<tenant::Tenant> read(const Folder& folder, const Request& request) {
  const catalog::Catalog catalog = folder.catalog();
  base::Diagnostics problems;
  return read_tenant(request, catalog.schema(), {}, problems);
}

}  // namespace

TEST_CASE("a tenant is read as of the day that is asked for") {
  const Folder folder;
  const auto tenant = read(folder, {.inputs = {folder.path("export.json")}, .as_of = "2026-01-31"});
  REQUIRE(tenant);
  CHECK(tenant->id == "11111111-1111-1111-1111-111111111111");
  CHECK(cel::format_date(tenant->as_of()) == "2026-01-31");
}

TEST_CASE("without exports nothing is collected") {
  const Folder folder;
  const auto tenant = read(folder, {.as_of = "2026-01-31"});
  REQUIRE(tenant);
  CHECK(tenant->inputs.empty());
  CHECK(cel::format_date(tenant->as_of()) == "2026-01-31");
  for (const tenant::Holding& holding : tenant->holdings) {
    CHECK(holding.table->state() == tenant::State::not_collected);
  }
}

TEST_CASE("a day that is none, and a tenant that is another one") {
  const Folder folder;
  const auto undated = read(folder, {.inputs = {}, .as_of = "soon"});
  REQUIRE_FALSE(undated);
  CHECK(undated.error().message == "'soon' is no date");
  CHECK(undated.error().hint == "write it as YYYY-MM-DD");

  const auto other = read(folder, {.inputs = {folder.path("export.json")}, .tenant = "other"});
  REQUIRE_FALSE(other);
  CHECK(other.error().kind == base::ErrorKind::usage);
  CHECK(other.error().message ==
        "the inputs belong to tenant '11111111-1111-1111-1111-111111111111', not to 'other'");
}
