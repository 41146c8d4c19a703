#include "stance/tenant/lost_values.hpp"

#include "fixture.hpp"

#include <catch2/catch.hpp>

#include <vector>

using namespace stance;
using namespace stance::tenant;

namespace {

std::uint64_t lost(std::string_view json, const SourceRule* source = nullptr) {
  Schema schema;
  const RecordSchema& inner =
      declare(schema, "inner", {{"n", cel::simple(cel::TypeKind::integer)}});
  const RecordSchema& row =
      declare(schema, "row",
              {{"id", cel::simple(cel::TypeKind::text)},
               {"group.mode", cel::simple(cel::TypeKind::text)},
               {"group.level", cel::simple(cel::TypeKind::integer)},
               {"names", list_of(cel::TypeKind::text)},
               {"parts", cel::list_of(inner.type.type()), {.element = &inner}}});
  const auto document = parse(json);
  std::vector<RawRow> rows;
  for (const auto element : document.root().elements()) rows.push_back({.self = element});
  return count_lost_values(row, source, rows);
}

}  // namespace

TEST_CASE("values of declared fields that damage hides are counted") {
  struct Case {
    std::string_view name, rows;
    std::uint64_t lost;
  };
  const Case cases[] = {
      {"no rows", "[]", 0},
      {"nothing wrong", R"([{"id":"a","names":["x"],"parts":[{"n":1}],"group":{"mode":"m"}}])", 0},
      {"absent and null", R"([{},{"id":null,"names":null}])", 0},
      {"repaired", R"([{"names":"x","parts":{"n":1},"group":"@{mode=m; level=1}"}])", 0},
      {"a property that nobody declares", R"([{"other":"System.Collections.Hashtable"}])", 0},
      {"a list", R"([{"names":"System.Object[]"},{"names":["x"]}])", 1},
      {"in two rows", R"([{"names":"System.Object[]"},{"names":"System.Object[]"}])", 2},
      {"a group", R"([{"group":"System.Collections.Hashtable"}])", 2},
      {"a part of a group", R"([{"group":"@{mode=m; level=}"}])", 1},
      {"a nested record", R"([{"parts":[{"n":"@{x=1}"},{"n":"@{x=1}"}]}])", 1},
      {"records as text", R"([{"parts":["@{x=System.Object[]; y=@{z=1}}"]}])", 1},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) { CHECK(lost(c.rows) == c.lost); }
  }
}
